"""Notifications as a service sees them: in place, withdrawn, escaped, and never in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.fake_notifier import Server
from desktop.person import wait
from lightstack_desktop.desktop.announcement import ACKNOWLEDGE, CLEAR, OPEN, Announcement
from lightstack_desktop.desktop.bus import Bus
from lightstack_desktop.desktop.notifications import SERVICE, Notifications

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


ACTIONS = ((OPEN, "Open"), (ACKNOWLEDGE, "Acknowledge"), (CLEAR, "Clear"))
DOOR = Announcement("door", "Front door", "P1 · ring", 1, is_sounding=True, actions=ACTIONS)


@pytest.fixture
def server(app: QApplication, tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    yield made
    made.close()


@pytest.fixture
def voice(server: Server) -> Iterator[Notifications]:
    bus = Bus(server.address)
    yield Notifications(bus, "/icon.png")
    bus.close()


def ready(server: Server, voice: Notifications) -> None:
    wait(lambda: server.greeting)
    server.begin()
    wait(lambda: voice._abilities is not None)


def shown(server: Server, voice: Notifications, what: Announcement) -> int:
    """Show it and return its number."""
    before = len(server.shown)
    voice.show(what)
    wait(lambda: len(server.shown) > before and what.name not in voice._asked)
    return voice._ids[what.name]


def test_it_is_shown_with_urgency_sound_buttons_and_the_programs_entry(
    server: Server, voice: Notifications
) -> None:
    ready(server, voice)
    shown(server, voice, DOOR)

    (sent,) = server.shown
    assert server.named("Notify")[0].signature == "susssasa{sv}i"
    assert (sent["app"], sent["title"], sent["body"]) == (
        "Lightstack Desktop",
        "Front door",
        "P1 · ring",
    )
    assert sent["actions"] == "default Open acknowledge Acknowledge clear Clear".split()
    assert sent["hints"] == {
        "urgency": 2,
        "desktop-entry": "lightstack-desktop",
        "sound-name": "alarm-clock-elapsed",
    }
    assert "with buttons" in voice.facts


@pytest.mark.parametrize(("priority", "urgency"), [(1, 2), (2, 1), (3, 1), (4, 0), (5, 0)])
def test_a_priority_has_its_urgency_and_its_sound(
    server: Server, voice: Notifications, priority: int, urgency: int
) -> None:
    ready(server, voice)
    shown(server, voice, replace(DOOR, priority=priority))
    shown(server, voice, replace(DOOR, priority=priority, is_sounding=False))

    loud, still = server.shown
    assert loud["hints"]["urgency"] == urgency
    assert loud["hints"]["sound-name"]
    assert "sound-name" not in still["hints"]
    assert still["hints"]["suppress-sound"] is True


def test_the_next_of_a_name_takes_the_place_of_the_last(
    server: Server, voice: Notifications
) -> None:
    ready(server, voice)
    first = shown(server, voice, DOOR)
    second = shown(server, voice, replace(DOOR, body="again"))
    other = shown(server, voice, replace(DOOR, name="dryer"))

    assert (second, other) == (first, first + 1)
    assert [each["replaces"] for each in server.shown] == [0, first, 0]


def test_it_is_withdrawn(server: Server, voice: Notifications) -> None:
    ready(server, voice)
    number = shown(server, voice, DOOR)

    voice.withdraw("door")
    voice.withdraw("door")
    voice.withdraw("unknown")
    shown(server, voice, DOOR)

    assert server.closed == [number]


def test_what_is_withdrawn_before_its_number_is_known_goes_too(
    server: Server, voice: Notifications
) -> None:
    ready(server, voice)
    voice.show(DOOR)
    voice.show(DOOR)
    voice.withdraw("door")
    wait(lambda: len(server.closed) == 2)

    assert sorted(server.closed) == [7, 8]
    assert voice._ids == {}


@pytest.mark.parametrize("ability", ["body-markup", "body-hyperlinks", "body-images"])
def test_the_body_is_escaped_where_the_service_reads_markup(
    server: Server, voice: Notifications, ability: str
) -> None:
    server.abilities = ["body", ability]
    hostile = "<b>x</b> <img src='http://127.0.0.1/x.png'/> &x <a href='file:///etc'>"
    ready(server, voice)
    shown(server, voice, replace(DOOR, title="<b>&x", body=hostile))

    (sent,) = server.shown
    assert "<" not in sent["body"]
    assert sent["body"].startswith("&lt;b&gt;x&lt;/b&gt; &lt;img src='http")
    assert "&amp;x" in sent["body"]
    # The specification: a title is plain text to every service.
    assert sent["title"] == "<b>&x"


def test_the_body_stays_as_it_is_where_the_service_reads_none(
    server: Server, voice: Notifications
) -> None:
    server.abilities = ["body"]
    ready(server, voice)
    shown(server, voice, replace(DOOR, body="<b>&x"))

    (sent,) = server.shown
    assert sent["body"] == "<b>&x"
    assert sent["actions"] == []
    assert "without buttons" in voice.facts


@pytest.mark.parametrize(
    ("action", "command"), [("default", OPEN), ("acknowledge", ACKNOWLEDGE), ("clear", CLEAR)]
)
def test_a_button_is_told_with_the_name_it_stood_for(
    server: Server, voice: Notifications, action: str, command: str
) -> None:
    ready(server, voice)
    number = shown(server, voice, DOOR)
    acted: list[tuple[str, str]] = []
    voice.acted.connect(lambda *what: acted.append(what))

    server.signal(SERVICE, "ActionInvoked", "us", number + 50, action)
    server.signal(SERVICE, "ActionInvoked", "us", number, action)
    wait(lambda: acted)

    assert acted == [(command, "door")]


def test_what_a_person_closed_is_not_closed_again_and_not_replaced(
    server: Server, voice: Notifications
) -> None:
    ready(server, voice)
    number = shown(server, voice, DOOR)
    server.signal(SERVICE, "NotificationClosed", "uu", number, 2)
    wait(lambda: not voice._ids)

    voice.withdraw("door")
    again = shown(server, voice, DOOR)

    assert server.closed == []
    assert server.shown[-1]["replaces"] == 0
    assert again != number


def test_without_a_service_nothing_happens_and_one_that_comes_is_used(
    server: Server, voice: Notifications
) -> None:
    wait(lambda: server.greeting)
    voice.show(DOOR)
    wait(lambda: server.named("GetCapabilities") and not voice._is_asking)
    assert "no service" in voice.facts
    for number in range(9):
        voice.show(replace(DOOR, name=f"job{number}", title=f"job{number}"))
    voice.withdraw("job8")

    server.begin()
    wait(lambda: len(server.shown) == 2)

    assert [each["title"] for each in server.shown] == ["job6", "job7"]


def test_a_service_that_is_started_for_us_shows_what_waited(
    server: Server, voice: Notifications
) -> None:
    wait(lambda: server.greeting)
    server.services[SERVICE] = {}
    voice.show(DOOR)
    voice.show(replace(DOOR, body="newer"))
    server.begin()
    wait(lambda: server.shown)

    assert [each["body"] for each in server.shown] == ["newer"]


def test_after_a_restart_of_the_service_its_numbers_mean_nothing(
    server: Server, voice: Notifications
) -> None:
    ready(server, voice)
    shown(server, voice, DOOR)
    server.disown(SERVICE)
    server.begin()
    wait(lambda: not voice._ids and voice._abilities is not None)

    voice.withdraw("door")
    shown(server, voice, DOOR)

    assert server.closed == []
    assert server.shown[-1]["replaces"] == 0


def test_without_a_bus_nothing_happens(app: QApplication) -> None:
    voice = Notifications(Bus(""), "/icon.png")
    voice.show(DOOR)
    voice.withdraw("door")

    assert "no session bus" in voice.facts


def test_a_service_that_answers_nonsense_is_none(server: Server, voice: Notifications) -> None:
    wait(lambda: server.greeting)
    server.own(SERVICE, GetCapabilities=lambda: ("u", (1,)))
    voice.show(DOOR)
    wait(lambda: server.named("GetCapabilities") and not voice._is_asking)

    assert server.shown == []
