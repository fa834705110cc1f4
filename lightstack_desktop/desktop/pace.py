"""How often what is drawn of the alerts is renewed, however fast they change.

1. What has rested is renewed at once, anything else when it has. 2. It rests at least so long, and
four times as long as the renewal took, painting included: a fifth of the time at most goes into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST_REST_MS = 100
REST_SHARE = 4


class Pace(QObject):
    """Calls `renew` on Qt's thread. It belongs to `parent`."""

    def __init__(
        self, renew: Callable[[], None], parent: QObject, shortest_ms: int = SHORTEST_REST_MS
    ) -> None:
        super().__init__(parent)
        self._renew = renew
        self._shortest_ms = shortest_ms
        self._since = QElapsedTimer()
        self._rest_ms = 0
        self._is_asked = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.renew)
        # Behind what Qt has to paint now. Not 0: that would wait for Qt to have nothing to do.
        self._over = QTimer(self, singleShot=True, interval=1)
        self._over.timeout.connect(self._begin_rest)

    @property
    def is_waiting(self) -> bool:
        """Tell whether a renewal was asked for, and has not come yet."""
        return self._is_asked or self._soon.isActive()

    @Slot()
    def ask(self) -> None:
        """Have it renewed, soon."""
        if self._over.isActive():
            self._is_asked = True
        elif not self._soon.isActive():
            self._soon.start(self._left_ms())

    @Slot()
    def renew(self) -> None:
        """Renew it now."""
        self._since.start()
        self._rest_ms = self._shortest_ms
        self._renew()
        self._over.start()

    def stop(self) -> None:
        """Forget what was asked for."""
        self._is_asked = False
        self._soon.stop()

    @Slot()
    def _begin_rest(self) -> None:
        """Rest as long as what is over now has earned."""
        self._rest_ms = max(self._shortest_ms, REST_SHARE * self._since.elapsed())
        self._since.start()
        if self.is_waiting:
            self._is_asked = False
            self._soon.start(self._rest_ms)

    def _left_ms(self) -> int:
        """Return how long it is still to rest."""
        if not self._since.isValid():
            return 0
        return max(0, self._rest_ms - self._since.elapsed())
