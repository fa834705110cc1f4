"""The Now page: what is active, by mouse and by keyboard, and the first alert of all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, active_alert, board_with
from PySide6.QtCore import QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMessageBox, QStyleOptionViewItem

from desktop.person import Person, wait
from lightstack_desktop import instance
from lightstack_desktop.alerts.model import Board, ConfigFields
from lightstack_desktop.desktop.pages import alert_line
from lightstack_desktop.desktop.pages.alert_rows import AlertRows
from lightstack_desktop.desktop.pages.now import next_age_s
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from lightstack_desktop.desktop.pages.now import NowPage


@pytest.fixture
def page(person: Person) -> NowPage:
    person.attach()
    found: NowPage = person.open()
    return found


def shown(page: NowPage) -> list[str]:
    return [alert.key for alert in page.rows.alerts]


def option(page: NowPage, row: int) -> QStyleOptionViewItem:
    made = QStyleOptionViewItem()
    page.list.initViewItemOption(made)
    made.rect = page.list.visualRect(page.rows.index(row, 0))
    return made


def click(page: NowPage, row: int, command: str) -> None:
    button: QRect = page.list.line.button_rect(option(page, row), page.rows.alerts[row], command)
    assert not button.isEmpty()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=button.center())


def test_alerts_stand_in_the_order_of_their_rank(person: Person, page: NowPage) -> None:
    person.trigger("dryer", default_priority=4)
    person.trigger("leak", default_priority=1)
    person.trigger("door", default_priority=2)
    person.acknowledge("leak")
    person.see_window()

    assert shown(page) == ["door", "dryer", "leak"]
    assert page._summary.text() == "3 active, 1 acknowledged"


def test_what_came_one_after_the_other_ages_together(person: Person, page: NowPage) -> None:
    for n in range(20):
        person.engine.trigger(f"alert-{n:02}", source="test").result()
        person.pass_time(milliseconds=5)
    person.see()
    wait(lambda: len(page.rows.alerts) == 20)
    person.pass_time(seconds=60, milliseconds=-51)

    page._step_ages()

    # The next would age in a few milliseconds, and ten more within fifty.
    assert page._next_age.isActive()
    assert page._next_age.interval() >= 1000


def test_buttons_acknowledge_take_back_and_clear(person: Person, page: NowPage) -> None:
    person.trigger("door")
    person.see_window()

    click(page, 0, "acknowledge")
    wait(lambda: person.alert("door").is_acknowledged)
    person.see_window()
    click(page, 0, "unacknowledge")
    wait(lambda: not person.alert("door").is_acknowledged)
    person.see_window()
    click(page, 0, "clear")
    wait(lambda: not person.alert("door").is_active)

    rows = [row for change in person.store.saved for row in change.history]
    assert [(r.action, r.source) for r in rows][1:] == [
        ("acknowledged", "window"),
        ("unacknowledged", "window"),
        ("cleared", "window"),
    ]


def test_keys_do_what_buttons_do(person: Person, page: NowPage) -> None:
    person.trigger("door", default_priority=1)
    person.trigger("leak", default_priority=2)
    person.see_window()
    page.list.setFocus()
    person.main.activateWindow()
    wait(page.list.hasFocus)

    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_A)
    wait(lambda: person.alert("leak").is_acknowledged)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)

    wait(lambda: not person.alert("leak").is_active)
    assert person.alert("door").is_active


def test_the_line_has_a_menu_for_who_cannot_point(person: Person, page: NowPage) -> None:
    person.trigger("door")
    person.see_window()

    menu = page.list.new_menu(page.rows.alerts[0])
    assert [action.text() for action in menu.actions()] == ["&Acknowledge", "&Clear"]
    menu.actions()[1].trigger()

    wait(lambda: not person.alert("door").is_active)


def test_a_release_over_another_alert_does_nothing(person: Person, page: NowPage) -> None:
    person.trigger("door")
    person.see_window()
    at = page.list.line.button_rect(option(page, 0), page.rows.alerts[0], "clear").center()

    QTest.mousePress(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    person.trigger("a-leak", default_priority=1)
    person.see_window()
    QTest.mouseRelease(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert person.alert("door").is_active
    assert person.alert("a-leak").is_active


def test_selection_stays_with_its_alert(person: Person, page: NowPage) -> None:
    person.trigger("dryer", default_priority=4)
    person.see_window()
    page.list.setCurrentIndex(page.rows.index(0, 0))

    person.trigger("leak", default_priority=1)
    person.see_window()

    assert shown(page) == ["leak", "dryer"]
    current = page.list.current()
    assert current is not None
    assert current.key == "dryer"


def test_all_are_acknowledged_at_once_and_cleared_after_a_question(
    person: Person, page: NowPage
) -> None:
    person.trigger("door")
    person.trigger("leak")
    person.see_window()

    page.know_all.click()
    wait(lambda: all(alert.is_acknowledged for alert in person.engine.board.active))
    person.see_window()
    assert not page.know_all.isEnabled()

    page.clear_all.click()
    box = page._question
    assert box is not None
    assert box.textFormat() is Qt.TextFormat.PlainText
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert len(person.engine.board.active) == 2

    page.clear_all.click()
    box.buttons()[0].click()
    wait(lambda: not person.engine.board.active)


def test_names_are_plain_text_for_eye_and_ear(person: Person, page: NowPage) -> None:
    person.trigger("door", name="<b>x</b>\n& \u202eco")
    person.see_window()
    index = page.rows.index(0, 0)

    assert index.data() == "<b>x</b> & co"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "<b>x</b> & co, active, Priority 3 · now · door"
    )
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None


def test_ages_go_on_while_the_page_is_seen_and_rest_while_not(
    person: Person, page: NowPage
) -> None:
    person.trigger("door")
    person.see_window()
    assert page._next_age.interval() == 60_001

    person.main.hide()
    assert not page._next_age.isActive()


def test_the_next_age_is_when_the_first_of_them_reads_otherwise() -> None:
    young, old = active_alert("a"), active_alert("b", acknowledged_at=NOON)

    assert next_age_s((young, old), NOON) == 60
    assert next_age_s((), NOON) is None


def test_repeats_and_age_are_told(person: Person, page: NowPage) -> None:
    person.trigger("door", name="Door")
    person.trigger("door")
    person.pass_time(minutes=5)

    assert alert_line.facts(person.alert("door"), person.now) == "Priority 3 · 5m · \u00d72 · door"


def test_the_note_of_the_last_trigger_is_told(app: QApplication, tmp_path: Path) -> None:
    person = Person(tmp_path, store=Store(tmp_path / DATABASE))
    person.attach()
    page = person.open()
    person.trigger("door", name="Front door")
    person.engine.trigger("leak", note="Sensor 3\n<b>", source="test").result()
    person.see_window()
    wait(lambda: page.notes.of("leak"))

    rows = (page.rows.index(page.rows.row_of(key), 0) for key in ("door", "leak"))
    door, leak = (row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows)

    assert "Sensor 3 <b>" in leak
    assert "Sensor" not in door
    person.pass_time(seconds=5)
    person.engine.trigger("leak", note="Sensor 4", source="test").result()
    wait(lambda: page.notes.of("leak") == "Sensor 4")
    person.engine.clear("leak", source="test").result()
    wait(lambda: not page.notes.of("leak"))
    person.leave()


def test_while_nothing_is_active_a_command_is_offered(person: Person, page: NowPage) -> None:
    assert page.all_clear.isVisible()

    page.all_clear.shell.button.click()

    assert QGuiApplication.clipboard().text() == "lightstack trigger my-first-alert --priority 2"


def test_the_request_has_the_port_that_is_served(person: Person, tmp_path: Path) -> None:
    person.attach()
    instance.write_record(
        person.desktop._settings, instance.Record(os.getpid(), 18437, has_window=True)
    )
    page = person.open()

    assert page.all_clear.curl.line.text() == (
        "curl -X POST http://127.0.0.1:18437/api/v1/alerts/my-first-alert/trigger"
    )


def test_without_an_api_no_request_is_taught(page: NowPage) -> None:
    assert not page.all_clear.curl.isVisible()


def test_the_demo_is_raised_explained_and_can_be_raised_again(
    person: Person, page: NowPage
) -> None:
    page.all_clear.demo.click()
    wait(lambda: shown(page) == ["demo-alert"])
    assert page.about_demo.isVisible()

    click(page, 0, "clear")
    wait(page.all_clear.isVisible)
    page.all_clear.demo.click()

    wait(lambda: shown(page) == ["demo-alert"])


def test_the_model_keeps_qt_s_rules_through_any_change(app: QApplication) -> None:
    rows = AlertRows(("Alert",), lambda alert, _column: alert.key)
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    boards = [
        Board(),
        board_with(a=1, b=2, c=3, d=4),
        board_with(d=1, b=2, e=1, a=5),
        board_with(e=3),
        board_with(**{f"k{n}": 1 + n % 5 for n in range(50)}),
        board_with(**{f"k{n}": 5 - n % 5 for n in range(0, 50, 3)}, a=1),
        Board(),
    ]
    for board in boards:
        rows.show(board.active)
        assert rows.alerts == list(board.active)
    del tester


def test_a_kept_place_follows_its_alert(app: QApplication) -> None:
    rows = AlertRows(("Alert",), lambda alert, _column: alert.key)
    rows.show(board_with(a=1, b=2, c=3).active)
    place = QPersistentModelIndex(rows.index(1, 0))

    rows.show(board_with(a=4, b=3, c=1, d=2).active)

    assert place.data() == "b"
    assert place.row() == 2


@pytest.mark.parametrize("count", [3, 40, 1000])
def test_many_alerts_draw_no_more_than_what_is_seen(
    person: Person, page: NowPage, count: int
) -> None:
    drawn: list[str] = []
    line = page.list.line
    paint = line.paint
    line.paint = lambda p, o, i: (drawn.append(i.data()), paint(p, o, i))  # type: ignore[method-assign]
    orders = [person.engine.trigger(f"a{n:04}", source="test") for n in range(count)]
    orders[-1].result()
    person.see_window()
    wait(lambda: drawn)
    drawn.clear()

    page.list.grab()

    assert len(page.rows.alerts) == count
    assert 0 < len(drawn) <= 20


def clear(person: Person, key: str) -> None:
    person.engine.clear(key, source="deck:A1").result()
    person.see()
    person.see_window()


def test_what_was_just_cleared_is_raised_again_as_it_was(person: Person, page: NowPage) -> None:
    person.engine.create_config("door", ConfigFields(name="Door")).result()
    person.engine.trigger("door", priority=1, source="test").result()
    person.see()
    person.see_window()
    assert not page.cleared.isVisible()

    clear(person, "door")
    assert page.cleared.isVisible()
    assert page.cleared.text.text() == "“Door” was cleared."
    page.cleared.again.click()

    wait(lambda: person.alert("door").is_active)
    assert person.alert("door").effective_priority == 1
    person.see_window()
    wait(lambda: not page.cleared.isVisible())


def test_several_are_raised_again_one_by_one_or_together(person: Person, page: NowPage) -> None:
    for key in ("a & b", "c", "d"):
        person.trigger(key)
    person.engine.clear_all(source="test").result()
    person.see()
    person.see_window()

    assert page.cleared.text.text() == "3 alerts were cleared."
    entries = {action.text(): action for action in page.cleared.menu.actions()}
    entries["a && b"].trigger()
    wait(lambda: person.alert("a & b").is_active)
    assert not person.alert("c").is_active
    person.see_window()

    page.cleared.menu.actions()[0].trigger()
    wait(lambda: len(person.engine.board.active) == 3)


def test_what_was_cleared_is_offered_for_a_minute_or_until_it_is_read(
    person: Person, page: NowPage
) -> None:
    person.trigger("door")
    clear(person, "door")

    person.pass_time(seconds=59)
    page.cleared._agree()
    assert page.cleared.isVisible()
    person.pass_time(seconds=2)
    page.cleared._agree()
    assert not page.cleared.isVisible()

    person.trigger("door")
    clear(person, "door")
    assert page.cleared.isVisible()
    page.cleared.close_button.click()
    assert not page.cleared.isVisible()
