"""The nouns."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from alerts.builders import (
    NOON,
    acknowledge,
    active_alert,
    board_of,
    board_with,
    clear,
    idle_alert,
    keys,
    trigger,
)
from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board


def test_the_active_alerts_stand_in_rank_order() -> None:
    board = board_of(
        active_alert("known", 1, acknowledged_at=NOON),
        active_alert("late", 5),
        idle_alert("idle"),
        active_alert("b", 2),
        active_alert("a", 2),
        active_alert("raised", 5, override=1),
    )

    assert keys(board.active) == ["raised", "a", "b", "late", "known"]
    assert board.current is board.alerts["raised"]


def test_nothing_active_has_no_current_alert() -> None:
    assert Board().current is None
    assert board_of(idle_alert("door")).current is None


def test_an_alert_is_called_by_its_name_or_else_its_key() -> None:
    assert idle_alert("door", name="Front door").title == "Front door"
    assert idle_alert("door", name="").title == idle_alert("door").title == "door"


def test_ids_go_on_above_the_highest_in_use() -> None:
    board = board_of(idle_alert("a", id=7), active_alert("b", id=4))

    assert (board.next_config_id, board.next_state_id) == (8, 5)
    assert (Board.of().next_config_id, Board.of().next_state_id) == (1, 1)


def test_a_board_is_never_changed_in_place() -> None:
    board = board_with(door=2, dryer=3)
    before = (dict(board.alerts), board.active, dict(board.trigger_counts))

    acknowledge(board, "door")
    clear(board, "door")
    trigger(board, "new")

    assert (board.alerts, board.active, board.trigger_counts) == before
    with pytest.raises(FrozenInstanceError):
        board.is_saved = False  # type: ignore[misc]


def test_a_forgotten_alert_is_nowhere() -> None:
    board = board_with(door=2, dryer=3).without_alert("door")

    assert list(board.alerts) == keys(board.active) == ["dryer"]


def test_a_change_without_anything_is_empty() -> None:
    board = board_with(door=2)

    assert Change(board, board).is_empty
    assert Change(board, board, keys=("door",)).is_empty
    assert Change(board, board, keys=("door",)).alert is board.alerts["door"]
    assert not clear(board, "door").is_empty
