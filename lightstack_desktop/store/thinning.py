"""Which backups are kept as they grow old. 1. Dense of late, sparse of long ago.

Counted are days, weeks and months that have a backup, not those that have passed: what was not in
use for a year keeps what it had.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Period = tuple[int, ...]

YESTERDAY = timedelta(days=1)


def _day(moment: datetime) -> Period:
    return (moment.toordinal(),)


def _week(moment: datetime) -> Period:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Period:
    return (moment.year, moment.month)


# Of each period the newest is kept, for so many periods; then the next line takes over.
STAGES: tuple[tuple[int, Callable[[datetime], Period]], ...] = (
    (12, _day),
    (10, _week),
    (9, _month),
)


def surplus(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return the moments whose backups may go; what is of today, yesterday or later stays."""
    first_of_all = now.date() - YESTERDAY
    older = sorted((m for m in moments if m.date() < first_of_all), reverse=True)
    kept, rest = set[datetime](), older
    for count, period in STAGES:
        groups = [list(group) for _, group in groupby(rest, period)]
        kept.update(group[0] for group in groups[:count])
        rest = [moment for group in groups[count:] for moment in group]
    return frozenset(older) - kept
