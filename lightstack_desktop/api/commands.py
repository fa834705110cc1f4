"""What a WebSocket client may ask for: one message in, one answer out, never silence.

1. Everything is checked as in REST, before anything is written. 2. A question is answered from
the board that the client has heard of, so that no event it has had is missing in the answer, and
none that it will have is in it. 3. What cannot be read or done is answered, and the client goes on.
"""

from __future__ import annotations

import json
import math
from asyncio import wrap_future
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from lightstack_desktop.api import frames
from lightstack_desktop.api.bodies import NoteBody, NoteCommand, TriggerCommand
from lightstack_desktop.errors import (
    AlertNotActiveError,
    InvalidAlertError,
    LightstackError,
    NotSavedError,
    StoreError,
    UnknownAlertError,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from concurrent.futures import Future

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.api.hub import Hub
    from lightstack_desktop.engine import Engine

    Ask = Callable[..., Future[Change]]

SOURCE = "websocket"
CLEAR_ALL_NOTE = "Cleared via WebSocket"
DEPTH = 32
_CODES: dict[type[LightstackError], str] = {
    UnknownAlertError: "ALERT_NOT_FOUND",
    AlertNotActiveError: "ALERT_NOT_ACTIVE",
    InvalidAlertError: "VALIDATION_ERROR",
    StoreError: "UNAVAILABLE",
}

Body = TypeVar("Body", bound=BaseModel)


class Message(BaseModel):
    """What every message is, whatever it asks for."""

    type: str
    id: str | None = None
    data: dict[str, Any] = {}


class _Refused(Exception):  # noqa: N818 - it is an answer, not a failure of ours
    """The answer is an error: `code`, and what stands beside it."""

    def __init__(self, code: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.code = code
        self.more = more


class Commands:
    """Answers one client after the other; holds nothing of its own."""

    def __init__(self, engine: Engine, hub: Hub) -> None:
        self._engine = engine
        self._hub = hub
        self._known: dict[str, Callable[[dict[str, Any]], Awaitable[BaseModel]]] = {
            "ping": self._ping,
            "get_state": self._state,
            "get_active_alerts": self._active,
            "get_all_alerts": self._all,
            "trigger_alert": self._trigger,
            "clear_alert": self._clear,
            "clear_all_alerts": self._clear_all,
            "acknowledge_alert": self._acknowledge,
            "unacknowledge_alert": self._unacknowledge,
        }

    async def answer(self, text: str) -> str:
        """Do what a message asks for, and return the frame that says how it went."""
        try:
            said = _parse(text)
        except (ValueError, RecursionError) as error:
            return frames.error("INVALID_JSON", f"Invalid JSON: {error}", self._engine.clock())
        command_id = said.get("id") if isinstance(said, dict) else None
        try:
            message = _message(said)
            result = await self._do(message)
        except _Refused as refused:
            more = {"command_id": command_id, **refused.more}
            return frames.error(refused.code, str(refused), self._engine.clock(), **more)
        return frames.result(message.id, message.type.lower(), result, self._engine.clock())

    async def _do(self, message: Message) -> BaseModel:
        command = self._known.get(message.type.lower())
        if command is None:
            raise _Refused("UNKNOWN_COMMAND", f"Unknown command type: {message.type}")
        return await command(message.data)

    # Questions

    async def _ping(self, _data: dict[str, Any]) -> BaseModel:
        return frames.Pong()

    async def _state(self, _data: dict[str, Any]) -> BaseModel:
        return frames.State.of(self._hub.board)

    async def _active(self, _data: dict[str, Any]) -> BaseModel:
        return frames.Alerts.of(self._hub.board.active)

    async def _all(self, _data: dict[str, Any]) -> BaseModel:
        alerts = self._hub.board.alerts
        return frames.Alerts.of(alerts[key] for key in sorted(alerts))

    # Commands

    async def _trigger(self, data: dict[str, Any]) -> BaseModel:
        body = _of_one(TriggerCommand, data)
        return await _one(
            self._engine.trigger(
                body.alert_key, priority=body.priority, note=body.note, source=SOURCE
            )
        )

    async def _clear(self, data: dict[str, Any]) -> BaseModel:
        return await self._note(self._engine.clear, data)

    async def _acknowledge(self, data: dict[str, Any]) -> BaseModel:
        return await self._note(self._engine.acknowledge, data)

    async def _unacknowledge(self, data: dict[str, Any]) -> BaseModel:
        return await self._note(self._engine.unacknowledge, data)

    async def _note(self, ask: Ask, data: dict[str, Any]) -> BaseModel:
        body = _of_one(NoteCommand, data)
        return await _one(ask(body.alert_key, note=body.note, source=SOURCE))

    async def _clear_all(self, data: dict[str, Any]) -> BaseModel:
        body = _checked(NoteBody, data)
        # LightStack tells a note that is null from one that is not there.
        note = body.note if "note" in body.model_fields_set else CLEAR_ALL_NOTE
        change = await _outcome(self._engine.clear_all(note=note, source=SOURCE), is_of_one=False)
        return frames.Cleared.of(change.keys)


async def _one(asked: Future[Change]) -> BaseModel:
    change = await _outcome(asked, is_of_one=True)
    return frames.One(alert=frames.AlertData.of(change.alert))


async def _outcome(asked: Future[Change], *, is_of_one: bool) -> Change:
    try:
        return await wrap_future(asked)
    except NotSavedError as error:
        alert = None
        if is_of_one and error.change is not None:
            alert = frames.AlertData.of(error.change.alert).model_dump(mode="json")
        raise _Refused("NOT_SAVED", str(error), saved=False, alert=alert) from error
    except StoreError as error:
        raise _Refused("UNAVAILABLE", "The database cannot be used at the moment") from error
    except LightstackError as error:
        raise _Refused(_CODES[type(error)], str(error)) from error


def _message(said: Any) -> Message:
    try:
        return Message.model_validate(said)
    except ValidationError as error:
        raise _Refused("INVALID_MESSAGE", f"Invalid message format: {_words(error)}") from error


def _of_one(model: type[Body], data: dict[str, Any]) -> Body:
    if not data.get("alert_key"):
        raise _Refused("MISSING_ALERT_KEY", "alert_key is required")
    return _checked(model, data)


def _checked(model: type[Body], data: dict[str, Any]) -> Body:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _Refused("VALIDATION_ERROR", _words(error)) from error


def _words(error: ValidationError) -> str:
    """Return what is wrong with which field, without quoting what was sent."""
    return "; ".join(
        ".".join((*map(str, each["loc"]), "")).removesuffix(".")
        + ": " * bool(each["loc"])
        + each["msg"]
        for each in error.errors(include_url=False, include_context=False, include_input=False)
    )


def _parse(text: str) -> Any:
    said = json.loads(text, parse_constant=_no_number, parse_float=_finite)
    _check_depth(said, DEPTH)
    return said


def _check_depth(value: Any, left: int) -> None:
    if isinstance(value, dict | list):
        if not left:
            raise ValueError(f"nested deeper than {DEPTH}")
        for each in value.values() if isinstance(value, dict) else value:
            _check_depth(each, left - 1)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError("a number is too big")
    return number
