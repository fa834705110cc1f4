"""What a caller is told when something is refused or fails: a status and `detail`, no more.

1. No exception's own text but that of a foreseen error. 2. Whatever a caller sent, the reply is
valid JSON: it is ASCII, so a lone surrogate that is quoted back cannot break it.
"""

import json
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from lightstack_desktop.alerts.change import AllAlertsCleared, Change
from lightstack_desktop.api import wire
from lightstack_desktop.errors import (
    AlertNotActiveError,
    ConfigExistsError,
    ImportRefusedError,
    InvalidAlertError,
    LightstackError,
    NotSavedError,
    StoreError,
    UnknownAlertError,
)

_METHODS = ("GET", "POST", "PUT", "DELETE")

_STATUS: dict[type[LightstackError], int] = {
    UnknownAlertError: 404,
    ConfigExistsError: 409,
    AlertNotActiveError: 409,
    InvalidAlertError: 422,
    ImportRefusedError: 422,
}
# What `reply_to` has an answer for.
FORESEEN: tuple[type[LightstackError], ...] = (*_STATUS, StoreError)


def install(app: FastAPI) -> None:
    """Make `app` answer every error in our words."""
    for error in FORESEEN:
        app.add_exception_handler(error, _foreseen)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _ours)


def reply_to(error: LightstackError) -> Response:
    """Return what a caller is told of an error that is FORESEEN."""
    if isinstance(error, NotSavedError):
        return _reply(507, {"detail": str(error), "saved": False, "alert": _alert(error.change)})
    if isinstance(error, StoreError):
        return _reply(503, {"detail": "The database cannot be used at the moment"})
    return _reply(_STATUS[type(error)], {"detail": str(error)})


async def _foreseen(_request: Request, error: Exception) -> Response:
    assert isinstance(error, LightstackError)
    return reply_to(error)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = "Not found" if error.status_code == 404 else error.detail
    headers = {"Allow": _allowed(request)} if error.status_code == 405 else error.headers
    return _reply(error.status_code, {"detail": detail}, headers)


def _allowed(request: Request) -> str:
    """Return the methods that a path has; Starlette tells those of the first route alone."""
    routes = request.app.router.routes
    return ", ".join(
        method
        for method in _METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes
        )
    )


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = error.errors()
    try:
        return _reply(422, {"detail": errors})
    except (ValueError, RecursionError):
        # NaN, or nested beyond what can be written: say what is wrong without quoting it.
        bare = [{name: each[name] for name in ("type", "loc", "msg")} for each in errors]
        return _reply(422, {"detail": bare})


async def _ours(_request: Request, _error: Exception) -> Response:
    return _reply(500, {"detail": "Internal server error"})


def _alert(change: Change | None) -> Any:
    """Return the one alert that was changed in memory; None if it was none or all."""
    if change is None or not change.keys:
        return None
    if any(isinstance(event, AllAlertsCleared) for event in change.events):
        return None
    return wire.Alert.of(change.alert, change.board).model_dump(mode="json")


def _reply(status: int, content: Any, headers: Any = None) -> Response:
    # An exception inside pydantic's `ctx` becomes {}, as LightStack has it.
    body = json.dumps(content, allow_nan=False, default=lambda _thing: {})
    return Response(body, status, headers, media_type="application/json")
