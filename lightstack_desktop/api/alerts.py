"""Alerts: what is active, and the commands that change it. Reads never wait for the engine."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Path, Response

from lightstack_desktop.alerts import led_plan, model
from lightstack_desktop.alerts.change import Change
from lightstack_desktop.api import problems, reply, wire
from lightstack_desktop.api.bodies import Key, NoteBody, SimulateBody, TriggerBody
from lightstack_desktop.api.services import Here, Source
from lightstack_desktop.errors import UnknownAlertError

router = APIRouter(prefix="/alerts", tags=["alerts"])

AlertKey = Annotated[Key, Path()]
_OF_ONE = {**problems.NOT_FOUND, **problems.INVALID}
_OF_KNOWN = {**problems.NOT_FOUND, **problems.COMMAND}
_OF_ACTIVE = {**problems.NOT_FOUND, **problems.CONFLICT, **problems.COMMAND}


@router.get("", response_model=list[wire.Alert], responses=problems.INVALID)
async def every(here: Here, active_only: bool = False) -> Response:
    """List the alerts that were ever triggered, by key; or the active ones, by rank."""
    board = here.engine.board
    if active_only:
        return _shown(board, board.active)
    return _shown(board, (board.alerts[key] for key in sorted(board.alerts)))


@router.get("/active", response_model=list[wire.Alert])
async def active(here: Here) -> Response:
    """List the active alerts by rank."""
    board = here.engine.board
    return _shown(board, board.active)


@router.get("/current", response_model=wire.CurrentAlert)
async def current(here: Here) -> Response:
    """Show the alert of the highest rank."""
    board = here.engine.board
    return reply.one(
        wire.CurrentAlert(
            is_all_clear=board.current is None,
            alert=wire.Alert.of(board.current, board) if board.current else None,
            active_count=len(board.active),
        )
    )


@router.get("/plan", response_model=wire.RenderPlan)
async def plan(here: Here) -> Response:
    """Show what a seven-LED bar should show now."""
    return reply.one(wire.RenderPlan.of(led_plan.plan(here.engine.board.active)))


@router.post("/plan/simulate", response_model=wire.RenderPlan, responses=problems.BODY)
async def simulate(here: Here, body: SimulateBody) -> Response:
    """Show the plan as if these keys were active at their default priority; unknown ones are not.

    Nothing is changed.
    """
    alerts = here.engine.board.alerts
    keys = dict.fromkeys(body.alert_keys)
    fresh = [model.Alert(alerts[key].config) for key in keys if key in alerts]
    return reply.one(wire.RenderPlan.of(led_plan.plan(fresh)))


@router.post("/clear-all", response_model=wire.ClearedAll, responses=problems.COMMAND)
async def clear_all(here: Here, source: Source, body: NoteBody | None = None) -> Response:
    """Clear every active alert."""
    note = body.note if body else None
    change = await here.answers.to(here.engine.clear_all(note=note, source=source))
    return reply.one(wire.ClearedAll(cleared_count=len(change.keys), alert_keys=list(change.keys)))


@router.get("/{alert_key}", response_model=wire.Alert, responses=_OF_ONE)
async def one(here: Here, alert_key: AlertKey) -> Response:
    """Show an alert that was triggered at least once."""
    board = here.engine.board
    alert = board.alerts.get(alert_key)
    if alert is None or alert.state is None:
        raise UnknownAlertError(alert_key)
    return reply.one(wire.Alert.of(alert, board))


@router.post("/{alert_key}/trigger", response_model=wire.Alert, responses=problems.COMMAND)
async def trigger(
    here: Here, source: Source, alert_key: AlertKey, body: TriggerBody | None = None
) -> Response:
    """Raise an alert, or raise it again; an unknown key gets a configuration with defaults."""
    body = body or TriggerBody()
    answer = here.engine.trigger(alert_key, priority=body.priority, note=body.note, source=source)
    return _outcome(await here.answers.to(answer))


@router.post("/{alert_key}/clear", response_model=wire.Alert, responses=_OF_KNOWN)
async def clear(
    here: Here, source: Source, alert_key: AlertKey, body: NoteBody | None = None
) -> Response:
    """End an activation."""
    note = body.note if body else None
    return _outcome(await here.answers.to(here.engine.clear(alert_key, note=note, source=source)))


@router.post("/{alert_key}/acknowledge", response_model=wire.Alert, responses=_OF_ACTIVE)
async def acknowledge(
    here: Here, source: Source, alert_key: AlertKey, body: NoteBody | None = None
) -> Response:
    """Say "I know" of an active alert."""
    note = body.note if body else None
    answer = here.engine.acknowledge(alert_key, note=note, source=source)
    return _outcome(await here.answers.to(answer))


@router.post("/{alert_key}/unacknowledge", response_model=wire.Alert, responses=_OF_ACTIVE)
async def unacknowledge(
    here: Here, source: Source, alert_key: AlertKey, body: NoteBody | None = None
) -> Response:
    """Take an acknowledgement back."""
    note = body.note if body else None
    answer = here.engine.unacknowledge(alert_key, note=note, source=source)
    return _outcome(await here.answers.to(answer))


def _outcome(change: Change) -> Response:
    return reply.one(wire.Alert.of(change.alert, change.board))


def _shown(board: model.Board, alerts: Iterable[model.Alert]) -> Response:
    shown = (wire.Alert.of(alert, board) for alert in alerts if alert.state is not None)
    return reply.many(wire.Alert, shown)
