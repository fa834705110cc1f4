"""The nouns: configuration, alert, board; and deck, from deck.py. Frozen; changed only by making
a new one.

Wire names (`alert_key`, `led_color`) are LightStack's.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.deck import Deck, Pin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

__all__ = [
    "Alert",
    "AlertConfig",
    "AlertState",
    "Board",
    "ConfigFields",
    "Deck",
    "HistoryEntry",
    "Pin",
]


@dataclass(frozen=True, slots=True)
class ConfigFields:
    """What a person may edit of a configuration; None means LightStack's default.

    `default_priority` 1 (critical) to 5; `led_color` 0-255 on the hue circle; `led_brightness`
    0-100 %; `led_duration` is a byte, see durations.py; `led_positions` count from 1 at the bottom.
    `picture` is the file name of the user's own picture, which never goes over the wire.
    """

    name: str | None = None
    description: str | None = None
    default_priority: int = 3
    led_scope: str = "bar"
    led_positions: tuple[int, ...] | None = None
    led_color: int | None = None
    led_effect: str | None = None
    led_brightness: int | None = None
    led_duration: int | None = None
    icon: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class AlertConfig:
    """One configuration. `is_kept`: created on purpose, so it keeps a key while idle."""

    id: int
    alert_key: str
    fields: ConfigFields
    is_kept: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class AlertState:
    """What happened to an alert since it was first triggered (LightStack's alert row).

    `priority` overrides the configuration's until cleared. `activated_at` is the first trigger of
    this activation, `repeat_count` how many triggers it had. `acknowledged_priority` is the
    effective priority at the time of acknowledging.
    """

    id: int
    is_active: bool
    priority: int | None
    last_triggered_at: datetime | None
    activated_at: datetime | None
    repeat_count: int
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    acknowledged_priority: int | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    """A configuration and, once it was triggered, its state."""

    config: AlertConfig
    state: AlertState | None = None

    @property
    def key(self) -> str:
        return self.config.alert_key

    @property
    def title(self) -> str:
        """Return what a person calls it: the name, or the key where there is none."""
        return self.config.fields.name or self.config.alert_key

    @property
    def is_active(self) -> bool:
        return self.state is not None and self.state.is_active

    @property
    def is_acknowledged(self) -> bool:
        return self.state is not None and self.state.acknowledged_at is not None

    @property
    def effective_priority(self) -> int:
        """Return the override of this activation, or the configuration's default; 1 is highest."""
        if self.state is not None and self.state.priority is not None:
            return self.state.priority
        return self.config.fields.default_priority

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Return the sort key of every list: unacknowledged, then priority, then key."""
        # Spelt out, for every trigger asks it of many alerts.
        config, state = self.config, self.state
        if state is None:
            return (False, config.fields.default_priority, config.alert_key)
        priority = state.priority if state.priority is not None else config.fields.default_priority
        return (state.acknowledged_at is not None, priority, config.alert_key)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Something that happened to an alert. Actions as in LightStack, plus our own."""

    alert_key: str
    action: str
    note: str | None
    source: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """All alerts at one moment. `active` is in rank order; build with `Board.of`.

    `trigger_counts` also counts keys whose configuration was deleted, as LightStack does.
    `is_saved` is False while changes are held in memory because the store cannot write. `notice`
    is what happened to the database since the start that a person should know of.
    """

    alerts: Mapping[str, Alert] = field(default_factory=dict)
    active: tuple[Alert, ...] = ()
    decks: Mapping[str, Deck] = field(default_factory=dict)
    trigger_counts: Mapping[str, int] = field(default_factory=dict)
    next_config_id: int = 1
    next_state_id: int = 1
    is_saved: bool = True
    notice: str | None = None

    @classmethod
    def of(
        cls,
        alerts: Iterable[Alert] = (),
        decks: Iterable[Deck] = (),
        trigger_counts: Mapping[str, int] | None = None,
    ) -> Board:
        """Build a board from its parts; ids go on above the highest one in use."""
        by_key = {alert.key: alert for alert in alerts}
        states = [alert.state.id for alert in by_key.values() if alert.state is not None]
        return cls(
            alerts=by_key,
            active=tuple(sorted((a for a in by_key.values() if a.is_active), key=_rank)),
            decks={deck.serial: deck for deck in decks},
            trigger_counts=dict(trigger_counts or {}),
            next_config_id=max((a.config.id for a in by_key.values()), default=0) + 1,
            next_state_id=max(states, default=0) + 1,
        )

    @property
    def current(self) -> Alert | None:
        """Return the alert of the highest rank, None when all is clear."""
        return self.active[0] if self.active else None

    def with_alert(self, alert: Alert) -> Board:
        """Return a board on which `alert` replaces the one of the same key."""
        return self.with_alerts((alert,))

    def with_alerts(self, alerts: Iterable[Alert]) -> Board:
        """Return a board on which these replace those of the same keys."""
        changed = {alert.key: alert for alert in alerts}
        active = [a for a in self.active if a.config.alert_key not in changed]
        for alert in changed.values():
            if alert.is_active:
                insort(active, alert, key=_rank)
        return replace(self, alerts={**self.alerts, **changed}, active=tuple(active))

    def without_alert(self, key: str) -> Board:
        """Return a board that has forgotten `key`."""
        return replace(
            self,
            alerts={k: a for k, a in self.alerts.items() if k != key},
            active=tuple(a for a in self.active if a.key != key),
        )

    def with_deck(self, deck: Deck) -> Board:
        """Return a board on which `deck` replaces the one of the same serial."""
        return replace(self, decks={**self.decks, deck.serial: deck})


def _rank(alert: Alert) -> tuple[bool, int, str]:
    return alert.rank
