"""The body of a request: declared as JSON, because a page can send anything else unasked.

1. At most 1 MiB. 2. At most 32 deep, no number of 1,000 digits: a field that nobody knows is
ignored, but not before it was read. 3. Nothing behind the guard sees a part of a body.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lightstack_desktop.api.answer import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import Message, Receive, Scope

BODY_BYTES = 1024 * 1024
DEPTH = 32
DIGITS = 1000
_JSON = re.compile(rb"application/(json|.*\+json)", re.DOTALL)
_NESTED = (dict, list)

TOO_BIG = Refusal(413, "A body may have at most 1 MiB")
_NOT_JSON = Refusal(415, "A body must be application/json")
_TOO_DEEP = Refusal(400, f"JSON may be at most {DEPTH} deep, and its numbers less than 1,000 long")


class Incoming:
    """A request's body as it comes. `is_over` once there is nothing more to wait for."""

    def __init__(self, receive: Receive) -> None:
        self.is_over = False
        self._receive = receive

    async def __call__(self) -> Message:
        """Return the next message."""
        message = await self._receive()
        self.is_over = not message.get("more_body")
        return message

    async def drain(self) -> None:
        """Throw away what is still to come; who is slow about it is not our concern here."""
        while not self.is_over:
            await self()


class Hangup(Exception):  # noqa: N818 - nobody's error: the caller went away
    """The caller left before the body was whole."""


async def take(scope: Scope, receive: Receive) -> tuple[Receive, Refusal | None]:
    """Read the body; return a `receive` that gives it whole, or why it is refused."""
    if not _is_json(scope):
        return await _take_none(receive)
    body = bytearray()
    while True:
        message = await _next(receive)
        body += message.get("body", b"")
        if len(body) > BODY_BYTES:
            return receive, TOO_BIG
        if not message.get("more_body"):
            return whole(bytes(body), receive), None if is_moderate(body) else _TOO_DEEP


async def _take_none(receive: Receive) -> tuple[Receive, Refusal | None]:
    """Read a body that has to be empty."""
    message = await _next(receive)
    while message.get("more_body") and not message.get("body"):
        message = await _next(receive)
    return whole(b"", receive), _NOT_JSON if message.get("body") else None


async def _next(receive: Receive) -> Message:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise Hangup
    return message


def whole(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives this body at once, and then what comes behind it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def is_moderate(text: bytes | bytearray) -> bool:
    """Tell whether JSON is neither too deep nor full of digits; what is no JSON is let through.

    Meant for the frames of a WebSocket as well.
    """
    # Nearly every body there is: nothing to read twice.
    if len(text) < DIGITS and text.count(b"[") + text.count(b"{") <= DEPTH:
        return True
    try:
        value = json.loads(text, parse_int=_short, parse_float=_short)
    except (_TooLongError, RecursionError):
        return False
    except ValueError:
        return True
    return not _is_deeper(value, DEPTH)


class _TooLongError(Exception):
    """A number has too many digits."""


def _short(number: str) -> int:
    if len(number) >= DIGITS:
        raise _TooLongError
    return 0


def _is_deeper(value: Any, depth: int) -> bool:
    level = [value]
    for _ in range(depth):
        level = [inner for each in level for inner in _inside(each) if isinstance(inner, _NESTED)]
        if not level:
            return False
    return True


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _is_json(scope: Scope) -> bool:
    """Tell whether the body is declared as JSON, once."""
    types = [value for name, value in scope["headers"] if name == b"content-type"]
    if len(types) != 1:
        return False
    kind = types[0].partition(b";")[0].strip().lower()
    return bool(_JSON.fullmatch(kind))
