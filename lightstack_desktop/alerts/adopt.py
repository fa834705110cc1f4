"""What the rows of a LightStack become here, and the Change that brings them in.

1. What a person made here stays, and so does a state; a configuration that only a trigger made
gives way to LightStack's. 2. A value that our rules refuse is repaired, a row without a meaning
left out, and both are told in words. 3. An imported configuration was made on purpose: it keeps a
key of every deck.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import escape, repair
from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import (
    Alert,
    AlertConfig,
    AlertState,
    ConfigFields,
    HistoryEntry,
)
from lightstack_desktop.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from lightstack_desktop.alerts.model import Board

SOURCE = "lightstack"
ACTION_LENGTH = 50
SHOWN_BYTES = 120

_REPAIRED = (
    "name",
    "description",
    "default_priority",
    "led_scope",
    "led_color",
    "led_effect",
    "led_brightness",
    "led_duration",
)


@dataclass(frozen=True, slots=True)
class TheirConfig:
    """A row of LightStack's alert_configs; any value may be of any type."""

    alert_key: object
    name: object
    description: object
    default_priority: object
    led_scope: object
    led_positions: object
    led_color: object
    led_effect: object
    led_brightness: object
    led_duration: object
    created_at: object
    updated_at: object


@dataclass(frozen=True, slots=True)
class TheirState:
    """A row of LightStack's alerts, with what its history tells of the present activation."""

    alert_key: object
    is_active: object
    priority: object
    last_triggered_at: object
    created_at: object
    updated_at: object
    activated_at: object
    repeat_count: object


@dataclass(frozen=True, slots=True)
class TheirEntry:
    """A row of LightStack's alert_history."""

    alert_key: object
    action: object
    note: object
    created_at: object


@dataclass(slots=True)
class Remarks:
    """What an import has to tell: keys with another name, values repaired, and how often."""

    renamed: dict[str, str] = field(default_factory=dict)
    repaired: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    _names: dict[object, str | None] = field(default_factory=dict)

    def name_of(self, key: object) -> str | None:
        """Return our name for a key, None if it is none."""
        if key not in self._names:
            self._names[key] = self._name(key)
        return self._names[key]

    def of(self, name: str, what: str, raw: object, value: object) -> None:
        """Say what was done to a value, if anything was."""
        if raw != value:
            became = "was left out" if value is None else f"became {_shown(value)}"
            self.repaired.append(f"{name}: {what} {_shown(raw)} {became}")

    def _name(self, key: object) -> str | None:
        if isinstance(key, bytes):
            key = key.decode("utf-8", "surrogateescape")
        if not isinstance(key, str):
            return None
        name = escape.name_of(key)
        if name != key:
            self.renamed[key] = name
        return name


def entries(rows: Iterable[TheirEntry], remarks: Remarks) -> Iterator[HistoryEntry]:
    """Yield the history rows that can be kept, in their order."""
    for row in rows:
        name, moment = remarks.name_of(row.alert_key), repair.moment(row.created_at)
        action = repair.text(row.action, ACTION_LENGTH)
        if name is None or moment is None or not action:
            remarks.counted["history rows without a key, an action or a time were left out"] += 1
            continue
        note = repair.text(row.note, rules.NOTE_LENGTH)
        if note != row.note:
            remarks.counted[
                "notes of history rows were too long or held control characters, and were changed"
            ] += 1
        if action != row.action:
            remarks.counted["actions of history rows were not text, and were changed"] += 1
        yield HistoryEntry(name, action, note, SOURCE, moment)


def merge(
    board: Board,
    configs: Iterable[TheirConfig],
    states: Iterable[TheirState],
    triggered: Mapping[str, int],
    remarks: Remarks,
    now: datetime,
) -> Change:
    """Return the Change that adds what the board does not know.

    `triggered` says how often each of our keys was triggered in the history rows that are new.
    """
    alerts = _configured(board, configs, remarks, now)
    known = {**board.alerts, **alerts}
    alerts.update(_stated(board.next_state_id, known, states, remarks, now))
    counts = dict(board.trigger_counts)
    for key, count in triggered.items():
        counts[key] = counts.get(key, 0) + count
    keys = tuple(dict.fromkeys((*alerts, *triggered)))
    if not keys:
        return Change(board, board)
    return Change(board, replace(board, trigger_counts=counts).with_alerts(alerts.values()), keys)


def _configured(
    board: Board, configs: Iterable[TheirConfig], remarks: Remarks, now: datetime
) -> dict[str, Alert]:
    """Return the alerts that get their configuration from LightStack."""
    made: dict[str, Alert] = {}
    next_id = board.next_config_id
    for row in configs:
        name = remarks.name_of(row.alert_key)
        if name is None:
            remarks.counted["configurations without a key were left out"] += 1
            continue
        ours = board.alerts.get(name)
        if name in made or (ours is not None and ours.config.is_kept):
            continue
        config = _config(next_id if ours is None else ours.config.id, name, row, remarks, now)
        made[name] = Alert(config, ours.state if ours is not None else None)
        next_id += ours is None
    return made


def _stated(
    next_id: int,
    alerts: Mapping[str, Alert],
    states: Iterable[TheirState],
    remarks: Remarks,
    now: datetime,
) -> dict[str, Alert]:
    """Return the alerts that have a state there and none here, with that state."""
    made: dict[str, Alert] = {}
    for row in states:
        name = remarks.name_of(row.alert_key)
        if name is None or name not in alerts:
            remarks.counted["states of alerts without a configuration were left out"] += 1
        elif alerts[name].state is None and name not in made:
            state = _state(next_id + len(made), name, row, remarks, now)
            made[name] = replace(alerts[name], state=state)
    return made


def _config(
    config_id: int, name: str, row: TheirConfig, remarks: Remarks, now: datetime
) -> AlertConfig:
    created_at = repair.moment(row.created_at) or now
    return AlertConfig(
        id=config_id,
        alert_key=name,
        fields=rules.check_fields(_fields(name, row, remarks)),
        is_kept=True,
        created_at=created_at,
        updated_at=repair.moment(row.updated_at) or created_at,
    )


def _fields(name: str, row: TheirConfig, remarks: Remarks) -> ConfigFields:
    wanted = "individual" if row.led_scope == "individual" else "bar"
    positions = repair.positions(wanted, row.led_positions)
    scope = wanted if positions else "bar"
    fields = ConfigFields(
        name=repair.text(row.name, rules.NAME_LENGTH),
        description=repair.text(row.description, rules.DESCRIPTION_LENGTH),
        default_priority=repair.number(row.default_priority, 1, 5) or 3,
        led_scope=scope,
        led_positions=positions,
        led_color=repair.number(row.led_color, 0, 255),
        led_effect=repair.effect(scope, row.led_effect),
        led_brightness=repair.number(row.led_brightness, 0, 100),
        led_duration=repair.number(row.led_duration, 0, 255),
    )
    for field_name in _REPAIRED:
        remarks.of(name, field_name, getattr(row, field_name), getattr(fields, field_name))
    if positions:
        stored = str(row.led_positions).replace(" ", "")
        remarks.of(name, "led_positions", stored, f"[{','.join(map(str, positions))}]")
    if escape.key_of(name) is None:
        return replace(fields, description=_with_key(row.alert_key, fields.description))
    return fields


def _with_key(key: object, description: str | None) -> str:
    """Return a description that tells the key, of which the name holds only a part."""
    told = f"LightStack's key: {json.dumps(str(key))}"
    return "\n".join(filter(None, (told, description)))[: rules.DESCRIPTION_LENGTH]


def _state(
    state_id: int, name: str, row: TheirState, remarks: Remarks, now: datetime
) -> AlertState:
    is_active = repair.number(row.is_active, 0, 1) == 1
    remarks.of(name, "is_active", row.is_active, is_active)
    priority = repair.number(row.priority, 1, 5) if is_active else None
    if is_active:
        remarks.of(name, "priority", row.priority, priority)
    triggered_at = repair.moment(row.last_triggered_at)
    created_at = repair.moment(row.created_at) or triggered_at or now
    updated_at = repair.moment(row.updated_at) or created_at
    since = repair.moment(row.activated_at) or triggered_at or updated_at
    repeats = max(1, repair.number(row.repeat_count, 0, 2**63 - 1) or 0)
    return AlertState(
        id=state_id,
        is_active=is_active,
        priority=priority,
        last_triggered_at=triggered_at,
        activated_at=since if is_active else None,
        repeat_count=repeats if is_active else 0,
        acknowledged_at=None,
        acknowledged_by=None,
        acknowledged_priority=None,
        created_at=created_at,
        updated_at=updated_at,
    )


def _shown(value: object) -> str:
    return shortened(f'"{value}"' if isinstance(value, str) else repr(value), SHOWN_BYTES)
