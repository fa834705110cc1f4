"""What is done once a day beside everything else: a backup, a look at the file, old history gone.

1. One thread that looks at the clock once an hour: a timer of a day would be late by every hour
that the computer slept, and what a date asks for no jump of the clock can skip or repeat for long.
2. What writes goes through the engine, a few rows at a time, so that no trigger waits for it.
3. What fails is tried again an hour later.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from lightstack_desktop.errors import DamagedStoreError, StoreError
from lightstack_desktop.store import backups, retention

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import date, datetime
    from pathlib import Path

    from lightstack_desktop.engine import Engine
    from lightstack_desktop.store.retention import Retention

log = logging.getLogger(__name__)

FIRST_LOOK_S = 30.0
LOOK_EVERY_S = 3600.0
PAUSE_S = 0.002
# Rows of many alerts lie on many pages of the indexes, and what 200 of them take is the disk's to
# say: 10 ms of the engine's thread on a good one, 100 ms on one that others use.
FEWEST_ROWS, MOST_ROWS = 20, 200
STEP_S = 0.01
PAGES_A_STEP = 64
STEP_WAIT_S = 30.0
JUMP_S = 3600.0
DAILY = "daily"


def elapsed_s() -> float:
    """Return seconds that no one can set, those asleep included where the system counts them."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Upkeep:
    """Looks after one database. `look` may be called without `start`, by one thread at a time."""

    def __init__(
        self,
        engine: Engine,
        database: Path,
        kept: Retention,
        clock: Callable[[], datetime],
        elapsed: Callable[[], float] = elapsed_s,
    ) -> None:
        self._engine = engine
        self._database = database
        self._kept = kept
        self._clock = clock
        self._elapsed = elapsed
        self._seen = (clock(), elapsed())
        self._done_on: date | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, first_look_s: float = FIRST_LOOK_S) -> None:
        """Begin to look, for the first time in so many seconds."""
        self._thread = threading.Thread(target=self._run, args=(first_look_s,), name="upkeep")
        self._thread.start()

    def stop(self) -> None:
        """Give up what is being done, and join the thread."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def keep(self, kept: Retention) -> None:
        """Keep so much history from the next look on; safe from any thread."""
        self._kept = kept

    def look(self) -> None:
        """Do what this date asks for, unless it is done."""
        now = self._clock()
        has_jumped = self._has_jumped(now)
        if now.date() == self._done_on:
            return
        try:
            self._back_up(now)
            if not has_jumped:
                self._forget(now)
            self._compact()
        except DamagedStoreError as error:
            log.error("the database is damaged: %s", error)
            self._engine.distrust()
        except StoreError as error:
            if not self._stopping.is_set():
                log.warning("upkeep is put off: %s", error)
        else:
            self._done_on = now.date()

    def _run(self, first_look_s: float) -> None:
        wait_s = first_look_s
        while not self._stopping.wait(wait_s):
            wait_s = LOOK_EVERY_S
            try:
                self.look()
            except Exception:
                log.exception("upkeep failed")

    def _back_up(self, now: datetime) -> None:
        """Make the day's backup, which reads and checks everything; once made, check the file."""
        today = [b for b in backups.listed(self._database) if b.made_at.date() == now.date()]
        if any(backup.reason == DAILY for backup in today):
            backups.check(self._database, self._pause, is_quick=True)
        else:
            backups.create(self._database, DAILY, now, self._pause)
        backups.thin(self._database, now)

    def _forget(self, now: datetime) -> None:
        first = retention.first_kept(self._database, self._kept, now)
        gone, rows, took_s = 0, FEWEST_ROWS, 0.0
        while first and not self._pause(took_s):
            began_s = time.monotonic()
            step = _done(self._engine.forget_history(first, rows))
            took_s = time.monotonic() - began_s
            gone += step
            if step < rows:
                break
            rows = _fitting(rows, took_s)
        if gone:
            log.info("%d history rows were older than is kept", gone)

    def _compact(self) -> None:
        left = retention.spare_pages(self._database)
        while left and not self._pause():
            before, left = left, _done(self._engine.give_back(PAGES_A_STEP))
            if left >= before:
                return

    def _has_jumped(self, now: datetime) -> bool:
        """Tell whether somebody has set the clock since the last look: then age says nothing."""
        then, then_s = self._seen
        self._seen = now, self._elapsed()
        passed_s = (now - then).total_seconds()
        return abs(passed_s - (self._seen[1] - then_s)) > JUMP_S

    def _pause(self, at_least_s: float = PAUSE_S) -> bool:
        """Leave the disk to others for as long as it was used; tell whether to give up."""
        return self._stopping.wait(max(at_least_s, PAUSE_S))


def _fitting(rows: int, took_s: float) -> int:
    """Return how many rows to remove next, so that a step takes about as long as it may."""
    if took_s > 2 * STEP_S:
        return max(FEWEST_ROWS, rows // 2)
    return min(MOST_ROWS, rows * 2) if took_s < STEP_S else rows


def _done(future: Future[int]) -> int:
    return future.result(STEP_WAIT_S)
