"""The server over real sockets: where it listens, what it refuses, and that it ends."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from api.conftest import Clock
from api.memory import MemoryStore
from api.serving import TARGET, WAIT_S, Running, new_server, serving, trigger
from lightstack_desktop.api import loopback
from lightstack_desktop.engine import Engine
from lightstack_desktop.errors import PortTakenError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def running() -> Iterator[Running]:
    with serving() as made:
        yield made


def test_it_listens_on_loopback_only(running: Running) -> None:
    addresses = [each.getsockname()[:2] for each in running.server._sockets]

    assert addresses[0] == ("127.0.0.1", running.port)
    assert addresses[1:] in ([], [("::1", running.port)])


def test_a_program_is_served_on_every_loopback_address(running: Running) -> None:
    for listener in running.server._sockets:
        caller = running.connect(listener.getsockname()[0])
        caller.request("POST", "/api/v1/alerts/door/trigger")
        reply = caller.getresponse()
        assert reply.status == 200
        assert reply.headers.get_all("Date") is not None
        assert reply.headers["Server"] is None
        caller.close()


def test_a_kept_connection_is_not_held_up_by_the_network_stack(running: Running) -> None:
    # asyncio turns Nagle's algorithm off only where it sees that a socket is TCP.
    assert {each.proto for each in running.server._sockets} == {socket.IPPROTO_TCP}


def test_what_is_not_sent_to_us_by_name_is_refused(running: Running) -> None:
    own = b"Host: 127.0.0.1:%d" % running.port
    absolute = b"http://127.0.0.1:%d" % running.port + TARGET
    refused = [
        trigger(TARGET),
        trigger(TARGET, version=b"1.0"),
        trigger(TARGET, b"Host:"),
        trigger(TARGET, own, own),
        trigger(TARGET, own, b"Host: evil.example"),
        trigger(TARGET, b"Host: evil.example"),
        trigger(TARGET, b"Host: 127.0.0.1"),
        trigger(TARGET, b"Host: 127.0.0.1:1"),
        trigger(TARGET, b"Host: localhost.:%d" % running.port),
        trigger(TARGET, b"Host: me@127.0.0.1:%d" % running.port),
        trigger(TARGET, b"Host: 0.0.0.0:%d" % running.port),
        trigger(absolute, own),
        trigger(b"http://evil.example" + TARGET, own),
        trigger(b"evil.example:80", own),
        trigger(TARGET, own + b" ", b"X: y", b" folded", b"Host: evil.example"),
    ]

    assert {running.status(request) for request in refused} <= {400, 421}
    assert running.engine.board.alerts == {}
    assert running.status(trigger(TARGET, own)) == 200


def test_an_upgrade_from_a_page_is_refused(running: Running) -> None:
    request = (
        b"GET /api/v1/ws HTTP/1.1\r\nHost: localhost:%d\r\nOrigin: http://evil.example\r\n"
        b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n" % running.port
    )

    assert running.status(request) == 403


def test_a_refused_body_does_not_spoil_the_connection(running: Running) -> None:
    caller = running.connect()
    for _ in range(2):
        caller.request("POST", TARGET.decode(), body=b"x" * 1000)
        reply = caller.getresponse()
        reply.read()
        assert reply.status == 415

    caller.request(
        "POST", TARGET.decode(), body=b"{}", headers={"Content-Type": "application/json"}
    )
    assert caller.getresponse().status == 200
    caller.close()


def test_a_port_in_use_is_named() -> None:
    (first, *rest) = loopback.listen(0)
    port = first.getsockname()[1]
    try:
        with pytest.raises(PortTakenError, match=str(port)):
            new_server(Engine(MemoryStore(), Clock()), MemoryStore(), port).bind()
    finally:
        for each in (first, *rest):
            each.close()


def test_a_port_in_use_on_ipv6_alone_is_named_and_nothing_stays_open() -> None:
    first, *others = loopback.listen(0)
    if not others:
        first.close()
        pytest.skip("this machine has no IPv6 loopback")
    second = others[0]
    port = first.getsockname()[1]
    first.close()
    try:
        with pytest.raises(PortTakenError):
            loopback.listen(port)
    finally:
        second.close()
    for each in loopback.listen(port):  # free again, so nothing was left listening
        each.close()


def test_a_machine_without_ipv6_is_served_on_ipv4(monkeypatch: pytest.MonkeyPatch) -> None:
    # An address that is never assigned stands for the missing ::1.
    real = loopback._listen

    def listen(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
        return real(family, host.replace("::1", "2001:db8::1"), port)

    monkeypatch.setattr(loopback, "_listen", listen)

    (only,) = loopback.listen(0)

    assert only.getsockname()[0] == "127.0.0.1"
    only.close()


def test_it_can_be_stopped_before_it_is_started_and_twice() -> None:
    server = new_server(Engine(MemoryStore(), Clock()), MemoryStore())
    port = server.bind()

    server.stop()
    server.stop()

    for each in loopback.listen(port):
        each.close()


def test_a_server_that_was_stopped_while_it_starts_serves_nobody() -> None:
    server = new_server(Engine(MemoryStore(), Clock()), MemoryStore())
    server.bind()
    server._stopping.set_result(None)
    calls: list[str] = []

    server._run(lambda: calls.append("ready"))
    server.stop()

    assert calls == []


def test_it_stops_beside_idle_and_half_sent_requests(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    idle = running.connect()
    idle.request("GET", "/api/health")
    assert idle.getresponse().read()
    half = socket.create_connection(("127.0.0.1", running.port), WAIT_S)
    half.sendall(
        b"POST %b HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: application/json\r\n"
        b"Content-Length: 9\r\nExpect: 100-continue\r\n\r\n" % (TARGET, running.port)
    )
    assert half.recv(100).startswith(b"HTTP/1.1 100")

    running.server.stop()

    assert running.server._thread is not None
    assert not running.server._thread.is_alive()
    for each in loopback.listen(running.port):
        each.close()
    idle.close()
    half.close()
    assert running.engine.board.alerts == {}
    # Hanging up is no fault: it leaves no traceback of a task that was cut off.
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_a_failure_of_the_thread_is_logged_and_nobody_is_told_it_is_ready(
    caplog: pytest.LogCaptureFixture,
) -> None:
    server = new_server(Engine(MemoryStore(), Clock()), MemoryStore())
    server.bind()
    for each in server._sockets:
        each.close()
    calls: list[str] = []

    with caplog.at_level(logging.ERROR):
        server.start(lambda: calls.append("ready"))
        assert server._thread is not None
        server._thread.join(WAIT_S)
    server.stop()

    assert calls == []
    assert "the API failed" in caplog.text


def test_binding_loads_neither_fastapi_nor_asyncio() -> None:
    program = (
        "import sys; from lightstack_desktop.api.server import ApiServer; "
        "s = ApiServer(None, None, port=0, secret=None, decks=lambda: ()); s.bind(); s.stop(); "
        "sys.exit(any(name in sys.modules for name in ('fastapi', 'uvicorn', 'asyncio')))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def switches(thread: threading.Thread) -> int:
    status = Path(f"/proc/self/task/{thread.native_id}/status").read_text("ascii")
    return int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])


@pytest.mark.full
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts what Linux counts")
def test_an_idle_server_does_not_wake_up(running: Running) -> None:
    thread = running.server._thread
    assert thread is not None
    caller = running.connect()
    caller.request("GET", "/api/health", headers={"Connection": "close"})
    caller.getresponse().read()
    before = switches(thread)

    threading.Event().wait(10)  # what is measured; uvicorn's own loop would wake a hundred times

    assert switches(thread) - before <= 2
