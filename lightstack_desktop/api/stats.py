"""How much happened today: LightStack's five figures, and what they leave out beside them.

LightStack's day begins at midnight UTC and its "critical" looks at the configuration alone;
`local_day` and `active_by_priority` are what a person means by these words.
"""

from asyncio import to_thread
from collections import Counter
from datetime import datetime, time

from fastapi import APIRouter, Response

from lightstack_desktop.api import problems, reply, wire
from lightstack_desktop.api.services import Here

router = APIRouter(prefix="/stats", tags=["statistics"])

PRIORITIES = range(1, 6)


@router.get("", response_model=wire.Stats, responses=problems.READING)
async def today(here: Here) -> Response:
    """Count what happened since midnight."""
    now, board = here.engine.clock(), here.engine.board
    utc, local = utc_midnight(now), local_midnight(now)
    of_utc = await to_thread(here.history.counts, utc)
    of_local = await to_thread(here.history.counts, local)
    active = Counter(alert.effective_priority for alert in board.active)
    return reply.one(
        wire.Stats(
            total_alerts_today=of_utc.triggered,
            critical_today=of_utc.critical,
            auto_cleared=of_utc.auto_cleared,
            active_count=len(board.active),
            total_alert_keys=len(board.alerts),
            local_day=wire.Day(
                since=local,
                total_alerts=of_local.triggered,
                critical=of_local.critical,
                auto_cleared=of_local.auto_cleared,
            ),
            active_by_priority={number: active[number] for number in PRIORITIES},
            acknowledged_count=sum(alert.is_acknowledged for alert in board.active),
        )
    )


def utc_midnight(now: datetime) -> datetime:
    """Return when LightStack's day began."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def local_midnight(now: datetime) -> datetime:
    """Return when the day began by the wall clock of this machine, whatever its offset was then."""
    return datetime.combine(now.astimezone().date(), time()).astimezone()
