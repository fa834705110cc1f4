"""What waits to be written while the store cannot save."""

from __future__ import annotations

from alerts.builders import acknowledge, board_with, clear, trigger
from lightstack_desktop.alerts import decide_deck, held
from lightstack_desktop.alerts.held import Held
from lightstack_desktop.alerts.model import Board


def rows(what: Held) -> list[tuple[str, str]]:
    return [(row.alert_key, row.action) for row in what.history]


def test_changes_are_held_in_order_and_every_key_once() -> None:
    saved = board_with(door=1)
    first = acknowledge(saved, "door")
    second = trigger(first.board, "dryer")
    third = clear(second.board, "door")

    what = Held(saved).plus(first).plus(second).plus(third)

    assert rows(what) == [("door", "acknowledged"), ("dryer", "triggered"), ("door", "cleared")]
    assert what.keys == ("door", "dryer")
    assert what.lost == 0


def test_what_is_held_is_one_change_from_the_last_saved_board() -> None:
    saved = board_with(door=1)
    first = acknowledge(saved, "door")
    second = clear(first.board, "door")

    change = Held(saved).plus(first).plus(second).as_change(second.board)

    assert (change.before, change.board) == (saved, second.board)
    assert change.keys == ("door",)
    assert change.history == (*first.history, *second.history)
    assert change.events == ()


def test_decks_are_held_once() -> None:
    first = decide_deck.attach(Board(), "AB", "XL", 32, 8)
    second = trigger(first.board, "door")

    assert second.decks == ("AB",)
    assert Held(Board()).plus(first).plus(second).decks == ("AB",)


def test_beyond_the_bound_repeats_are_counted_and_news_are_listed() -> None:
    board = Board()
    what = Held(board)
    change = trigger(board, "door")
    what = what.plus(change)
    row = change.history[0]
    full = Held(board, ("door",), (), ((row,) * held.ROWS_KEPT,), held.ROWS_KEPT)

    again = full.plus(trigger(change.board, "door"))
    assert (len(again.history), again.lost) == (held.ROWS_KEPT, 1)

    cleared = again.plus(clear(change.board, "door"))
    assert rows(cleared)[-1] == ("door", "cleared")
    assert rows(cleared.plus(clear(change.board, "door"))).count(("door", "cleared")) == 1

    other = cleared.plus(trigger(change.board, "dryer"))
    assert rows(other)[-1] == ("dryer", "triggered")
    assert (other.keys, other.lost) == (("door", "dryer"), 1)


def test_the_last_row_within_the_bound_is_listed() -> None:
    change = trigger(Board(), "door")
    nearly = Held(
        Board(), blocks=(change.history * (held.ROWS_KEPT - 1),), count=held.ROWS_KEPT - 1
    )

    assert nearly.plus(change).lost == 0
    assert nearly.plus(change).plus(change).lost == 1


def test_rows_keep_their_order_over_many_blocks() -> None:
    what, board, expected = Held(Board()), Board(), list[str]()
    for number in range(3 * held.BLOCK_ROWS):
        change = trigger(board, "door", note=str(number))
        what, board = what.plus(change), change.board
        expected.append(str(number))

    assert [row.note for row in what.history] == expected
    assert what.count == len(expected)
    assert len(what.blocks) == 3
