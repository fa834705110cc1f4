"""Which alert sits on which key."""

from __future__ import annotations

from alerts.builders import (
    active_alert,
    board_of,
    board_with,
    clear,
    create,
    idle_alert,
    keys,
    trigger,
)
from lightstack_desktop.alerts import decide, layout
from lightstack_desktop.alerts.model import Board, Deck, Pin

AB = "AB12"


def attach(board: Board, key_count: int, serial: str = AB) -> Board:
    """Return the board with a deck of so many keys attached."""
    return decide.attach_deck(board, serial, "Mini", key_count, 3).board


def faces(board: Board, serial: str = AB) -> list[str | None]:
    """Return the key of the alert that each deck key shows."""
    deck = board.decks[serial]
    shown = [layout.alert_on(deck, board, k) for k in range(deck.key_count)]
    return [alert.key if alert is not None else None for alert in shown]


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

    assert decide.attach_deck(board, AB, "Mini", 6, 3).is_empty


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
    assert layout.alert_on(deck, board, 1) is None

    board = clear(board, "a").board
    assert layout.hidden(deck, board) == ()
    on_last = layout.alert_on(deck, board, 1)
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
