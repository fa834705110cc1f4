"""What wakes the watcher: another thread, or udev reporting that a deck came or went."""

from __future__ import annotations

import logging
import select
import selectors
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

UDEVD = Path("/run/udev/control")


class Events:
    """Waits for events. `wake` may be called from any thread, the rest by the owner."""

    def __init__(self) -> None:
        self._receiver, self._sender = socket.socketpair()
        self._sender.setblocking(False)
        self._monitor = _udev_monitor()
        self._has_heard = UDEVD.exists()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._receiver, selectors.EVENT_READ)
        if self._monitor is not None:
            self._selector.register(self._monitor.fileno(), selectors.EVENT_READ)

    @property
    def has_udev(self) -> bool:
        """Tell whether the system reports what is plugged in.

        In a container a monitor starts well and hears nothing, because there is no udevd.
        """
        return self._monitor is not None and self._has_heard

    def wake(self) -> None:
        """End the present wait, or the next one."""
        # A full buffer means that a wake-up waits already; a closed one that nobody does.
        with suppress(OSError):
            self._sender.send(b"w")

    def wait(self, timeout_s: float) -> bool:
        """Wait until something happens or the time is over; take it, and tell which it was."""
        ready = [key.fileobj for key, _ in self._selector.select(timeout_s)]
        if self._receiver in ready:
            self._receiver.recv(4096)
        is_told = self._receiver in ready
        while self._monitor is not None and self._monitor.poll(timeout=0) is not None:
            is_told = self._has_heard = True
        if ready and not is_told and self._monitor is not None and _has_ended(self._monitor):
            self._drop_monitor()
        return is_told

    def _drop_monitor(self) -> None:
        """Do without udev: what has ended is always ready, and would never let us wait again."""
        log.warning("udev tells nothing any more: decks are found by scanning")
        assert self._monitor is not None
        self._selector.unregister(self._monitor.fileno())
        self._monitor = None

    def close(self) -> None:
        """Give the descriptors back."""
        self._selector.close()
        self._receiver.close()
        self._sender.close()


def _has_ended(monitor: Any) -> bool:
    poll = select.poll()
    poll.register(monitor.fileno(), select.POLLIN)
    return any(mask & ~select.POLLIN for _, mask in poll.poll(0))


def _udev_monitor() -> Any:
    """Return a started monitor of decks, None where there is no udev."""
    if sys.platform != "linux":
        return None
    try:
        import pyudev  # noqa: PLC0415 - only Linux has it

        monitor = pyudev.Monitor.from_netlink(pyudev.Context())
        monitor.filter_by("hidraw")
        monitor.filter_by("usb", "usb_device")
        monitor.start()
    except (ImportError, OSError) as error:
        log.warning("no udev events (%s): decks are found by scanning", error)
        return None
    return monitor
