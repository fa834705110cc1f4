"""What a person may choose for a deck."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from alerts.builders import active_alert, board_of, idle_alert
from lightstack_desktop.alerts import decide_deck
from lightstack_desktop.alerts.deck import Action, Deck, KeyAction, Pin
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.errors import InvalidDeckError, UnknownDeckError

ONE = "one"


def attached(*alerts: Any, key_count: int = 6) -> Board:
    return decide_deck.attach(board_of(*alerts), ONE, "Mini", key_count, 3).board


def edited(board: Board, **choices: Any) -> Deck:
    change = decide_deck.edit(board, ONE, lambda deck: replace(deck, **choices))
    assert change.decks == (ONE,)
    return change.board.decks[ONE]


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"brightness_percent": 101}, "brightness_percent must be 0 to 100, not 101"),
        ({"dim_percent": -1}, "dim_percent must be 0 to 100, not -1"),
        ({"dim_after_s": 0}, "dim_after_s must be 1 to 604800 seconds, or none for never"),
        ({"sleep_after_s": 10**6}, "sleep_after_s must be 1 to 604800"),
        ({"priorities": ()}, "priorities must be some of 1 to 5, at least one"),
        ({"priorities": (1, 6)}, "priorities must be some of 1 to 5"),
        ({"patterns": ("",)}, "patterns must not be empty"),
        ({"patterns": tuple(map(str, range(51)))}, "patterns must be at most 50"),
        ({"patterns": ("p" * 101,)}, "patterns must have at most 100 characters"),
        ({"patterns": ("a\x00",)}, "patterns must not contain control characters"),
        ({"pins": (Pin(6, "door", True),)}, "this deck has no key 6"),
        ({"pins": (Pin(-1, "door", True),)}, "this deck has no key -1"),
        ({"pins": (Pin(0, "a", True), Pin(0, "b", True))}, "pins: a key can have one only"),
        ({"pins": (Pin(0, "a", True), Pin(1, "a", True))}, "'a' must have one key only"),
        ({"actions": (KeyAction(-1, Action.STATUS),)}, "there is no key -1"),
        ({"actions": (KeyAction(1000, Action.STATUS),)}, "there is no key 1000"),
        ({"actions": (KeyAction(0, Action.STATUS),) * 2}, "actions: a key can have one only"),
        ({"actions": (KeyAction(0, Action.TRIGGER),)}, "choose which alert key 0 is about"),
        ({"actions": (KeyAction(0, Action.TOGGLE),)}, "choose which alert key 0 is about"),
        ({"actions": (KeyAction(0, Action.CLEAR, "a/b"),)}, "alert_key must not contain '/'"),
    ],
)
def test_what_is_not_allowed_is_refused_in_words(choices: dict[str, Any], said: str) -> None:
    board = attached()

    with pytest.raises(InvalidDeckError, match=re.escape(said)):
        edited(board, **choices)


def test_a_deck_that_was_never_attached_cannot_be_edited() -> None:
    with pytest.raises(UnknownDeckError, match="Plug it in once"):
        decide_deck.edit(Board(), "two", lambda deck: deck)


def test_choices_are_kept_in_normal_form() -> None:
    deck = edited(
        attached(idle_alert("a", is_kept=True), idle_alert("b", id=2, is_kept=True)),
        priorities=[5, 1, 1],
        patterns=["b*", "a*", "b*"],
        actions=(KeyAction(4, Action.STATUS), KeyAction(3, Action.DARKER)),
        pins=(Pin(2, "b", True), Pin(1, "a", True)),
    )

    assert (deck.priorities, deck.patterns) == ((1, 5), ("b*", "a*"))
    assert [task.key_index for task in deck.actions] == [3, 4]


def test_what_the_device_says_of_itself_cannot_be_chosen() -> None:
    board = attached()
    before = board.decks[ONE]

    change = decide_deck.edit(
        board, ONE, lambda _: Deck("other", "XL", 32, 8, brightness_percent=30)
    )

    assert change.board.decks == {ONE: replace(before, brightness_percent=30)}


def test_an_edit_that_changes_nothing_is_empty() -> None:
    assert decide_deck.edit(attached(), ONE, lambda deck: deck).is_empty


def test_a_pin_that_is_moved_by_hand_stays_where_it_was_put() -> None:
    board = attached(idle_alert("door", is_kept=True))

    assert edited(board, pins=(Pin(5, "door", True),)).pins == (Pin(5, "door", True),)


def test_a_key_that_gets_a_task_gives_its_alert_another_key() -> None:
    board = attached(active_alert("door", is_kept=True))
    assert board.decks[ONE].pins == (Pin(0, "door", True),)

    deck = edited(board, actions=(KeyAction(0, Action.STATUS),))

    assert deck.pins == (Pin(1, "door", True),)


def test_a_new_filter_frees_the_keys_of_what_it_keeps_away() -> None:
    board = attached(
        idle_alert("ci-a", id=1, is_kept=True),
        idle_alert("door", id=2, is_kept=True),
        active_alert("bell", id=3),
    )

    deck = edited(board, patterns=("ci-*",))

    assert [pin.alert_key for pin in deck.pins] == ["ci-a"]


def test_what_is_pinned_by_hand_stays_whatever_the_filter() -> None:
    board = attached(idle_alert("door", is_kept=True))
    board = board.with_deck(edited(board, patterns=("ci-*",)))
    assert board.decks[ONE].pins == ()

    deck = edited(board, pins=(Pin(3, "door", True),))

    assert deck.pins == (Pin(3, "door", True),)


def test_brightness_by_steps_stays_visible_and_within_bounds() -> None:
    deck = Deck(ONE, "Mini", 6, 3, brightness_percent=70)

    assert [deck.brightened(by).brightness_percent for by in (10, 50, -30, -90)] == [
        80,
        100,
        40,
        10,
    ]


def test_a_filter_lets_through_what_matches_priority_and_any_pattern() -> None:
    deck = Deck(ONE, "Mini", 6, 3, priorities=(1, 2), patterns=("ci-*", "d??r"))

    assert deck.admits(active_alert("door", 5, override=1))
    assert deck.admits(active_alert("ci-main", 2))
    assert not deck.admits(active_alert("ci-main", 3))
    assert not deck.admits(active_alert("CI-main", 1)), "keys are told apart by case"
    assert not deck.admits(active_alert("bell", 1))
