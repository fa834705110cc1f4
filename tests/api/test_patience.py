"""Huge and slow requests: S8 and S9, over real sockets. The long times are cut short for it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import statistics
import threading
import time
from typing import TYPE_CHECKING

import pytest

from api.serving import TARGET, WAIT_S, Running, read_all, serving, trigger
from lightstack_desktop.api import bounds, payload, protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MIB = 1024 * 1024
JSON_TYPE = b"Content-Type: application/json"


@pytest.fixture
def running() -> Iterator[Running]:
    with serving() as made:
        yield made


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let patience end after a third of a second instead of ten."""
    for name in ("HEAD_S", "BODY_S", "STALL_S", "LINGER_S"):
        monkeypatch.setattr(protocol, name, 0.3)


def post(running: Running, *headers: bytes, target: bytes = TARGET) -> bytes:
    lines = (b"POST " + target + b" HTTP/1.1", running.host, *headers, b"", b"")
    return b"\r\n".join(lines)


def chunk(size: int) -> bytes:
    return b"%x\r\n" % size + b" " * size + b"\r\n"


def parsed(reply: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
    head, _, body = reply.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    headers = dict(line.lower().split(b": ", 1) for line in lines)
    return int(first.split(b" ")[1]), headers, body


def assert_refused(reply: bytes, status: int) -> None:
    """Assert that this is the one and last reply, in our words, and safe for a browser."""
    found, headers, body = parsed(reply)
    assert found == status, reply
    assert list(json.loads(body)) == ["detail"]
    assert headers[b"content-length"] == b"%d" % len(body)
    assert headers[b"connection"] == b"close"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"cache-control"] == b"no-store"
    assert headers[b"content-security-policy"] == b"default-src 'none'; frame-ancestors 'none'"
    assert headers[b"date"].endswith(b" gmt")


def assert_nothing_was_done(running: Running) -> None:
    assert running.status(trigger(TARGET.replace(b"door", b"next"), running.host)) == 200
    assert [row.alert_key for row in running.store.rows] == ["next"]


# Huge


def test_a_body_over_1_mib_is_refused_unread(running: Running) -> None:
    with running.open() as caller:
        # Nothing of the body is sent: the reply does not wait for it.
        caller.sendall(post(running, JSON_TYPE, b"Content-Length: %d" % (MIB + 1)))
        assert_refused(read_all(caller), 413)

    assert_nothing_was_done(running)


def test_a_body_over_1_mib_that_is_sent_is_refused_readably(running: Running) -> None:
    with running.open() as caller:
        caller.sendall(post(running, JSON_TYPE, b"Content-Length: %d" % (8 * MIB)))
        caller.sendall(b" " * (8 * MIB))
        caller.shutdown(socket.SHUT_WR)
        assert_refused(read_all(caller), 413)

    assert_nothing_was_done(running)


def test_a_body_in_chunks_ends_at_1_mib(running: Running) -> None:
    with running.open() as caller:
        caller.sendall(post(running, JSON_TYPE, b"Transfer-Encoding: chunked"))
        for _ in range(17):
            caller.sendall(chunk(64 * 1024))
        assert_refused(read_all(caller), 413)

    assert_nothing_was_done(running)


@pytest.mark.parametrize(
    "framing", [(b"Content-Length: %d" % MIB,), (b"Transfer-Encoding: chunked",)]
)
def test_a_body_of_1_mib_is_read(running: Running, framing: tuple[bytes, ...]) -> None:
    note = b'{"note": "n"}'
    filled = note + b" " * (MIB - len(note))
    with running.open() as caller:
        caller.sendall(post(running, JSON_TYPE, b"Connection: close", *framing))
        if framing[0].startswith(b"Content"):
            caller.sendall(filled)
        else:
            caller.sendall(b"%x\r\n" % MIB + filled + b"\r\n0\r\n\r\n")
        status, _, _ = parsed(read_all(caller))

    assert status == 200
    assert [row.note for row in running.store.rows] == ["n"]


@pytest.mark.parametrize("endless", [b"1;" + b"x" * 100_000, b"0\r\nX: " + b"x" * 100_000])
def test_what_stands_around_the_chunks_of_a_body_ends_too(running: Running, endless: bytes) -> None:
    with running.open() as caller:
        caller.sendall(post(running, JSON_TYPE, b"Transfer-Encoding: chunked") + endless)
        for _ in range(30):
            caller.sendall(b"x" * 100_000)
        assert_refused(read_all(caller), 413)

    assert_nothing_was_done(running)


@pytest.mark.parametrize("in_pieces", [False, True])
def test_headers_over_16_kib_are_refused(running: Running, in_pieces: bool) -> None:
    lines = [b"X-%d: " % n + b"x" * 1000 for n in range(17)]
    request = post(running, b"Content-Length: 0", *lines)
    with running.open() as caller:
        if in_pieces:
            for start in range(0, len(request) - 4, 4000):
                caller.sendall(request[start : min(start + 4000, len(request) - 4)])
        else:
            caller.sendall(request)
        assert_refused(read_all(caller), 431)

    assert_nothing_was_done(running)


def test_one_long_header_is_refused(running: Running) -> None:
    with running.open() as caller:
        caller.sendall(post(running, b"X: " + b"x" * 16 * 1024))
        assert_refused(read_all(caller), 431)


def test_an_address_over_8_kib_is_refused(running: Running) -> None:
    with running.open() as caller:
        caller.sendall(post(running, target=TARGET + b"?" + b"x" * 8 * 1024))
        assert_refused(read_all(caller), 414)

    assert_nothing_was_done(running)


def test_an_address_of_8_kib_and_headers_of_16_kib_are_read(running: Running) -> None:
    query = TARGET + b"?" + b"x" * (8 * 1024 - len(TARGET) - 1)

    assert running.status(post(running, b"Content-Length: 0", target=query)) == 200
    assert running.status(post(running, b"Content-Length: 0", b"X: " + b"x" * 16_200)) == 200


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nNo colon\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/2.0\r\nHost: a\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n",
        b"NONSENSE / HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
        b"GET / HTTP/1.1\r\nNo colon" + b"x" * 20_000,
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n",
    ],
)
def test_what_is_no_http_is_refused_in_our_words(running: Running, nonsense: bytes) -> None:
    with running.open() as caller:
        caller.sendall(nonsense)
        reply = read_all(caller)

    assert parsed(reply)[0] in (400, 501)
    assert_refused(reply, parsed(reply)[0])


@pytest.mark.parametrize(
    "body",
    [
        b'{"unknown": ' + b"[" * 32 + b"]" * 32 + b"}",
        b'{"unknown": ' + b'{"a":' * 32 + b"1" + b"}" * 33,
        b'{"unknown": ' + b"9" * 1000 + b"}",
        b'{"unknown": -' + b"9" * 1000 + b".5e3}",
        b"[" * 100_000 + b"]" * 100_000,
        b'{"unknown": ' + b"[" * 100_000,
    ],
)
def test_json_that_is_deep_or_full_of_digits_is_refused_though_nobody_reads_it(
    running: Running, body: bytes
) -> None:
    request = post(running, JSON_TYPE, b"Content-Length: %d" % len(body)) + body

    assert 400 <= running.status(request) < 500

    assert_nothing_was_done(running)


@pytest.mark.parametrize(
    "text",
    [
        b"{}",
        b'{"unknown": ' + b"[" * 31 + b"]" * 31 + b"}",
        b'{"note": "' + b"9" * 1000 + b'"}',
        b'{"note": "' + b"[{" * 300 + b'"}',
        b'{"list": [' + b"[],{}," * 500 + b"1]}",
        b'{"unknown": ' + b"9" * 999 + b"}",
    ],
)
def test_json_that_only_looks_deep_or_long_is_moderate(text: bytes) -> None:
    json.loads(text)

    assert payload.is_moderate(text)


@pytest.mark.parametrize("text", [b"", b"{", b"[" * 20, b"\xff" * 2000, b"x" * 2000])
def test_what_is_no_json_is_left_to_those_who_read_it(text: bytes) -> None:
    assert payload.is_moderate(text)


# Slow


def begun(running: Running) -> dict[str, bytes]:
    return {
        "nothing": b"",
        "a letter": b"P",
        "half a head": post(running, JSON_TYPE)[:-4],
        "blank lines": b"\r\n",
        "a head": post(running, JSON_TYPE, b"Content-Length: 100"),
        "half a body": post(running, JSON_TYPE, b"Content-Length: 100") + b"{",
        "half a chunk": post(running, JSON_TYPE, b"Transfer-Encoding: chunked") + b"5\r\n{",
    }


@pytest.mark.usefixtures("hurried")
def test_what_is_not_sent_to_its_end_is_given_up(running: Running) -> None:
    for start in begun(running).values():
        with running.open() as caller:
            caller.sendall(start)
            reply = read_all(caller)

        assert_refused(reply, 408)
    assert_nothing_was_done(running)


@pytest.mark.parametrize(
    ("status", "header"),
    [
        (401, b"Via: 1.1 proxy"),
        (403, b"Origin: http://evil.example"),
        (415, b"Content-Type: text/plain"),
    ],
)
def test_who_sends_a_body_first_and_reads_then_can_read_why_it_is_refused(
    running: Running, status: int, header: bytes
) -> None:
    with running.open() as caller:
        lines = (header, b"Connection: close", b"Content-Length: %d" % MIB)
        caller.sendall(post(running, *lines) + b" ")
        early = caller.recv(1, socket.MSG_PEEK)  # it is answered by now, and the body is not whole
        for _ in range(MIB // 65536 - 1):
            caller.sendall(b" " * 65536)
        caller.sendall(b" " * 65535)
        said = read_all(caller)

    assert early == b"H"
    assert (parsed(said)[0], list(json.loads(parsed(said)[2]))) == (status, ["detail"])
    assert_nothing_was_done(running)


@pytest.mark.usefixtures("hurried")
def test_a_request_that_was_answered_early_is_not_waited_for_either(running: Running) -> None:
    with running.open() as caller:
        caller.sendall(post(running, b"Content-Type: text/plain", b"Content-Length: 100") + b"x")
        assert parsed(caller.recv(65536))[0] == 415
        assert wait_closed([caller], WAIT_S) == 1


@pytest.mark.usefixtures("hurried")
def test_a_second_request_on_a_connection_is_waited_for_no_longer(running: Running) -> None:
    with running.open() as caller:
        caller.sendall(trigger(TARGET, running.host))
        while not caller.recv(65536).endswith(b"}"):
            pass
        caller.sendall(b"POST ")
        assert_refused(read_all(caller), 408)


def test_a_body_that_comes_steadily_is_waited_for(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A second for each 16 KiB that came, instead of ten: one that comes is not slow.
    monkeypatch.setattr(protocol, "BODY_S", 0.2)
    monkeypatch.setattr(protocol, "BODY_BYTES_PER_S", 100)
    body = b"{}" + b" " * 998
    with running.open() as caller:
        caller.sendall(post(running, JSON_TYPE, b"Connection: close", b"Content-Length: 1000"))
        for start in range(0, 1000, 100):
            caller.sendall(body[start : start + 100])
            threading.Event().wait(0.05)

        assert parsed(read_all(caller))[0] == 200


@pytest.mark.usefixtures("hurried")
def test_who_is_refused_and_goes_on_sending_is_cut_off(running: Running) -> None:
    with running.open() as caller:
        caller.sendall(post(running, JSON_TYPE, b"Content-Length: %d" % (100 * MIB)))
        begun_at = time.monotonic()
        with pytest.raises(ConnectionError):
            send_for_ever(caller)
        assert time.monotonic() - begun_at < WAIT_S


def send_for_ever(caller: socket.socket) -> None:
    while True:
        caller.sendall(b" " * 65536)
        threading.Event().wait(0.01)


@pytest.mark.usefixtures("hurried")
def test_who_does_not_read_a_reply_is_cut_off(running: Running) -> None:
    for n in range(100):
        running.engine.create_config(f"key-{n}", _description()).result()
    # Or the kernel takes all of it on both sides.
    running.server._sockets[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    with socket.socket() as caller:
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        caller.settimeout(WAIT_S)
        caller.connect(("127.0.0.1", running.port))
        caller.sendall(b"GET /api/v1/alert-configs HTTP/1.1\r\n" + running.host + b"\r\n\r\n")

        poller = select.poll()
        poller.register(caller, select.POLLERR | select.POLLHUP)
        assert poller.poll(WAIT_S * 1000)


def _description() -> object:
    from lightstack_desktop.alerts.model import ConfigFields  # noqa: PLC0415 - for this one

    return ConfigFields(description="x" * 4000)


def slow_callers(running: Running, count: int) -> list[socket.socket]:
    callers = []
    starts = list(begun(running).values())
    for n in range(count):
        caller = running.open()
        caller.sendall(starts[n % len(starts)])
        caller.setblocking(False)
        callers.append(caller)
    return callers


def wait_closed(callers: list[socket.socket], timeout_s: float) -> int:
    """Return how many are closed by the other side within the time."""
    end = time.monotonic() + timeout_s
    still = set(callers)
    while still and time.monotonic() < end:
        for caller in select.select(list(still), [], [], end - time.monotonic())[0]:
            try:
                is_closed = caller.recv(65536) == b""
            except ConnectionError:
                is_closed = True
            if is_closed:
                still.remove(caller)
    return len(callers) - len(still)


def time_triggers(running: Running, until: Callable[[], bool]) -> list[float]:
    times: list[float] = []
    while not until() or len(times) < 5:
        begun_at = time.monotonic()
        assert running.status(trigger(TARGET, running.host)) == 200
        times.append(time.monotonic() - begun_at)
        threading.Event().wait(0.02)
    return times


def fight(running: Running, within_s: float) -> list[float]:
    """Let 200 slow callers come; return how long triggers took until all were gone."""
    callers = slow_callers(running, 200)
    closed: list[int] = []
    watcher = threading.Thread(target=lambda: closed.append(wait_closed(callers, within_s)))
    watcher.start()
    times = time_triggers(running, lambda: not watcher.is_alive())
    watcher.join()
    for each in callers:
        each.close()
    assert closed == [200]
    return times


@pytest.mark.usefixtures("hurried")
def test_200_slow_callers_are_got_rid_of_and_hold_nobody_up(running: Running) -> None:
    times = fight(running, 15)

    assert statistics.median(times) < 0.2


@pytest.mark.full
def test_200_slow_callers_are_gone_within_15_s(running: Running) -> None:
    times = fight(running, 15)

    p50, p95 = (statistics.quantiles(times, n=20)[n] * 1000 for n in (9, 18))
    print(f"{len(times)} triggers beside them: p50 {p50:.0f}, p95 {p95:.0f}, worst ", end="")
    print(f"{max(times) * 1000:.0f} ms")
    assert p95 < 200


# Many


def test_the_oldest_that_is_idle_makes_room_for_a_newcomer(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "CONNECTIONS", 5)
    idle = [running.open() for _ in range(5)]
    for each in idle:
        each.sendall(b"GET /api/health HTTP/1.1\r\n" + running.host + b"\r\n\r\n")
        assert each.recv(65536)

    assert running.status(trigger(TARGET, running.host)) == 200

    assert wait_closed(idle[:1], WAIT_S) == 1
    for each in idle:
        each.close()


def test_a_crowd_does_not_keep_others_out(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "CONNECTIONS", 100)
    with contextlib.ExitStack() as closing:
        callers = [closing.enter_context(running.open()) for _ in range(150)]

        assert running.status(trigger(TARGET, running.host)) == 200

        too_many = len(callers) + 1 - protocol.CONNECTIONS
        assert wait_closed(callers[:too_many], WAIT_S) == too_many


def test_while_nobody_is_connected_no_timer_runs(running: Running) -> None:
    with running.open() as caller:
        caller.sendall(trigger(TARGET, running.host, b"Connection: close"))
        assert read_all(caller)

    loop_thread = running.server._thread
    assert loop_thread is not None
    before = _switches(loop_thread)
    threading.Event().wait(1)
    assert _switches(loop_thread) - before <= 1


def _switches(thread: threading.Thread) -> int:
    status = f"/proc/self/task/{thread.native_id}/status"
    if not os.path.exists(status):  # noqa: PTH110 - a name in /proc
        pytest.skip("counts what Linux counts")
    with open(status, encoding="ascii") as file:  # noqa: PTH123 - see above
        return int(file.read().partition("\nvoluntary_ctxt_switches:")[2].split()[0])


def test_the_limits_are_those_that_are_promised() -> None:
    assert (payload.BODY_BYTES, bounds.HEAD_BYTES, bounds.TARGET_BYTES) == (MIB, 16384, 8192)
    assert max(protocol.HEAD_S, protocol.BODY_S, protocol.STALL_S) + protocol.LINGER_S < 15
    assert protocol.CONNECTIONS == 600
