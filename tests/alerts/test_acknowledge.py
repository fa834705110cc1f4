"""What an acknowledgement does, and what ends it."""

from __future__ import annotations

import pytest

from alerts.builders import (
    NOON,
    acknowledge,
    acknowledged,
    after,
    board_with,
    clear,
    create,
    keys,
    trigger,
    unacknowledge,
)
from lightstack_desktop.alerts import decide
from lightstack_desktop.alerts.change import (
    AlertAcknowledged,
    AlertUnacknowledged,
    CurrentAlertChanged,
    LedPlanChanged,
)
from lightstack_desktop.alerts.model import Board, HistoryEntry
from lightstack_desktop.errors import AlertNotActiveError, InvalidAlertError, UnknownAlertError


def test_an_acknowledgement_records_when_by_whom_and_at_which_priority() -> None:
    board = board_with(door=2)

    change = acknowledge(board, "door", note="on my way", source="deck:AB12", now=after(minutes=1))

    state = change.alert.state
    assert state is not None
    assert state.acknowledged_at == state.updated_at == after(minutes=1)
    assert (state.acknowledged_by, state.acknowledged_priority) == ("deck:AB12", 2)
    assert state.is_active
    assert change.history == (
        HistoryEntry("door", "acknowledged", "on my way", "deck:AB12", after(minutes=1)),
    )


def test_an_acknowledged_alert_stands_behind_every_unacknowledged_one() -> None:
    board = board_with(door=1, dryer=5)

    change = acknowledge(board, "door")

    assert keys(change.board.active) == ["dryer", "door"]
    door, dryer = change.board.alerts["door"], change.board.alerts["dryer"]
    assert change.events[:2] == (
        AlertAcknowledged(door, board.alerts["door"], dryer),
        CurrentAlertChanged(board.alerts["door"], dryer, 2),
    )
    assert isinstance(change.events[2], LedPlanChanged)


def test_acknowledging_twice_is_once() -> None:
    board = acknowledge(board_with(door=2), "door", source="screen").board

    again = acknowledge(board, "door", source="tray", now=after(minutes=9))

    assert again.is_empty
    assert again.board is board
    assert again.alert.state is not None
    assert (again.alert.state.acknowledged_at, again.alert.state.acknowledged_by) == (
        NOON,
        "screen",
    )


def test_an_acknowledgement_can_be_taken_back() -> None:
    board = acknowledged(board_with(door=2), "door")

    change = unacknowledge(board, "door", note="oh")

    assert not change.alert.is_acknowledged
    assert [type(event) for event in change.events] == [AlertUnacknowledged, CurrentAlertChanged]
    assert change.history == (HistoryEntry("door", "unacknowledged", "oh", "window", NOON),)


def test_taking_back_what_was_not_given_changes_nothing() -> None:
    board = board_with(door=2)

    assert unacknowledge(board, "door").is_empty


@pytest.mark.parametrize("command", [acknowledge, unacknowledge])
def test_only_an_active_alert_can_be_acknowledged(command) -> None:
    board = clear(board_with(door=2), "door").board

    with pytest.raises(AlertNotActiveError, match="Alert 'door' is not active"):
        command(board, "door")


@pytest.mark.parametrize("command", [acknowledge, unacknowledge])
def test_what_was_never_triggered_is_unknown(command) -> None:
    board = create(Board(), "door").board

    with pytest.raises(UnknownAlertError, match="Alert 'door' not found"):
        command(board, "door")
    with pytest.raises(UnknownAlertError, match="Alert 'window' not found"):
        command(board, "window")


@pytest.mark.parametrize("command", [acknowledge, unacknowledge])
def test_a_note_that_is_too_long_is_refused(command) -> None:
    with pytest.raises(InvalidAlertError, match="note must have at most 1000 characters"):
        command(board_with(door=2), "door", note="x" * 1001)


def test_a_clear_ends_the_acknowledgement() -> None:
    board = acknowledged(board_with(door=2), "door")

    board = clear(board, "door").board
    assert not board.alerts["door"].is_acknowledged

    board = trigger(board, "door").board
    assert not board.alerts["door"].is_acknowledged


def test_everything_active_is_acknowledged_at_once() -> None:
    board = acknowledge(board_with(door=2, dryer=5, leak=1), "dryer").board

    change = decide.acknowledge_all(board, "seen", "tray", after(minutes=1))

    door, leak = change.board.alerts["door"], change.board.alerts["leak"]
    assert all(alert.is_acknowledged for alert in change.board.active)
    assert change.keys == ("leak", "door")
    assert change.events[:3] == (
        AlertAcknowledged(leak, board.alerts["leak"], leak),
        AlertAcknowledged(door, board.alerts["leak"], leak),
        CurrentAlertChanged(board.alerts["leak"], leak, 3),
    )
    assert change.history == tuple(
        HistoryEntry(key, "acknowledged", "seen", "tray", after(minutes=1))
        for key in ("leak", "door")
    )
    states = (door.state, leak.state)
    assert [s and s.acknowledged_priority for s in states] == [2, 1]


def test_where_all_is_acknowledged_nothing_is_told() -> None:
    board = acknowledge(board_with(door=2), "door").board

    change = decide.acknowledge_all(board, None, "tray", NOON)

    assert change.is_empty
    assert change.board is board


def test_a_note_on_all_is_checked() -> None:
    with pytest.raises(InvalidAlertError):
        decide.acknowledge_all(board_with(door=2), "\0", "tray", NOON)
