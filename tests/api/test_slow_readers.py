"""R18: fifty sockets that never read beside five that do: these miss nothing, those are dropped."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from api.live import WAIT_S, served
from lightstack_desktop.api import connection
from lightstack_desktop.api.connection import BACKLOG, Connection

if TYPE_CHECKING:
    from api.live import Caller, Live

FAST = 5
# Each event of an edit is told with the alert, the current one before and now: 12 kB and more.
LONG = "x" * 4000


class Reader:
    """Reads on a thread of its own until it has heard of the last edit."""

    def __init__(self, caller: Caller, last: int) -> None:
        self.heard: dict[int, float] = {}
        self._caller = caller
        self._last = last
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def join(self) -> None:
        self._thread.join(60)
        assert not self._thread.is_alive()

    def _read(self) -> None:
        while self._last not in self.heard:
            frame = self._caller.read()
            if frame["type"] == "alert_updated" and frame["data"]["alert"]["name"]:
                self.heard[int(frame["data"]["alert"]["name"])] = time.monotonic()


def edit(live: Live, ends: list[Connection], count: int, gap_s: float) -> dict[int, float]:
    """Edit an active alert so often, and return when each edit was asked for."""
    live.rest("POST", "/api/v1/alerts/door/trigger")
    live.rest("PUT", "/api/v1/alert-configs/door", {"description": LONG})
    asked: dict[int, float] = {}
    pause = threading.Event()
    for number in range(count):
        asked[number] = time.monotonic()
        status, _ = live.rest("PUT", "/api/v1/alert-configs/door", {"name": str(number)})
        assert status == 200
        assert max(end.transport.get_write_buffer_size() for end in ends) < BACKLOG + (1 << 17)
        pause.wait(gap_s)
    return asked


def run(
    live: Live, ends: queue.SimpleQueue[Connection], slow_ones: int, count: int, gap_s: float = 0
) -> Any:
    slow = [live.greeted(room=4096) for _ in range(slow_ones)]
    backlogs = [ends.get(timeout=WAIT_S) for _ in range(slow_ones)]
    readers = [Reader(live.greeted(), count - 1) for _ in range(FAST)]

    asked = edit(live, backlogs, count, gap_s)

    for reader in readers:
        reader.join()
        assert sorted(reader.heard) == list(range(count))
    return slow, readers, asked


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> queue.SimpleQueue[Connection]:
    """Collect the server's end of every WebSocket."""
    made: queue.SimpleQueue[Connection] = queue.SimpleQueue()
    real = Connection.connection_made

    def note(self: Connection, transport: Any) -> None:
        real(self, transport)
        made.put(self)

    monkeypatch.setattr(Connection, "connection_made", note)
    return made


def test_who_reads_misses_nothing_beside_those_who_do_not(
    ends: queue.SimpleQueue[Connection],
) -> None:
    with served() as live:
        slow, _, _ = run(live, ends, 10, 500)  # two events an edit

        # 6 MB were said to each: all who did not read are gone.
        assert [caller.read_close() for caller in slow] == [None] * len(slow)
        assert live.greeted().call("ping")["success"]


@pytest.mark.full
def test_ten_thousand_events_reach_who_reads_in_time(
    ends: queue.SimpleQueue[Connection],
) -> None:
    with served() as live:
        slow, readers, asked = run(live, ends, 50, 5_000, 0.005)

        took = sorted(
            reader.heard[number] - at for reader in readers for number, at in asked.items()
        )
        p99_ms = took[len(took) * 99 // 100] * 1000
        print(f"heard of after {took[len(took) // 2] * 1000:.1f} ms, p99 {p99_ms:.1f} ms")
        assert p99_ms <= 100
        assert [caller.read_close() for caller in slow] == [None] * len(slow)


def test_the_limit_is_one_mebibyte() -> None:
    assert connection.BACKLOG == 1_048_576
