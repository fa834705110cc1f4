"""Told of alerts by a notification, left alone while away: the whole way, on buses of the test."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from desktop.fake_bus import FakeBus
from desktop.fake_decks import Decks
from desktop.fake_notifier import Server
from desktop.person import wait
from lightstack_desktop.desktop import manners
from lightstack_desktop.desktop.bus_wire import Variant
from lightstack_desktop.desktop.logind import MANAGER, PATH, SESSION
from lightstack_desktop.desktop.logind import SERVICE as LOGIND
from lightstack_desktop.desktop.notifications import SERVICE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.person import Person

OURS = f"{PATH}/session/c1"


class Desk:
    """A person with a notification service and a login manager."""

    def __init__(self, person: Person, folder: Path) -> None:
        self.person = person
        self.decks = Decks()
        self.server, self.system = Server(folder), FakeBus(folder, "system")

    def begin(self) -> None:
        self.person.attach()
        self.person.desktop.follow(self.decks)
        wait(lambda: self.server.greeting and self.system.greeting)
        self.server.begin()
        self.system.own(
            LOGIND,
            Get_User=lambda *_body: ("v", (Variant("(uo)", (os.getuid(), "/u")),)),
        )
        wait(lambda: self.manners._voice._abilities is not None)
        wait(lambda: self.system.named("Get"))

    @property
    def manners(self) -> manners.Manners:
        found = self.person.desktop._manners
        assert found is not None
        return found

    @property
    def titles(self) -> list[str]:
        return [each["title"] for each in self.server.shown]

    def number(self, key: str) -> int:
        voice = self.manners._voice
        wait(lambda: key in voice._ids)
        return voice._ids[key]

    def chooses(self, action: str, key: str) -> None:
        self.server.signal(SERVICE, "ActionInvoked", "us", self.number(key), action)

    def lock(self, is_locked: bool = True) -> None:
        member = "Lock" if is_locked else "Unlock"
        self.system.signal(LOGIND, member, path=OURS, interface=SESSION)
        wait(lambda: self.manners._presence.is_locked is is_locked)

    def sleep(self, is_going: bool = True) -> None:
        self.system.signal(LOGIND, "PrepareForSleep", "b", is_going, path=PATH, interface=MANAGER)
        wait(lambda: self.manners._presence.is_asleep is is_going)


@pytest.fixture
def desk(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = Desk(person, tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.server.address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", made.system.address)
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    monkeypatch.setattr(manners, "SETTLE_S", 0.05)
    yield made
    made.server.close()
    made.system.close()


def test_an_alert_is_told_and_taken_back_when_it_is_cleared(desk: Desk) -> None:
    desk.begin()
    desk.person.trigger("door", name="Front door", default_priority=2)
    number = desk.number("door")
    desk.person.engine.clear("door", source="test").result()
    wait(lambda: desk.server.closed)

    assert desk.titles == ["Front door"]
    assert desk.server.closed == [number]


def test_what_happens_before_somebody_can_tell_it_is_told_then(desk: Desk) -> None:
    desk.person.attach()
    desk.person.trigger("door")
    desk.person.desktop.follow(desk.decks)
    wait(lambda: desk.server.greeting)
    desk.server.begin()
    wait(lambda: desk.titles)

    assert desk.titles == ["door"]


def test_acknowledge_and_clear_are_done_from_the_notification(desk: Desk) -> None:
    desk.begin()
    desk.person.trigger("door")
    desk.chooses("acknowledge", "door")
    wait(lambda: desk.person.alert("door").is_acknowledged)
    assert desk.person.alert("door").state.acknowledged_by == "notification"

    desk.person.trigger("dryer")
    desk.chooses("clear", "dryer")
    wait(lambda: not desk.person.alert("dryer").is_active)


def test_a_click_opens_the_alert_in_the_window(desk: Desk) -> None:
    desk.begin()
    desk.person.trigger("door")
    desk.chooses("default", "door")

    wait(lambda: desk.person.desktop._front.window is not None)
    assert desk.person.main.isVisible()


def test_an_action_that_we_never_offered_does_nothing(desk: Desk) -> None:
    desk.begin()
    desk.person.trigger("door")
    desk.chooses("explode", "door")
    desk.chooses("acknowledge", "door")
    wait(lambda: desk.person.alert("door").is_acknowledged)

    assert desk.person.alert("door").is_active


def test_a_locked_screen_darkens_the_decks_and_hushes_what_is_told(desk: Desk) -> None:
    desk.begin()
    desk.lock()
    for key in ("a", "b", "c"):
        desk.person.trigger(key, default_priority=1)
    desk.lock(is_locked=False)
    wait(lambda: desk.titles)

    assert desk.decks.told == ["locked", "unlocked"]
    assert desk.titles == ["3 new alerts"]


def test_sleep_darkens_the_decks_and_waking_lights_them(desk: Desk) -> None:
    desk.begin()
    desk.sleep()
    desk.sleep(is_going=False)

    assert desk.decks.told == ["dark", "lit"]


def test_a_computer_that_wakes_up_locked_stays_hushed(desk: Desk) -> None:
    desk.begin()
    desk.sleep()
    desk.lock()
    desk.sleep(is_going=False)
    desk.person.trigger("a")
    desk.person.trigger("b")
    assert desk.titles == []

    desk.lock(is_locked=False)
    wait(lambda: desk.titles)
    assert desk.titles == ["2 new alerts"]


def test_quiet_lets_priority_1_through_alone(desk: Desk) -> None:
    desk.begin()
    quiet = desk.person.desktop._quiet
    assert quiet is not None
    quiet.for_an_hour()
    desk.person.trigger("b", default_priority=2)
    desk.person.trigger("a", default_priority=1)
    wait(lambda: desk.titles)
    assert desk.titles == ["a"]

    quiet.end()
    wait(lambda: len(desk.titles) == 2)
    assert desk.titles == ["a", "b"]


def test_quitting_takes_back_what_is_shown(desk: Desk) -> None:
    desk.begin()
    desk.person.trigger("door")
    number = desk.number("door")
    desk.person.desktop._manners.stop()
    wait(lambda: desk.server.closed)

    assert desk.server.closed == [number]


def test_without_any_bus_the_desktop_works_and_says_what_is_missing(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    person.attach()
    person.desktop.follow(Decks())
    wait(lambda: person.desktop._manners is not None)
    person.trigger("door")

    facts = dict(person.desktop._manners.facts)
    assert set(facts) == {"Notifications", "Lock screen", "Sleep"}
    assert "no session bus" in facts["Notifications"]
    assert facts["Sleep"].startswith("not followed")


def test_elsewhere_than_on_linux_the_tray_icon_tells(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(person.tray, "say", lambda *words: said.append(words))
    person.attach()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(manners.sys, "platform", "darwin")
        person.desktop.follow(Decks())
        wait(lambda: person.desktop._manners is not None)

    person.trigger("door", name="Front door", default_priority=2)
    wait(lambda: said)
    person.tray.message_clicked.emit()
    wait(lambda: person.desktop._front.window is not None)

    assert said == [("Front door", "P2")]
