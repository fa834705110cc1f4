"""Locked, asleep and shutting down, as the login manager and screen lockers tell it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.fake_bus import FakeBus
from desktop.person import wait
from lightstack_desktop.desktop.bus import Bus
from lightstack_desktop.desktop.bus_wire import Variant
from lightstack_desktop.desktop.logind import MANAGER, PATH, PROPERTIES, SERVICE, SESSION
from lightstack_desktop.desktop.presence import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

OURS, THEIRS = f"{PATH}/session/c1", f"{PATH}/session/c2"
SAVER = "org.gnome.ScreenSaver"


class Desk:
    """Two buses, and who is at the desk."""

    def __init__(self, folder: Path) -> None:
        self.system, self.session = FakeBus(folder, "system"), FakeBus(folder, "session")
        self._buses = Bus(self.session.address), Bus(self.system.address)
        self.seen: list[str] = []
        self.presence = Presence(*self._buses, lambda: self.seen.append("dark"))
        self.presence.changed.connect(self._note)
        self.hint = False
        self.readers: list[int] = []
        wait(lambda: self.system.greeting and self.session.greeting)

    def _note(self) -> None:
        words = ["locked"] * self.presence.is_locked + ["asleep"] * self.presence.is_asleep
        self.seen.append(" ".join(words) or "here")

    def begin_logind(self, *, knows_session: bool = True) -> None:
        def session(*_body: str) -> tuple[str, tuple[tuple[str, str]]]:
            return "v", (Variant("(so)", ("c1", OURS) if knows_session else ("", "/")),)

        self.system.own(
            SERVICE,
            Inhibit=self._inhibit,
            GetSession=lambda _id: ("o", (OURS,)),
            Get_Display=session,
            Get_LockedHint=lambda *_body: ("v", (Variant("b", self.hint),)),
            Get_User=lambda *_body: ("v", (Variant("(uo)", (os.getuid(), "/u")),)),
        )
        wait(lambda: self.presence._logind.is_holding)

    def _inhibit(self, *_body: str) -> tuple[str, tuple[int]]:
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        self.readers.append(reader)
        self.system.fds.append(writer)
        return "h", (0,)

    @property
    def waits(self) -> bool:
        """Tell whether the computer waits before it sleeps."""
        try:
            return os.read(self.readers[-1], 1) != b""
        except BlockingIOError:
            return True

    def logind(self, member: str, *body: bool, path: str = OURS) -> None:
        interface = MANAGER if body else SESSION
        self.system.signal(SERVICE, member, "b" * len(body), *body, path=path, interface=interface)

    def changes_hint(self, value: bool, path: str = OURS) -> None:
        self.hint = value
        changed = {"LockedHint": Variant("b", value)}
        self.system.signal(
            SERVICE,
            "PropertiesChanged",
            "sa{sv}as",
            SESSION,
            changed,
            [],
            path=path,
            interface=PROPERTIES,
        )

    def close(self) -> None:
        self.presence.stop()
        for each in (*self._buses, self.system, self.session):
            each.close()
        for reader in self.readers:
            os.close(reader)


@pytest.fixture
def desk(app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    made = Desk(tmp_path)
    yield made
    made.close()


def test_lock_and_unlock_of_our_session_are_followed(desk: Desk) -> None:
    desk.begin_logind()
    wait(lambda: desk.presence._logind.session == OURS)

    desk.logind("Lock")
    wait(lambda: desk.presence.is_locked)
    desk.logind("Unlock")
    wait(lambda: not desk.presence.is_locked)

    assert desk.seen == ["locked", "here"]


def test_the_lock_of_another_session_is_none_of_ours(desk: Desk) -> None:
    desk.begin_logind()
    wait(lambda: desk.presence._logind.session == OURS)

    desk.logind("Lock", path=THEIRS)
    desk.changes_hint(True, path=THEIRS)
    desk.hint = False
    desk.logind("Lock")
    wait(lambda: desk.seen)

    assert desk.seen == ["locked"]


def test_the_session_is_found_by_its_number(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "c1")
    desk = Desk(tmp_path)
    desk.begin_logind(knows_session=False)
    wait(lambda: desk.presence._logind.session == OURS)

    assert desk.system.named("GetSession")[0].body == ("c1",)
    desk.close()


def test_where_the_session_is_not_known_any_of_this_user_counts(desk: Desk) -> None:
    desk.begin_logind(knows_session=False)

    desk.logind("Lock", path=THEIRS)
    wait(lambda: desk.presence.is_locked)

    assert desk.presence._logind.session == ""


def test_a_session_that_was_locked_before_we_came_is_locked(desk: Desk) -> None:
    desk.hint = True
    desk.begin_logind()
    wait(lambda: desk.presence.is_locked)


def test_a_locker_that_only_sets_the_hint_is_followed(desk: Desk) -> None:
    desk.begin_logind()
    wait(lambda: desk.presence._logind.session == OURS)

    desk.changes_hint(True)
    wait(lambda: desk.presence.is_locked)
    desk.changes_hint(False)
    wait(lambda: not desk.presence.is_locked)


def test_before_a_sleep_the_decks_go_dark_and_only_then_the_computer_may(desk: Desk) -> None:
    desk.begin_logind()
    waited: list[bool] = []
    desk.presence._go_dark = lambda: waited.append(desk.waits)

    desk.logind("PrepareForSleep", True)
    wait(lambda: desk.presence.is_asleep)
    assert waited == [True]
    assert not desk.waits
    desk.logind("PrepareForSleep", False)
    wait(lambda: len(desk.readers) == 2 and desk.presence._logind.is_holding)

    assert desk.waits
    assert desk.seen == ["asleep", "here"]
    inhibited = desk.system.named("Inhibit")[0].body
    assert (inhibited[0], inhibited[3]) == ("sleep:shutdown", "delay")


def test_a_shutdown_darkens_the_decks_and_one_that_is_called_off_lights_them(desk: Desk) -> None:
    desk.begin_logind()

    desk.logind("PrepareForShutdown", True)
    wait(lambda: not desk.presence._logind.is_holding)
    assert desk.seen == ["asleep", "dark"]
    desk.logind("PrepareForShutdown", False)
    wait(lambda: not desk.presence.is_asleep)


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_a_hundred_sleeps_leave_one_descriptor_open(desk: Desk) -> None:
    desk.begin_logind()
    before = open_files() - len(desk.readers)
    for _ in range(100):
        desk.logind("PrepareForSleep", True)
        wait(lambda: desk.presence.is_asleep)
        desk.logind("PrepareForSleep", False)
        wait(lambda: not desk.presence.is_asleep and desk.presence._logind.is_holding)

    assert open_files() - len(desk.readers) == before
    assert desk.seen.count("dark") == 100


def test_another_program_cannot_unlock_the_decks(desk: Desk) -> None:
    desk.begin_logind()
    wait(lambda: desk.presence._logind.session == OURS)
    desk.logind("Lock")
    wait(lambda: desk.presence.is_locked)

    desk.system.signal(SERVICE, "Unlock", path=OURS, interface=SESSION, sender=":1.666")
    desk.logind("PrepareForSleep", True)
    wait(lambda: desk.presence.is_asleep)

    assert desk.presence.is_locked


def test_a_screen_locker_of_the_session_bus_is_followed_where_logind_is_not(desk: Desk) -> None:
    desk.session.own(SAVER, GetActive=lambda: ("b", (False,)))
    wait(lambda: desk.session.named("GetActive"))

    desk.session.signal(SAVER, "ActiveChanged", "b", True)
    wait(lambda: desk.presence.is_locked)
    desk.session.signal(SAVER, "ActiveChanged", "b", False)
    wait(lambda: not desk.presence.is_locked)

    facts = dict(desk.presence.facts)
    assert facts["Lock screen"] == f"followed by {SAVER}"
    assert facts["Sleep"].startswith("not followed (nobody tells)")


def test_a_locker_that_covers_the_screen_when_we_come_locks(desk: Desk) -> None:
    desk.session.own(SAVER, GetActive=lambda: ("b", (True,)))

    wait(lambda: desk.presence.is_locked)


def test_what_is_in_use_is_said(desk: Desk) -> None:
    desk.begin_logind()

    facts = dict(desk.presence.facts)
    assert facts["Lock screen"] == "followed by logind"
    assert "waits for the decks" in facts["Sleep"]


def test_without_any_bus_nothing_is_assumed(app: QApplication) -> None:
    presence = Presence(Bus(""), Bus(""), lambda: None)

    assert not presence.is_locked
    assert not presence.is_asleep
    assert dict(presence.facts)["Lock screen"] == "not followed: no system bus: there is none"
    presence.stop()
