"""Do not disturb: until when, and what of it outlives a restart."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop.desktop import quiet
from lightstack_desktop.desktop.quiet import Quiet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(app: QApplication) -> Clock:
    return Clock()


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_it_is_off_until_somebody_asks_for_it(clock: Clock, tmp_path: Path) -> None:
    wish = Quiet(tmp_path, clock)

    assert (wish.is_on, wish.until) == (False, None)
    assert list(tmp_path.iterdir()) == []


def test_an_hour_ends_after_an_hour(clock: Clock, tmp_path: Path) -> None:
    wish = Quiet(tmp_path, clock)
    told: list[bool] = []
    wish.changed.connect(lambda: told.append(wish.is_on))

    wish.for_an_hour()
    clock.now += timedelta(minutes=59)
    assert wish.is_on
    clock.now += timedelta(minutes=1)
    wish.look()

    assert not wish.is_on
    assert told == [True, False]
    assert not wish._end.isActive()


def test_it_is_kept_over_a_restart_for_its_owner_alone(clock: Clock, tmp_path: Path) -> None:
    Quiet(tmp_path / "state", clock).for_an_hour()
    clock.now += timedelta(minutes=30)

    again = Quiet(tmp_path / "state", clock)

    assert again.until == NOON + timedelta(hours=1)
    assert (tmp_path / "state" / "quiet").stat().st_mode & 0o777 == 0o600


def test_what_was_ended_does_not_come_back(clock: Clock, tmp_path: Path) -> None:
    wish = Quiet(tmp_path, clock)
    wish.for_an_hour()
    wish.end()

    assert not wish.is_on
    assert not Quiet(tmp_path, clock).is_on
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-11-21T12:30:00", "2099-01-01T00:00:00+00:00", "\x00" * 9]
)
def test_a_file_that_makes_no_sense_counts_as_none(clock: Clock, tmp_path: Path, text: str) -> None:
    (tmp_path / "quiet").write_text(text)

    assert not Quiet(tmp_path, clock).is_on


def test_a_clock_that_was_set_back_does_not_keep_it_on_for_days(
    clock: Clock, tmp_path: Path
) -> None:
    wish = Quiet(tmp_path, clock)
    wish.for_an_hour()
    clock.now -= timedelta(days=7)

    assert not wish.is_on


def test_a_folder_that_cannot_be_written_is_no_error(clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "quiet").mkdir()
    wish = Quiet(tmp_path, clock)

    wish.for_an_hour()

    assert wish.is_on


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-21T14:00+01:00", "2026-11-22T06:00+01:00"),
        ("2026-11-22T01:00+01:00", "2026-11-22T06:00+01:00"),
        ("2026-11-22T05:30+01:00", "2026-11-23T06:00+01:00"),
        # The night in which the clocks go back has an hour more.
        ("2026-10-24T22:00+02:00", "2026-10-25T06:00+01:00"),
    ],
)
@pytest.mark.usefixtures("berlin")
def test_tomorrow_begins_at_six_on_this_computers_clock(now: str, morning: str) -> None:
    found = quiet.tomorrow(datetime.fromisoformat(now).astimezone(UTC))

    assert found == datetime.fromisoformat(morning)


@pytest.mark.usefixtures("berlin")
def test_the_longest_night_is_not_taken_for_nonsense(clock: Clock, tmp_path: Path) -> None:
    clock.now = datetime.fromisoformat("2026-10-24T05:01+02:00").astimezone(UTC)
    wish = Quiet(tmp_path, clock)

    wish.until_tomorrow()

    assert wish.until == datetime.fromisoformat("2026-10-25T06:00+01:00")
