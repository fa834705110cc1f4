"""Keeps web pages out: looks at every request before any route does.

1. It was sent to us by name (Host, no absolute target). 2. No foreign page sent it (Origin,
Sec-Fetch-Site); nobody is told that they may (no CORS, preflights refused). 3. A body is JSON
and says so, because a page can send anything else unasked. 4. A path is UTF-8, and an escaped
slash in it is not a slash.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import formatdate
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HTTP_PORT = 80
_NAMES = ("localhost", "127.0.0.1", "[::1]")
_OWN_SITES = frozenset({b"same-origin", b"none"})
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    detail: str


class Guard:
    """Wraps the application that is served on `port` of the loopback addresses."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        hosts = {f"{name}:{port}" for name in _NAMES}
        if port == HTTP_PORT:
            hosts |= set(_NAMES)
        self._app = app
        self._hosts = frozenset(host.encode() for host in hosts)
        self._origins = frozenset(b"http://" + host for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to the application, or refuse it."""
        refusal = self._refusal(scope)
        if scope["type"] == "websocket":
            if refusal is None:
                await self._app(scope, receive, send)
            else:
                # Closed before it is accepted: the server answers the upgrade with 403.
                await send({"type": "websocket.close", "code": 1008})
            return
        send = _with_headers(send)
        if refusal is None and not _is_json(scope):
            receive, has_body = await _peek(receive)
            if has_body:
                refusal = _Refusal(415, "A body must be application/json")
        if refusal is None:
            await self._app(scope, receive, send)
        else:
            await _refuse(refusal, send)

    def _refusal(self, scope: Scope) -> _Refusal | None:
        path = scope["raw_path"]
        hosts = _values(scope, b"host")
        if not path.startswith(b"/") or len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return _Refusal(421, "This server is asked by its own address only")
        if not self._is_own(scope):
            return _Refusal(403, "Web pages may not use this server")
        if b"%2f" in path.lower():
            return _Refusal(404, "Not found")
        if not _is_utf8(unquote_to_bytes(path)):
            return _Refusal(422, "The path is not UTF-8")
        return None

    def _is_own(self, scope: Scope) -> bool:
        """Tell whether no other web page can have sent this."""
        if not self._origins.issuperset(_values(scope, b"origin")):
            return False
        if not _OWN_SITES.issuperset(_values(scope, b"sec-fetch-site")):
            return False
        is_preflight = bool(_values(scope, b"access-control-request-method"))
        return not (is_preflight and scope.get("method") == "OPTIONS")


def _values(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key == name]


def _is_utf8(path: bytes) -> bool:
    try:
        path.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_json(scope: Scope) -> bool:
    """Tell whether the body is declared as JSON, once."""
    types = _values(scope, b"content-type")
    if len(types) != 1:
        return False
    kind = types[0].partition(b";")[0].strip().lower()
    return kind == b"application/json" or (
        kind.startswith(b"application/") and kind.endswith(b"+json")
    )


async def _peek(receive: Receive) -> tuple[Receive, bool]:
    """Return a `receive` that begins again, and whether there is a body."""
    message = await receive()
    while message.get("more_body") and not message.get("body"):
        message = await receive()
    waiting: list[Message] = [message]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again, bool(message.get("body"))


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            # The date is that of the wall clock, taken per reply: the server's own way is a
            # timer, and an idle program should not wake up to look at the clock.
            date = (b"date", formatdate(usegmt=True).encode())
            said = message.get("headers", ())
            names = {name for name, _ in said}  # the pages of docs.py say what they need
            ours = (header for header in _HEADERS if header[0] not in names)
            message["headers"] = [*said, *ours, date]
        await send(message)

    return sender


async def _refuse(refusal: _Refusal, send: Send) -> None:
    body = json.dumps({"detail": refusal.detail}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
