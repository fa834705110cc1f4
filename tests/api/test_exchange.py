"""How a reply leaves: in one piece, and in the order of the requests."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest
from uvicorn.protocols.http.flow_control import FlowControl

from api.serving import Running, read_all, serving, trigger
from lightstack_desktop.api import bounds
from lightstack_desktop.api.exchange import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterator

HEALTH = b"/api/health"
LENGTH = (b"content-length", b"2")


@pytest.fixture
def running() -> Iterator[Running]:
    with serving() as made:
        yield made


class Pipe:
    """A transport that only remembers."""

    def __init__(self) -> None:
        self.writes: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes) -> None:
        self.writes.append(bytes(data))

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed


def written(*messages: dict[str, Any], method: str = "GET", keep_alive: bool = True) -> Pipe:
    """Return what is written when an application sends these."""
    pipe: Any = Pipe()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        for message in messages:
            await send(message)

    async def run() -> None:
        exchange = Exchange(
            scope={"method": method},  # type: ignore[typeddict-item]
            transport=pipe,
            flow=FlowControl(pipe),
            logger=logging.getLogger("test"),
            access_logger=logging.getLogger("test"),
            access_log=False,
            default_headers=[],
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=keep_alive,
            on_response=lambda: None,
        )
        await exchange.run_asgi(app)

    asyncio.run(run())
    assert isinstance(pipe, Pipe)
    return pipe


def start(*headers: tuple[bytes, bytes], status: int = 200) -> dict[str, Any]:
    return {"type": "http.response.start", "status": status, "headers": headers}


def body(text: bytes = b"", **more: Any) -> dict[str, Any]:
    return {"type": "http.response.body", "body": text, **more}


def test_a_whole_reply_leaves_in_one_piece() -> None:
    pipe = written(start(LENGTH, (b"x", b"y")), body(b"{}"))

    assert pipe.writes == [b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx: y\r\n\r\n{}"]
    assert not pipe.is_closed


def test_the_last_reply_says_so() -> None:
    pipe = written(start(LENGTH), body(b"{}"), keep_alive=False)

    assert pipe.writes == [b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}"]
    assert pipe.is_closed


def test_an_application_may_hang_up() -> None:
    pipe = written(start(LENGTH, (b"connection", b"close")), body(b"{}"))

    assert pipe.writes[0].count(b"connection: close") == 1
    assert pipe.is_closed


def test_a_head_alone_is_what_head_asks_for() -> None:
    pipe = written(start(LENGTH), body(b"{}"), method="HEAD")

    assert pipe.writes == [b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"]


def test_a_reply_of_unknown_length_comes_in_chunks() -> None:
    pipe = written(start(), body(b"ab", more_body=True), body(b"c"))

    assert b"".join(pipe.writes).endswith(
        b"transfer-encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
    )


def test_a_reply_without_a_body_has_none() -> None:
    pipe = written(start(status=204), body())

    assert b"".join(pipe.writes) == b"HTTP/1.1 204 No Content\r\n\r\n"


@pytest.mark.parametrize("end", [b"\r\nset-cookie: a", b"\n", b"\r"])
def test_a_header_does_not_become_two(end: bytes, caplog: pytest.LogCaptureFixture) -> None:
    pipe = written(start(LENGTH, (b"location", b"/" + end)), body(b"{}"))

    assert b"/" + end not in b"".join(pipe.writes)
    assert "a header holds the end of a line" in caplog.text


def test_an_application_that_only_begins_is_answered_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    pipe = written(start(LENGTH))

    assert b"".join(pipe.writes).startswith(b"HTTP/1.1 500 ")
    assert "without starting response" in caplog.text


# Requests that do not wait for replies


def get(running: Running, *headers: bytes, target: bytes = HEALTH) -> bytes:
    return b"\r\n".join((b"GET " + target + b" HTTP/1.1", running.host, *headers, b"", b""))


def statuses(said: bytes) -> list[int]:
    return [int(part[:3]) for part in said.split(b"HTTP/1.1 ")[1:]]


def said_to(running: Running, *requests: bytes) -> bytes:
    """Send all at once, and return all that is said."""
    with running.open() as caller:
        caller.sendall(b"".join(requests))
        return read_all(caller)


def test_requests_that_come_together_are_answered_in_order(running: Running) -> None:
    door = trigger(b"/api/v1/alerts/door/trigger", running.host)
    other = trigger(b"/api/v1/alerts/other/trigger", running.host)

    said = said_to(
        running, door, other, get(running, target=b"/nowhere"), get(running, b"Connection: close")
    )

    assert statuses(said) == [200, 200, 404, 200]
    assert said.index(b'"alert_key":"door"') < said.index(b'"alert_key":"other"')
    assert [row.alert_key for row in running.store.rows] == ["door", "other"]


@pytest.mark.parametrize(
    ("behind", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\n", 414),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n", 400),
        (
            (
                b"GET /api/v1/ws HTTP/1.1\r\nHost: a\r\n"
                b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n"
            ),
            400,
        ),
    ],
)
def test_what_came_in_good_order_is_answered_before_what_did_not_is_refused(
    running: Running, behind: bytes, status: int
) -> None:
    request = trigger(b"/api/v1/alerts/door/trigger", running.host)

    said = said_to(running, request, request, behind)

    assert statuses(said) == [200, 200, status]
    assert len(running.store.rows) == 2


def test_a_queue_has_an_end(running: Running) -> None:
    said = said_to(running, *[get(running)] * (bounds.QUEUE + 5))

    assert statuses(said) == [200] * (bounds.QUEUE + 1) + [429]


def test_who_says_goodbye_behind_a_request_is_answered(running: Running) -> None:
    assert statuses(said_to(running, get(running, b"Connection: close"), b"and more")) == [200]


# What httptools sees otherwise than we do


@pytest.mark.parametrize(
    ("target", "status"),
    [(b"*", 421), (b"http://127.0.0.1/api/health", 421), (b"//a/api/health", 404), (HEALTH, 200)],
)
def test_a_target_is_looked_at_as_it_was_sent(running: Running, target: bytes, status: int) -> None:
    assert running.status(get(running, target=target)) == status


def test_what_stands_behind_a_body_is_no_header(running: Running) -> None:
    head = (
        b"POST /api/v1/alerts/door/trigger HTTP/1.1",
        running.host,
        b"Content-Type: application/json",
    )
    chunks = (
        b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nHost: b\r\nOrigin: http://b\r\n\r\n"
    )

    assert running.status(b"\r\n".join((*head, chunks))) == 200


def test_an_upgrade_to_what_we_do_not_speak_is_not_followed(running: Running) -> None:
    asked = get(running, b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c")

    said = said_to(running, asked)

    assert statuses(said) == [200]
    assert b"\r\nconnection: close\r\n" in said


def test_a_caller_may_ask_before_it_sends(running: Running) -> None:
    headers = (running.host, b"Content-Type: application/json", b"Expect: 100-continue")
    lines = (b"POST /api/v1/alerts/door/trigger HTTP/1.1", *headers, b"Content-Length: 2", b"", b"")
    with running.open() as caller:
        caller.sendall(b"\r\n".join(lines))
        assert caller.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        caller.sendall(b"{}")
        assert statuses(caller.recv(65536)) == [200]
