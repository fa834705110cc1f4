"""The HTTP side of a WebSocket: its request as ASGI's scope, and a refusal as a response."""

from __future__ import annotations

from email.utils import formatdate
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from websockets.datastructures import Headers
from websockets.http11 import Response

if TYPE_CHECKING:
    from asyncio import Transport
    from collections.abc import Iterable

    from starlette.types import Scope
    from websockets.http11 import Request


def scope(request: Request, transport: Transport, state: dict[str, Any]) -> Scope:
    """Return what the app is told of a request that asks for a WebSocket."""
    raw_path, _, query = request.path.partition("?")
    return {
        "type": "websocket",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": "ws",
        "server": transport.get_extra_info("sockname")[:2],
        "client": transport.get_extra_info("peername")[:2],
        "root_path": "",
        "path": unquote(raw_path),
        "raw_path": raw_path.encode("ascii"),
        "query_string": query.encode("ascii"),
        "headers": [
            (name.lower().encode("ascii"), value.encode("latin-1"))
            for name, value in request.headers.raw_items()
        ],
        "subprotocols": [],
        "state": state,
        "extensions": {"websocket.http.response": {}},
    }


def refusal(status: int, headers: Iterable[tuple[bytes, bytes]]) -> Response:
    """Return a response that refuses an upgrade; the connection ends with it."""
    said = Headers((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
    said.setdefault("Date", formatdate(usegmt=True))
    said["Connection"] = "close"
    return Response(status, HTTPStatus(status).phrase, said)
