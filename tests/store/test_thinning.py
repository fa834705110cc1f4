"""Backups grow sparse with age, and the newest of each period is the one that stays."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from alerts.builders import NOON

from lightstack_desktop.store.thinning import surplus

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def kept(moments: list[datetime], now: datetime) -> list[datetime]:
    return sorted(set(moments) - surplus(moments, now), reverse=True)


def test_everything_of_today_and_yesterday_stays() -> None:
    moments = [NOON - number * HOUR for number in range(36)]

    assert kept(moments, NOON) == moments


def test_of_an_older_day_the_newest_stays() -> None:
    day_before = NOON - 2 * DAY
    moments = [day_before - number * HOUR for number in range(4)]

    assert kept(moments, NOON) == [day_before]


def test_what_lies_in_the_future_stays_because_a_clock_was_wrong() -> None:
    moments = [NOON + 400 * DAY, NOON + 401 * DAY, NOON]

    assert surplus(moments, NOON) == frozenset()


def test_after_two_years_of_a_backup_every_hour_each_stage_is_full() -> None:
    moments: list[datetime] = []
    now = datetime(2024, 1, 1, tzinfo=UTC)
    for _ in range(730 * 24):
        now += HOUR
        moments.append(now)
        if now.hour == 3:
            moments = kept(moments, now)
    moments = kept(moments, now)

    recent = [moment for moment in moments if moment.date() >= now.date() - DAY]
    older = [moment for moment in moments if moment.date() < now.date() - DAY]
    days, weeks, months = older[:12], older[12:22], older[22:]
    assert len(recent) == 24 + now.hour + 1
    assert [(a - b) for a, b in itertools.pairwise(days)] == [DAY] * 11
    assert {(a - b) for a, b in itertools.pairwise(weeks[1:])} == {7 * DAY}
    assert len(months) == 9
    assert len({(moment.year, moment.month) for moment in months}) == 9
    assert timedelta(days=300) < now - months[-1] < timedelta(days=400)


def test_what_was_not_used_for_a_year_keeps_what_it_had() -> None:
    moments = [NOON - number * DAY for number in range(2, 14)]

    assert surplus(moments, NOON + 365 * DAY) == frozenset()


def test_the_newest_is_never_removed() -> None:
    moments = [NOON - number * HOUR for number in range(2000)]

    for days in (0, 1, 2, 30, 4000):
        assert NOON in kept(moments, NOON + days * DAY)
