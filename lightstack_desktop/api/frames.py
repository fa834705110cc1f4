"""What the WebSocket says: LightStack's frames, and the fields and events that we add.

A frame is made once, whoever hears it. While changes are kept in memory only, an event carries
`"saved": false` beside its type.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from lightstack_desktop import __version__
from lightstack_desktop.alerts import led_plan
from lightstack_desktop.alerts.change import (
    AlertAcknowledged,
    AlertCleared,
    AlertEvent,
    AlertTriggered,
    AlertUnacknowledged,
    AlertUpdated,
    AllAlertsCleared,
    CurrentAlertChanged,
    LedPlanChanged,
    StateSaved,
)
from lightstack_desktop.api import wire

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lightstack_desktop.alerts.change import Change, Event
    from lightstack_desktop.alerts.model import Alert, Board

_TYPES: dict[type[Event], str] = {
    AlertTriggered: "alert_triggered",
    AlertCleared: "alert_cleared",
    AlertAcknowledged: "alert_acknowledged",
    AlertUnacknowledged: "alert_unacknowledged",
    AlertUpdated: "alert_updated",
    AllAlertsCleared: "all_alerts_cleared",
    CurrentAlertChanged: "current_alert_changed",
    LedPlanChanged: "led_plan_changed",
    StateSaved: "state_saved",
}


class AlertData(BaseModel):
    """An alert and its configuration in one, without ids."""

    alert_key: str
    is_active: bool
    effective_priority: int
    priority: int | None
    last_triggered_at: wire.Timestamp | None
    acknowledged_at: wire.Timestamp | None
    acknowledged_by: str | None
    name: str | None
    description: str | None
    default_priority: int
    led_scope: str
    led_positions: list[int] | None
    led_color: int | None
    led_effect: str | None
    led_brightness: int | None
    led_duration: int | None
    icon: str | None

    @classmethod
    def of(cls, alert: Alert) -> AlertData:
        """Show an alert that has a state."""
        state = alert.state
        assert state is not None
        return cls(
            **wire.values(alert.config.fields),
            alert_key=alert.key,
            is_active=state.is_active,
            effective_priority=alert.effective_priority,
            priority=state.priority,
            last_triggered_at=state.last_triggered_at,
            acknowledged_at=state.acknowledged_at,
            acknowledged_by=state.acknowledged_by,
        )


class State(BaseModel):
    """All that is active, and what a seven-LED bar should show; `saved`: nothing is held back."""

    is_all_clear: bool
    current_alert: AlertData | None
    active_count: int
    active_alerts: list[AlertData]
    led_plan: wire.RenderPlan
    saved: bool

    @classmethod
    def of(cls, board: Board) -> State:
        """Show a board."""
        active = [AlertData.of(alert) for alert in board.active]
        return cls(
            is_all_clear=not active,
            current_alert=active[0] if active else None,
            active_count=len(active),
            active_alerts=active,
            led_plan=wire.RenderPlan.of(led_plan.plan(board.active)),
            saved=board.is_saved,
        )


class Greeting(BaseModel):
    """The first frame."""

    state: State
    server_version: str = __version__


class Pong(BaseModel):
    """The answer to `ping`."""

    pong: bool = True


class Alerts(BaseModel):
    """The answer to a question for alerts."""

    alerts: list[AlertData]
    count: int

    @classmethod
    def of(cls, alerts: Iterable[Alert]) -> Alerts:
        """Show those alerts that were ever triggered."""
        shown = [AlertData.of(alert) for alert in alerts if alert.state is not None]
        return cls(alerts=shown, count=len(shown))


class One(BaseModel):
    """The answer to a command for one alert, and the news that one was edited."""

    alert: AlertData


class Cleared(BaseModel):
    """What clear-all did, told and answered; keys in rank order."""

    cleared_count: int
    cleared_keys: list[str]

    @classmethod
    def of(cls, keys: tuple[str, ...]) -> Cleared:
        """Show these keys."""
        return cls(cleared_count=len(keys), cleared_keys=list(keys))


class AlertNews(BaseModel):
    """Something happened to an alert; `current_changed` compares keys alone."""

    alert: AlertData
    previous_current: AlertData | None
    new_current: AlertData | None
    current_changed: bool


class CurrentNews(BaseModel):
    """The alert of the highest rank is another one, or a field of it changed."""

    previous: AlertData | None
    current: AlertData | None
    is_all_clear: bool
    active_count: int


class Nothing(BaseModel):
    """An event that says it all by its type."""


def greeting(board: Board, now: datetime) -> str:
    """Return the first frame."""
    return _frame("connection_established", Greeting(state=State.of(board)).model_dump_json(), now)


def event(told: Event, change: Change, now: datetime) -> str:
    """Return the frame of one event of a change."""
    data = _data(told).model_dump_json()
    return _frame(_TYPES[type(told)], data, now, is_saved=change.board.is_saved)


def result(command_id: str | None, command: str, answer: BaseModel, now: datetime) -> str:
    """Return the answer to a command that was done."""
    data = (
        f'{{"command_id":{json.dumps(command_id)},"command_type":"{command}","success":true,'
        f'"result":{answer.model_dump_json()}}}'
    )
    return _frame("command_result", data, now)


def error(code: str, message: str, now: datetime, **more: Any) -> str:
    """Return the answer to what was not done."""
    return _frame("error", json.dumps({"code": code, "message": message, **more}), now)


def _frame(kind: str, data: str, now: datetime, *, is_saved: bool = True) -> str:
    mark = "" if is_saved else ',"saved":false'
    return f'{{"type":"{kind}","data":{data},"timestamp":"{wire.timestamp(now)}"{mark}}}'


def _data(told: Event) -> BaseModel:
    match told:
        case AlertEvent():
            return AlertNews(
                alert=AlertData.of(told.alert),
                previous_current=_shown(told.previous),
                new_current=_shown(told.current),
                current_changed=_key(told.previous) != _key(told.current),
            )
        case CurrentAlertChanged():
            return CurrentNews(
                previous=_shown(told.previous),
                current=_shown(told.current),
                is_all_clear=told.current is None,
                active_count=told.active_count,
            )
        case AlertUpdated():
            return One(alert=AlertData.of(told.alert))
        case AllAlertsCleared():
            return Cleared.of(told.keys)
        case LedPlanChanged():
            return wire.RenderPlan.of(told.plan)
        case StateSaved():
            return Nothing()


def _shown(alert: Alert | None) -> AlertData | None:
    return None if alert is None else AlertData.of(alert)


def _key(alert: Alert | None) -> str | None:
    return None if alert is None else alert.key
