"""Once a day: a backup, a look at the file, old history gone. R13: whatever the clock does."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON
from store.files import rows

from lightstack_desktop import upkeep
from lightstack_desktop.alerts.change import Change, StateSaved
from lightstack_desktop.engine import Engine
from lightstack_desktop.store import backups
from lightstack_desktop.store.retention import Retention
from lightstack_desktop.store.store import DATABASE, Store
from lightstack_desktop.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

LONG_S = 20.0
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Desk:
    """An engine on a database, its upkeep, and clocks that a test sets."""

    def __init__(self, folder: Path, kept: Retention) -> None:
        self.path = folder / DATABASE
        self.now, self.elapsed = NOON, 0.0
        self.is_saved = threading.Event()
        self.engine = Engine(Store(self.path, self.clock), self.clock, retry_s=0.01)
        self.engine.start()
        self.engine.subscribe(self._listen).result(LONG_S)
        self.upkeep = Upkeep(self.engine, self.path, kept, self.clock, lambda: self.elapsed)

    def clock(self) -> datetime:
        return self.now

    def trigger(self, key: str = "door") -> None:
        self.engine.trigger(key, source="rest").result(LONG_S)

    def look_after(self, passed: timedelta) -> None:
        """Let time pass, and look."""
        self.now += passed
        self.elapsed += passed.total_seconds()
        self.upkeep.look()

    @property
    def backups(self) -> list[str]:
        return [backup.name for backup in reversed(backups.listed(self.path))]

    @property
    def history(self) -> int:
        ((count,),) = rows(self.path, "SELECT count(*) FROM alert_history")
        return int(count)

    def _listen(self, change: Change) -> None:
        if StateSaved() in change.events:
            self.is_saved.set()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, Retention(rows=1000, days=30))
    yield desk
    desk.engine.stop()


def test_a_day_on_which_something_changed_has_one_backup(desk: Desk) -> None:
    desk.trigger()
    for _ in range(30):
        desk.look_after(HOUR)
        desk.trigger()

    assert desk.backups == ["20261121T130000Z-daily.db", "20261122T000000Z-daily.db"]


def test_a_day_on_which_nothing_changed_has_none(desk: Desk) -> None:
    desk.trigger()
    for _ in range(5):
        desk.look_after(DAY)

    assert desk.backups == ["20261122T120000Z-daily.db"]


def test_a_restart_makes_no_second_backup_of_a_day(desk: Desk) -> None:
    desk.trigger()
    desk.look_after(HOUR)
    desk.trigger()

    Upkeep(desk.engine, desk.path, Retention(), desk.clock).look()

    assert len(desk.backups) == 1


def test_old_backups_are_thinned(desk: Desk) -> None:
    folder = desk.path.parent / backups.FOLDER
    folder.mkdir()
    for hour in range(10, 20):
        (folder / f"20260101T{hour}0000Z-daily.db").write_bytes(b"old")

    desk.look_after(HOUR)

    assert desk.backups == ["20260101T190000Z-daily.db", "20261121T130000Z-daily.db"]


@pytest.mark.parametrize("jump", [-DAY, HOUR, -20_000 * DAY, 4200 * DAY], ids=str)
def test_a_clock_that_jumps_costs_neither_history_nor_backups(desk: Desk, jump: timedelta) -> None:
    desk.trigger()
    desk.look_after(HOUR)
    desk.trigger("before the jump")
    desk.now += jump
    desk.trigger("after the jump")

    desk.upkeep.look()

    assert desk.history == 3
    assert "20261121T130000Z-daily.db" in desk.backups
    desk.now -= jump
    desk.look_after(DAY)
    assert desk.history == 3
    assert len(desk.backups) <= 3


def test_history_beyond_its_number_goes_and_counts_stay(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Retention(rows=50))
    for _ in range(260):
        desk.trigger()

    desk.look_after(HOUR)

    assert desk.history == 50
    assert desk.engine.board.trigger_counts == {"door": 260}
    desk.engine.stop()


@pytest.mark.parametrize(
    ("rows_before", "took_s", "rows_next"),
    [(20, 0.001, 40), (150, 0.001, 200), (200, 0.015, 200), (200, 0.5, 100), (20, 0.5, 20)],
)
def test_a_step_of_a_purge_is_as_long_as_the_disk_is_quick(
    rows_before: int, took_s: float, rows_next: int
) -> None:
    assert upkeep._fitting(rows_before, took_s) == rows_next


def test_history_beyond_its_age_goes(desk: Desk) -> None:
    for _ in range(3):
        desk.trigger()
    for _ in range(40):
        desk.look_after(DAY)
    desk.trigger()

    desk.look_after(DAY)

    assert desk.history == 1


def test_a_file_that_is_found_damaged_is_rescued(desk: Desk) -> None:
    for number in range(50):
        desk.trigger(f"key {number}")
    desk.look_after(HOUR)
    board = desk.engine.board
    rows(desk.path, "PRAGMA wal_checkpoint(TRUNCATE)")
    ((page,),) = rows(
        desk.path, "SELECT rootpage FROM sqlite_master WHERE name = 'ix_alert_history_action'"
    )
    with desk.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)

    desk.look_after(DAY)

    assert desk.is_saved.wait(LONG_S)
    assert desk.engine.board.alerts == board.alerts
    assert "damaged" in (desk.engine.board.notice or "")
    desk.look_after(HOUR)
    assert rows(desk.path, "PRAGMA integrity_check") == [("ok",)]
    assert desk.history == 50


def test_what_fails_is_tried_again_with_the_next_look(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.trigger()
    in_the_way = desk.path.parent / backups.FOLDER
    in_the_way.write_text("no folder")
    desk.look_after(HOUR)
    assert "upkeep is put off" in caplog.text
    in_the_way.unlink()

    desk.look_after(HOUR)

    assert desk.backups == ["20261121T140000Z-daily.db"]


def test_the_thread_looks_and_stops_when_it_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Retention())
    desk.trigger()
    has_looked = threading.Event()
    give_back = desk.upkeep._compact
    desk.upkeep._compact = lambda: (give_back(), has_looked.set())  # type: ignore[method-assign]

    desk.upkeep.start(first_look_s=0)
    assert has_looked.wait(LONG_S)
    desk.upkeep.stop()
    desk.engine.stop()

    assert desk.backups == ["20261121T120000Z-daily.db"]


def test_stopping_before_the_first_look_does_nothing(desk: Desk) -> None:
    desk.upkeep.start()
    desk.upkeep.stop()

    assert desk.backups == []


def test_an_upkeep_that_was_not_started_can_be_stopped(desk: Desk) -> None:
    desk.upkeep.stop()
