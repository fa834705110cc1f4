"""Who is told what, who is hung up on and when, and that nobody else notices."""

from __future__ import annotations

import json
import queue
import select
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from api.live import WAIT_S, served
from api.test_server import switches
from lightstack_desktop.api import connection, protocol
from lightstack_desktop.api.connection import BACKLOG, Connection
from lightstack_desktop.api.hub import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.live import Caller, Live
    from lightstack_desktop.api.hub import Hub

LONG = "x" * 4000


@pytest.fixture
def live() -> Iterator[Live]:
    with served() as running:
        yield running


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> queue.SimpleQueue[Connection]:
    """Collect the server's end of every WebSocket."""
    ends: queue.SimpleQueue[Connection] = queue.SimpleQueue()
    real = Connection.connection_made

    def note(self: Connection, transport: Any) -> None:
        real(self, transport)
        ends.put(self)

    monkeypatch.setattr(Connection, "connection_made", note)
    return ends


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> queue.SimpleQueue[Connection]:
    """Collect the server's end of every WebSocket that has gone."""
    ends: queue.SimpleQueue[Connection] = queue.SimpleQueue()
    real = Connection.connection_lost

    def note(self: Connection, error: Exception | None) -> None:
        real(self, error)
        ends.put(self)

    monkeypatch.setattr(Connection, "connection_lost", note)
    return ends


def rename(live: Live, key: str, name: str) -> Any:
    return live.engine.update_config(key, lambda fields: replace(fields, name=name))


def test_no_event_is_lost_or_doubled_between_the_greeting_and_the_first(live: Live) -> None:
    live.engine.trigger("door", source="test").result()
    rename(live, "door", "0").result()
    callers: list[Caller] = []

    for number in range(1, 301):
        edited = rename(live, "door", str(number))
        if number % 15 == 0:  # the engine is still at work on the last edits
            callers.append(live.connect())
    edited.result()

    for caller in callers:
        first = caller.read()
        assert first["type"] == "connection_established"
        told = [int(first["data"]["state"]["current_alert"]["name"])]
        while told[-1] < 300:
            frame = caller.read()
            if frame["type"] == "alert_updated":
                told.append(int(frame["data"]["alert"]["name"]))
        assert told == list(range(told[0], 301))


def test_every_client_gets_the_same_bytes(live: Live) -> None:
    one, two = live.greeted(), live.greeted()

    live.rest("POST", "/api/v1/alerts/door/trigger")

    assert [one.read() for _ in range(3)] == [two.read() for _ in range(3)]


def test_the_last_place_is_taken_and_one_more_is_refused_before_it_is_accepted(live: Live) -> None:
    callers = [live.greeted() for _ in range(PLACES)]

    refused = live.connect()

    assert refused.status == 503
    assert refused.response is not None
    assert json.loads(refused.response.body) == {"detail": "There are 64 WebSockets already"}
    assert callers[0].call("ping")["success"]
    callers[7].wire.send_close(1000)
    callers[7].flush()
    assert callers[7].read_close() == 1000
    assert live.greeted().call("ping")["success"]


def test_the_engine_forgets_the_hub_with_its_last_client(
    live: Live, lost: queue.SimpleQueue[Connection]
) -> None:
    listeners = live.engine._listeners
    caller, other = live.greeted(), live.greeted()
    assert len(listeners) == 1

    for each in (caller, other):
        each.leave()
        lost.get(timeout=WAIT_S)
    live.rest("POST", "/api/v1/alerts/door/trigger")  # the engine has come past the farewell

    assert listeners == []
    state = live.connect().read()["data"]["state"]
    assert state["active_count"] == 1


def fill(live: Live, size: int) -> None:
    """Have the engine say at least `size` bytes."""
    live.rest("POST", "/api/v1/alert-configs", {"alert_key": "big", "description": LONG})
    said = 0
    while said < size:
        live.engine.trigger("big", source="test").result()
        said += 4 * len(LONG)  # the alert, the current one before and now, and the news of it


# What may lie in the kernel between the two ends, beside our own backlog.
KERNEL = 12 << 20


def test_a_client_that_does_not_read_is_told_1013_behind_what_it_has_missed(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "CLOSE_S", WAIT_S)
    caller = live.greeted(room=4096)

    fill(live, BACKLOG + KERNEL)

    assert caller.read_close() == 1013


def test_a_client_that_never_reads_is_cut_off_and_its_memory_given_back(
    live: Live, made: queue.SimpleQueue[Connection], lost: queue.SimpleQueue[Connection]
) -> None:
    caller, other = live.greeted(room=4096), live.greeted()
    slow, fast = made.get(timeout=WAIT_S), made.get(timeout=WAIT_S)
    most = 0
    reader = threading.Thread(target=lambda: other.read_until("all_alerts_cleared"))
    reader.start()

    fill(live, BACKLOG)
    while lost.empty():
        fill(live, 1)
        most = max(most, slow.transport.get_write_buffer_size())
    gone = lost.get(timeout=WAIT_S)

    live.rest("POST", "/api/v1/alerts/clear-all")
    reader.join(WAIT_S)
    assert not reader.is_alive()
    assert gone is slow is not fast
    assert caller.read_close() is None  # aborted: the close lay behind what was not read
    assert BACKLOG <= most < BACKLOG + (1 << 18)


def test_a_client_that_asks_and_never_reads_is_not_listened_to(live: Live) -> None:
    for number in range(40):
        live.rest("POST", "/api/v1/alert-configs", {"alert_key": f"k{number}", "description": LONG})
        live.rest("POST", f"/api/v1/alerts/k{number}/trigger")
    caller = live.greeted(room=4096)

    for _ in range(200):  # 32 MiB of answers
        caller.ask("get_state")

    # It is slow, not gone: asking stops until it reads, and then nothing is missing.
    for _ in range(200):
        assert caller.read()["data"]["result"]["active_count"] == 40


def test_a_client_may_stay_longer_than_a_request_may_take(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protocol that reads requests once went on measuring after the upgrade."""
    for limit in ("HEAD_S", "BODY_S", "LINGER_S"):
        monkeypatch.setattr(protocol, limit, 0.05)
    client = live.greeted()

    threading.Event().wait(0.3)

    assert client.call("ping")["success"]


def test_a_client_that_pings_and_never_reads_is_hung_up_on(
    live: Live, lost: queue.SimpleQueue[Connection]
) -> None:
    caller = live.greeted(room=4096)
    ping = bytes([0x89, 0x80 + 125, 0, 0, 0, 0]) + b"p" * 125
    caller.socket.settimeout(0.2)

    with suppress(OSError):  # nobody takes it any longer, or the connection is reset
        while True:
            caller.socket.sendall(ping * 4000)

    assert lost.get(timeout=WAIT_S)


def test_a_client_that_answers_pings_may_be_silent_for_ever(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PING_S", 0.3)
    caller = live.greeted()

    caller.wait_pings(4)

    assert caller.call("ping")["success"]


def test_a_client_that_does_not_answer_a_ping_is_dropped(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PING_S", 0.1)
    caller = live.greeted()
    caller.answers_pings = False

    assert caller.read_close() == 1011


def test_a_client_that_does_not_answer_the_close_is_cut_off(
    live: Live, lost: queue.SimpleQueue[Connection]
) -> None:
    caller = live.greeted()
    caller.answers_pings = False  # nor anything else
    caller.send_frame(connection.Opcode.BINARY, b"x")

    gone = lost.get(timeout=WAIT_S)

    assert gone.transport.is_closing()
    assert caller.read_close() == 1003


def test_the_sockets_that_used_the_token_can_be_closed_alone(
    live: Live, made: queue.SimpleQueue[Connection]
) -> None:
    one, other = live.greeted(), live.greeted()
    end = made.get(timeout=WAIT_S)
    end.scope["state"]["used_token"] = True
    hub: Hub = end.scope["app"].state.hub

    hub.close_outdated()

    assert one.read_close() == 1008
    assert other.call("ping")["success"]


def test_everyone_hears_that_the_server_stops(live: Live) -> None:
    callers = [live.greeted() for _ in range(5)]
    deaf = live.greeted(room=4096)
    fill(live, 1 << 18)

    live.server.stop()

    assert live.server._thread is not None
    assert not live.server._thread.is_alive()
    for caller in callers:
        assert caller.read_close() == 1001
    deaf.read_close()  # whatever it is told: nobody waits for it


def test_what_a_client_said_before_it_hung_up_is_done(live: Live) -> None:
    other, caller = live.greeted(), live.greeted()
    for number in range(20):
        caller.ask("trigger_alert", alert_key=f"k{number:02}")
    caller.wire.send_close(1000)
    caller.flush()

    assert caller.read_close() == 1000
    for number in range(20):
        triggered = other.read_until("led_plan_changed")[0]["data"]["alert"]
        assert triggered["alert_key"] == f"k{number:02}"


def test_who_comes_when_the_engine_has_stopped_is_sent_away(live: Live) -> None:
    live.engine.stop()

    assert live.connect().read_close() == 1001


def test_a_trigger_does_not_wait_for_a_client_that_does_not_read(live: Live) -> None:
    for _ in range(20):
        live.greeted(room=4096)

    fill(live, 1 << 20)  # each of them waits for its reply

    assert live.engine.board.trigger_counts["big"] >= 64


@pytest.mark.full
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts what Linux counts")
def test_a_silent_client_wakes_nobody(live: Live) -> None:
    caller = live.greeted()
    thread = live.server._thread
    assert thread is not None
    before = switches(thread)

    readable, _, _ = select.select([caller.socket], [], [], 10)  # half of the time between pings

    assert readable == []
    assert switches(thread) - before <= 2
