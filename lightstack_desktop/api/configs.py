"""Configurations: what a person says of an alert before it is ever raised."""

from asyncio import wrap_future
from typing import Annotated

from fastapi import APIRouter, Path

from lightstack_desktop.alerts.model import Board, ConfigFields
from lightstack_desktop.api import problems, wire
from lightstack_desktop.api.bodies import ConfigCreate, ConfigUpdate, Key
from lightstack_desktop.api.services import Here, Source
from lightstack_desktop.errors import UnknownAlertError

router = APIRouter(prefix="/alert-configs", tags=["alert configurations"])

AlertKey = Annotated[Key, Path()]
_OF_ONE = {**problems.NOT_FOUND, **problems.INVALID}


@router.get("")
async def every(here: Here) -> list[wire.AlertConfig]:
    """List all configurations by key."""
    board = here.engine.board
    return [_shown(board, key) for key in sorted(board.alerts)]


@router.get("/summary")
async def summary(here: Here) -> list[wire.AlertKeySummary]:
    """List all configurations in short, and whether they are active, by key."""
    board = here.engine.board
    return [wire.AlertKeySummary.of(board.alerts[key], board) for key in sorted(board.alerts)]


@router.get("/{alert_key}", responses=_OF_ONE)
async def one(here: Here, alert_key: AlertKey) -> wire.AlertConfig:
    """Show one configuration."""
    board = here.engine.board
    if alert_key not in board.alerts:
        raise UnknownAlertError(alert_key, "Alert config")
    return _shown(board, alert_key)


@router.post("", status_code=201, responses={**problems.CONFLICT, **problems.COMMAND})
async def create(here: Here, body: ConfigCreate) -> wire.AlertConfig:
    """Make a configuration."""
    fields = body.edit(ConfigFields())
    change = await wrap_future(here.engine.create_config(body.alert_key, fields))
    # A key that was used before has a count; LightStack answers 0 here and the count on a GET.
    return wire.AlertConfig.of(change.alert.config, 0)


@router.put("/{alert_key}", responses={**problems.NOT_FOUND, **problems.COMMAND})
async def update(here: Here, alert_key: AlertKey, body: ConfigUpdate) -> wire.AlertConfig:
    """Change what is sent of a configuration; an explicit null takes a field back."""
    change = await wrap_future(here.engine.update_config(alert_key, body.edit))
    return _shown(change.board, alert_key)


@router.delete("/{alert_key}", status_code=204, responses={**_OF_ONE, **problems.WRITING})
async def delete(here: Here, source: Source, alert_key: AlertKey) -> None:
    """Forget a configuration and its alert; the history stays."""
    await wrap_future(here.engine.delete_config(alert_key, source=source))


def _shown(board: Board, key: str) -> wire.AlertConfig:
    return wire.AlertConfig.of(board.alerts[key].config, board.trigger_counts.get(key, 0))
