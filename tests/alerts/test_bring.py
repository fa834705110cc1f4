"""A document taken into a board: one change or none, and what it lacks stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alerts.builders import NOON, acknowledge, after, create, trigger
from lightstack_desktop.alerts import bring, decide_deck
from lightstack_desktop.alerts.bring import Compared
from lightstack_desktop.alerts.change import AlertUpdated, CurrentAlertChanged
from lightstack_desktop.alerts.deck import Action, Deck, KeyAction, Pin
from lightstack_desktop.alerts.model import AlertConfig, Board, ConfigFields
from lightstack_desktop.alerts.portable import Wanted
from lightstack_desktop.errors import ImportRefusedError

LATER = after(minutes=5)
DECK = Deck("A1", "Stream Deck Mini", 6, 3)


def config(key: str, *, is_kept: bool = True, **fields: object) -> AlertConfig:
    made = replace(ConfigFields(), **fields)  # type: ignore[arg-type]
    return AlertConfig(0, key, made, is_kept, NOON, NOON)


def desk() -> Board:
    """Return a board with two alerts, the first active, and one deck."""
    board = create(Board(), "door", name="Door").board
    board = create(board, "dryer").board
    board = decide_deck.attach(board, DECK.serial, DECK.model, 6, 3).board
    return trigger(board, "door").board


def test_what_is_new_is_added_as_it_was_and_what_differs_is_changed() -> None:
    board = desk()
    asked = Wanted((config("washer", led_color=5), config("door", name="Gate"), config("dryer")))

    change = bring.merge(board, asked, LATER)

    found = bring.difference(change, asked)
    assert found.alerts == Compared(("washer",), ("door",), 1)
    made = change.board.alerts
    assert (made["washer"].config.id, made["washer"].config.created_at) == (3, NOON)
    assert (made["door"].config.fields.name, made["door"].config.updated_at) == ("Gate", LATER)
    assert made["door"].config.created_at == board.alerts["door"].config.created_at
    assert made["dryer"] is board.alerts["dryer"]
    assert set(change.keys) == {"washer", "door"}
    assert change.board.next_config_id == 4


def test_the_same_again_changes_nothing() -> None:
    asked = Wanted((config("door", name="Gate"), config("washer")), (replace(DECK, dim_percent=3),))
    board = bring.merge(desk(), asked, LATER).board

    change = bring.merge(board, asked, after(minutes=9))

    assert change.is_empty
    assert bring.difference(change, asked).alerts == Compared((), (), 2)
    assert bring.difference(change, asked).decks == Compared((), (), 1)


def test_what_the_document_lacks_stays() -> None:
    board = desk()

    made = bring.merge(board, Wanted((config("washer"),)), LATER).board

    assert made.alerts["dryer"] == board.alerts["dryer"]
    assert made.alerts["door"].is_active
    assert made.decks["A1"].pins[:2] == board.decks["A1"].pins[:2]


def test_the_same_deck_is_left_alone_beside_one_that_differs() -> None:
    board = bring.merge(desk(), Wanted((), (replace(DECK, serial="B2"),)), LATER).board
    asked = Wanted((), tuple(replace(d, dim_percent=9) for d in board.decks.values()))
    once = bring.merge(board, replace(asked, decks=asked.decks[:1]), LATER).board

    change = bring.merge(once, asked, LATER)

    assert bring.difference(change, asked).decks == Compared((), ("B2",), 1)
    assert change.decks == ("B2",)


def test_an_active_alert_stays_active_and_everyone_hears_of_its_edit() -> None:
    asked = Wanted((config("door", default_priority=1),))

    change = bring.merge(desk(), asked, LATER)

    assert change.board.alerts["door"].is_active
    assert [type(event) for event in change.events][:2] == [AlertUpdated, CurrentAlertChanged]


def test_an_acknowledged_alert_that_becomes_worse_is_new_again() -> None:
    board = acknowledge(desk(), "door").board

    made = bring.merge(board, Wanted((config("door", default_priority=1),)), LATER).board

    assert not made.alerts["door"].is_acknowledged


def test_a_deck_that_is_not_known_is_remembered_as_it_was_laid_out() -> None:
    pins = (Pin(0, "washer", is_kept=True), Pin(4, "dryer", is_kept=True))
    deck = replace(DECK, serial="B2", pins=pins, actions=(KeyAction(5, Action.CLEAR_ALL),))

    change = bring.merge(desk(), Wanted((config("washer"),), (deck,)), LATER)

    made = change.board.decks["B2"]
    assert {p.key_index: p.alert_key for p in made.pins} == {0: "washer", 1: "door", 4: "dryer"}
    assert made.actions == deck.actions
    assert "B2" in change.decks


def test_a_known_deck_keeps_what_it_says_of_itself() -> None:
    asked = Wanted((), (replace(DECK, model="Other", key_count=32, columns=8, dim_percent=3),))

    made = bring.merge(desk(), asked, LATER).board.decks["A1"]

    assert (made.model, made.key_count, made.columns, made.dim_percent) == (DECK.model, 6, 3, 3)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Wanted((config("a", icon="none"),)), "alert 'a': Icon 'none' is not known"),
        (Wanted((), (replace(DECK, pins=(Pin(0, "x", is_kept=True),)),)), "deck 'A1': pins: there"),
        (
            Wanted((), (replace(DECK, key_count=32, pins=(Pin(20, "door", is_kept=True),)),)),
            "deck 'A1': pins: this deck has no key 20",
        ),
    ],
)
def test_what_does_not_fit_this_board_is_refused_and_nothing_is_taken(
    asked: Wanted, why: str
) -> None:
    both = replace(asked, configs=(*asked.configs, config("washer")))

    with pytest.raises(ImportRefusedError) as refused:
        bring.merge(desk(), both, LATER, icons={"door"})

    (said,) = refused.value.refusals
    assert said.startswith(why)


def test_an_icon_that_there_is_no_more_may_stay_where_it_is() -> None:
    board = create(Board(), "door").board
    alert = board.alerts["door"]
    old = replace(alert, config=replace(alert.config, fields=ConfigFields(icon="gone")))

    asked = Wanted((config("door", icon="gone", name="Door"),))

    assert bring.merge(board.with_alert(old), asked, LATER).board.alerts["door"].title == "Door"
