"""How often what is drawn of the alerts is renewed, however fast they change.

1. What has rested is renewed at once, anything else when it has. 2. It rests for a tenth of a
second, and for four times as long as the renewal took: a fifth of the time at most goes into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST_REST_MS = 100
REST_SHARE = 4


class Pace(QObject):
    """Calls `renew` on Qt's thread. It belongs to `parent`."""

    def __init__(self, renew: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._renew = renew
        self._since = QElapsedTimer()
        self._rest_ms = SHORTEST_REST_MS
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.renew)

    @property
    def is_waiting(self) -> bool:
        """Tell whether a renewal was asked for, and has not come yet."""
        return self._soon.isActive()

    def ask(self) -> None:
        """Have it renewed, soon."""
        if not self._soon.isActive():
            self._soon.start(0 if self._since.hasExpired(self._rest_ms) else self._rest_ms)

    def renew(self) -> None:
        """Renew it now."""
        took = QElapsedTimer()
        took.start()
        self._renew()
        self._rest_ms = max(SHORTEST_REST_MS, REST_SHARE * took.elapsed())
        self._since.start()

    def stop(self) -> None:
        """Forget what was asked for."""
        self._soon.stop()
