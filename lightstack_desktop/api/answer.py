"""What the guard and the protocol answer by themselves, and the headers of every reply.

No reply says more than a status and a sentence; none may be kept, framed or taken for a script.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Send

    from lightstack_desktop.api.payload import Incoming

Headers = list[tuple[bytes, bytes]]

_SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
CHALLENGE = 'Bearer realm="lightstack", Basic realm="lightstack"'


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not served."""

    status: int
    detail: str

    @property
    def body(self) -> bytes:
        """Return what the reply says."""
        return json.dumps({"detail": self.detail}).encode()

    @property
    def headers(self) -> Headers:
        """Return the headers that go with the body."""
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(self.body)),
        ]
        if self.status == 401:
            headers.append((b"www-authenticate", CHALLENGE.encode()))
        return headers


def safe_headers() -> Headers:
    """Return what every reply carries.

    The date is that of the wall clock, looked at for each reply: the server's own way is a timer,
    and an idle program should not wake up to look at the clock.
    """
    return [*_SAFE, _date(int(time.time()))]


@lru_cache(1)
def _date(second: int) -> tuple[bytes, bytes]:
    return b"date", formatdate(second, usegmt=True).encode()


def with_safe_headers(send: Send) -> Send:
    """Return a `send` that adds them."""

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            said = message.get("headers", ())
            names = {name for name, _ in said}  # the pages of docs.py say what they need
            message["headers"] = [*said, *(ours for ours in safe_headers() if ours[0] not in names)]
        await send(message)

    return sender


async def refuse(refusal: Refusal, incoming: Incoming, send: Send) -> None:
    """Answer a request at once; the reply ends when all was read that came with it.

    Hanging up on bytes that are still to come would take the reply from a caller that sends first
    and reads then.
    """
    await _start("http.response", refusal, refusal.headers, send)
    await send({"type": "http.response.body", "body": refusal.body, "more_body": True})
    await incoming.drain()
    await send({"type": "http.response.body"})


async def refuse_upgrade(refusal: Refusal, send: Send) -> None:
    """Answer a WebSocket's upgrade with an ordinary reply, before it is accepted."""
    headers = [*refusal.headers, *safe_headers()]
    await _start("websocket.http.response", refusal, headers, send)
    await send({"type": "websocket.http.response.body", "body": refusal.body})


async def _start(kind: str, refusal: Refusal, headers: Headers, send: Send) -> None:
    await send({"type": f"{kind}.start", "status": refusal.status, "headers": headers})
