"""The desktop as a whole: when the on-screen deck opens, and how the program ends."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtWidgets import QApplication

from desktop.person import Person, wait
from lightstack_desktop.desktop import desktop as desktop_module
from lightstack_desktop.desktop import screen_front, tray
from lightstack_desktop.desktop.screen_models import MODELS
from lightstack_desktop.desktop.window_state import WindowState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def started(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Person]]:
    """Start the program, again and again, in one folder."""
    monkeypatch.setattr(screen_front, "FIRST_LOOK_MS", 0)
    people: list[Person] = []

    def start(**how: object) -> Person:
        people.append(Person(tmp_path, **how))
        people[-1].attach()
        return people[-1]

    yield start
    for person in people:
        person.leave()


def test_the_first_start_without_a_deck_shows_one_on_screen(
    started: Callable[..., Person],
) -> None:
    person = started(has_deck=False)

    wait(lambda: person.has_window)

    assert person.window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert person.window.body.model == MODELS["mk2"]


def test_the_first_start_with_a_deck_shows_none(
    started: Callable[..., Person], tmp_path: Path
) -> None:
    person = started(has_deck=True)

    wait(lambda: WindowState(tmp_path).is_visible is not None)

    assert not person.has_window


def test_later_it_is_as_the_user_left_it(
    started: Callable[..., Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray, "is_there", lambda: True)
    first = started(has_deck=False)
    wait(lambda: first.has_window)
    first.window.close()
    first.leave()

    second = started(has_deck=False)
    assert not second.has_window
    second.desktop.show_deck()
    wait(lambda: second.has_window)
    second.window.choose(MODELS["xl"])
    second.window.resize(700, 500)
    second.leave()

    third = started(has_deck=True)
    assert third.has_window
    assert third.window.body.model == MODELS["xl"]
    assert (third.window.width(), third.window.height()) == (700, 500)


def test_a_model_named_at_the_start_is_shown(started: Callable[..., Person]) -> None:
    person = started(has_deck=True, model="neo")

    assert person.has_window
    assert person.window.body.model == MODELS["neo"]


def test_without_a_tray_the_window_is_the_way_in(
    started: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray, "is_there", lambda: False)
    monkeypatch.setattr(desktop_module, "TRAY_WAIT_MS", 0)
    person = started(has_deck=True)
    looked: list[bool] = []

    def look() -> None:
        wait(lambda: person.desktop._front.window is not None)
        person.main.close()
        looked.append(person.main.isMinimized())
        person.main.quit.click()

    person.desktop._bridge.call(look)
    code = person.desktop.run()

    assert looked == [True]
    assert code == 0


def test_a_damaged_window_file_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_bytes(b"\xff\x00[screen_deck\nvisible=perhaps\nmodel=9")

    state = WindowState(tmp_path)

    assert state.is_visible is None
    assert state.model == MODELS["mk2"]
    assert state.geometry.isEmpty()


def test_the_window_file_is_for_its_owner_alone_and_never_a_link(tmp_path: Path) -> None:
    victim, file = tmp_path / "victim", tmp_path / "state" / "window.ini"
    victim.write_bytes(b"precious")
    file.parent.mkdir()
    file.symlink_to(victim)
    before = os.umask(0)
    try:
        state = WindowState(file.parent)
        state.is_visible = True
        state.save()
    finally:
        os.umask(before)

    assert victim.read_bytes() == b"precious"
    assert not file.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600
    assert WindowState(file.parent).is_visible is True


def test_a_window_file_with_other_types_counts_as_none(tmp_path: Path) -> None:
    ini = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    ini.setValue("screen_deck/geometry", 7)
    ini.setValue("screen_deck/model", ["mk2", "xl"])
    ini.sync()

    state = WindowState(tmp_path)

    assert state.geometry.isEmpty()
    assert state.model == MODELS["mk2"]


def test_it_quits_from_any_thread(started: Callable[..., Person]) -> None:
    person = started()
    thread = threading.Thread(target=person.desktop.quit)
    thread.start()

    code = person.desktop.run()

    thread.join()
    assert code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_as_gently_as_quit(
    started: Callable[..., Person], number: signal.Signals
) -> None:
    person = started()
    person.desktop._bridge.call(lambda: os.kill(os.getpid(), number))

    code = person.desktop.run()

    assert code == 0


@pytest.mark.parametrize("is_with_tray", [True, False])
def test_the_end_of_a_session_leaves_the_windows_as_they_were(
    started: Callable[..., Person],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    app: QApplication,
    is_with_tray: bool,
) -> None:
    monkeypatch.setattr(tray, "is_there", lambda: is_with_tray)
    person = started()
    person.desktop.show_deck()
    person.open()
    wait(person.window.isVisible)
    # As Qt does when the session manager says that it is over.
    person.desktop._bridge.call(lambda: QApplication.sendEvent(app, QEvent(QEvent.Type.Quit)))

    code = person.desktop.run()

    assert code == 0
    state = WindowState(tmp_path)
    assert state.is_visible
    assert not state.knows_closing


def test_it_can_be_quit_before_there_is_an_engine(person: Person) -> None:
    person.desktop.quit()

    assert person.desktop.run() == 0
