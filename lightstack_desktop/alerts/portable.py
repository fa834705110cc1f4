"""What one desk can give to another, as plain values: configurations, decks, history rows.

1. Every value is asked for its type and by its rule; a name that we do not know is refused, for
it may be a slip of the pen. 2. What was written here comes back equal. 3. Which alerts are active
is no matter of a document, nor is a key that is only lent.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from lightstack_desktop.alerts import deck_rules
from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts.deck import Action, Deck, KeyAction, Pin
from lightstack_desktop.alerts.model import AlertConfig, ConfigFields, HistoryEntry
from lightstack_desktop.errors import ImportRefusedError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    Value = dict[str, Any]

MOST_REFUSALS = 100
ACTION_LENGTH = 50
SOURCE_LENGTH = 200
DECK_NAME_LENGTH = 200
KEYS_MAX = 1000

_CONFIG_FIELDS = tuple(field.name for field in fields(ConfigFields))
_CONFIG = frozenset({"alert_key", "is_kept", "created_at", "updated_at", *_CONFIG_FIELDS})
_DECK_PLAIN = (
    "serial model key_count columns brightness_percent dim_after_s dim_percent sleep_after_s "
    "has_double_press"
).split()
_DECK = frozenset({*_DECK_PLAIN, "priorities", "patterns", "pins", "actions", "taken_off"})
_PIN = frozenset({"key_index", "alert_key"})
_ACTION = frozenset({"key_index", "action", "alert_key"})
_ENTRY = frozenset({"alert_key", "action", "note", "source", "created_at"})
# What may be null, or left out; the rest has to be what it is by default.
_OPTIONAL = frozenset(field.name for field in fields(ConfigFields) if field.default is None)

T = TypeVar("T")


class _EveryName:
    """Which icons there are is not known where a document is read."""

    def __contains__(self, _name: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a document asks for. The ids of its configurations are still to be given."""

    configs: tuple[AlertConfig, ...] = ()
    decks: tuple[Deck, ...] = ()


class Refusals:
    """Collects what is refused and where; `raise_any` at the end."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.count = 0

    def add(self, where: str, why: str) -> None:
        """Note one; beyond a hundred they are only counted."""
        self.count += 1
        if len(self.found) < MOST_REFUSALS:
            self.found.append(f"{where}: {why}")

    def each(self, name: str, raw: Iterable[object], read: Callable[[Any], T]) -> Iterator[T]:
        """Yield what could be read of these values, which stand in the list `name`."""
        for number, value in enumerate(raw):
            try:
                yield read(value)
            except RefusedError as error:
                self.add(f"{name}[{number}]", str(error))

    def raise_any(self) -> None:
        """Raise ImportRefusedError if there was one."""
        if self.count:
            raise ImportRefusedError(tuple(self.found), self.count)


# Out


def of_config(config: AlertConfig) -> Value:
    """Return a configuration as a document has it; what is as by default is left out."""
    values: Value = {"alert_key": config.alert_key}
    for name in _CONFIG_FIELDS:
        value = getattr(config.fields, name)
        if value != _DEFAULT[name]:
            values[name] = list(value) if isinstance(value, tuple) else value
    return {
        **values,
        "is_kept": config.is_kept,
        "created_at": of_moment(config.created_at),
        "updated_at": of_moment(config.updated_at),
    }


def of_deck(deck: Deck) -> Value:
    """Return a deck as a document has it: with the pins that stay, without what is lent."""
    return {
        **{name: getattr(deck, name) for name in _DECK_PLAIN},
        "priorities": list(deck.priorities),
        "patterns": list(deck.patterns),
        "pins": [{"key_index": p.key_index, "alert_key": p.alert_key} for p in _kept(deck)],
        "actions": [
            {"key_index": a.key_index, "action": a.action.value, "alert_key": a.alert_key}
            for a in deck.actions
        ],
        "taken_off": list(deck.taken_off),
    }


def of_entry(entry: HistoryEntry) -> Value:
    """Return a history row as a document has it."""
    return {
        "alert_key": entry.alert_key,
        "action": entry.action,
        "note": entry.note,
        "source": entry.source,
        "created_at": of_moment(entry.created_at),
    }


def of_moment(moment: datetime) -> str:
    """Return a moment as ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


# In


def config(raw: object, now: datetime) -> AlertConfig:
    """Return the configuration that a value says; raises RefusedError."""
    value = _members(raw, _CONFIG)
    key = rules.check_key(_text(value, "alert_key"))
    given = {name: _field(value, name) for name in _CONFIG_FIELDS if name in value}
    created_at = _moment(value, "created_at", now)
    return AlertConfig(
        id=0,
        alert_key=key,
        fields=rules.check_fields(ConfigFields(**given), _EveryName()),
        is_kept=_flag(value, "is_kept", default=True),
        created_at=created_at,
        updated_at=_moment(value, "updated_at", created_at),
    )


def deck(raw: object) -> Deck:
    """Return the deck that a value says; raises RefusedError."""
    value = _members(raw, _DECK)
    serial, model = (
        _text(value, name, DECK_NAME_LENGTH, shortest=0) for name in ("serial", "model")
    )
    made = Deck(
        serial,
        model,
        key_count=_number(value, "key_count", KEYS_MAX),
        columns=_number(value, "columns", KEYS_MAX),
    )
    choices: Value = {}
    for name in ("brightness_percent", "dim_percent"):
        if name in value:
            choices[name] = _number(value, name, 100)
    for name in ("dim_after_s", "sleep_after_s"):
        if name in value:
            is_none = value[name] is None
            choices[name] = None if is_none else _number(value, name, deck_rules.LONGEST_WAIT_S)
    if "priorities" in value:
        choices["priorities"] = tuple(_list(value, "priorities", int, 5))
    made = replace(
        made,
        **choices,
        has_double_press=_flag(value, "has_double_press", default=False),
        patterns=tuple(_list(value, "patterns", str, deck_rules.PATTERN_COUNT)),
        pins=tuple(map(_pin, _list(value, "pins", dict, KEYS_MAX))),
        actions=tuple(map(_action, _list(value, "actions", dict, KEYS_MAX))),
        taken_off=tuple(_list(value, "taken_off", str, deck_rules.TAKEN_OFF_COUNT)),
    )
    return deck_rules.check_deck(made)


def entry(raw: object) -> HistoryEntry:
    """Return the history row that a value says; raises RefusedError."""
    value = _members(raw, _ENTRY)
    note = value.get("note")
    return HistoryEntry(
        alert_key=rules.check_key(_text(value, "alert_key")),
        action=_text(value, "action", ACTION_LENGTH),
        note=None if note is None else rules.check_note(_text(value, "note", shortest=0)),
        source=_text(value, "source", SOURCE_LENGTH),
        created_at=_moment(value, "created_at", None),
    )


def wanted(
    configs: Iterable[object], decks: Iterable[object], refusals: Refusals, now: datetime
) -> Wanted:
    """Return what a document asks for, as far as it may; the rest is in `refusals`."""
    found = tuple(refusals.each("alerts", configs, lambda raw: config(raw, now)))
    laid_out = tuple(refusals.each("decks", decks, deck))
    _refuse_doubles("alerts", (each.alert_key for each in found), refusals)
    _refuse_doubles("decks", (each.serial for each in laid_out), refusals)
    return Wanted(found, laid_out)


def _refuse_doubles(name: str, names: Iterable[str], refusals: Refusals) -> None:
    seen = set[str]()
    for each in names:
        if each in seen:
            refusals.add(name, f"{each!r} stands there twice")
        seen.add(each)


def _kept(deck_: Deck) -> tuple[Pin, ...]:
    return tuple(pin for pin in deck_.pins if pin.is_kept)


# Values


def _members(raw: object, known: Collection[str]) -> Value:
    if not isinstance(raw, dict):
        raise RefusedError("this is no object")
    unknown = next((name for name in raw if name not in known), None)
    if unknown is not None:
        raise RefusedError(f"there is no field {str(unknown)[:50]!r}")
    return raw


def _field(value: Value, name: str) -> Any:
    found = value[name]
    if found is None and name in _OPTIONAL:
        return None
    if name == "led_positions":
        return tuple(_list(value, name, int, rules.LED_COUNT))
    kind = int if name in _NUMBERS else str
    if type(found) is not kind:
        raise RefusedError(f"{name} must be {_WORDS[kind]}")
    return found


def _text(value: Value, name: str, longest: int | None = None, *, shortest: int = 1) -> str:
    found = value.get(name)
    if not isinstance(found, str) or len(found) < shortest:
        raise RefusedError(f"{name} must be text")
    if longest is not None:
        rules.check_text(found, name, longest)
    return found


def _number(value: Value, name: str, highest: int) -> int:
    found = value.get(name)
    if type(found) is not int or not 0 <= found <= highest:
        raise RefusedError(f"{name} must be a whole number from 0 to {highest}")
    return found


def _flag(value: Value, name: str, *, default: bool) -> bool:
    found = value.get(name, default)
    if not isinstance(found, bool):
        raise RefusedError(f"{name} must be true or false")
    return found


def _list(value: Value, name: str, kind: type[T], most: int) -> list[T]:
    found = value.get(name, [])
    if not isinstance(found, list) or any(type(part) is not kind for part in found):
        raise RefusedError(f"{name} must be a list of {_WORDS[kind]}")
    if len(found) > most:
        raise RefusedError(f"{name} may have at most {most}")
    return found


def _moment(value: Value, name: str, default: datetime | None) -> datetime:
    if name not in value and default is not None:
        return default
    refusal = RefusedError(f"{name} must be a time such as 2026-11-21T12:00:00Z")
    try:
        found = datetime.fromisoformat(_text(value, name))
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise refusal from error
    raise refusal


def _pin(raw: object) -> Pin:
    value = _members(raw, _PIN)
    key = rules.check_key(_text(value, "alert_key"))
    return Pin(_number(value, "key_index", deck_rules.KEY_INDEX_MAX), key, is_kept=True)


def _action(raw: object) -> KeyAction:
    value = _members(raw, _ACTION)
    name = _text(value, "action")
    if name not in {each.value for each in Action}:
        raise RefusedError(f"actions: there is no action {name[:50]!r}")
    about = value.get("alert_key")
    return KeyAction(
        _number(value, "key_index", deck_rules.KEY_INDEX_MAX),
        Action(name),
        None if about is None else rules.check_key(_text(value, "alert_key")),
    )


_DEFAULT: Mapping[str, object] = {name: getattr(ConfigFields(), name) for name in _CONFIG_FIELDS}
_NUMBERS = frozenset({"default_priority", "led_color", "led_brightness", "led_duration"})
_WORDS: Mapping[type, str] = {int: "whole numbers", str: "text", dict: "objects"}
