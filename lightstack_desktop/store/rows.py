"""Rows from objects, and objects from rows.

1. After damage to the file a row may hold anything, so every value is checked on its way in: what
the rules would refuse raises ValueError or InvalidAlertError. 2. What was stored comes back equal.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from lightstack_desktop.alerts import deck_rules
from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.deck_rules import KEY_INDEX_MAX, LONGEST_WAIT_S
from lightstack_desktop.alerts.model import AlertConfig, AlertState, ConfigFields, Deck, Pin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lightstack_desktop.alerts.model import HistoryEntry

    Row = Mapping[str, object]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LONGEST = 200
# What a damaged file says beyond it could not be counted on from.
MOST_TIMES = 2**62
LONGEST_LIST = 500_000

T = TypeVar("T")

_DECK_COLUMNS = (
    "serial model key_count columns brightness_percent dim_after_s dim_percent sleep_after_s "
    "has_double_press"
).split()
_FIELDS = tuple(field.name for field in fields(ConfigFields))


def microseconds(moment: datetime) -> int:
    """Return an aware moment as microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def moment(value: object) -> datetime:
    """Return the moment that a row holds, in UTC."""
    try:
        return EPOCH + timedelta(microseconds=_integer(value))
    except OverflowError as error:
        raise ValueError(f"{value} is no moment") from error


def of_config(config: AlertConfig) -> dict[str, object]:
    """Return the row of alert_configs."""
    values: dict[str, object] = {name: getattr(config.fields, name) for name in _FIELDS}
    positions = config.fields.led_positions
    if positions is not None:
        values["led_positions"] = f"[{','.join(map(str, positions))}]"
    return {
        **values,
        "id": config.id,
        "alert_key": config.alert_key,
        "is_kept": config.is_kept,
        "created_at": microseconds(config.created_at),
        "updated_at": microseconds(config.updated_at),
    }


def config(row: Row) -> AlertConfig:
    """Return the configuration that a row of alert_configs holds."""
    return AlertConfig(
        id=_integer(row["id"]),
        alert_key=_key(row["alert_key"]),
        fields=_config_fields(row),
        is_kept=_flag(row["is_kept"]),
        created_at=moment(row["created_at"]),
        updated_at=moment(row["updated_at"]),
    )


def of_state(key: str, state: AlertState) -> dict[str, object]:
    """Return the row of alerts."""
    return {
        "id": state.id,
        "alert_key": key,
        "is_active": state.is_active,
        "priority": state.priority,
        "last_triggered_at": _microseconds_or_none(state.last_triggered_at),
        "activated_at": _microseconds_or_none(state.activated_at),
        "repeat_count": state.repeat_count,
        "acknowledged_at": _microseconds_or_none(state.acknowledged_at),
        "acknowledged_by": state.acknowledged_by,
        "acknowledged_priority": state.acknowledged_priority,
        "created_at": microseconds(state.created_at),
        "updated_at": microseconds(state.updated_at),
    }


def state(row: Row) -> tuple[str, AlertState]:
    """Return the alert's key and the state that a row of alerts holds."""
    return _key(row["alert_key"]), AlertState(
        id=_integer(row["id"]),
        is_active=_flag(row["is_active"]),
        priority=_priority_or_none(row["priority"]),
        last_triggered_at=_moment_or_none(row["last_triggered_at"]),
        activated_at=_moment_or_none(row["activated_at"]),
        repeat_count=_in_range(row["repeat_count"], "repeat_count", 0, MOST_TIMES),
        acknowledged_at=_moment_or_none(row["acknowledged_at"]),
        acknowledged_by=_text_or_none(row["acknowledged_by"], "acknowledged_by", LONGEST),
        acknowledged_priority=_priority_or_none(row["acknowledged_priority"]),
        created_at=moment(row["created_at"]),
        updated_at=moment(row["updated_at"]),
    )


def count(row: Row) -> tuple[str, int]:
    """Return a key and how often it was triggered, from a row of trigger_counts."""
    return _key(row["alert_key"]), _in_range(row["count"], "count", 0, MOST_TIMES)


def of_deck(deck: Deck) -> dict[str, object]:
    """Return the row of decks; pins and actions have rows of their own."""
    values: dict[str, object] = {name: getattr(deck, name) for name in _DECK_COLUMNS}
    return {
        **values,
        "priorities": json.dumps(deck.priorities),
        "patterns": json.dumps(deck.patterns, ensure_ascii=False),
        "taken_off": json.dumps(deck.taken_off, ensure_ascii=False),
    }


def deck(row: Row) -> Deck:
    """Return the deck that a row of decks holds, without its pins and actions."""
    return Deck(
        serial=_text(row["serial"], "serial", LONGEST),
        model=_text(row["model"], "model", LONGEST),
        key_count=_in_range(row["key_count"], "key_count", 0, 1000),
        columns=_in_range(row["columns"], "columns", 0, 1000),
        brightness_percent=_in_range(row["brightness_percent"], "brightness_percent", 0, 100),
        dim_after_s=_wait_or_none(row["dim_after_s"], "dim_after_s"),
        dim_percent=_in_range(row["dim_percent"], "dim_percent", 0, 100),
        sleep_after_s=_wait_or_none(row["sleep_after_s"], "sleep_after_s"),
        has_double_press=_flag(row["has_double_press"]),
        priorities=deck_rules.check_priorities(_list_of(row["priorities"], int)),
        patterns=deck_rules.check_patterns(_list_of(row["patterns"], str)),
        taken_off=tuple(map(_key, _list_of(row["taken_off"], str))),
    )


def of_pin(serial: str, pin: Pin) -> dict[str, object]:
    """Return the row of pins."""
    return {
        "deck_serial": serial,
        "key_index": pin.key_index,
        "alert_key": pin.alert_key,
        "is_kept": pin.is_kept,
        "lent_to": pin.lent_to,
    }


def pin(row: Row) -> tuple[str, Pin]:
    """Return a deck's serial and the pin that a row of pins holds."""
    lent_to = row["lent_to"]
    return _text(row["deck_serial"], "deck_serial", LONGEST), Pin(
        key_index=_in_range(row["key_index"], "key_index", 0, KEY_INDEX_MAX),
        alert_key=_key(row["alert_key"]),
        is_kept=_flag(row["is_kept"]),
        lent_to=None if lent_to is None else _key(lent_to),
    )


def of_action(serial: str, task: KeyAction) -> dict[str, object]:
    """Return the row of key_actions."""
    return {
        "deck_serial": serial,
        "key_index": task.key_index,
        "action": task.action.value,
        "alert_key": task.alert_key,
    }


def action(row: Row) -> tuple[str, KeyAction]:
    """Return a deck's serial and the task that a row of key_actions holds."""
    alert_key = row["alert_key"]
    return _text(row["deck_serial"], "deck_serial", LONGEST), KeyAction(
        key_index=_in_range(row["key_index"], "key_index", 0, KEY_INDEX_MAX),
        action=Action(row["action"]),
        alert_key=None if alert_key is None else _key(alert_key),
    )


def of_entry(entry: HistoryEntry) -> dict[str, object]:
    """Return the row of alert_history; the database gives it its id."""
    return {
        "alert_key": entry.alert_key,
        "action": entry.action,
        "note": entry.note,
        "source": entry.source,
        "created_at": microseconds(entry.created_at),
    }


def _config_fields(row: Row) -> ConfigFields:
    # An icon that this version does not know is a matter of looks; the alert must not be lost.
    icon = _text_or_none(row["icon"], "icon", rules.KEY_LENGTH)
    plain = ConfigFields(
        name=_text_or_none(row["name"], "name", rules.NAME_LENGTH),
        description=_text_or_none(row["description"], "description", rules.DESCRIPTION_LENGTH),
        default_priority=_integer(row["default_priority"]),
        led_scope=_text(row["led_scope"], "led_scope", LONGEST),
        led_positions=_positions(row["led_positions"]),
        led_color=_integer_or_none(row["led_color"]),
        led_effect=_text_or_none(row["led_effect"], "led_effect", LONGEST),
        led_brightness=_integer_or_none(row["led_brightness"]),
        led_duration=_integer_or_none(row["led_duration"]),
        picture=_text_or_none(row["picture"], "picture", rules.PICTURE_LENGTH),
    )
    return replace(rules.check_fields(plain), icon=icon)


def _positions(value: object) -> tuple[int, ...] | None:
    text = _text_or_none(value, "led_positions", LONGEST)
    return None if text is None else tuple(int(part) for part in text[1:-1].split(","))


def _list_of(value: object, kind: type[T]) -> tuple[T, ...]:
    found = json.loads(_text(value, "list", LONGEST_LIST))
    if not isinstance(found, list) or not all(type(part) is kind for part in found):
        raise ValueError(f"{value!r} is no list of {kind.__name__}")
    return tuple(found)


def _wait_or_none(value: object, field: str) -> int | None:
    return None if value is None else _in_range(value, field, 1, LONGEST_WAIT_S)


def _key(value: object) -> str:
    return rules.check_key(_text(value, "alert_key", rules.KEY_LENGTH))


def _flag(value: object) -> bool:
    return bool(_in_range(value, "flag", 0, 1))


def _priority_or_none(value: object) -> int | None:
    return rules.check_priority(_integer_or_none(value))


def _moment_or_none(value: object) -> datetime | None:
    return None if value is None else moment(value)


def _microseconds_or_none(value: datetime | None) -> int | None:
    return None if value is None else microseconds(value)


def _text(value: object, field: str, longest: int) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{field} is {value!r}, not text")  # noqa: TRY004 - the file is damaged
    rules.check_text(value, field, longest)
    return value


def _text_or_none(value: object, field: str, longest: int) -> str | None:
    return None if value is None else _text(value, field, longest)


def _integer(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError(f"{value!r} is no whole number")  # noqa: TRY004 - the file is damaged
    return value


def _integer_or_none(value: object) -> int | None:
    return None if value is None else _integer(value)


def _in_range(value: object, field: str, lowest: int, highest: int) -> int:
    number = _integer(value)
    if not lowest <= number <= highest:
        raise ValueError(f"{field} is {number}, not {lowest} to {highest}")
    return number
