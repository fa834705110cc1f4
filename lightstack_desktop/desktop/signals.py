"""Signals end a Qt program as gently as Quit does, with no timer that polls.

Python runs its handlers between two bytecodes, and Qt's loop has none while it waits. So the
interpreter writes the signal to a socket at once, and Qt wakes up to read it.
"""

from __future__ import annotations

import contextlib
import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Slot

from lightstack_desktop import endings

if TYPE_CHECKING:
    from collections.abc import Callable


class Signals(QObject):
    """Calls `on_signal` on Qt's thread; made on the main thread. `close` gives signals back."""

    def __init__(self, on_signal: Callable[[], None]) -> None:
        super().__init__()
        self._on_signal = on_signal
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._earlier_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        # Without a handler of our own the default one would end the process.
        self._earlier = {number: signal.signal(number, _ignore) for number in endings.signals()}

    @Slot()
    def leave(self) -> None:
        """End as a signal would."""
        self._on_signal()

    def close(self) -> None:
        """Put the earlier handlers back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._earlier_fd)
        for number, handler in self._earlier.items():
            signal.signal(number, handler)
        self._reader.close()
        self._writer.close()

    @Slot()
    def _read(self) -> None:
        with contextlib.suppress(BlockingIOError):
            received = self._reader.recv(64)
            if any(number in received for number in self._earlier):
                self._on_signal()


def _ignore(_number: int, _frame: object) -> None:
    """Let the socket tell it."""
