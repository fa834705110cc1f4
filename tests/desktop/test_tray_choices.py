"""What a choice in the tray's menu does: to alerts, decks, windows and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.person import NOON, Person, wait
from lightstack_desktop.desktop import autostart, tray
from lightstack_desktop.desktop.quiet import Quiet
from lightstack_desktop.desktop.screen_panel import SERIAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QAction


@pytest.fixture
def at_desk(person: Person, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(tray, "is_there", lambda: True)
    person.attach()
    return person


@pytest.fixture
def quiet(at_desk: Person, tmp_path: Path) -> Iterator[Quiet]:
    made = Quiet(tmp_path, lambda: at_desk.now)
    assert at_desk.desktop._menu is not None
    at_desk.desktop._menu.keep_quiet(made)
    yield made
    made.stop()


def show_screen(person: Person) -> None:
    person.entry("On-scr&een deck", "&Show").trigger()
    wait(lambda: person.has_window and SERIAL in person.engine.board.decks)
    person.menu.aboutToShow.emit()


def deck_entry(person: Person, *path: str) -> QAction:
    person.menu.aboutToShow.emit()
    deck = person.engine.board.decks[SERIAL]
    return person.entry("&Decks", deck.model, *path)


def test_all_are_acknowledged_in_one_transaction(at_desk: Person) -> None:
    at_desk.trigger("door")
    at_desk.trigger("leak")
    before = len(at_desk.store.transactions)

    at_desk.entry("A&cknowledge all").trigger()
    wait(lambda: all(a.is_acknowledged for a in at_desk.engine.board.active))

    assert len(at_desk.store.transactions) == before + 1
    rows = [row for change in at_desk.store.saved for row in change.history][-2:]
    assert [(row.action, row.source) for row in rows] == [("acknowledged", "tray")] * 2


def test_an_alert_is_edited_in_the_window(at_desk: Person) -> None:
    at_desk.create("door", name="Door")
    at_desk.trigger("door")

    at_desk.entry("Door", "&Edit…").trigger()

    editor = at_desk.main.pages["alerts"].editor  # type: ignore[attr-defined]
    assert editor is not None
    assert editor.isVisible()
    assert editor.form.name.text() == "Door"
    editor.reject()


def test_every_alert_can_be_edited_and_a_new_one_made(at_desk: Person) -> None:
    at_desk.create("lunch", name="Lunch")

    at_desk.entry("&Set up", "&Edit", "Lunch").trigger()
    editor = at_desk.main.pages["alerts"].editor  # type: ignore[attr-defined]
    assert editor.form.name.text() == "Lunch"
    editor.reject()

    at_desk.entry("&Set up", "&New alert…").trigger()
    assert editor.isVisible()
    assert editor.form.name.text() == ""
    editor.reject()


def test_settings_open_the_page_in_a_window_with_the_programs_icon(at_desk: Person) -> None:
    QApplication.setWindowIcon(QIcon())

    at_desk.entry("Settin&gs…").trigger()

    assert not at_desk.main.windowIcon().isNull()

    assert at_desk.main.stack.currentWidget() is at_desk.main.pages["settings"]


def test_a_deck_is_made_brighter_and_dims_later(at_desk: Person) -> None:
    show_screen(at_desk)

    deck_entry(at_desk, "&Brightness", "40 %").trigger()
    wait(lambda: at_desk.engine.board.decks[SERIAL].brightness_percent == 40)
    deck_entry(at_desk, "&Dim after", "1 hour").trigger()
    wait(lambda: at_desk.engine.board.decks[SERIAL].dim_after_s == 3600)
    deck_entry(at_desk, "&Dim after", "Never").trigger()
    wait(lambda: at_desk.engine.board.decks[SERIAL].dim_after_s is None)

    at_desk.see()
    assert deck_entry(at_desk, "&Brightness", "40 %").isChecked()
    assert deck_entry(at_desk, "&Dim after", "Never").isChecked()


def test_a_deck_is_made_dark_and_paged(at_desk: Person) -> None:
    for n in range(30):
        at_desk.engine.trigger(f"a{n:02}", source="test").result()
    show_screen(at_desk)
    session = at_desk.window._session
    assert session is not None
    wait(lambda: session.frames.newest is not None and session.frames.newest.page_count > 1)

    deck_entry(at_desk, "&Next page").trigger()
    wait(lambda: session.frames.newest is not None and session.frames.newest.page == 1)
    deck_entry(at_desk, "Make it dar&k").trigger()

    wait(lambda: session.frames.newest is not None and not session.frames.newest.brightness_percent)


def test_the_on_screen_deck_is_shown_put_away_and_looks_like_a_model(at_desk: Person) -> None:
    show_screen(at_desk)
    assert at_desk.entry("On-scr&een deck", "&Show").isChecked()

    at_desk.entry("On-scr&een deck", "&Model", "Stream Deck Mini").trigger()
    wait(lambda: at_desk.window.body.model.name == "mini")
    at_desk.menu.aboutToShow.emit()
    assert at_desk.entry("On-scr&een deck", "&Model", "Stream Deck Mini").isChecked()

    at_desk.entry("On-scr&een deck", "&Show").trigger()
    wait(lambda: not at_desk.has_window)
    at_desk.menu.aboutToShow.emit()
    assert not at_desk.entry("On-scr&een deck", "&Show").isChecked()


def test_quiet_begins_and_ends(at_desk: Person, quiet: Quiet) -> None:
    at_desk.entry("Do &not disturb", "For 1 &hour").trigger()
    assert quiet.is_on

    named = next(text for text in at_desk.labels if text.startswith("Do &not disturb until "))
    at_desk.entry(named, "&Off").trigger()
    assert not quiet.is_on
    assert "Do &not disturb" in at_desk.labels

    at_desk.entry("Do &not disturb", "Until &tomorrow").trigger()
    assert quiet.until is not None
    assert (quiet.until - NOON).total_seconds() > 3600


def test_start_at_login_is_what_the_file_says(at_desk: Person) -> None:
    environ = at_desk.desktop._program.environ
    entry = at_desk.entry("&Set up", "Start at &login")

    entry.trigger()
    assert autostart.is_on(environ)
    assert entry.isChecked()

    autostart.turn_off(environ)
    at_desk.menu.aboutToShow.emit()
    assert not entry.isChecked()


def test_what_cannot_be_set_is_said_beside_the_icon(
    at_desk: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(at_desk.tray, "say", lambda title, text: said.append(f"{title}: {text}"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / ".config").write_text("a file where the folder should be")
    entry = at_desk.entry("&Set up", "Start at &login")

    entry.trigger()

    assert said[0].startswith("Nothing was changed: Cannot")
    assert not entry.isChecked()


def test_notifications_are_switched_off_and_come_back_as_they_were(at_desk: Person) -> None:
    at_desk.choices.change(notify_priorities=(1, 5)).result()
    at_desk.settle()
    entry = at_desk.entry("&Set up", "No&tifications")
    assert entry.isChecked()

    entry.trigger()
    at_desk.settle()
    assert at_desk.choices.now.notify_priorities == ()
    assert not entry.isChecked()

    entry.trigger()
    at_desk.settle()
    assert at_desk.choices.now.notify_priorities == (1, 5)


def test_notifications_that_the_environment_decides_cannot_be_chosen(
    app: object, tmp_path: Path
) -> None:
    person = Person(tmp_path, environ={"LIGHTSTACK_NOTIFY_PRIORITIES": "1"})
    try:
        person.attach()

        assert not person.entry("&Set up", "No&tifications").isEnabled()
    finally:
        person.leave()
