"""What a person does to a layout: put, move, free, give a task; and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.builders import clear, create, trigger
from lightstack_desktop.alerts import arrange, decide, decide_deck
from lightstack_desktop.alerts.deck import Action, Deck, KeyAction, Pin
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.errors import InvalidDeckError

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[Deck], Deck]

ONE = "one"


def desk(*keys: str, key_count: int = 6) -> Board:
    """Return a board of alerts made on purpose, each with the next key of a deck."""
    board = decide_deck.attach(Board(), ONE, "Mini", key_count, 3).board
    for key in keys:
        board = create(board, key).board
    return board


def edit(board: Board, edit: Edit) -> Board:
    return decide_deck.edit(board, ONE, edit).board


def seats(board: Board) -> list[str | None]:
    """Return whose key each is."""
    pins = {pin.key_index: pin.alert_key for pin in board.decks[ONE].pins}
    return [pins.get(key_index) for key_index in range(board.decks[ONE].key_count)]


def test_an_alert_is_put_on_an_empty_key_and_stays() -> None:
    board = trigger(desk("door"), "bell").board

    board = edit(board, lambda deck: arrange.put(deck, "bell", 4))

    assert seats(clear(board, "bell").board) == ["door", None, None, None, "bell", None]


def test_who_is_pushed_off_a_key_gets_the_first_free_one() -> None:
    board = clear(trigger(desk("door", "dryer"), "bell").board, "bell").board

    board = edit(board, lambda deck: arrange.put(deck, "bell", 0))

    assert seats(board) == ["bell", "dryer", "door", None, None, None]


def test_where_no_key_is_free_who_is_pushed_off_has_none() -> None:
    board = clear(trigger(desk("door", "dryer", key_count=3), "bell").board, "bell").board

    board = edit(board, lambda deck: arrange.put(deck, "bell", 0))

    assert seats(board) == ["bell", "dryer", None]


def test_one_that_has_a_key_changes_places_with_who_is_there() -> None:
    board = edit(desk("door", "dryer"), lambda deck: arrange.put(deck, "dryer", 0))

    assert seats(board)[:3] == ["dryer", "door", None]


def test_a_key_moves_with_its_task() -> None:
    task = KeyAction(5, Action.DARKER)
    board = edit(desk("door"), lambda deck: replace(deck, actions=(task,)))

    board = edit(board, lambda deck: arrange.move(deck, 5, 0))

    assert board.decks[ONE].actions == (KeyAction(0, Action.DARKER),)
    assert seats(board) == [None, None, None, None, None, "door"]


def test_moving_an_empty_key_brings_the_other_here() -> None:
    board = edit(desk("door"), lambda deck: arrange.move(deck, 2, 0))

    assert seats(board) == [None, None, "door", None, None, None]


def test_who_borrows_a_key_is_moved_alone() -> None:
    board = trigger(desk("door", "dryer", key_count=3), "leak", priority=1).board
    assert board.decks[ONE].pins[1] == Pin(1, "dryer", is_kept=True, lent_to="leak")

    board = edit(board, lambda deck: arrange.move(deck, 1, 0))

    assert board.decks[ONE].pins[0] == Pin(0, "leak", is_kept=True)
    assert seats(board)[1] == "dryer"


def test_a_key_that_is_lent_can_be_given_to_its_owner_elsewhere() -> None:
    board = trigger(desk("door", "dryer", key_count=3), "leak", priority=1).board

    board = edit(board, lambda deck: arrange.put(deck, "dryer", 0))

    assert seats(board)[0] == "dryer"
    assert "leak" in {pin.sitter for pin in board.decks[ONE].pins}


def test_what_is_taken_off_has_no_key_while_it_is_idle() -> None:
    board = edit(desk("door", "dryer"), lambda deck: arrange.free(deck, 0))
    assert seats(board) == [None, "dryer", None, None, None, None]

    board = trigger(board, "door").board
    assert seats(board)[0] == "door"

    assert seats(clear(board, "door").board)[0] is None


def test_what_was_taken_off_and_is_put_back_stays() -> None:
    board = edit(desk("door"), lambda deck: arrange.free(deck, 0))
    board = edit(board, lambda deck: arrange.put(deck, "door", 3))
    assert board.decks[ONE].taken_off == ()

    board = edit(trigger(edit(board, lambda d: arrange.free(d, 3)), "door").board, _move(0, 2))

    assert board.decks[ONE].taken_off == ()
    assert seats(clear(board, "door").board)[2] == "door"


def test_an_alert_that_is_no_more_is_forgotten_by_the_deck() -> None:
    board = edit(desk("door"), lambda deck: arrange.free(deck, 0))

    board = decide.delete_config(
        board, "door", "rest", board.alerts["door"].config.created_at
    ).board
    board = create(board, "door").board

    assert seats(board)[0] == "door"


def test_so_many_are_not_taken_off() -> None:
    keys = tuple(f"key-{n}" for n in range(2001))

    with pytest.raises(InvalidDeckError, match="at most 2000"):
        edit(desk(), lambda deck: replace(deck, taken_off=keys))


def test_a_visitor_cannot_be_freed_and_an_empty_key_stays_empty() -> None:
    board = trigger(desk(), "bell").board

    change = decide_deck.edit(board, ONE, lambda deck: arrange.free(deck, 0))
    nothing = decide_deck.edit(board, ONE, lambda deck: arrange.free(deck, 4))

    assert change.is_empty
    assert nothing.is_empty


def test_a_task_takes_the_key_and_gives_it_back() -> None:
    board = edit(desk("door"), lambda deck: arrange.give_task(deck, 0, Action.TOGGLE, "door"))
    assert board.decks[ONE].actions == (KeyAction(0, Action.TOGGLE, "door"),)
    assert seats(board)[:2] == [None, "door"]

    board = edit(board, lambda deck: arrange.give_task(deck, 0, Action.STATUS))
    assert board.decks[ONE].actions == (KeyAction(0, Action.STATUS),)

    board = edit(board, lambda deck: arrange.free(deck, 0))
    assert board.decks[ONE].actions == ()


def test_putting_an_alert_on_a_key_ends_its_task() -> None:
    board = edit(desk(), lambda deck: arrange.give_task(deck, 2, Action.CLEAR_ALL))
    board = clear(trigger(board, "bell").board, "bell").board

    board = edit(board, lambda deck: arrange.put(deck, "bell", 2))

    assert (board.decks[ONE].actions, seats(board)[2]) == ((), "bell")


def test_the_way_back_leaves_what_changed_since() -> None:
    before = desk("door", "dryer")
    after = edit(before, lambda deck: replace(deck, brightness_percent=20))
    now = edit(after, lambda deck: replace(arrange.move(deck, 1, 4), dim_percent=5))

    back = edit(now, _restored(before, after)).decks[ONE]

    assert (back.brightness_percent, back.dim_percent) == (70, 5)
    assert {pin.alert_key: pin.key_index for pin in back.pins} == {"door": 0, "dryer": 4}


def test_an_alert_that_was_deleted_meanwhile_does_not_come_back() -> None:
    before = desk("door", "dryer")
    after = edit(before, _move(0, 3))
    now = decide.delete_config(after, "door", "rest", before.alerts["door"].config.created_at).board

    assert seats(edit(now, _restored(before, after))) == [None, "dryer", None, None, None, None]


def test_a_filter_that_is_taken_back_gives_the_keys_back() -> None:
    before = desk("door", "dryer")
    after = edit(before, lambda deck: replace(deck, patterns=("dryer",)))
    assert seats(after)[:2] == [None, "dryer"]

    assert seats(edit(after, _restored(before, after)))[:2] == ["door", "dryer"]


def test_what_was_put_on_a_key_past_the_filter_stays_under_the_next_one() -> None:
    board = edit(desk("door", "dryer"), lambda deck: replace(deck, patterns=("dryer",)))
    board = edit(board, lambda deck: arrange.put(deck, "door", 4))

    board = edit(board, lambda deck: replace(deck, patterns=("dr*",)))

    assert seats(board)[4] == "door"


some_key = st.integers(0, 5)
some_edits = st.one_of(
    st.builds(lambda a, k: lambda d: arrange.put(d, a, k), st.sampled_from("abcde"), some_key),
    st.builds(lambda a, b: lambda d: arrange.move(d, a, b), some_key, some_key),
    st.builds(lambda k: lambda d: arrange.free(d, k), some_key),
    st.builds(lambda k: lambda d: arrange.give_task(d, k, Action.STATUS), some_key),
    st.builds(lambda n: lambda d: replace(d, priorities=n), st.sampled_from([(3,), (2, 3)])),
)


@given(
    st.lists(some_edits, max_size=6),
    some_edits,
    st.lists(st.sampled_from("abcde"), unique=True, max_size=4),
)
def test_any_edit_is_taken_back_whole(earlier: list[Edit], last: Edit, active: list[str]) -> None:
    board = desk("a", "b", "c")
    board = create(board, "d").board
    for key in active:
        board = trigger(board, key).board
    board = clear(trigger(board, "e").board, "e").board
    for step in earlier:
        board = edit(board, step)

    after = edit(board, last)
    back = edit(after, _restored(board, after))

    assert chosen(back) == chosen(board)


def chosen(board: Board) -> tuple[object, ...]:
    """Return all that a person chose."""
    deck = board.decks[ONE]
    kept = {(pin.key_index, pin.alert_key) for pin in deck.pins if pin.is_kept}
    return kept, deck.actions, set(deck.taken_off), deck.priorities


def _move(key_index: int, to_index: int) -> Edit:
    return lambda deck: arrange.move(deck, key_index, to_index)


def _restored(before: Board, after: Board) -> Edit:
    return lambda deck: arrange.restored(deck, before.decks[ONE], after.decks[ONE])
