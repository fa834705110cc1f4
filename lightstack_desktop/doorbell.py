"""How a second start asks the first one for its window: whoever calls the socket rings.

The caller is instance.raise_window. The socket lies in a folder of our own, and is 0600.
"""

from __future__ import annotations

import contextlib
import logging
import select
import socket
import threading
from typing import TYPE_CHECKING

from lightstack_desktop.errors import SettingsError
from lightstack_desktop.folders import make
from lightstack_desktop.socket_address import address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)


class Doorbell:
    """Calls `on_ring` on its own thread; owns the socket and the thread."""

    def __init__(self, path: Path, on_ring: Callable[[], None]) -> None:
        self._path = path
        self._on_ring = on_ring
        # A thread that waits in accept() is not woken by close(): it waits for either of two.
        self._stop_here, self._stop_there = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="doorbell", daemon=True)
        self._socket = socket.socket(getattr(socket, "AF_UNIX", socket.AF_INET))

    def start(self) -> None:
        """Listen; raises SettingsError where the system allows no such socket."""
        make(self._path.parent)
        try:
            # We hold the lock, so one that is there was left by kill -9.
            self._path.unlink(missing_ok=True)
            with address(self._path) as reachable:
                self._socket.bind(reachable)
            self._path.chmod(0o600)
            self._socket.listen(4)
        except (OSError, TypeError) as error:
            # TypeError: a system without unix sockets asks for host and port.
            raise SettingsError(f"Cannot listen on {self._path}: {error}.") from error
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, join the thread and remove the socket; may be called unstarted."""
        self._stop_here.close()
        if self._thread.ident is not None:
            self._thread.join()
            self._path.unlink(missing_ok=True)
        self._stop_there.close()
        self._socket.close()

    def _run(self) -> None:
        while True:
            ready, _, _ = select.select([self._socket, self._stop_there], [], [])
            if self._stop_there in ready:
                return
            try:
                self._answer()
            except Exception:
                log.exception("the window could not be raised")

    def _answer(self) -> None:
        caller, _ = self._socket.accept()
        with caller:
            self._on_ring()
            with contextlib.suppress(OSError):
                caller.send(b"ok\n")
