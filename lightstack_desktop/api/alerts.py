"""Alerts: what is active, and the commands that change it. Reads never wait for the engine."""

from asyncio import wrap_future
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Path

from lightstack_desktop.alerts import led_plan, model
from lightstack_desktop.alerts.change import Change
from lightstack_desktop.api import problems, wire
from lightstack_desktop.api.bodies import Key, NoteBody, SimulateBody, TriggerBody
from lightstack_desktop.api.services import Here, Source
from lightstack_desktop.errors import UnknownAlertError

router = APIRouter(prefix="/alerts", tags=["alerts"])

AlertKey = Annotated[Key, Path()]
_OF_ACTIVE = {**problems.NOT_FOUND, **problems.CONFLICT, **problems.COMMAND}


@router.get("", responses=problems.INVALID)
async def every(here: Here, active_only: bool = False) -> list[wire.Alert]:
    """List the alerts that were ever triggered, by key; or the active ones, by rank."""
    board = here.engine.board
    if active_only:
        return _shown(board, board.active)
    return _shown(board, (board.alerts[key] for key in sorted(board.alerts)))


@router.get("/active")
async def active(here: Here) -> list[wire.Alert]:
    """List the active alerts by rank."""
    board = here.engine.board
    return _shown(board, board.active)


@router.get("/current")
async def current(here: Here) -> wire.CurrentAlert:
    """Show the alert of the highest rank."""
    board = here.engine.board
    return wire.CurrentAlert(
        is_all_clear=board.current is None,
        alert=wire.Alert.of(board.current, board) if board.current else None,
        active_count=len(board.active),
    )


@router.get("/plan")
async def plan(here: Here) -> wire.RenderPlan:
    """Show what a seven-LED bar should show now."""
    return wire.RenderPlan.of(led_plan.plan(here.engine.board.active))


@router.post("/plan/simulate", responses=problems.BODY)
async def simulate(here: Here, body: SimulateBody) -> wire.RenderPlan:
    """Show the plan as if these keys were active at their default priority; unknown ones are not.

    Nothing is changed.
    """
    alerts = here.engine.board.alerts
    keys = dict.fromkeys(body.alert_keys)
    fresh = [model.Alert(alerts[key].config) for key in keys if key in alerts]
    return wire.RenderPlan.of(led_plan.plan(fresh))


@router.post("/clear-all", responses=problems.COMMAND)
async def clear_all(here: Here, source: Source, body: NoteBody | None = None) -> wire.ClearedAll:
    """Clear every active alert."""
    note = body.note if body else None
    change = await wrap_future(here.engine.clear_all(note=note, source=source))
    return wire.ClearedAll(cleared_count=len(change.keys), alert_keys=list(change.keys))


@router.get("/{alert_key}", responses={**problems.NOT_FOUND, **problems.INVALID})
async def one(here: Here, alert_key: AlertKey) -> wire.Alert:
    """Show an alert that was triggered at least once."""
    board = here.engine.board
    alert = board.alerts.get(alert_key)
    if alert is None or alert.state is None:
        raise UnknownAlertError(alert_key)
    return wire.Alert.of(alert, board)


@router.post("/{alert_key}/trigger", responses=problems.COMMAND)
async def trigger(
    here: Here, source: Source, alert_key: AlertKey, body: TriggerBody | None = None
) -> wire.Alert:
    """Raise an alert, or raise it again; an unknown key gets a configuration with defaults."""
    body = body or TriggerBody()
    answer = here.engine.trigger(alert_key, priority=body.priority, note=body.note, source=source)
    return _outcome(await wrap_future(answer))


@router.post("/{alert_key}/clear", responses={**problems.NOT_FOUND, **problems.COMMAND})
async def clear(
    here: Here, source: Source, alert_key: AlertKey, body: NoteBody | None = None
) -> wire.Alert:
    """End an activation."""
    note = body.note if body else None
    return _outcome(await wrap_future(here.engine.clear(alert_key, note=note, source=source)))


@router.post("/{alert_key}/acknowledge", responses=_OF_ACTIVE)
async def acknowledge(
    here: Here, source: Source, alert_key: AlertKey, body: NoteBody | None = None
) -> wire.Alert:
    """Say "I know" of an active alert."""
    note = body.note if body else None
    answer = here.engine.acknowledge(alert_key, note=note, source=source)
    return _outcome(await wrap_future(answer))


@router.post("/{alert_key}/unacknowledge", responses=_OF_ACTIVE)
async def unacknowledge(
    here: Here, source: Source, alert_key: AlertKey, body: NoteBody | None = None
) -> wire.Alert:
    """Take an acknowledgement back."""
    note = body.note if body else None
    answer = here.engine.unacknowledge(alert_key, note=note, source=source)
    return _outcome(await wrap_future(answer))


def _outcome(change: Change) -> wire.Alert:
    return wire.Alert.of(change.alert, change.board)


def _shown(board: model.Board, alerts: Iterable[model.Alert]) -> list[wire.Alert]:
    return [wire.Alert.of(alert, board) for alert in alerts if alert.state is not None]
