"""Small builders that make a test of the rules read as a sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from lightstack_desktop.alerts import decide, subject
from lightstack_desktop.alerts.model import (
    Alert,
    AlertConfig,
    AlertState,
    Board,
    ConfigFields,
)
from lightstack_desktop.alerts.subject import Role

if TYPE_CHECKING:
    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Deck

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def after(*, minutes: float = 0, seconds: float = 0) -> datetime:
    """Return a time after noon (before it, if negative)."""
    return NOON + timedelta(minutes=minutes, seconds=seconds)


def idle_alert(key: str, *, id: int = 1, is_kept: bool = False, **fields: Any) -> Alert:  # noqa: A002
    """Return an alert that was never triggered; `fields` are those of its configuration."""
    return Alert(AlertConfig(id, key, ConfigFields(**fields), is_kept, NOON, NOON))


def active_alert(
    key: str,
    default_priority: int = 3,
    *,
    override: int | None = None,
    acknowledged_at: datetime | None = None,
    activated_at: datetime = NOON,
    repeats: int = 1,
    id: int = 1,  # noqa: A002
    is_kept: bool = False,
    **fields: Any,
) -> Alert:
    """Return an active alert, acknowledged if a time is given."""
    idle = idle_alert(key, id=id, is_kept=is_kept, default_priority=default_priority, **fields)
    is_acknowledged = acknowledged_at is not None
    state = AlertState(
        id=id,
        is_active=True,
        priority=override,
        last_triggered_at=activated_at,
        activated_at=activated_at,
        repeat_count=repeats,
        acknowledged_at=acknowledged_at,
        acknowledged_by="screen" if is_acknowledged else None,
        acknowledged_priority=(override or default_priority) if is_acknowledged else None,
        created_at=NOON,
        updated_at=NOON,
    )
    return Alert(idle.config, state)


def board_of(*alerts: Alert) -> Board:
    """Return a board of these alerts."""
    return Board.of(alerts)


def board_with(**default_priorities: int) -> Board:
    """Return a board on which each of these is active: `board_with(door=1, dryer=3)`."""
    return Board.of(
        active_alert(key, priority, id=number)
        for number, (key, priority) in enumerate(default_priorities.items(), start=1)
    )


def trigger(
    board: Board,
    key: str,
    priority: int | None = None,
    note: str | None = None,
    now: datetime = NOON,
) -> Change:
    """Trigger as a script does."""
    return decide.trigger(board, key, priority, note, "rest", now)


def acknowledge(
    board: Board, key: str, note: str | None = None, source: str = "screen", now: datetime = NOON
) -> Change:
    """Acknowledge as a person does."""
    return decide.acknowledge(board, key, note, source, now)


def unacknowledge(board: Board, key: str, note: str | None = None, now: datetime = NOON) -> Change:
    """Take an acknowledgement back as a person does."""
    return decide.unacknowledge(board, key, note, "window", now)


def clear(board: Board, key: str, note: str | None = None, now: datetime = NOON) -> Change:
    """Clear as a script does."""
    return decide.clear(board, key, note, "rest", now)


def create(board: Board, key: str, now: datetime = NOON, **fields: Any) -> Change:
    """Make a configuration on purpose."""
    return decide.create_config(board, key, ConfigFields(**fields), now)


def acknowledged(board: Board, *keys: str) -> Board:
    """Return the board after these were acknowledged."""
    for key in keys:
        board = acknowledge(board, key).board
    return board


def keys(alerts: tuple[Alert, ...]) -> list[str]:
    """Return the keys of these alerts in their order."""
    return [alert.key for alert in alerts]


def shown(board: Board, deck: Deck, page: int = 0) -> list[Alert | None]:
    """Return the alert that each key of a deck shows on a page."""
    about = subject.subjects(deck, board, page)
    return [s.alert if s.role is Role.ALERT else None for s in about]
