"""R19: whatever a client sends, it gets an answer or a close, and nobody else notices."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import pytest
from websockets.frames import Frame, Opcode

from api.live import served
from lightstack_desktop.api.connection import Connection
from lightstack_desktop.api.hub import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.http11 import Request

    from api.live import Caller, Live

LIMIT = 1 << 16


@pytest.fixture(scope="module")
def server() -> Iterator[Live]:
    """Run one server for all of this: nothing that is sent here may change it."""
    with served() as running:
        yield running


@pytest.fixture
def live(server: Live) -> Iterator[Live]:
    yield server
    assert server.greeted().call("ping")["success"]
    assert server.engine.board.alerts == {}
    for caller in server.callers:
        caller.leave()
    server.callers.clear()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "INVALID_JSON"),
        ("{", "INVALID_JSON"),
        ("NaN", "INVALID_JSON"),
        ('{"type": "ping", "id": 1e999}', "INVALID_JSON"),
        ("[" * 60_000, "INVALID_JSON"),
        ('{"type": "ping", "data": ' + '{"a":' * 40 + "1" + "}" * 41, "INVALID_JSON"),
        ("9" * 60_000, "INVALID_JSON"),
        ("\ufeff{}", "INVALID_JSON"),
        ("[]", "INVALID_MESSAGE"),
        ("[1, 2]", "INVALID_MESSAGE"),
        ("null", "INVALID_MESSAGE"),
        ("true", "INVALID_MESSAGE"),
        ("5", "INVALID_MESSAGE"),
        ('"ping"', "INVALID_MESSAGE"),
        ("{}", "INVALID_MESSAGE"),
        ('{"type": 5}', "INVALID_MESSAGE"),
        ('{"type": null}', "INVALID_MESSAGE"),
        ('{"type": ["ping"]}', "INVALID_MESSAGE"),
        ('{"type": "ping", "id": 5}', "INVALID_MESSAGE"),
        ('{"type": "ping", "data": null}', "INVALID_MESSAGE"),
        ('{"type": "ping", "data": [1]}', "INVALID_MESSAGE"),
        ('{"type": ""}', "UNKNOWN_COMMAND"),
        ('{"type": "\\ud800"}', "UNKNOWN_COMMAND"),
        ('{"type": "trigger_alert", "data": {"alert_key": [1]}}', "VALIDATION_ERROR"),
        ('{"type": "trigger_alert", "data": {"alert_key": {"a": 1}}}', "VALIDATION_ERROR"),
        ('{"type": "trigger_alert", "data": {"alert_key": 123}}', "VALIDATION_ERROR"),
        ('{"type": "clear_alert", "data": {"alert_key": "\\u0000"}}', "VALIDATION_ERROR"),
    ],
)
def test_what_is_no_command_is_answered_and_the_socket_goes_on(
    live: Live, text: str, code: str
) -> None:
    caller = live.greeted()

    caller.send(text)

    error = caller.read()
    assert (error["type"], error["data"]["code"]) == ("error", code)
    assert ("command_id" in error["data"]) == (code != "INVALID_JSON")
    assert caller.call("ping")["result"] == {"pong": True}


@pytest.mark.parametrize("sent_id", [5, 2.5, True, [1], {"a": None}])
def test_an_id_that_is_no_text_is_given_back_as_it_is(live: Live, sent_id: Any) -> None:
    caller = live.greeted()

    caller.ask("ping", sent_id)

    assert caller.read()["data"]["command_id"] == sent_id


def raw(caller: Caller, data: bytes) -> int | None:
    """Send bytes as they are and return the close code."""
    caller.socket.sendall(data)
    return caller.read_close()


def test_binary_is_closed_with_1003(live: Live) -> None:
    caller = live.greeted()
    caller.send_frame(Opcode.BINARY, b"{}")

    assert caller.read_close() == 1003


@pytest.mark.parametrize("data", [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b'{"type":"ping\xe2\x82'])
def test_text_that_is_not_utf8_is_closed_with_1007(live: Live, data: bytes) -> None:
    caller = live.greeted()
    caller.send_frame(Opcode.TEXT, data)

    assert caller.read_close() == 1007


def test_nothing_is_done_that_stands_behind_text_that_is_not_utf8(live: Live) -> None:
    caller = live.greeted()
    bad = Frame(Opcode.TEXT, b"\xff").serialize(mask=True)
    command = b'{"type": "trigger_alert", "data": {"alert_key": "door"}}'

    assert raw(caller, bad + Frame(Opcode.TEXT, command).serialize(mask=True)) == 1007


@pytest.mark.parametrize("end", [b"\x88\x80mask", b"\x83\x80mask"])
def test_a_client_that_ends_before_it_was_accepted_is_forgotten(
    live: Live, end: bytes, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Connection._open

    def open_and_end(self: Connection, request: Request) -> None:
        real(self, request)
        self._wire.receive_data(end)

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "_open", open_and_end)
        for _ in range(PLACES + 1):
            with pytest.raises(ConnectionError):
                live.connect()

    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_a_message_may_come_in_parts_that_split_a_character(live: Live) -> None:
    caller = live.greeted()
    data = '{"type": "ping", "id": "é"}'.encode()

    caller.send_frame(Opcode.TEXT, data[:-3], fin=False)
    caller.send_frame(Opcode.PING, b"between")
    caller.send_frame(Opcode.CONT, data[-3:])

    assert caller.read()["data"]["command_id"] == "é"


def test_the_longest_message_is_served_and_one_byte_more_is_closed_with_1009(live: Live) -> None:
    caller = live.greeted()
    caller.send('{"type":"ping"}'.ljust(LIMIT))
    assert caller.read()["data"]["success"]

    caller.send('{"type":"ping"}'.ljust(LIMIT + 1))

    assert caller.read_close() == 1009


def test_parts_that_are_too_long_together_are_closed_with_1009(live: Live) -> None:
    caller = live.greeted()
    caller.send_frame(Opcode.TEXT, b" " * LIMIT, fin=False)
    caller.send_frame(Opcode.CONT, b" ")

    assert caller.read_close() == 1009


def test_sixteen_mebibytes_are_refused_unread(live: Live) -> None:
    caller = live.greeted()
    header = bytes([0x81, 0xFF]) + struct.pack("!Q", 16 << 20) + b"mask"

    assert raw(caller, header) == 1009  # by its header alone


@pytest.mark.parametrize(
    "data",
    [
        b"\x81\x02{}",  # not masked
        b"\x83\x80mask",  # a reserved opcode
        b"\xc1\x80mask",  # compressed, which was not agreed on
        b"\x80\x80mask",  # the middle of nothing
        b"\x09\x80mask",  # a control frame in parts
        b"\x89\xfe\x00\x7emask" + b"p" * 126,  # a control frame that is too long
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_what_breaks_the_protocol_is_closed_with_1002(live: Live, data: bytes) -> None:
    assert raw(live.greeted(), data) == 1002


@pytest.mark.parametrize("code", [1000, 1001, 3000, 4999])
def test_a_close_is_answered_with_its_own_code(live: Live, code: int) -> None:
    caller = live.greeted()
    caller.wire.send_close(code)
    caller.flush()

    assert caller.read_close() == code


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Sec-WebSocket-Version", "8", 400),
        ("Sec-WebSocket-Key", "short", 400),
        ("Connection", "close", 404),
        ("Origin", "http://evil.example", 403),
        ("Sec-Fetch-Site", "cross-site", 403),
        ("X-Long", "x" * 9000, 431),
    ],
)
def test_an_upgrade_that_is_not_right_is_refused_in_http(
    live: Live, header: str, value: str, status: int
) -> None:
    assert live.connect(replaced={header: value}).status == status


def test_half_an_upgrade_and_half_a_frame_hold_nothing_up(live: Live) -> None:
    caller = live.greeted()
    caller.socket.sendall(b"\x81\xfe\x01")
    other = live.greeted()

    assert other.call("ping")["success"]
    caller.leave()


def test_a_client_that_hangs_up_in_the_middle_is_forgotten(live: Live) -> None:
    reconnect(live, 100)


@pytest.mark.full
def test_a_thousand_clients_come_and_go(live: Live) -> None:
    reconnect(live, 1000)


def reconnect(live: Live, times: int) -> None:
    """Come, and go in one of four ways; 64 places would soon be taken if any were kept."""
    for number in range(times):
        caller = live.greeted() if number % 4 else live.connect()
        if number % 4 == 1:
            caller.ask("get_state")
        elif number % 4 == 2:
            caller.socket.sendall(b"\x81\xfe")
        elif number % 4 == 3:
            caller.wire.send_close(1000)
            caller.flush()
            assert caller.read_close() == 1000
        caller.leave()
        live.callers.clear()
