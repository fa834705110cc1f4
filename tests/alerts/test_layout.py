"""Which alert sits on which key."""

from __future__ import annotations

from typing import Any

from alerts.builders import (
    acknowledged,
    active_alert,
    board_of,
    board_with,
    clear,
    create,
    idle_alert,
    keys,
    shown,
    trigger,
)
from lightstack_desktop.alerts import decide, decide_deck, layout, subject
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.model import Board, Deck, Pin

AB = "AB12"


def attach(board: Board, key_count: int, serial: str = AB) -> Board:
    """Return the board with a deck of so many keys attached."""
    return decide_deck.attach(board, serial, "Mini", key_count, 3).board


def faces(board: Board, serial: str = AB) -> list[str | None]:
    """Return the key of the alert that each deck key shows."""
    alerts = shown(board, board.decks[serial])
    return [alert.key if alert is not None else None for alert in alerts]


def test_a_configuration_made_on_purpose_takes_the_first_free_key_and_keeps_it() -> None:
    board = attach(Board(), 6)
    change = create(board, "door")
    assert change.decks == (AB,)
    board = create(change.board, "dryer").board

    assert faces(board) == ["door", "dryer", None, None, None, None]

    board = trigger(board, "dryer", priority=1).board
    board = clear(board, "dryer").board
    assert faces(board) == ["door", "dryer", None, None, None, None]


def test_one_that_a_trigger_made_has_a_key_only_while_it_is_active() -> None:
    board = attach(create(Board(), "door").board, 6)

    board = trigger(board, "bell").board
    assert faces(board)[:2] == ["door", "bell"]

    board = clear(board, "bell").board
    assert faces(board)[:2] == ["door", None]


def test_a_key_does_not_move_while_its_alert_is_active() -> None:
    board = attach(Board(), 6)
    board = trigger(board, "low", 5).board
    board = trigger(board, "high", 1).board

    assert faces(board)[:2] == ["low", "high"]

    board = clear(board, "low").board
    assert faces(board)[:2] == [None, "high"]


def test_automatic_placing_never_takes_the_last_key() -> None:
    board = attach(Board(), 3)
    for key in ("a", "b", "c"):
        board = create(board, key).board

    assert faces(board) == ["a", "b", None]


def test_a_fresh_deck_shows_those_made_on_purpose_first_oldest_first() -> None:
    board = create(create(Board(), "z").board, "a").board
    board = trigger(trigger(board, "bell", 1).board, "a", 1).board

    assert faces(attach(board, 6)) == ["z", "a", "bell", None, None, None]


def test_what_is_active_gets_a_key_before_what_is_idle() -> None:
    board = create(create(Board(), "old").board, "young").board
    board = trigger(trigger(board, "bell", 5).board, "young", 1).board

    assert faces(attach(board, 3)) == ["young", "bell", None]


def test_a_key_that_comes_free_goes_to_the_highest_hidden_alert() -> None:
    board = attach(trigger(Board(), "first", 5).board, 2)
    board = create(board, "idle").board
    board = trigger(trigger(board, "low", 4).board, "high", 2).board
    assert keys(layout.hidden(board.decks[AB], board)) == ["high", "low"]

    board = clear(board, "first").board

    assert faces(board)[0] == "high"
    assert keys(layout.hidden(board.decks[AB], board)) == ["low"]


def test_deleting_a_configuration_gives_its_key_back() -> None:
    board = attach(create(create(Board(), "a").board, "b").board, 2)
    assert faces(board) == ["a", None]

    change = decide.delete_config(board, "a", "window", board.alerts["a"].config.created_at)

    assert faces(change.board) == ["b", None]
    assert change.decks == (AB,)


def test_a_change_that_moves_nothing_names_no_deck() -> None:
    board = attach(trigger(Board(), "door").board, 6)

    assert trigger(board, "door").decks == ()


def test_every_deck_has_its_own_pins() -> None:
    board = attach(Board(), 2, "small")
    board = attach(board, 6, "large")

    change = trigger(trigger(board, "a", 1).board, "b", 1)

    assert faces(change.board, "small") == ["a", None]
    assert faces(change.board, "large")[:2] == ["a", "b"]
    assert change.decks == ("large",)


def test_attaching_a_deck_again_changes_nothing() -> None:
    board = attach(board_with(door=1), 6)

    assert decide_deck.attach(board, AB, "Mini", 6, 3).is_empty


def test_attaching_a_deck_settles_what_happened_meanwhile() -> None:
    away = Deck(AB, "Mini", 6, 3, pins=(Pin(0, "gone", True), Pin(1, "idle", False)))
    board = Board.of([idle_alert("idle"), active_alert("door", id=2)], [away])

    assert faces(attach(board, 6)) == ["door", None, None, None, None, None]


def test_a_deck_that_became_smaller_loses_the_keys_it_has_not() -> None:
    board = Board()
    for key in "abcd":
        board = create(board, key).board
    board = attach(attach(board, 6), 3)

    assert faces(board) == ["a", "b", "c"]
    assert board.decks[AB].key_count == 3
    assert [pin.key_index for pin in board.decks[AB].pins] == [0, 1, 2]


def test_what_the_count_covers_is_hidden_and_not_under_the_finger() -> None:
    deck = Deck(AB, "Mini", 2, 2, pins=(Pin(0, "c", True), Pin(1, "b", True)))
    board = board_with(a=1, b=2, c=3)

    assert keys(layout.hidden(deck, board)) == ["a", "b"]
    assert shown(board, deck)[1] is None

    board = clear(board, "a").board
    assert layout.hidden(deck, board) == ()
    on_last = shown(board, deck)[1]
    assert on_last is not None
    assert on_last.key == "b"


def test_a_deck_without_displays_hides_everything() -> None:
    board = attach(board_with(door=1), 0)

    assert board.decks[AB].pins == ()
    assert keys(layout.hidden(board.decks[AB], board)) == ["door"]


def test_a_deck_keeps_its_brightness() -> None:
    board = Board.of((), [Deck(AB, "Mini", 6, 3, brightness_percent=30)])

    assert attach(board, 15).decks[AB].brightness_percent == 30


def test_settling_twice_is_settling_once() -> None:
    deck = attach(board_of(active_alert("door")), 6).decks[AB]

    assert layout.settle(deck, board_of(active_alert("door"))) is deck


# When keys run short


def pinned(*names: str) -> Board:
    """Return a board with these made on purpose, each pinned on a deck with one key more."""
    board = Board()
    for key in names:
        board = create(board, key).board
    return attach(board, len(names) + 1)


def test_without_a_free_key_an_unacknowledged_alert_borrows_an_idle_one_the_last_first() -> None:
    board = pinned("a", "b", "c")

    board = trigger(board, "x").board
    assert faces(board) == ["a", "b", "x", None]
    board = trigger(board, "y").board
    assert faces(board) == ["a", "y", "x", None]


def test_a_borrowed_key_is_given_back_when_the_alert_is_cleared() -> None:
    board = trigger(trigger(pinned("a", "b", "c"), "x").board, "y").board

    board = acknowledged(board, "x")
    assert faces(board) == ["a", "y", "x", None]
    board = clear(board, "x").board
    assert faces(board) == ["a", "y", "c", None]


def test_an_active_alerts_own_key_is_not_lent() -> None:
    board = trigger(pinned("a", "b"), "b").board

    board = trigger(board, "x").board

    assert faces(board) == ["x", "b", None]


def test_an_owner_that_becomes_active_while_its_key_is_lent_borrows_in_turn() -> None:
    board = trigger(pinned("a", "b"), "x").board
    assert faces(board) == ["a", "x", None]

    board = trigger(board, "b").board
    assert faces(board) == ["b", "x", None]

    board = clear(board, "x").board
    assert faces(board) == ["a", "b", None]


def test_an_owner_whose_key_is_lent_takes_a_free_key_and_goes_home_later() -> None:
    board = trigger(trigger(pinned("a"), "x").board, "a").board
    assert keys(layout.hidden(board.decks[AB], board)) == ["a"]

    board = decide_deck.attach(board, AB, "Mini", 6, 3).board
    assert faces(board)[:2] == ["x", "a"]

    board = clear(board, "x").board
    assert faces(board)[:2] == ["a", None]


def test_what_is_known_borrows_nothing() -> None:
    board = trigger(trigger(pinned("a"), "a").board, "x").board
    board = clear(acknowledged(board, "x"), "a").board

    assert faces(board) == ["a", None]
    assert keys(layout.hidden(board.decks[AB], board)) == ["x"]


def test_a_critical_alert_takes_the_key_of_the_lowest_rank() -> None:
    board = attach(Board(), 4)
    for key, priority in (("two", 2), ("five", 5), ("known", 2)):
        board = trigger(board, key, priority).board
    board = acknowledged(board, "known")

    board = trigger(board, "fire", 1).board
    assert faces(board) == ["two", "five", "fire", None]
    board = trigger(board, "flood", 1).board
    assert faces(board) == ["two", "flood", "fire", None]
    assert keys(layout.hidden(board.decks[AB], board)) == ["five", "known"]


def test_what_gave_way_gets_its_pinned_key_back() -> None:
    board = trigger(pinned("a"), "a", 5).board
    board = trigger(board, "fire", 1).board
    assert faces(board) == ["fire", None]

    board = clear(board, "fire").board

    assert faces(board) == ["a", None]
    assert board.decks[AB].pins == (Pin(0, "a", True),)


def test_an_owner_that_becomes_critical_takes_its_own_key_back() -> None:
    board = trigger(trigger(pinned("a"), "x").board, "a", 1).board

    assert faces(board) == ["a", None]


def test_a_critical_alert_gives_way_to_none_but_an_unknown_critical_one_where_it_is_known() -> None:
    board = attach(trigger(Board(), "fire", 1).board, 2)
    board = trigger(board, "flood", 1).board
    assert faces(board) == ["fire", None]

    board = acknowledged(board, "fire")

    assert faces(board) == ["flood", None]


def test_what_is_known_and_critical_still_has_a_key_before_what_is_not_critical() -> None:
    board = attach(Board(), 3)
    for key in ("one", "two"):
        board = trigger(board, key, 1).board
    board = trigger(board, "three", 1).board
    board = acknowledged(board, "one", "two", "three")
    board = trigger(board, "high", 2).board
    hidden = {"one", "two", "three"} - set(faces(board))
    (hidden_key,) = hidden

    board = clear(board, next(key for key in faces(board) if key)).board

    assert hidden_key in faces(board)
    assert "high" not in faces(board)


def test_a_critical_alert_pinned_where_the_count_is_gets_another_key() -> None:
    deck = Deck(AB, "Mini", 3, 3, pins=(Pin(2, "fire", True),))
    board = Board.of([idle_alert("fire", is_kept=True)], [deck])
    for key in ("a", "b", "c"):
        board = trigger(board, key).board
    assert faces(board) == ["a", "b", None]

    board = trigger(board, "fire", 1).board
    assert faces(board) == ["a", "fire", None]
    assert trigger(board, "fire", 1).board.decks == board.decks

    for key in ("b", "c"):
        board = clear(board, key).board
    assert faces(board) == ["a", None, "fire"]


def test_what_is_pinned_on_the_last_key_is_not_lent() -> None:
    deck = Deck(AB, "Mini", 2, 2, pins=(Pin(1, "idle", True),))
    board = Board.of([idle_alert("idle", is_kept=True)], [deck])

    board = trigger(trigger(board, "a").board, "b").board

    assert faces(board) == ["a", None]
    assert board.decks[AB].pins[1] == Pin(1, "idle", True)


def test_a_key_with_a_task_is_neither_given_nor_lent() -> None:
    task = KeyAction(0, Action.STATUS)
    board = Board.of(decks=[Deck(AB, "Mini", 3, 3, actions=(task,))])

    board = trigger(trigger(board, "a").board, "fire", 1).board

    assert faces(board) == [None, "fire", None]


def test_where_the_last_key_has_a_task_the_one_before_it_counts() -> None:
    task = KeyAction(2, Action.STATUS)
    board = Board.of(decks=[Deck(AB, "Mini", 3, 3, actions=(task,))])

    board = trigger(trigger(board, "a").board, "b").board

    assert faces(board) == ["a", None, None]
    assert [s.role.value for s in subject.subjects(board.decks[AB], board, 0)] == [
        "alert",
        "overflow",
        "action",
    ]


def test_where_every_key_has_a_task_nothing_is_placed_or_counted() -> None:
    tasks = (KeyAction(0, Action.STATUS), KeyAction(1, Action.DARKER))
    board = trigger(Board.of(decks=[Deck(AB, "Mini", 2, 2, actions=tasks)]), "a").board

    about = subject.subjects(board.decks[AB], board, 0)

    assert [s.role.value for s in about] == ["action", "action"]
    assert subject.page_count(board.decks[AB], board) == 1


# Filters


def filtered(**choices: Any) -> Board:
    return Board.of(decks=[Deck(AB, "Mini", 3, 3, **choices)])


def test_a_filtered_deck_shows_and_counts_only_what_it_lets_in() -> None:
    board = filtered(patterns=("ci-*",))
    for key in ("door", "ci-a", "ci-b", "ci-c"):
        board = trigger(board, key).board

    assert faces(board) == ["ci-a", "ci-b", None]
    assert keys(layout.hidden(board.decks[AB], board)) == ["ci-c"]


def test_what_sinks_below_the_filter_leaves_and_what_rises_comes() -> None:
    board = trigger(filtered(priorities=(1, 2)), "door", 1).board
    assert faces(board)[0] == "door"

    board = trigger(board, "door", 4).board
    assert faces(board)[0] is None
    board = trigger(board, "door", 2).board
    assert faces(board)[0] == "door"


def test_what_is_pinned_by_hand_is_shown_and_counted_whatever_the_filter() -> None:
    deck = Deck(AB, "Mini", 3, 3, pins=(Pin(2, "door", True),), patterns=("ci-*",))
    board = Board.of([idle_alert("door", is_kept=True)], [deck])
    board = trigger(board, "door").board
    assert faces(board)[2] == "door"

    for key in ("ci-a", "ci-b", "ci-c"):
        board = trigger(board, key).board
    assert keys(layout.hidden(board.decks[AB], board)) == ["ci-c", "door"]


def test_only_what_a_filter_lets_in_gets_a_key_while_idle() -> None:
    board = create(create(filtered(patterns=("ci-*",)), "door").board, "ci-a").board

    assert faces(board)[:2] == ["ci-a", None]
