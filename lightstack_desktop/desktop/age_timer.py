"""When ages are to be said anew.

1. Never more than once a second: what came within a moment ages within a moment. 2. Qt rounds such
a timer to whole seconds; less than one would be none, and the loop would turn without a pause until
the age has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST_MS = 1000


class AgeTimer(QTimer):
    """Calls `tell` once for each `wait`. It belongs to `parent`."""

    def __init__(self, tell: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent, singleShot=True, timerType=Qt.TimerType.VeryCoarseTimer)
        self.timeout.connect(tell)

    def wait(self, next_s: float | None) -> None:
        """Wait until the first age changes, in so many seconds; None if none will."""
        if next_s is None:
            self.stop()
        else:
            self.start(max(SHORTEST_MS, round(next_s * 1000) + 1))
