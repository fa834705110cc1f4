"""One request and its reply; a reply that is whole leaves in one piece.

uvicorn writes head and body of a reply apart: two system calls here, and two wake-ups there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uvicorn._types import ASGISendEvent, HTTPResponseStartEvent

_CLOSE = (b"connection", b"close")


class Exchange(RequestResponseCycle):
    """uvicorn's cycle, but for the way a reply is written."""

    _start: HTTPResponseStartEvent | None = None

    async def send(self, message: ASGISendEvent) -> None:
        """Take a part of the reply; the head is kept until there is a body to send it with."""
        if message["type"] == "http.response.start" and self._start is None:
            self._start = message
            return
        start, self._start = self._start, None
        if start is None or message["type"] != "http.response.body" or message.get("more_body"):
            await self._in_parts(start, message)
            return
        body = message.get("body", b"")
        if (b"content-length", b"%d" % len(body)) not in start.get("headers", ()):
            await self._in_parts(start, message)
            return
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if not self.disconnected:
            self._write(start, body)

    async def send_500_response(self) -> None:
        """Answer for an application that did not, or that only began to."""
        self._start = None
        await super().send_500_response()

    async def _in_parts(self, start: HTTPResponseStartEvent | None, message: ASGISendEvent) -> None:
        if start is not None:
            await super().send(start)
        await super().send(message)

    def _write(self, start: HTTPResponseStartEvent, body: bytes) -> None:
        headers = list(start.get("headers", ()))
        if _CLOSE in headers:
            self.keep_alive = False
        elif not self.keep_alive:
            headers.append(_CLOSE)
        self.response_started = self.response_complete = True
        self.waiting_for_100_continue = False
        self.message_event.set()
        head = _head(start["status"], headers)
        self.transport.write(head if self.scope["method"] == "HEAD" else head + body)
        if not self.keep_alive:
            self.transport.close()
        self.on_response()


def _head(status: int, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    lines = [b"%b: %b\r\n" % header for header in headers]
    head = b"".join(lines)
    # What a caller sent must not become a line of its own.
    if head.count(b"\r") != len(lines) or head.count(b"\n") != len(lines):
        raise RuntimeError("a header holds the end of a line")
    return STATUS_LINE[status] + head + b"\r\n"
