"""From the engine's thread, or any other, to Qt's: the one queued signal.

1. `changed` is emitted on Qt's thread, so whoever connects to it may touch widgets. 2. What came
while Qt was busy is delivered at once: a flood is one event a turn, not a queue of them.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.change import Change


class Bridge(QObject):
    """Lives on the thread that made it; `hand_over` and `call` are safe from any thread.

    `changed` brings a tuple of Changes, the oldest first.
    """

    changed = Signal(object)
    _came = Signal()
    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._waiting: deque[Change] = deque()
        # Connected to our own slots: Qt then knows the thread to deliver on, which it would not
        # for a bare Python function.
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._asked.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def hand_over(self, change: Change) -> None:
        """Take a Change from the engine; give this to `engine.subscribe`."""
        with self._lock:
            is_first = not self._waiting
            self._waiting.append(change)
        if is_first:
            self._came.emit()

    def call(self, what: Callable[[], None]) -> None:
        """Have `what` called on Qt's thread, after what waits there already."""
        self._asked.emit(what)

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            changes = tuple(self._waiting)
            self._waiting.clear()
        self.changed.emit(changes)

    @Slot(object)
    def _run(self, what: Callable[[], None]) -> None:
        what()
