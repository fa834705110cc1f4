"""What a trigger does."""

from __future__ import annotations

import pytest

from alerts.builders import (
    NOON,
    acknowledge,
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
    AlertTriggered,
    CurrentAlertChanged,
    LedPlanChanged,
)
from lightstack_desktop.alerts.led_plan import plan
from lightstack_desktop.alerts.model import Board, ConfigFields, HistoryEntry
from lightstack_desktop.errors import InvalidAlertError


def test_a_trigger_of_an_unknown_key_makes_a_configuration_with_defaults() -> None:
    board = trigger(Board(), "door").board

    config = board.alerts["door"].config
    assert config.fields == ConfigFields()
    assert (config.fields.default_priority, config.fields.led_scope) == (3, "bar")
    assert not config.is_kept
    assert config.created_at == NOON


def test_a_trigger_makes_the_alert_active_and_says_when() -> None:
    change = trigger(Board(), "door", priority=2, now=after(minutes=1))

    state = change.alert.state
    assert state is not None
    assert (state.is_active, state.priority, state.repeat_count) == (True, 2, 1)
    assert state.last_triggered_at == state.activated_at == after(minutes=1)
    assert change.alert.effective_priority == 2
    assert change.board.current == change.alert


def test_a_trigger_tells_everyone_in_the_order_of_the_wire() -> None:
    board = board_with(dryer=3)

    change = trigger(board, "door", priority=1)

    door, dryer = change.board.alerts["door"], board.alerts["dryer"]
    assert change.events == (
        AlertTriggered(door, dryer, door),
        CurrentAlertChanged(dryer, door, 2),
        LedPlanChanged(plan([dryer, door])),
    )


def test_a_trigger_writes_a_history_row_every_time() -> None:
    first = trigger(Board(), "door", note="open")
    second = trigger(first.board, "door", now=after(minutes=2))

    assert first.history == (HistoryEntry("door", "triggered", "open", "rest", NOON),)
    assert second.history == (HistoryEntry("door", "triggered", None, "rest", after(minutes=2)),)
    assert second.board.trigger_counts == {"door": 2}


def test_a_second_trigger_repeats_the_same_activation() -> None:
    board = trigger(Board(), "door").board

    change = trigger(board, "door", now=after(minutes=2))

    state = change.alert.state
    assert state is not None
    assert state.repeat_count == 2
    assert state.activated_at == NOON
    assert state.last_triggered_at == after(minutes=2)
    assert state.id == board.alerts["door"].state.id


def test_a_trigger_after_a_clear_begins_a_new_activation() -> None:
    board = trigger(trigger(Board(), "door").board, "door").board
    board = clear(board, "door").board

    state = trigger(board, "door", now=after(minutes=5)).alert.state

    assert state is not None
    assert (state.repeat_count, state.activated_at) == (1, after(minutes=5))


def test_a_trigger_without_priority_erases_an_earlier_override() -> None:
    board = trigger(Board(), "door", priority=1).board

    change = trigger(board, "door")

    assert change.alert.state is not None
    assert change.alert.state.priority is None
    assert change.alert.effective_priority == 3


def test_a_p5_default_overridden_to_1_beats_a_p2_default() -> None:
    board = create(Board(), "wash", default_priority=5).board
    board = create(board, "door", default_priority=2).board
    board = trigger(board, "door").board

    board = trigger(board, "wash", priority=1).board

    assert keys(board.active) == ["wash", "door"]


def test_equal_priorities_stand_in_the_order_of_their_keys() -> None:
    board = trigger(trigger(Board(), "é", 2).board, "z", 2).board

    assert keys(board.active) == ["z", "é"]


def test_a_trigger_of_the_current_alert_with_another_priority_tells_that_it_changed() -> None:
    board = trigger(Board(), "door", priority=4).board

    change = trigger(board, "door", priority=2)

    changed = change.events[1]
    assert isinstance(changed, CurrentAlertChanged)
    assert changed.previous == board.alerts["door"]
    assert changed.previous.effective_priority == 4
    assert changed.current is not None
    assert changed.current.effective_priority == 2


def test_a_new_suppressed_alert_changes_the_plan() -> None:
    board = board_with(door=1)

    events = trigger(board, "dryer", priority=5).events

    assert [type(event) for event in events] == [AlertTriggered, LedPlanChanged]


def test_a_trigger_from_a_higher_priority_ends_the_acknowledgement() -> None:
    board = acknowledged(board_with(door=3), "door")

    change = trigger(board, "door", priority=2)

    assert not change.alert.is_acknowledged
    assert change.alert.state is not None
    assert change.alert.state.acknowledged_by is None
    assert change.alert.state.acknowledged_priority is None
    assert [row.action for row in change.history] == ["triggered"]
    assert isinstance(change.events[0], AlertTriggered)


@pytest.mark.parametrize("priority", [3, 4, None])
def test_a_trigger_from_the_same_or_a_lower_priority_stays_acknowledged(
    priority: int | None,
) -> None:
    board = acknowledged(board_with(door=3), "door")

    change = trigger(board, "door", priority)

    state = change.alert.state
    assert state is not None
    assert (state.acknowledged_at, state.acknowledged_by) == (NOON, "screen")
    assert state.repeat_count == 2
    assert [row.action for row in change.history] == ["triggered"]


def test_what_was_acknowledged_is_the_measure_not_the_last_priority() -> None:
    board = acknowledged(board_with(door=2), "door")
    board = trigger(board, "door", priority=5).board

    assert trigger(board, "door", priority=2).alert.is_acknowledged
    assert not trigger(board, "door", priority=1).alert.is_acknowledged


def test_losing_an_override_does_not_count_as_rising() -> None:
    board = board_of(active_alert("door", 4, override=2))
    board = acknowledge(board, "door").board

    assert trigger(board, "door").alert.is_acknowledged


@pytest.mark.parametrize("priority", [0, 6, -5, 99])
def test_a_priority_outside_1_to_5_is_refused(priority: int) -> None:
    with pytest.raises(InvalidAlertError, match="priority must be 1 to 5") as refusal:
        trigger(Board(), "door", priority)

    assert refusal.value.field == "priority"


def test_a_bad_key_or_note_is_refused() -> None:
    with pytest.raises(InvalidAlertError, match="alert_key"):
        trigger(Board(), "a/b")
    with pytest.raises(InvalidAlertError, match="note"):
        trigger(Board(), "door", note="x" * 1001)


def test_every_alert_has_an_id_of_its_own_apart_from_its_configuration() -> None:
    board = create(Board(), "idle").board
    board = trigger(board, "door").board
    board = trigger(board, "idle").board

    ids = {key: (a.config.id, a.state.id) for key, a in board.alerts.items()}
    assert ids == {"idle": (1, 2), "door": (2, 1)}


def test_the_source_stands_in_the_history() -> None:
    change = decide.trigger(Board(), "door", None, None, "deck:AB12", NOON)

    assert change.history[0].source == "deck:AB12"
