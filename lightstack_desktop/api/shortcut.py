"""The commands for one alert, which come in storms: answered without FastAPI's machinery.

That machinery (finding the route, solving its dependencies) takes most of the time that a trigger
costs on the API's thread. 1. Key and body are read by the routes' own models, and the route's own
function is called. 2. Only what is plainly right is answered here; all else goes on to FastAPI,
which says what is wrong with it. So there is one set of words, and one OpenAPI document.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from lightstack_desktop.api import alerts, payload, refusals
from lightstack_desktop.api.bodies import Key, NoteBody, TriggerBody
from lightstack_desktop.api.services import SOURCE_HEADER, source

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from lightstack_desktop.api.services import Services

    Route = Callable[[Services, str, str, Any], Awaitable[Response]]

PREFIX = "/api/v1/alerts/"
_KEY: TypeAdapter[str] = TypeAdapter(Key)
_NOTE: TypeAdapter[NoteBody | None] = TypeAdapter(NoteBody | None)


@dataclass(frozen=True, slots=True)
class _Command:
    """What a command is called with, and the route that does it."""

    route: Route
    body: TypeAdapter[Any]


_COMMANDS = {
    "trigger": _Command(alerts.trigger, TypeAdapter(TriggerBody | None)),
    "clear": _Command(alerts.clear, _NOTE),
    "acknowledge": _Command(alerts.acknowledge, _NOTE),
    "unacknowledge": _Command(alerts.unacknowledge, _NOTE),
}


class Shortcut:
    """Stands inside FastAPI's middleware, so that what nobody foresaw is answered as elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a plain command, or let FastAPI answer."""
        key, command = _asked(scope)
        if command is None:
            await self._app(scope, receive, send)
            return
        # The guard has the body whole.
        body = (await receive())["body"]
        try:
            key = _KEY.validate_python(key)
            what = command.body.validate_python(_value(body, scope))
        except (ValueError, RecursionError):
            await self._app(scope, payload.whole(body, receive), send)
            return
        response = await _done(command.route, key, what, scope)
        await response(scope, receive, send)


async def _done(route: Route, key: str, body: Any, scope: Scope) -> Response:
    services: Services = scope["app"].state.services
    try:
        return await route(services, _source(scope), key, body)
    except refusals.FORESEEN as error:
        return refusals.reply_to(error)


def _asked(scope: Scope) -> tuple[str, _Command | None]:
    """Return which alert a request is about, and the command if it is one of ours."""
    if scope["type"] != "http" or scope["method"] != "POST":
        return "", None
    path: str = scope["path"]
    if not path.startswith(PREFIX):
        return "", None
    key, _, name = path[len(PREFIX) :].partition("/")
    return key, _COMMANDS.get(name)


def _value(body: bytes, scope: Scope) -> Any:
    """Return what a body says; raises ValueError if it is not ours to read."""
    if not body:
        return None
    if _header(scope, b"content-type") != b"application/json":
        raise ValueError("FastAPI knows which other types are JSON")
    return json.loads(body)


def _source(scope: Scope) -> str:
    said = _header(scope, SOURCE_HEADER)
    return source(scope, said.decode("latin-1") if said is not None else None)


def _header(scope: Scope, wanted: bytes) -> bytes | None:
    return next((value for name, value in scope["headers"] if name == wanted), None)
