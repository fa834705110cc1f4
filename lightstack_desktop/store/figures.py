"""What the history says of a time: how much a day, when, how soon somebody knew, and what was loud.

1. Steps are counted in the order of time, once each. 2. A day and an hour are those of the wall
clock. 3. Nothing says what priority an alert had: it is counted by the one that it has now, and as
unknown where it is no longer configured. 4. A wait is from the first trigger of an activation to
the first acknowledgement in it; what began earlier than the period counts from its first in it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, tzinfo

    from lightstack_desktop.store.history import Step

PRIORITIES = range(1, 6)
UNKNOWN = 0
MOST_NAMED = 10
# Where the bins of a wait end, in seconds; the last is open.
WAIT_ENDS_S = (60, 300, 900, 3600, 14_400, 86_400)
HOUR_S, MICROSECONDS = 3600, 1_000_000


@dataclass(frozen=True, slots=True)
class Period:
    """Some days in a row, by the wall clock of `zone`; None is this machine's."""

    days: tuple[date, ...]
    zone: tzinfo | None = None

    @classmethod
    def last(cls, count: int, now: datetime, zone: tzinfo | None = None) -> Period:
        """Return today and the days before it."""
        today = now.astimezone(zone).date()
        return cls(tuple(today - timedelta(days=n) for n in reversed(range(count))), zone)

    @property
    def since(self) -> datetime:
        """Return when the first day began, whatever the offset was then."""
        return datetime.combine(self.days[0], time(), self.zone).astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was counted up to now.

    `by_day` has for each priority, and for UNKNOWN, the triggers of each day; `by_hour` for each
    weekday from Monday those of each hour; `waits` how many waits fell into each bin.
    """

    days: tuple[date, ...]
    by_day: Mapping[int, tuple[int, ...]]
    by_hour: tuple[tuple[int, ...], ...]
    noisiest: tuple[tuple[str, int], ...]
    waits: tuple[int, ...]
    median_wait_s: float | None
    total: int


class Figures:
    """Counts the steps of a period. `priorities` has those of the configured alerts."""

    def __init__(self, period: Period, priorities: Mapping[str, int]) -> None:
        self.period = period
        self._priorities = priorities
        self._by_day = {p: [0] * len(period.days) for p in (*PRIORITIES, UNKNOWN)}
        self._by_hour = [[0] * 24 for _ in range(7)]
        self._by_key = Counter[str]()
        self._waits_s = array("d")
        # Which alerts are active, since when; None once somebody knows.
        self._since: dict[str, int | None] = {}
        self._hour_ends = 0
        self._day = -1
        self._hours = self._by_hour[0]
        self._hour = 0

    def add(self, steps: Iterable[Step]) -> None:
        """Count these, which are later than those before."""
        for at, _, key, action in steps:
            if action == "triggered":
                self._trigger(key, at)
            elif action == "acknowledged":
                began = self._since.get(key)
                if began is not None:
                    self._waits_s.append((at - began) / MICROSECONDS)
                    self._since[key] = None
            elif action == "cleared":
                self._since.pop(key, None)

    def summary(self) -> Summary:
        """Return what was counted."""
        ordered = sorted(self._by_key.items(), key=lambda found: (-found[1], found[0]))
        return Summary(
            days=self.period.days,
            by_day={priority: tuple(counts) for priority, counts in self._by_day.items()},
            by_hour=tuple(map(tuple, self._by_hour)),
            noisiest=tuple(ordered[:MOST_NAMED]),
            waits=self._binned(),
            median_wait_s=median(self._waits_s) if self._waits_s else None,
            total=self._by_key.total(),
        )

    def _trigger(self, key: str, at: int) -> None:
        if at >= self._hour_ends:
            self._turn(at)
        if not 0 <= self._day < len(self.period.days):
            return
        self._since.setdefault(key, at)
        self._by_day[self._priorities.get(key, UNKNOWN)][self._day] += 1
        self._hours[self._hour] += 1
        self._by_key[key] += 1

    def _turn(self, at: int) -> None:
        """Find the day and the hour of a moment, which stay until the hour ends."""
        second = at // MICROSECONDS
        local = datetime.fromtimestamp(second, self.period.zone)
        self._day = (local.date() - self.period.days[0]).days
        self._hours, self._hour = self._by_hour[local.weekday()], local.hour
        begun = second - local.minute * 60 - local.second
        self._hour_ends = (begun + HOUR_S) * MICROSECONDS

    def _binned(self) -> tuple[int, ...]:
        bins = [0] * (len(WAIT_ENDS_S) + 1)
        for wait_s in self._waits_s:
            bins[bisect_right(WAIT_ENDS_S, wait_s)] += 1
        return tuple(bins)
