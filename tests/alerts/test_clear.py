"""What a clear does, of one alert and of all."""

from __future__ import annotations

import pytest

from alerts.builders import (
    NOON,
    acknowledged,
    active_alert,
    after,
    board_of,
    board_with,
    clear,
    create,
    keys,
    trigger,
)
from lightstack_desktop.alerts import decide
from lightstack_desktop.alerts.change import (
    AlertCleared,
    AllAlertsCleared,
    CurrentAlertChanged,
    LedPlanChanged,
)
from lightstack_desktop.alerts.led_plan import plan
from lightstack_desktop.alerts.model import Board, HistoryEntry
from lightstack_desktop.errors import InvalidAlertError, UnknownAlertError


def test_a_cleared_alert_uncovers_the_next_in_rank() -> None:
    board = board_with(door=1, dryer=3)

    change = clear(board, "door")

    assert change.board.current is not None
    assert change.board.current.key == "dryer"
    door, dryer = change.board.alerts["door"], change.board.alerts["dryer"]
    assert change.events == (
        AlertCleared(door, board.alerts["door"], dryer),
        CurrentAlertChanged(board.alerts["door"], dryer, 1),
        LedPlanChanged(plan([dryer])),
    )


def test_a_clear_ends_the_override_and_keeps_the_time_of_the_last_trigger() -> None:
    board = board_of(active_alert("door", 4, override=1, repeats=3))

    change = clear(board, "door", note="shut", now=after(minutes=1))

    state = change.alert.state
    assert state is not None
    assert (state.is_active, state.priority, state.repeat_count) == (False, None, 0)
    assert state.activated_at is None
    assert state.last_triggered_at == NOON
    assert state.updated_at == after(minutes=1)
    assert change.alert.effective_priority == 4
    assert change.history == (HistoryEntry("door", "cleared", "shut", "rest", after(minutes=1)),)


def test_a_second_clear_is_told_but_writes_nothing() -> None:
    board = clear(board_with(door=1, dryer=3), "door").board

    again = clear(board, "door", now=after(minutes=1))

    dryer = board.alerts["dryer"]
    assert again.events == (AlertCleared(board.alerts["door"], dryer, dryer),)
    assert again.board is board
    assert again.history == ()
    assert not again.is_empty


def test_what_was_never_triggered_cannot_be_cleared() -> None:
    board = create(Board(), "door").board

    with pytest.raises(UnknownAlertError, match="Alert 'door' not found"):
        clear(board, "door")


def test_a_note_that_is_too_long_is_refused() -> None:
    board = board_with(door=1)

    with pytest.raises(InvalidAlertError, match="note"):
        clear(board, "door", note="x" * 1001)
    with pytest.raises(InvalidAlertError, match="note"):
        decide.clear_all(board, "x" * 1001, "rest", NOON)


def test_clear_all_clears_in_rank_order_with_a_row_each() -> None:
    board = acknowledged(board_with(dryer=3, door=1, bell=1), "bell")

    change = decide.clear_all(board, "night", "tray", after(minutes=1))

    assert change.keys == ("door", "dryer", "bell")
    assert change.events == (
        AllAlertsCleared(("door", "dryer", "bell")),
        CurrentAlertChanged(board.alerts["door"], None, 0),
        LedPlanChanged(plan([])),
    )
    assert change.history == tuple(
        HistoryEntry(key, "cleared", "night", "tray", after(minutes=1)) for key in change.keys
    )
    assert keys(change.board.active) == []
    assert not any(alert.is_acknowledged for alert in change.board.alerts.values())


@pytest.mark.parametrize("note", [None, ""])
def test_clear_all_without_a_note_says_bulk_clear(note: str | None) -> None:
    change = decide.clear_all(board_with(door=1), note, "rest", NOON)

    assert [row.note for row in change.history] == ["Bulk clear"]


def test_clear_all_shows_what_was_current_as_it_was() -> None:
    change = decide.clear_all(board_with(door=1), None, "rest", NOON)

    changed = change.events[1]
    assert isinstance(changed, CurrentAlertChanged)
    assert changed.previous is not None
    assert changed.previous.is_active


def test_clear_all_with_nothing_active_tells_nothing() -> None:
    board = trigger(Board(), "door").board
    board = clear(board, "door").board

    assert decide.clear_all(board, None, "rest", NOON).is_empty
