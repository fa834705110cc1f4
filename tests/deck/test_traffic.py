"""Closing a deck waits for those that hang, and holds up nobody but its own thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from fake_hid import FakeDeck

from lightstack_desktop.deck.traffic import Traffic

if TYPE_CHECKING:
    from collections.abc import Callable

    from deck.desk import Desk

    SetUp = Callable[..., Desk]


class Caller(threading.Thread):
    """Makes one call, which lasts until `release`."""

    def __init__(self, traffic: Traffic) -> None:
        super().__init__(daemon=True)
        self._traffic = traffic
        self.has_begun, self.release = threading.Event(), threading.Event()
        self.start()

    def run(self) -> None:
        self._traffic.begin()
        self.has_begun.set()
        self.release.wait(5)
        self._traffic.end()


def closing(traffic: Traffic) -> threading.Event:
    """Begin to close on a thread of its own; return what is set when that is done."""
    closed = threading.Event()
    threading.Thread(target=traffic.close, args=(closed.set,), daemon=True).start()
    return closed


def test_a_close_waits_for_a_call_that_hangs_while_other_calls_go_on() -> None:
    traffic = Traffic()
    hung = Caller(traffic)
    assert hung.has_begun.wait(5)

    closed = closing(traffic)
    for _ in range(20):
        other = Caller(traffic)
        assert other.has_begun.wait(5)
        other.release.set()
        other.join(5)
    assert not closed.is_set()
    hung.release.set()

    assert closed.wait(5)


def test_calls_wait_while_a_device_is_closed() -> None:
    traffic, begun, go_on = Traffic(), threading.Event(), threading.Event()

    def close() -> None:
        begun.set()
        go_on.wait(5)

    threading.Thread(target=traffic.close, args=(close,), daemon=True).start()
    assert begun.wait(5)
    caller = Caller(traffic)
    assert not caller.has_begun.wait(0.05)
    go_on.set()

    assert caller.has_begun.wait(5)
    caller.release.set()


def test_a_close_that_fails_holds_nobody_up() -> None:
    traffic = Traffic()

    def fail() -> None:
        raise OSError("no")

    failing = threading.Thread(target=_ignoring, args=(traffic, fail), daemon=True)
    failing.start()
    failing.join(5)
    caller = Caller(traffic)

    assert caller.has_begun.wait(5)
    caller.release.set()


def _ignoring(traffic: Traffic, close: Callable[[], None]) -> None:
    try:
        traffic.close(close)
    except OSError:
        return


def test_a_deck_that_is_unplugged_while_another_hangs_is_closed_after_it(set_up: SetUp) -> None:
    """It stopped the whole program until the other's write was given up, for up to 5 s."""
    hung, gone = FakeDeck(serial="ONE", path="a"), FakeDeck(serial="TWO", path="b")
    desk = set_up(hung, gone)
    desk.settle()

    hung.takes.clear()
    desk.trigger("door")
    hung.wait(lambda: hung.calls_under_way > 0)
    gone.unplug()
    desk.watcher._events.wake()
    desk.wait(lambda: desk.is_active("door"))
    gone.plug("c")
    desk.watcher._events.wake()
    gone.wait(lambda: len(gone.pictures) == 15)
    hung.takes.set()

    hung.wait(lambda: len(hung.open_handles) == 1)
    assert hung.errors == gone.errors == []
