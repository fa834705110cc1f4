"""The history, newest first. It is read from the database, on a thread of the loop's pool."""

from asyncio import to_thread
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from lightstack_desktop.api import problems, reply, wire
from lightstack_desktop.api.bodies import Key
from lightstack_desktop.api.services import Here

router = APIRouter(prefix="/history", tags=["history"])

AlertKey = Annotated[Key, Path()]
_QUESTION = {**problems.INVALID, **problems.READING}

# SQLite counts rows in 64 bits; a page beyond this one is a mistake, not a question.
LAST_PAGE = 1_000_000_000


@router.get("", response_model=wire.HistoryPage, responses=_QUESTION)
async def page(
    here: Here,
    alert_key: str | None = None,
    action: str | None = None,
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
    page_size: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Response:
    """Show one page; an empty filter is none, an unknown action has no rows."""
    found = await to_thread(here.history.page, alert_key or None, action or None, page, page_size)
    return reply.one(
        wire.HistoryPage(
            items=[wire.HistoryEntry.model_validate(row) for row in found.items],
            total=found.total,
            page=page,
            page_size=page_size,
            total_pages=max(1, -(-found.total // page_size)),
        )
    )


@router.get("/{alert_key}", response_model=list[wire.HistoryEntry], responses=_QUESTION)
async def of_alert(
    here: Here, alert_key: AlertKey, limit: Annotated[int, Query(ge=1, le=500)] = 50
) -> Response:
    """Show the newest rows of one alert; none if the key is unknown."""
    rows = await to_thread(here.history.of, alert_key, limit)
    return reply.many(wire.HistoryEntry, (wire.HistoryEntry.model_validate(row) for row in rows))
