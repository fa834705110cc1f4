"""What wakes the watcher, and what does not."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from lightstack_desktop.deck import events

if TYPE_CHECKING:
    from collections.abc import Iterator


class Monitor:
    """Stands in for udev's: each message is one event."""

    def __init__(self) -> None:
        self._heard, self.udev = socket.socketpair()
        self._heard.setblocking(False)

    def fileno(self) -> int:
        return self._heard.fileno()

    def poll(self, timeout: float) -> object | None:
        assert timeout == 0
        try:
            return self._heard.recv(1) or None
        except BlockingIOError:
            return None

    def close(self) -> None:
        self._heard.close()
        self.udev.close()


@pytest.fixture
def monitor(monkeypatch: pytest.MonkeyPatch) -> Iterator[Monitor]:
    made = Monitor()
    monkeypatch.setattr(events, "_udev_monitor", lambda: made)
    yield made
    made.close()


@pytest.fixture
def waiting(monitor: Any) -> Iterator[events.Events]:
    made = events.Events()
    yield made
    made.close()


def test_it_waits_until_udev_tells_something(monitor: Monitor, waiting: events.Events) -> None:
    assert not waiting.wait(0)

    monitor.udev.send(b"u")

    assert waiting.wait(5)
    assert waiting.has_udev
    assert not waiting.wait(0)


def test_another_thread_ends_a_wait(waiting: events.Events) -> None:
    waiting.wake()

    assert waiting.wait(5)
    assert not waiting.wait(0)


def test_a_monitor_that_ended_is_not_listened_to(
    monitor: Monitor, waiting: events.Events, caplog: pytest.LogCaptureFixture
) -> None:
    """It would be ready for ever, and the watcher would scan without a pause."""
    monitor.udev.send(b"u")
    assert waiting.wait(5)
    monitor.udev.close()

    assert not waiting.wait(5)

    assert not waiting.has_udev
    assert "decks are found by scanning" in caplog.text
    waiting.wake()
    assert waiting.wait(5)
