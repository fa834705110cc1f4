"""The real server on a real port, and a WebSocket client of which a test has every byte in hand."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.protocol import SEND_EOF
from websockets.uri import parse_uri

from api.conftest import Clock
from api.memory import MemoryHistory, MemoryStore
from lightstack_desktop.api.access import Access
from lightstack_desktop.api.secret import Secret
from lightstack_desktop.api.server import ApiServer
from lightstack_desktop.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT_S = 20
LOOPBACK = Access()


@dataclass
class Live:
    """A server that runs, and what stands behind it."""

    server: ApiServer
    engine: Engine
    store: Any
    port: int
    callers: list[Caller] = field(default_factory=list)

    def rest(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """Send one request and return its status and reply."""
        caller = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_S)
        headers = dict(headers or {})
        if body is not None:
            headers["Content-Type"] = "application/json"
        caller.request(method, path, None if body is None else json.dumps(body), headers)
        reply = caller.getresponse()
        text = reply.read()
        caller.close()
        return reply.status, json.loads(text) if text else None

    def connect(self, **how: Any) -> Caller:
        """Open a WebSocket; its greeting is not read yet."""
        self.callers.append(Caller(self.port, **how))
        return self.callers[-1]

    def greeted(self, **how: Any) -> Caller:
        """Open a WebSocket and read its greeting."""
        caller = self.connect(**how)
        assert caller.read()["type"] == "connection_established"
        return caller


@contextmanager
def served(
    store: Any = None,
    history: Any = None,
    retry_s: float = 5,
    access: Access = LOOPBACK,
    secret: Secret | None = None,
) -> Iterator[Live]:
    """Run a server, on a store in memory if none is given; its token is `t`, and stays it."""
    store = store or MemoryStore()
    engine = Engine(store, Clock(), retry_s)
    engine.start()
    server = ApiServer(
        engine,
        history or MemoryHistory(store),
        port=0,
        secret=secret or Secret("t", lambda: "t"),
        decks=lambda: (),
        access=access,
    )
    port = server.bind()
    is_ready = threading.Event()
    server.start(is_ready.set)
    live = Live(server, engine, store, port)
    try:
        assert is_ready.wait(WAIT_S)
        yield live
    finally:
        for caller in live.callers:
            caller.leave()
        server.stop()
        engine.stop()


class Caller:
    """One WebSocket client. `status` is that of the handshake; `closed` the close code, if any."""

    def __init__(
        self,
        port: int,
        *,
        path: str = "/api/v1/ws",
        room: int | None = None,
        replaced: dict[str, str] | None = None,
    ) -> None:
        self.socket = socket.socket()
        self.socket.settimeout(WAIT_S)
        if room is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.socket.connect(("127.0.0.1", port))
        self.wire = ClientProtocol(parse_uri(f"ws://127.0.0.1:{port}{path}"), max_size=None)
        self.pings = 0
        self.answers_pings = True
        self._waiting: list[Frame] = []
        self.response: Response | None = None
        request = self.wire.connect()
        for name, value in (replaced or {}).items():
            request.headers.pop(name, None)
            request.headers[name] = value
        self.wire.send_request(request)
        self.flush()
        try:
            while self.response is None:
                self._take()
        except ConnectionError:
            self.socket.close()
            raise

    @property
    def status(self) -> int:
        assert self.response is not None
        return self.response.status_code

    @property
    def closed(self) -> int | None:
        return self.wire.close_rcvd.code if self.wire.close_rcvd else None

    def send(self, message: Any) -> None:
        """Send text as it is, or anything else as JSON."""
        text = message if isinstance(message, str) else json.dumps(message)
        self.send_frame(Opcode.TEXT, text.encode())

    def send_frame(self, opcode: Opcode, data: bytes, *, fin: bool = True) -> None:
        """Send any frame, be it allowed or not."""
        self.socket.sendall(Frame(opcode, data, fin).serialize(mask=True))

    def ask(self, type_: str, id_: Any = "id", **data: Any) -> None:
        """Send a command."""
        self.send({"type": type_, "id": id_, **({"data": data} if data else {})})

    def read(self) -> Any:
        """Return the next message; ConnectionError once there will be none."""
        while not self._waiting:
            self._take()
        frame = self._waiting.pop(0)
        assert frame.opcode is Opcode.TEXT
        return json.loads(bytes(frame.data).decode())

    def read_until(self, type_: str) -> list[Any]:
        """Return the next messages up to and with one of this type."""
        read = [self.read()]
        while read[-1]["type"] != type_:
            read.append(self.read())
        return read

    def call(self, type_: str, **data: Any) -> Any:
        """Send a command and return the data of its answer; what comes before is skipped."""
        self.ask(type_, **data)
        while (frame := self.read())["type"] not in ("command_result", "error"):
            pass
        return frame["data"]

    def read_close(self) -> int | None:
        """Read to the end of the connection and return the close code."""
        try:
            while True:
                self.read()
        except ConnectionError:
            return self.closed
        finally:
            self.socket.close()

    def leave(self) -> None:
        """Hang up without a word."""
        self.socket.close()

    def flush(self) -> None:
        for data in self.wire.data_to_send():
            if data is SEND_EOF:
                self.socket.shutdown(socket.SHUT_WR)
            else:
                self.socket.sendall(data)

    def _take(self) -> None:
        data = self.socket.recv(1 << 16)
        if not data:
            raise ConnectionError("the server has hung up")
        self.wire.receive_data(data)
        for event in self.wire.events_received():
            if isinstance(event, Response):
                self.response = event
            elif event.opcode is Opcode.TEXT:
                self._waiting.append(event)
            elif event.opcode is Opcode.PING:
                self.pings += 1
        if self.answers_pings:
            with suppress(OSError):  # the server may have gone already
                self.flush()

    def wait_pings(self, count: int) -> None:
        """Wait until the server has asked so often whether we are there."""
        while self.pings < count:
            self._take()
