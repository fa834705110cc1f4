"""Figures of a time: days and hours of the wall clock, waits, and what was loud."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightstack_desktop.store.figures import UNKNOWN, WAIT_ENDS_S, Figures, Period

if TYPE_CHECKING:
    from lightstack_desktop.store.figures import Summary
    from lightstack_desktop.store.history import Step

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)  # a Saturday
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def step(at: datetime, key: str = "door", action: str = "triggered") -> Step:
    return (at - EPOCH) // timedelta(microseconds=1), 1, key, action


def counted(*steps: Step, days: int = 7, now: datetime = NOON, **priorities: int) -> Summary:
    figures = Figures(Period.last(days, now, BERLIN), priorities)
    figures.add(steps)
    return figures.summary()


def after(*, hours: float = 0, seconds: float = 0) -> datetime:
    return NOON - timedelta(days=1) + timedelta(hours=hours, seconds=seconds)


def test_a_period_is_whole_days_of_the_wall_clock() -> None:
    period = Period.last(3, datetime(2026, 11, 21, 23, 30, tzinfo=UTC), BERLIN)

    assert period.days == (date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22))
    assert period.since == datetime(2026, 11, 19, 23, tzinfo=UTC)


def test_days_and_hours_are_those_of_the_wall_clock() -> None:
    summary = counted(step(datetime(2026, 11, 20, 23, 30, tzinfo=UTC)), door=2)

    assert summary.days[-1] == date(2026, 11, 21)
    assert summary.by_day[2] == (0, 0, 0, 0, 0, 0, 1)
    assert summary.by_hour[5][0] == 1
    assert sum(map(sum, summary.by_hour)) == 1


@pytest.mark.parametrize(
    ("utc", "day", "hour"),
    [
        # In spring 2 o'clock is left out, in autumn it comes twice.
        ("2026-03-29T00:59:59", 29, 1),
        ("2026-03-29T01:00:00", 29, 3),
        ("2026-10-25T00:30:00", 25, 2),
        ("2026-10-25T01:30:00", 25, 2),
        ("2026-10-25T02:00:00", 25, 3),
        ("2026-10-25T22:59:59", 25, 23),
        ("2026-10-25T23:00:00", 26, 0),
    ],
)
def test_the_clock_may_be_put_forward_or_back(utc: str, day: int, hour: int) -> None:
    at = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    now = at + timedelta(days=2)

    summary = counted(step(at - timedelta(hours=1)), step(at), now=now, door=1)

    (place,) = [n for n, d in enumerate(summary.days) if d.day == day]
    assert summary.by_day[1][place] >= 1
    assert summary.by_hour[summary.days[place].weekday()][hour] >= 1


@given(st.lists(st.integers(0, 400 * 24 * 60), max_size=30))
def test_every_trigger_is_in_its_own_day_and_hour(minutes: list[int]) -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    moments = sorted(now - timedelta(minutes=m) for m in minutes)

    summary = counted(*map(step, moments), days=402, now=now, door=3)

    local = [m.astimezone(BERLIN) for m in moments]
    days = [sum(m.date() == day for m in local) for day in summary.days]
    assert summary.by_day[3] == tuple(days)
    for weekday, hour in {(m.weekday(), m.hour) for m in local}:
        expected = sum((m.weekday(), m.hour) == (weekday, hour) for m in local)
        assert summary.by_hour[weekday][hour] == expected


def test_alerts_count_by_the_priority_that_they_have_now() -> None:
    summary = counted(step(after()), step(after(), "leak"), step(after(), "gone"), door=3, leak=1)

    totals = {priority: sum(counts) for priority, counts in summary.by_day.items()}
    assert totals == {1: 1, 2: 0, 3: 1, 4: 0, 5: 0, UNKNOWN: 1}
    assert summary.total == 3


def test_a_wait_is_from_the_first_trigger_to_the_first_acknowledgement() -> None:
    summary = counted(
        step(after()),
        step(after(seconds=5)),
        step(after(seconds=30), action="acknowledged"),
        step(after(seconds=40), action="unacknowledged"),
        step(after(seconds=50), action="acknowledged"),
        step(after(seconds=60)),
        step(after(seconds=70), action="cleared"),
        step(after(seconds=80)),
        step(after(seconds=90), "dryer"),
        step(after(seconds=480), action="acknowledged"),
        step(after(seconds=500), "unheard-of", "acknowledged"),
        step(after(seconds=600), "dryer", "cleared"),
    )

    assert summary.waits == (1, 0, 1, 0, 0, 0, 0)
    assert summary.median_wait_s == (30 + 400) / 2


@pytest.mark.parametrize(("wait_s", "bin_"), [*((s - 1, n) for n, s in enumerate(WAIT_ENDS_S))])
def test_waits_fall_into_bins(wait_s: int, bin_: int) -> None:
    found = [
        counted(step(after()), step(after(seconds=s), action="acknowledged"), days=9)
        for s in (wait_s, wait_s + 1)
    ]

    assert [summary.waits.index(1) for summary in found] == [bin_, bin_ + 1]


def test_the_noisiest_stand_first_and_are_few() -> None:
    steps = [step(after(), f"k{n:02}") for n in range(20) for _ in range(n)]

    summary = counted(*steps)

    assert summary.noisiest[0] == ("k19", 19)
    assert summary.noisiest[-1] == ("k10", 10)


def test_what_is_dated_outside_the_period_is_left_out() -> None:
    summary = counted(step(NOON - timedelta(days=30)), step(NOON + timedelta(days=30)))

    assert summary.total == 0
    assert summary.median_wait_s is None


def test_counting_in_pieces_is_counting() -> None:
    steps = [step(after(hours=n / 7), f"k{n % 3}") for n in range(100)]
    figures = Figures(Period.last(7, NOON, BERLIN), {"k1": 1})

    for n in range(0, 100, 9):
        figures.add(steps[n : n + 9])

    assert figures.summary() == counted(*steps, k1=1)
