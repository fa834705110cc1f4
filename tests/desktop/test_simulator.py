"""The Simulator page: ticks on the left, what would be shown on the right, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.person import Person, wait
from lightstack_desktop.alerts.deck import Deck
from lightstack_desktop.alerts.palette import rgb
from lightstack_desktop.alerts.rehearsal import Choice, Place, Why
from lightstack_desktop.desktop.pages import verdicts
from lightstack_desktop.desktop.pages.tick_rows import KNOWN, PRIORITY, TICK

if TYPE_CHECKING:
    from lightstack_desktop.desktop.pages.simulator import SimulatorPage

CHECKED = Qt.CheckState.Checked


@pytest.fixture
def page(person: Person) -> SimulatorPage:
    person.attach()
    person.create("door", name="Front door", default_priority=2, led_color=85)
    person.create("leak", name="Water leak", default_priority=1, led_color=170)
    found: SimulatorPage = person.open("simulator")
    person.see_window()
    settle(found)
    return found


def settle(page: SimulatorPage) -> None:
    wait(lambda: page.outcome is not None and not page._soon.isActive())


def tick(page: SimulatorPage, key: str, column: int = TICK) -> None:
    index = page.rows.index(page.rows.row_of(key), column)
    assert page.rows.setData(index, CHECKED.value, Qt.ItemDataRole.CheckStateRole)
    settle(page)


def test_ticks_show_what_would_be_current_lit_and_on_the_deck(
    person: Person, page: SimulatorPage
) -> None:
    assert page.current.text() == "Nothing is active: all is clear."
    assert page.lights.text() == "The bar is dark."

    tick(page, "door")
    tick(page, "leak")

    assert page.current.text() == (
        "Current: “Water leak”. Its priority is 1; that of “Front door”, the next, is 2."
    )
    assert {led._rgb for led in page.bar.leds} == {rgb(170)}
    assert page.lights.text() == "LEDs 1\N{EN DASH}7: “Water leak”, blue, solid"
    assert page.list.index(1, 0).data() == (
        "Front door: Not on the bar: “Water leak” comes before it. On key 1."
    )
    body = page.picture.body
    assert body is not None
    assert body.keys[0].accessibleName().startswith("Front door, priority 2, active")
    assert not any(alert.is_active for alert in person.engine.board.alerts.values())


def test_the_line_under_the_cursor_is_told_in_full(page: SimulatorPage) -> None:
    tick(page, "door")
    page.view.setCurrentIndex(page.list.index(0, 0))

    assert page.why.isVisible()
    assert page.why.text() == "Lights the whole bar: no other bar alert comes before it. On key 1."


def test_acknowledging_and_unticking_change_the_outcome(page: SimulatorPage) -> None:
    tick(page, "door")
    tick(page, "leak", KNOWN)
    assert page.rows.chosen == (Choice("door"), Choice("leak", None, is_acknowledged=True))
    assert page.current.text() == (
        "Current: “Front door”. The next, “Water leak”, is acknowledged; this one is not."
    )

    page.nothing.click()
    settle(page)

    assert page.rows.chosen == ()
    assert page.list.rowCount() == 0


def test_a_priority_is_chosen_from_a_list(page: SimulatorPage) -> None:
    tick(page, "door")
    index = page.filter.mapFromSource(page.rows.index(page.rows.row_of("door"), PRIORITY))
    page.table.selectionModel().setCurrentIndex(
        index, QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    page.table.edit(index)
    (box,) = page.table.viewport().findChildren(QComboBox)
    assert [box.itemText(n) for n in (0, 1)] == ["As configured: 2 · High", "1 · Critical"]

    box.setCurrentIndex(1)
    box.activated.emit(1)
    settle(page)

    assert page.rows.chosen == (Choice("door", 1),)
    assert index.data() == "1 · Critical"


def test_a_tick_is_set_by_the_keyboard(page: SimulatorPage) -> None:
    page.table.setCurrentIndex(page.filter.index(0, TICK))

    QTest.keyClick(page.table, Qt.Key.Key_Space)
    settle(page)

    assert page.rows.chosen == (Choice("door"),)


def test_what_is_active_now_is_taken_over(person: Person, page: SimulatorPage) -> None:
    person.engine.trigger("leak", priority=3, source="test").result()
    person.acknowledge("leak")
    person.see_window()

    page.take.click()
    settle(page)

    assert page.rows.chosen == (Choice("leak", 3, is_acknowledged=True),)


def test_every_model_and_every_remembered_deck_can_be_chosen(
    person: Person, page: SimulatorPage
) -> None:
    person.engine.attach_deck("A1", "Stream Deck XL", 32, 8).result()
    person.see()
    person.see_window()
    tick(page, "door")
    assert page.deck.itemText(0) == "Stream Deck XL · A1"

    for line in range(page.deck.count()):
        page.deck.setCurrentIndex(line)
        settle(page)
        body = page.picture.body
        assert body is not None
        assert page.outcome is not None
        assert len(body.keys) == page.outcome.deck.key_count

    page.deck.setCurrentIndex(0)
    settle(page)
    assert page.outcome.deck.serial == "A1"


def test_choices_outlive_a_new_board_but_not_their_alert(
    person: Person, page: SimulatorPage
) -> None:
    tick(page, "door")
    person.create("extra")
    person.see_window()
    settle(page)
    assert page.outcome is not None
    assert [v.alert.key for v in page.outcome.verdicts] == ["door"]

    person.engine.delete_config("door", source="test").result()
    person.see()
    person.see_window()
    settle(page)
    assert page.outcome.verdicts == ()


def test_every_rule_has_its_words() -> None:
    assert set(verdicts.WHYS) == set(Why)
    assert set(verdicts.PLACES) == set(Place)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((3,), "LED 3"),
        ((1, 2, 3, 5), "LEDs 1\N{EN DASH}3, 5"),
        ((1, 3), "LEDs 1, 3"),
        ((), "LEDs "),
    ],
)
def test_neighbouring_leds_are_said_together(numbers: tuple[int, ...], said: str) -> None:
    assert verdicts.leds(numbers) == said


def test_names_are_never_markup(person: Person, page: SimulatorPage) -> None:
    person.create("x", name="<b>{0} & {name}</b>")
    person.see_window()
    tick(page, "x")
    page.view.setCurrentIndex(page.list.index(0, 0))

    assert "“<b>{0} & {name}</b>”" in page.current.text()
    assert not any("<" in widget.toolTip() for widget in page.findChildren(QWidget))


def test_a_name_of_another_direction_does_not_turn_the_sentence(
    person: Person, page: SimulatorPage
) -> None:
    person.create("x", name="דלת 21")
    person.see_window()

    tick(page, "x")

    assert "“\u2068דלת 21\u2069”. Nothing else" in page.current.text()


def test_a_deck_whose_keys_fill_no_whole_rows_is_drawn(page: SimulatorPage) -> None:
    looks = page.outcome.board and page.picture._shown if page.outcome else ()

    page.picture.show_looks(Deck("A1", "Odd", 7, 4), looks[:7])

    body = page.picture.body
    assert body is not None
    assert len(body.keys) == 8
