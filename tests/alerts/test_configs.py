"""What making, editing and deleting a configuration does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
    AlertUpdated,
    CurrentAlertChanged,
    LedPlanChanged,
)
from lightstack_desktop.alerts.model import Board, ConfigFields, HistoryEntry
from lightstack_desktop.errors import ConfigExistsError, InvalidAlertError, UnknownAlertError

if TYPE_CHECKING:
    from lightstack_desktop.alerts.change import Change


def update(board: Board, key: str, **fields: object) -> Change:
    return decide.update_config(board, key, lambda old: replace(old, **fields), after(minutes=1))


def delete(board: Board, key: str) -> Change:
    return decide.delete_config(board, key, "window", after(minutes=1))


def test_a_configuration_made_on_purpose_is_kept_and_idle() -> None:
    change = create(Board(), "door", name="Door", default_priority=2)

    assert change.alert.config.is_kept
    assert change.alert.config.fields.name == "Door"
    assert change.alert.state is None
    assert (change.events, change.history) == ((), ())
    assert not change.is_empty


def test_positions_are_stored_in_normal_form() -> None:
    change = create(Board(), "door", led_scope="individual", led_positions=(7, 1, 7))

    assert change.alert.config.fields.led_positions == (1, 7)


def test_a_key_can_be_taken_once() -> None:
    board = create(Board(), "c1").board

    with pytest.raises(ConfigExistsError, match="Alert config 'c1' already exists"):
        create(board, "c1")


def test_a_bad_configuration_is_refused() -> None:
    with pytest.raises(InvalidAlertError):
        create(Board(), "active")
    with pytest.raises(InvalidAlertError):
        create(Board(), "door", default_priority=6)
    with pytest.raises(InvalidAlertError):
        update(board_with(door=1), "door", led_color=256)


def test_an_edit_keeps_the_id_and_the_time_of_making() -> None:
    board = create(Board(), "door").board

    config = update(board, "door", name="Door").alert.config

    assert (config.id, config.created_at, config.updated_at) == (1, NOON, after(minutes=1))
    assert config.fields == ConfigFields(name="Door")


def test_an_icon_may_be_chosen_from_those_there_are() -> None:
    fields = ConfigFields(icon="mdi:door")

    made = decide.create_config(Board(), "door", fields, NOON, icons={"door", "bell"})
    changed = decide.update_config(
        made.board, "door", lambda old: replace(old, icon="bell"), after(minutes=1), {"bell"}
    )

    assert made.alert.config.fields.icon == "door"
    assert changed.alert.config.fields.icon == "bell"


def test_an_edit_keeps_an_icon_that_is_no_longer_shipped() -> None:
    board = decide.create_config(Board(), "door", ConfigFields(icon="old"), NOON, {"old"}).board

    assert update(board, "door", name="Door").alert.config.fields.icon == "old"
    with pytest.raises(InvalidAlertError, match="Icon 'older' is not known"):
        update(board, "door", icon="older")


def test_an_edit_of_an_unknown_key_is_refused_in_lightstacks_words() -> None:
    with pytest.raises(UnknownAlertError, match="Alert config 'door' not found"):
        update(Board(), "door")
    with pytest.raises(UnknownAlertError, match="Alert config 'door' not found"):
        delete(Board(), "door")


def test_an_edit_of_the_current_alert_is_told() -> None:
    board = board_with(door=2)

    change = update(board, "door", led_color=85)

    updated, current, plan = change.events
    assert updated == AlertUpdated(change.board.alerts["door"])
    assert isinstance(current, CurrentAlertChanged)
    assert (current.previous, current.current) == (board.alerts["door"], updated.alert)
    assert isinstance(plan, LedPlanChanged)
    assert change.history == ()


def test_an_edit_of_an_active_alert_behind_the_current_one_is_told() -> None:
    board = board_with(door=2, dryer=3)

    change = update(board, "dryer", name="Dryer")

    assert change.events == (AlertUpdated(change.board.alerts["dryer"]),)


def test_an_edit_of_an_idle_alert_is_not_told() -> None:
    board = create(board_with(door=2), "dryer").board

    assert update(board, "dryer", default_priority=1).events == ()


def test_an_edit_of_the_default_priority_reorders_the_active_alerts() -> None:
    board = board_with(door=2, dryer=3)

    assert keys(update(board, "dryer", default_priority=1).board.active) == ["dryer", "door"]


def test_an_override_outlives_an_edit_of_the_default_priority() -> None:
    board = board_of(active_alert("door", 4, override=2))

    assert update(board, "door", default_priority=1).alert.effective_priority == 2


def test_an_edit_that_raises_an_alert_ends_the_acknowledgement_without_a_row() -> None:
    board = acknowledged(board_with(door=3), "door")

    change = update(board, "door", default_priority=1)

    assert not change.alert.is_acknowledged
    assert change.history == ()
    assert [type(event) for event in change.events] == [AlertUpdated, CurrentAlertChanged]
    assert change.board.current == change.alert


@pytest.mark.parametrize("default_priority", [3, 5])
def test_an_edit_that_does_not_raise_an_alert_keeps_the_acknowledgement(
    default_priority: int,
) -> None:
    board = acknowledged(board_with(door=3), "door")

    assert update(board, "door", default_priority=default_priority).alert.is_acknowledged


def test_an_edit_of_an_acknowledged_override_keeps_the_acknowledgement() -> None:
    board = acknowledged(board_of(active_alert("door", 5, override=3)), "door")

    assert update(board, "door", default_priority=1).alert.is_acknowledged


def test_deleting_an_active_alert_is_told_as_a_clear() -> None:
    board = board_with(door=1, dryer=3)

    change = delete(board, "door")

    told = change.events[0]
    assert isinstance(told, AlertCleared)
    assert (told.alert.key, told.alert.is_active) == ("door", False)
    assert (told.previous, told.current) == (board.alerts["door"], board.alerts["dryer"])
    assert [type(event) for event in change.events[1:]] == [CurrentAlertChanged, LedPlanChanged]
    assert change.history == (
        HistoryEntry("door", "cleared", "Configuration deleted", "window", after(minutes=1)),
    )
    assert "door" not in change.board.alerts
    assert change.alert == board.alerts["door"]


def test_deleting_an_idle_alert_is_silent() -> None:
    never = create(Board(), "door").board
    once = clear(trigger(never, "door").board, "door").board

    for board in (never, once):
        change = delete(board, "door")
        assert (change.events, change.history) == ((), ())
        assert change.board.alerts == {}
        assert not change.is_empty


def test_a_key_made_again_keeps_its_old_trigger_count_and_gets_new_ids() -> None:
    board = trigger(create(Board(), "door").board, "door").board
    board = delete(board, "door").board

    board = create(board, "door").board

    assert board.trigger_counts == {"door": 1}
    assert board.alerts["door"].config.id == 2
    assert board.alerts["door"].state is None
    assert trigger(board, "door").alert.state.id == 2
