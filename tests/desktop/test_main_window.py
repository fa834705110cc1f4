"""The main window: how it opens, closes and remembers, and what it says of trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fakes import NO_ROOM
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from desktop.person import Person, wait
from lightstack_desktop.desktop import scheme, tray
from lightstack_desktop.desktop.window_state import WindowState

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def with_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray, "is_there", lambda: True)


def test_it_is_not_built_before_it_is_wanted(person: Person) -> None:
    person.attach()
    person.trigger("door")

    assert person.desktop._front.window is None


def test_it_opens_before_there_is_an_engine_and_comes_alive_with_it(person: Person) -> None:
    page = person.open()
    assert page.rows.alerts == []

    person.attach()
    person.trigger("door")
    person.see_window()

    assert [alert.key for alert in page.rows.alerts] == ["door"]


def test_an_order_before_there_is_an_engine_is_refused_in_words(person: Person) -> None:
    page = person.open()

    page.all_clear.demo.click()

    assert "still starting" in person.main.failure.text.text()
    assert person.main.failure.isVisible()


@pytest.mark.usefixtures("with_tray")
def test_closing_puts_it_away_and_says_so_once(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(person.tray, "say", lambda title, text: said.append(f"{title}. {text}"))
    person.attach()
    person.open()

    person.main.close()
    assert not person.main.isVisible()
    person.desktop.show_window()
    wait(person.main.isVisible)
    person.main.close()

    assert said == ["Lightstack Desktop goes on. Its icon stays here. Quit ends it."]


def test_without_a_tray_closing_only_makes_it_small(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray, "is_there", lambda: False)
    person.open()

    person.main.close()

    assert person.main.isMinimized()


@pytest.mark.usefixtures("with_tray")
def test_it_comes_back_where_and_as_large_as_it_was(person: Person, tmp_path: Path) -> None:
    person.open()
    person.main.resize(QSize(777, 444))
    person.main.close()

    again = Person(tmp_path)
    again.open()

    assert again.main.size() == QSize(777, 444)
    assert WindowState(tmp_path).knows_closing
    again.leave()


def test_the_program_is_told_of_each_page_that_was_loaded(person: Person) -> None:
    person.open()
    assert person.loads == 1

    person.main.open_page("alerts")
    person.main.open_page("now")
    person.main.open_page("alerts")

    assert person.loads == 2


def test_its_quit_ends_the_program(person: Person) -> None:
    person.open()
    person.desktop._bridge.call(person.main.quit.click)

    assert person.desktop.run() == 0


def test_what_troubles_stands_above_the_page(person: Person) -> None:
    person.attach()
    person.open()
    assert not person.main.troubles.isVisible()

    person.desktop.set_api_problem("Port 8437 is used by <b>another</b> program.")
    wait(person.main.troubles.isVisible)

    label = person.main.troubles.text
    assert label.text() == "API off: Port 8437 is used by <b>another</b> program."
    assert label.textFormat() is Qt.TextFormat.PlainText

    person.desktop.set_api_problem(None)
    wait(lambda: not person.main.troubles.isVisible())


def test_a_store_that_cannot_write_is_told_and_the_alert_is_shown(person: Person) -> None:
    person.attach()
    page = person.open()
    person.store.fails("commit", NO_ROOM)

    person.main._needs.orders.alert("trigger", "door")
    wait(lambda: page.rows.alerts)

    wait(person.main.troubles.isVisible)
    assert person.main.troubles.text.text().startswith("Not saved")
    assert not person.main.failure.isVisible()
    person.store.heals()


def test_what_is_refused_is_said_until_it_is_dismissed(person: Person) -> None:
    person.attach()
    person.open()

    person.main._needs.orders.alert("acknowledge", "nothing-of-the-kind")
    wait(person.main.failure.isVisible)
    assert person.main.failure.text.text() == "Alert 'nothing-of-the-kind' not found"

    person.main.failure.button.click()
    assert not person.main.failure.isVisible()


def test_while_it_is_hidden_its_page_does_not_work(person: Person) -> None:
    person.attach()
    page = person.open()
    person.main.hide()

    person.trigger("door")
    assert page.rows.alerts == []

    person.desktop.show_window()
    wait(lambda: page.rows.alerts)


def test_glyphs_follow_from_light_to_dark_and_back(app: QApplication, person: Person) -> None:
    before = app.palette()
    page = person.open()
    signs = (page.all_clear.shell.button, person.main.list.item(1))

    def lightness() -> list[int]:
        """Return how light each sign's ink is, where it covers most."""
        images = [sign.icon().pixmap(40, 40).toImage() for sign in signs]
        spots = [[i.pixelColor(x, y) for x in range(40) for y in range(40)] for i in images]
        return [max(found, key=lambda c: c.alpha()).lightness() for found in spots]

    try:
        app.setPalette(scheme.light())
        wait(lambda: max(lightness()) < 100)
        app.setPalette(scheme.dark())
        wait(lambda: min(lightness()) > 150)
        app.setPalette(scheme.light())
        wait(lambda: max(lightness()) < 100)
    finally:
        app.setPalette(before)


def test_a_page_is_chosen_by_a_key(person: Person) -> None:
    person.open()
    person.main.list.setCurrentRow(person.main.list.count() - 1)
    wait(lambda: person.main.isActiveWindow() or person.desktop.show_window())

    QTest.keyClick(person.main, Qt.Key.Key_1, CONTROL)

    assert person.main.list.currentRow() == 0


def test_the_keys_of_a_page_that_was_chosen_by_a_key_work_at_once(person: Person) -> None:
    person.attach()
    person.open()
    wait(lambda: person.main.isActiveWindow() or person.desktop.show_window())
    for number, name in enumerate(("now", "deck", "alerts", "history"), start=1):
        QTest.keyClick(person.main, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        focused = person.main.focusWidget()
        assert focused is not None
        assert person.main.pages[name].isAncestorOf(focused), name

    QTest.keyClick(person.main, Qt.Key.Key_3, CONTROL)
    QTest.keyClick(person.main.focusWidget(), Qt.Key.Key_N, CONTROL)

    assert person.main.pages["alerts"].editor.isVisible()
