"""Configurations: what a person says of an alert before it is ever raised."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from lightstack_desktop.alerts.model import Board, ConfigFields
from lightstack_desktop.api import problems, reply, wire
from lightstack_desktop.api.bodies import ConfigCreate, ConfigUpdate, Key
from lightstack_desktop.api.services import Here, Source
from lightstack_desktop.errors import UnknownAlertError

router = APIRouter(prefix="/alert-configs", tags=["alert configurations"])

AlertKey = Annotated[Key, Path()]
_OF_ONE = {**problems.NOT_FOUND, **problems.INVALID}
_OF_NEW = {**problems.CONFLICT, **problems.COMMAND}
_OF_EDITED = {**problems.NOT_FOUND, **problems.COMMAND}


@router.get("", response_model=list[wire.AlertConfig])
async def every(here: Here) -> Response:
    """List all configurations by key."""
    board = here.engine.board
    return reply.many(wire.AlertConfig, (_shown(board, key) for key in sorted(board.alerts)))


@router.get("/summary", response_model=list[wire.AlertKeySummary])
async def summary(here: Here) -> Response:
    """List all configurations in short, and whether they are active, by key."""
    board = here.engine.board
    shown = (wire.AlertKeySummary.of(board.alerts[key], board) for key in sorted(board.alerts))
    return reply.many(wire.AlertKeySummary, shown)


@router.get("/{alert_key}", response_model=wire.AlertConfig, responses=_OF_ONE)
async def one(here: Here, alert_key: AlertKey) -> Response:
    """Show one configuration."""
    board = here.engine.board
    if alert_key not in board.alerts:
        raise UnknownAlertError(alert_key, "Alert config")
    return reply.one(_shown(board, alert_key))


@router.post("", status_code=201, response_model=wire.AlertConfig, responses=_OF_NEW)
async def create(here: Here, body: ConfigCreate) -> Response:
    """Make a configuration."""
    fields = body.edit(ConfigFields())
    change = await here.answers.to(here.engine.create_config(body.alert_key, fields))
    # A key that was used before has a count; LightStack answers 0 here and the count on a GET.
    return reply.one(wire.AlertConfig.of(change.alert.config, 0), 201)


@router.put("/{alert_key}", response_model=wire.AlertConfig, responses=_OF_EDITED)
async def update(here: Here, alert_key: AlertKey, body: ConfigUpdate) -> Response:
    """Change what is sent of a configuration; an explicit null takes a field back."""
    change = await here.answers.to(here.engine.update_config(alert_key, body.edit))
    return reply.one(_shown(change.board, alert_key))


@router.delete("/{alert_key}", status_code=204, responses={**_OF_ONE, **problems.WRITING})
async def delete(here: Here, source: Source, alert_key: AlertKey) -> None:
    """Forget a configuration and its alert; the history stays."""
    await here.answers.to(here.engine.delete_config(alert_key, source=source))


def _shown(board: Board, key: str) -> wire.AlertConfig:
    return wire.AlertConfig.of(board.alerts[key].config, board.trigger_counts.get(key, 0))
