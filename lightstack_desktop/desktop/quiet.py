"""Do not disturb: until when, kept over restarts.

1. The wall clock decides, also after a sleep or a restart. 2. A night ends at six: whoever asks for
"until tomorrow" at one means the same morning. 3. A file that cannot be read, or that names a time
farther off than we ever set, counts as none.
"""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lightstack_desktop.errors import SettingsError
from lightstack_desktop.folders import make, open_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)

FILE_NAME = "quiet"
HOUR = timedelta(hours=1)
MORNING_HOUR = 6
LONGEST = timedelta(hours=26)


class Quiet(QObject):
    """The wish to be left alone. `changed`: it began, ended, or goes on until another time."""

    changed = Signal()

    def __init__(self, state_dir: Path, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._file = state_dir / FILE_NAME
        self._clock = clock
        self._until = _read(self._file)
        self._end = QTimer(self, singleShot=True)
        self._end.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._end.timeout.connect(self.look)
        self._was_on = self.is_on
        self._wait()

    @property
    def until(self) -> datetime | None:
        """Return when it ends, in UTC; None while it is off."""
        until, now = self._until, self._clock()
        return until if until is not None and now < until <= now + LONGEST else None

    @property
    def is_on(self) -> bool:
        """Tell whether nobody is to be disturbed now."""
        return self.until is not None

    def for_an_hour(self) -> None:
        """Begin, for an hour from now."""
        self._set(self._clock() + HOUR)

    def until_tomorrow(self) -> None:
        """Begin, until the next morning."""
        self._set(tomorrow(self._clock()))

    def end(self) -> None:
        """End it now."""
        self._set(None)

    def look(self) -> None:
        """Notice that it is over; called by its timer, and after a sleep, which timers miss."""
        if self._was_on and not self.is_on:
            self._set(None)
        else:
            self._wait()

    def stop(self) -> None:
        """Stop the timer, on quitting; what was wished for stays."""
        self._end.stop()

    def _set(self, until: datetime | None) -> None:
        self._until = until
        self._was_on = self.is_on
        _write(self._file, until)
        self._wait()
        self.changed.emit()

    def _wait(self) -> None:
        until = self.until
        if until is None:
            self._end.stop()
        else:
            left_s = (until - self._clock()).total_seconds()
            self._end.start(round(left_s * 1000) + 1000)


def tomorrow(now: datetime) -> datetime:
    """Return the next morning on this computer's clock, an hour away at least, in UTC."""
    local = now.astimezone().replace(tzinfo=None)
    morning = local.replace(hour=MORNING_HOUR, minute=0, second=0, microsecond=0)
    if local + HOUR > morning:
        morning += timedelta(days=1)
    return morning.astimezone(UTC)


def _read(file: Path) -> datetime | None:
    try:
        found = datetime.fromisoformat(file.read_text("ascii").strip())
    except (OSError, ValueError):
        return None
    return found if found.tzinfo is not None else None


def _write(file: Path, until: datetime | None) -> None:
    """Keep it; a folder that cannot be written is no reason to disturb anybody."""
    try:
        if until is None:
            file.unlink(missing_ok=True)
            return
        make(file.parent)
        with os.fdopen(open_private(file, os.O_WRONLY | os.O_TRUNC), "w", encoding="ascii") as kept:
            kept.write(f"{until.isoformat()}\n")
    except (SettingsError, OSError) as error:
        log.warning("do not disturb is not kept: %s", error)
