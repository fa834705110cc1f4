"""What another desk exported, taken over while the app runs. Not LightStack's contract.

1. Alerts and decks, as `lightstack export` writes them, as one change: all of it, or nothing.
2. It needs the token.
"""

from asyncio import wrap_future
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, StrictBool

from lightstack_desktop.alerts import bring, portable
from lightstack_desktop.alerts.portable import Refusals
from lightstack_desktop.api import problems, wire
from lightstack_desktop.api.services import Here
from lightstack_desktop.api.token import REFUSED, require_token

router = APIRouter(prefix="/import", tags=["import"], dependencies=[Depends(require_token)])


class ImportBody(BaseModel):
    """`alerts` and `decks` as in an exported file. `is_dry_run`: only say what would change."""

    alerts: list[dict[str, Any]] = []
    decks: list[dict[str, Any]] = []
    is_dry_run: StrictBool = False


@router.post("", responses=REFUSED | problems.COMMAND)
async def take(here: Here, body: ImportBody) -> wire.Imported:
    """Make alerts and decks what the body says; what it does not name stays as it is."""
    refusals = Refusals()
    asked = portable.wanted(body.alerts, body.decks, refusals, datetime.now(UTC))
    refusals.raise_any()
    if body.is_dry_run:
        change = here.engine.would_bring(asked)
    else:
        change = await wrap_future(here.engine.bring(asked))
    return wire.Imported.model_validate(bring.difference(change, asked))
