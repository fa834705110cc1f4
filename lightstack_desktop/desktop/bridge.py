"""From the engine's thread, or any other, to Qt's: the one queued signal.

`changed` is emitted on Qt's thread, so whoever connects to it may touch widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.change import Change


class Bridge(QObject):
    """Lives on the thread that made it; `hand_over` and `call` are safe from any thread."""

    changed = Signal(object)
    _came = Signal(object)
    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        # Connected to our own slots: Qt then knows the thread to deliver on, which it would not
        # for a bare Python function.
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._asked.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def hand_over(self, change: Change) -> None:
        """Take a Change from the engine; give this to `engine.subscribe`."""
        self._came.emit(change)

    def call(self, what: Callable[[], None]) -> None:
        """Have `what` called on Qt's thread, after what waits there already."""
        self._asked.emit(what)

    @Slot(object)
    def _deliver(self, change: Change) -> None:
        self.changed.emit(change)

    @Slot(object)
    def _run(self, what: Callable[[], None]) -> None:
        what()
