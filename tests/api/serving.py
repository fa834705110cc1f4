"""A server of the API over real sockets, on a store in memory."""

from __future__ import annotations

import http.client
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.conftest import NEW_TOKEN, TOKEN, Clock
from api.memory import MemoryHistory, MemoryStore
from lightstack_desktop.api.access import Access
from lightstack_desktop.api.secret import Secret
from lightstack_desktop.api.server import ApiServer
from lightstack_desktop.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT_S = 20
TARGET = b"/api/v1/alerts/door/trigger"
LOOPBACK = Access()


@dataclass
class Running:
    server: ApiServer
    engine: Engine
    store: MemoryStore
    port: int

    def raw(self, request: bytes) -> bytes:
        """Send bytes and return the first of the reply."""
        with self.open() as caller:
            caller.sendall(request)
            return caller.recv(65536)

    def status(self, request: bytes) -> int:
        return int(self.raw(request).split(b" ")[1])

    def open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), WAIT_S)

    def connect(self, host: str = "127.0.0.1") -> http.client.HTTPConnection:
        return http.client.HTTPConnection(host, self.port, timeout=WAIT_S)

    @property
    def host(self) -> bytes:
        return b"Host: 127.0.0.1:%d" % self.port


def trigger(target: bytes, *headers: bytes, version: bytes = b"1.1") -> bytes:
    lines = [b"POST " + target + b" HTTP/" + version, *headers, b"Content-Length: 0", b"", b""]
    return b"\r\n".join(lines)


def new_server(
    engine: Engine, store: MemoryStore, port: int = 0, access: Access = LOOPBACK
) -> ApiServer:
    secret = Secret(TOKEN, lambda: NEW_TOKEN)
    history = MemoryHistory(store)
    return ApiServer(engine, history, port=port, secret=secret, decks=lambda: (), access=access)


@contextmanager
def serving(access: Access = LOOPBACK) -> Iterator[Running]:
    store = MemoryStore()
    engine = Engine(store, Clock())
    engine.start()
    server = new_server(engine, store, access=access)
    port = server.bind()
    is_ready = threading.Event()
    server.start(is_ready.set)
    assert is_ready.wait(WAIT_S)
    try:
        yield Running(server, engine, store, port)
    finally:
        server.stop()
        engine.stop()


def read_all(caller: socket.socket) -> bytes:
    """Read until the other side hangs up."""
    said = b""
    while piece := caller.recv(65536):
        said += piece
    return said
