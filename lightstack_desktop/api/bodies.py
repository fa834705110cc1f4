"""What callers send, as pydantic models with LightStack's field names.

1. Whole numbers are lax (`2.0`, `"2"`, `true`), strings strict, unknown fields ignored.
2. A rule of text or lamps stands in alerts/fields.py; here it is only asked.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.errors import InvalidAlertError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.config import JsonDict

    from lightstack_desktop.alerts.model import ConfigFields

EFFECT_LENGTH = 50


@contextmanager
def _as_value_error() -> Iterator[None]:
    """Make a broken rule what pydantic reports as `Value error, <the sentence>`."""
    try:
        yield
    except InvalidAlertError as error:
        raise ValueError(str(error)) from error


def _check_key(key: str) -> str:
    with _as_value_error():
        return rules.check_key(key)


def _check_name(name: str) -> str:
    with _as_value_error():
        rules.check_text(name, "name", rules.NAME_LENGTH)
    return name


def _check_description(description: str) -> str:
    with _as_value_error():
        rules.check_text(description, "description", rules.DESCRIPTION_LENGTH)
    return description


def _check_note(note: str) -> str:
    with _as_value_error():
        rules.check_note(note)
    return note


# The rules of alerts/fields.py once more, for the OpenAPI document alone. The end is written out,
# because readers of a pattern differ on whether `$` may have a line feed behind it.
_END = r"(?![\s\S])"
_NOT_IN_A_KEY = r"/\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd"
_KEY: JsonDict = {
    "pattern": rf"^(?!(active|current|plan|clear-all|summary|\.|\.\.){_END})"
    rf"[^ {_NOT_IN_A_KEY}]([^{_NOT_IN_A_KEY}]*[^ {_NOT_IN_A_KEY}])?{_END}"
}
_TEXT: JsonDict = {"pattern": rf"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*{_END}"}


def _text(length: int) -> Any:
    return Field(max_length=length, json_schema_extra=_TEXT)


# The limits that LightStack has come first, so that its own error names are told.
Key = Annotated[
    str,
    Field(min_length=1, max_length=rules.KEY_LENGTH, json_schema_extra=_KEY),
    AfterValidator(_check_key),
]
Name = Annotated[str, _text(rules.NAME_LENGTH), AfterValidator(_check_name)]
Description = Annotated[str, _text(rules.DESCRIPTION_LENGTH), AfterValidator(_check_description)]
Note = Annotated[str, _text(rules.NOTE_LENGTH), AfterValidator(_check_note)]
ShortName = Annotated[str, Field(max_length=EFFECT_LENGTH)]
Priority = Annotated[int, Field(ge=1, le=5)]
Byte = Annotated[int, Field(ge=0, le=255)]
Percent = Annotated[int, Field(ge=0, le=100)]


class LedScope(StrEnum):
    """Whether an alert lights the whole bar or single LEDs."""

    BAR = "bar"
    INDIVIDUAL = "individual"


class NoteBody(BaseModel):
    """The optional body of clear, clear-all, acknowledge and unacknowledge."""

    note: Note | None = None


class TriggerBody(BaseModel):
    """The optional body of a trigger; `priority` overrides the configuration's until cleared."""

    priority: Priority | None = None
    note: Note | None = None


class NoteCommand(NoteBody):
    """The data of a WebSocket command for one alert."""

    alert_key: Key


class TriggerCommand(TriggerBody):
    """The data of a trigger by WebSocket."""

    alert_key: Key


class SimulateBody(BaseModel):
    """Which alerts the plan is to be worked out for."""

    alert_keys: list[str] = []


class _ConfigBody(BaseModel):
    """What may be said of a configuration, in the order of LightStack's errors."""

    model_config = ConfigDict(use_enum_values=True)

    name: Name | None = None
    description: Description | None = None
    default_priority: Priority = 3
    led_scope: LedScope = LedScope.BAR
    led_positions: list[int] | None = None
    led_color: Byte | None = None
    led_effect: ShortName | None = None
    led_brightness: Percent | None = None
    led_duration: Byte | None = None
    icon: ShortName | None = None

    def edit(self, fields: ConfigFields) -> ConfigFields:
        """Return `fields` with what was sent; what was left out stays as it is."""
        sent: dict[str, Any] = {
            name: getattr(self, name) for name in self.model_fields_set - {"alert_key"}
        }
        if self.led_positions is not None:
            sent["led_positions"] = tuple(self.led_positions)
        return replace(fields, **sent)

    def _check_lamp(self) -> None:
        positions = None if self.led_positions is None else tuple(self.led_positions)
        with _as_value_error():
            rules.check_positions(self.led_scope, positions)
            rules.check_effect(self.led_scope, self.led_effect)


class ConfigCreate(_ConfigBody):
    """A new configuration."""

    alert_key: Key

    @model_validator(mode="after")
    def _check(self) -> Self:
        self._check_lamp()
        return self


class ConfigUpdate(_ConfigBody):
    """Changes to a configuration. A scope is judged with what is sent beside it alone.

    LightStack does the same, so `{"led_scope": "individual"}` needs positions in the same body.
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        if "led_scope" in self.model_fields_set:
            self._check_lamp()
        return self
