"""Decks on a fake HID bus under the real streamdeck classes, with a real engine and real faces."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from fake_hid import FakeBus, FakeDeck
from fakes import FakeStore

from lightstack_desktop import data
from lightstack_desktop.alerts.model import ConfigFields
from lightstack_desktop.deck.watcher import Watcher
from lightstack_desktop.engine import Engine
from lightstack_desktop.faces.faces import Faces

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.deck.session import Session

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def faces() -> Faces:
    return Faces(data.path("assets", "fonts"))


class Desk:
    """An engine, a bus and a watcher, and words for what a person does with them.

    Both clocks run on as real ones do, and `pass_time` sets them forward.
    """

    def __init__(self, *decks: FakeDeck, **options: Any) -> None:
        self._ahead_s = 0.0
        self.opened: list[str] = []
        self.engine = Engine(FakeStore(), self.clock)
        self.bus = FakeBus(*decks)
        self.watcher = Watcher(
            self.engine,
            faces,
            self.clock,
            self.bus,
            ticks=self.ticks,
            on_open=self.opened.append,
            **options,
        )
        self._changed = threading.Condition()
        self.engine.start()
        self.engine.subscribe(self._notice).result()

    def clock(self) -> datetime:
        return NOON + timedelta(seconds=self._ahead_s)

    def ticks(self) -> float:
        return time.monotonic() + self._ahead_s

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(self.watcher._sessions.values())

    def pass_time(self, seconds: float) -> None:
        """Set the clocks forward; whoever sleeps looks at them again."""
        self._ahead_s += seconds
        self.watcher._events.wake()
        for session in self.sessions:
            session._wake.set()

    def settle(self) -> None:
        """Wait until every deck shows the board, and long enough that a hand can aim at it."""
        for session in self.sessions:
            assert session.is_painted.wait(5)
        self.pass_time(1)

    def tap(self, deck: FakeDeck, *keys: int) -> None:
        """Press keys and let them go, once they are shown."""
        self.settle()
        deck.press(*keys)
        deck.release()

    def trigger(self, key: str, priority: int | None = None) -> Change:
        return self.engine.trigger(key, priority=priority, source="test").result()

    def acknowledge(self, key: str) -> Change:
        return self.engine.acknowledge(key, source="test").result()

    def clear(self, key: str) -> Change:
        return self.engine.clear(key, source="test").result()

    def create(self, key: str, **fields: Any) -> Change:
        return self.engine.create_config(key, ConfigFields(**fields)).result()

    def wait(self, condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
        """Wait until `condition()` holds; it is asked again after every change of the board."""
        with self._changed:
            assert self._changed.wait_for(condition, timeout_s)

    def is_active(self, key: str) -> bool:
        alert = self.engine.board.alerts.get(key)
        return alert is not None and alert.is_active

    def is_acknowledged(self, key: str) -> bool:
        return self.engine.board.alerts[key].is_acknowledged

    def close(self) -> None:
        self.watcher.stop()
        self.engine.stop()

    def _notice(self, change: Change) -> None:
        with self._changed:
            self._changed.notify_all()
