"""Triggers over real HTTP, on connections that stay open, each timed from when it was due.

1. A request that waits for a free connection waits on the clock: a server that stalls cannot hide
it. 2. Only an answer of 200 counts as done.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    Path = Callable[[int], str]  # of the request with this number


@dataclass(slots=True)
class Load:
    """What came of it: seconds each, and how many failed."""

    took: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Return how many a second were done."""
        return len(self.took) / self.seconds

    def percentile(self, part: float) -> float:
        """Return the time within which this part of them was done."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


class Connection(asyncio.Protocol):
    """One HTTP/1.1 connection that is used again and again.

    It reads no more of a reply than it has to: the load shares the cores with the server.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[int] | None = None
        self._said = b""

    async def post(self, path: str) -> int:
        """Send a POST without a body and return the status; 0 if the connection broke."""
        loop = asyncio.get_running_loop()
        try:
            if self._transport is None:
                await loop.create_connection(lambda: self, "127.0.0.1", self._port)
        except OSError:
            return 0
        assert self._transport is not None
        self._answer = loop.create_future()
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nContent-Length: 0"
        self._transport.write(f"{head}\r\n\r\n".encode())
        return await self._answer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what to write to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._said = transport, b""

    def data_received(self, data: bytes) -> None:
        """Answer once the reply is whole."""
        self._said += data
        head, end, body = self._said.partition(b"\r\n\r\n")
        if end and len(body) == int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0]):
            self._said = b""
            self._done(int(head[9:12]))

    def connection_lost(self, error: Exception | None) -> None:
        """Answer for a server that does not."""
        self._transport = None
        self._done(0)

    def close(self) -> None:
        """End it."""
        if self._transport is not None:
            self._transport.close()

    def _done(self, status: int) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(status)


def as_fast_as_possible(port: int, clients: int, seconds: float, path: Path) -> Load:
    """Let so many clients each send its next request when the last is answered."""
    return asyncio.run(_closed(port, clients, seconds, path))


def at_rate(port: int, rate: float, seconds: float, path: Path) -> Load:
    """Send so many a second, whether or not those before are answered."""
    return asyncio.run(_open(port, rate, seconds, path))


async def _closed(port: int, clients: int, seconds: float, path: Path) -> Load:
    load, began = Load(), time.monotonic()

    async def client(connection: Connection, number: int) -> None:
        while time.monotonic() < began + seconds:
            await _send(connection, path(number), time.monotonic(), load)
            number += clients

    async with _connections(port, clients) as opened:
        await asyncio.gather(*(client(one, number) for number, one in enumerate(opened)))
        load.seconds = time.monotonic() - began
    return load


async def _open(port: int, rate: float, seconds: float, path: Path) -> Load:
    load = Load()
    async with _connections(port, 50) as opened:
        free: asyncio.Queue[Connection] = asyncio.Queue()
        for connection in opened:
            free.put_nowait(connection)

        async def send(number: int, due: float) -> None:
            connection = await free.get()
            await _send(connection, path(number), due, load)
            free.put_nowait(connection)

        began = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            for number in range(int(rate * seconds)):
                due = began + number / rate
                await asyncio.sleep(due - time.monotonic())
                tasks.create_task(send(number, due))
        load.seconds = time.monotonic() - began
    return load


async def _send(connection: Connection, path: str, due: float, load: Load) -> None:
    status = await connection.post(path)
    if status == 200:
        load.took.append(time.monotonic() - due)
    else:
        load.failed += 1


@asynccontextmanager
async def _connections(port: int, count: int) -> AsyncIterator[list[Connection]]:
    opened = [Connection(port) for _ in range(count)]
    try:
        yield opened
    finally:
        for connection in opened:
            connection.close()
