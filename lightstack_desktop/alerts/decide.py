"""What a command changes: each function takes a board and returns a Change.

1. Nothing is changed in place, so every event shows the board before and after truly.
2. A refusal raises and changes nothing. 3. Acknowledged stays acknowledged until cleared, taken
back, or until the priority rises above the one that was acknowledged.
Source: LightStack's services, with the acknowledgement added.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts import layout
from lightstack_desktop.alerts.change import (
    AlertAcknowledged,
    AlertCleared,
    AlertEvent,
    AlertTriggered,
    AlertUnacknowledged,
    AlertUpdated,
    AllAlertsCleared,
    Change,
    CurrentAlertChanged,
    Event,
    LedPlanChanged,
)
from lightstack_desktop.alerts.led_plan import plan
from lightstack_desktop.alerts.model import (
    Alert,
    AlertConfig,
    AlertState,
    Board,
    ConfigFields,
    HistoryEntry,
)
from lightstack_desktop.errors import (
    AlertNotActiveError,
    ConfigExistsError,
    UnknownAlertError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from datetime import datetime

CLEAR_ALL_NOTE = "Bulk clear"


def trigger(
    board: Board, key: str, priority: int | None, note: str | None, source: str, now: datetime
) -> Change:
    """Raise an alert, or raise it again; an unknown key gets a configuration with defaults."""
    rules.check_key(key)
    rules.check_priority(priority)
    rules.check_note(note)
    made = board
    if key not in board.alerts:
        made = _with_config(board, key, ConfigFields(), is_kept=False, now=now)
    alert = made.alerts[key]
    if alert.state is None:
        alert = replace(alert, state=_new_state(made.next_state_id, now))
        made = replace(made, next_state_id=made.next_state_id + 1)
    counts = {**made.trigger_counts, key: made.trigger_counts.get(key, 0) + 1}
    made = replace(made, trigger_counts=counts).with_alert(_triggered(alert, priority, now))
    return _change(board, made, key, AlertTriggered, _row(key, "triggered", note, source, now))


def acknowledge(board: Board, key: str, note: str | None, source: str, now: datetime) -> Change:
    """Say "I know" of an active alert; a second time changes nothing."""
    rules.check_note(note)
    alert, state = _active(board, key)
    if alert.is_acknowledged:
        return Change(board, board, keys=(key,))
    made = board.with_alert(_acknowledged(alert, state, source, now))
    row = _row(key, "acknowledged", note, source, now)
    return _change(board, made, key, AlertAcknowledged, row)


def acknowledge_all(board: Board, note: str | None, source: str, now: datetime) -> Change:
    """Say "I know" of everything active: an event and a history row each, in rank order."""
    rules.check_note(note)
    keys = tuple(alert.key for alert in board.active if not alert.is_acknowledged)
    if not keys:
        return Change(board, board)
    made = board.with_alerts(_acknowledged(*_active(board, key), source, now) for key in keys)
    current = board.current, made.current
    events = tuple(AlertAcknowledged(made.alerts[key], *current) for key in keys)
    history = tuple(_row(key, "acknowledged", note, source, now) for key in keys)
    return _settled(board, made, keys, events, history)


def unacknowledge(board: Board, key: str, note: str | None, source: str, now: datetime) -> Change:
    """Take an acknowledgement back; without one nothing changes."""
    rules.check_note(note)
    alert, state = _active(board, key)
    if not alert.is_acknowledged:
        return Change(board, board, keys=(key,))
    made = board.with_alert(replace(alert, state=replace(_unknown(state), updated_at=now)))
    row = _row(key, "unacknowledged", note, source, now)
    return _change(board, made, key, AlertUnacknowledged, row)


def clear(board: Board, key: str, note: str | None, source: str, now: datetime) -> Change:
    """End an activation. Clearing again changes nothing but is told again, as LightStack does."""
    rules.check_note(note)
    alert, state = _triggered_once(board, key)
    if not alert.is_active:
        event = AlertCleared(alert, board.current, board.current)
        return Change(board, board, keys=(key,), events=(event,))
    made = board.with_alert(_cleared(alert, state, now))
    return _change(board, made, key, AlertCleared, _row(key, "cleared", note, source, now))


def clear_all(board: Board, note: str | None, source: str, now: datetime) -> Change:
    """End every activation; one history row each. Nothing active: nothing is told."""
    rules.check_note(note)
    keys = tuple(alert.key for alert in board.active)
    if not keys:
        return Change(board, board)
    made = board.with_alerts(_cleared(*_active(board, key), now) for key in keys)
    history = tuple(_row(k, "cleared", note or CLEAR_ALL_NOTE, source, now) for k in keys)
    return _settled(board, made, keys, (AllAlertsCleared(keys),), history)


def create_config(
    board: Board, key: str, fields: ConfigFields, now: datetime, icons: Container[str] = ()
) -> Change:
    """Make a configuration on purpose; it gets a key of its own on every deck."""
    rules.check_key(key)
    fields = rules.check_fields(fields, icons)
    if key in board.alerts:
        raise ConfigExistsError(key)
    made = _with_config(board, key, fields, is_kept=True, now=now)
    return _settled(board, made, (key,), (), ())


def update_config(
    board: Board,
    key: str,
    edit: Callable[[ConfigFields], ConfigFields],
    now: datetime,
    icons: Container[str] = (),
) -> Change:
    """Edit a configuration by a function of its present fields; an icon it has it may keep.

    The edit of an active alert is told.
    """
    alert = _known(board, key, "Alert config")
    before, edited = alert.config.fields, edit(alert.config.fields)
    if edited.icon == before.icon:
        icons = (before.icon or "",)
    fields = rules.check_fields(edited, icons)
    config = replace(alert.config, fields=fields, updated_at=now)
    made = _forget_if_risen(replace(alert, config=config))
    events = (AlertUpdated(made),) if made.is_active else ()
    return _settled(board, board.with_alert(made), (key,), events, ())


def delete_config(board: Board, key: str, source: str, now: datetime) -> Change:
    """Forget a configuration and its state; an active alert is cleared for everyone to see."""
    alert = _known(board, key, "Alert config")
    made = board.without_alert(key)
    if alert.state is None or not alert.state.is_active:
        return _settled(board, made, (key,), (), ())
    event = AlertCleared(_cleared(alert, alert.state, now), board.current, made.current)
    row = _row(key, "cleared", "Configuration deleted", source, now)
    return _settled(board, made, (key,), (event,), (row,))


def _change(
    before: Board, board: Board, key: str, event: type[AlertEvent], row: HistoryEntry
) -> Change:
    told = event(board.alerts[key], before.current, board.current)
    return _settled(before, board, (key,), (told,), (row,))


def _settled(
    before: Board,
    board: Board,
    keys: tuple[str, ...],
    events: tuple[Event, ...],
    history: tuple[HistoryEntry, ...],
) -> Change:
    """Settle every deck on the new board and say what follows from the change."""
    moved: tuple[str, ...] = ()
    # Most triggers are repeats, and move nobody.
    if any(_seating(before, key) != _seating(board, key) for key in keys):
        settled = {serial: layout.settle(deck, board) for serial, deck in board.decks.items()}
        moved = tuple(serial for serial, deck in settled.items() if deck is not board.decks[serial])
        board = replace(board, decks=settled) if moved else board
    told = (*events, *consequences(before, board, keys))
    return Change(before, board, keys, moved, told, history)


def consequences(
    before: Board, board: Board, keys: Iterable[str] | None = None
) -> tuple[Event, ...]:
    """Return what follows for whoever shows the current alert or the LED plan.

    `keys` are the alerts that may differ; None is all of them.
    """
    if keys is None:
        keys = {*before.alerts, *board.alerts}
    events: list[Event] = []
    if before.current != board.current:
        events.append(CurrentAlertChanged(before.current, board.current, len(board.active)))
    # Most triggers are repeats, and change no light.
    if any(_lighting(before, key) != _lighting(board, key) for key in keys):
        new_plan = plan(board.active)
        if new_plan != plan(before.active):
            events.append(LedPlanChanged(new_plan))
    return tuple(events)


def _lighting(board: Board, key: str) -> tuple[object, ...] | None:
    """Return everything of an alert that a plan depends on; None if it lights nothing."""
    alert = board.alerts.get(key)
    if alert is None or not alert.is_active:
        return None
    return alert.rank, alert.config.fields


def _seating(board: Board, key: str) -> tuple[object, ...] | None:
    """Return everything of an alert that its place on a deck depends on; None if unknown."""
    alert = board.alerts.get(key)
    if alert is None:
        return None
    return alert.is_active, alert.rank, alert.config.is_kept, alert.config.id


def _with_config(
    board: Board, key: str, fields: ConfigFields, *, is_kept: bool, now: datetime
) -> Board:
    config = AlertConfig(board.next_config_id, key, fields, is_kept, now, now)
    return replace(board, next_config_id=config.id + 1).with_alert(Alert(config))


def _new_state(state_id: int, now: datetime) -> AlertState:
    return AlertState(
        id=state_id,
        is_active=False,
        priority=None,
        last_triggered_at=None,
        activated_at=None,
        repeat_count=0,
        acknowledged_at=None,
        acknowledged_by=None,
        acknowledged_priority=None,
        created_at=now,
        updated_at=now,
    )


def _triggered(alert: Alert, priority: int | None, now: datetime) -> Alert:
    """Return `alert` after one more trigger; without a priority an earlier override ends."""
    state = alert.state
    assert state is not None
    again = state.is_active
    state = replace(
        state,
        is_active=True,
        priority=priority,
        last_triggered_at=now,
        activated_at=state.activated_at if again else now,
        repeat_count=state.repeat_count + 1 if again else 1,
        updated_at=now,
    )
    return _forget_if_risen(replace(alert, state=state))


def _forget_if_risen(alert: Alert) -> Alert:
    """Return `alert` unacknowledged if it is now worse than what somebody acknowledged."""
    state = alert.state
    if state is None or state.acknowledged_priority is None:
        return alert
    if alert.effective_priority >= state.acknowledged_priority:
        return alert
    return replace(alert, state=_unknown(state))


def _acknowledged(alert: Alert, state: AlertState, source: str, now: datetime) -> Alert:
    state = replace(
        state,
        acknowledged_at=now,
        acknowledged_by=source,
        acknowledged_priority=alert.effective_priority,
        updated_at=now,
    )
    return replace(alert, state=state)


def _unknown(state: AlertState) -> AlertState:
    return replace(state, acknowledged_at=None, acknowledged_by=None, acknowledged_priority=None)


def _cleared(alert: Alert, state: AlertState, now: datetime) -> Alert:
    state = replace(
        _unknown(state),
        is_active=False,
        priority=None,
        activated_at=None,
        repeat_count=0,
        updated_at=now,
    )
    return replace(alert, state=state)


def _known(board: Board, key: str, noun: str = "Alert") -> Alert:
    if key not in board.alerts:
        raise UnknownAlertError(key, noun)
    return board.alerts[key]


def _triggered_once(board: Board, key: str) -> tuple[Alert, AlertState]:
    alert = _known(board, key)
    if alert.state is None:
        raise UnknownAlertError(key)
    return alert, alert.state


def _active(board: Board, key: str) -> tuple[Alert, AlertState]:
    alert, state = _triggered_once(board, key)
    if not state.is_active:
        raise AlertNotActiveError(key)
    return alert, state


def _row(key: str, action: str, note: str | None, source: str, now: datetime) -> HistoryEntry:
    return HistoryEntry(key, action, note, source, now)
