"""Calls to the decks of this process, and closing one, for which all others have to stand still.

1. hidapi closes a device without giving up the interpreter, and Linux' hidraw has one lock for all
devices: a close waits for everybody's write. One deck that hangs so stopped the whole program, for
4.7 s of the 5 s that its write took. 2. So a close waits until no call hangs, then holds new calls
back until those under way are over, which takes milliseconds. 3. It holds up nobody else.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# A live deck takes a report in 1 ms, the first Original in 8.
SLOW_S = 0.05


class Traffic:
    """The calls under way. Any thread may call and close, one call a thread at a time."""

    def __init__(self) -> None:
        # Protects what follows, from painters that begin and end calls and readers that close.
        self._gate = threading.Condition()
        self._since_s: dict[int, float] = {}
        self._is_closing = False

    def begin(self) -> None:
        """Note that a call of this thread begins; waits while a device is closed."""
        with self._gate:
            while self._is_closing:
                self._gate.wait()
            self._since_s[threading.get_ident()] = time.monotonic()

    def end(self) -> None:
        """Note that the call of this thread is over."""
        with self._gate:
            del self._since_s[threading.get_ident()]
            self._gate.notify_all()

    def close(self, close: Callable[[], None]) -> None:
        """Call `close` while no call is under way; waits for as long as one hangs."""
        with self._gate:
            while True:
                self._gate.wait_for(self._may_close)
                self._is_closing = True
                try:
                    # What does not end by then began to hang just now: let the others go on.
                    if self._gate.wait_for(lambda: not self._since_s, SLOW_S):
                        close()
                        return
                finally:
                    self._is_closing = False
                    self._gate.notify_all()

    def _may_close(self) -> bool:
        latest_s = time.monotonic() - SLOW_S
        return not self._is_closing and all(s > latest_s for s in self._since_s.values())
