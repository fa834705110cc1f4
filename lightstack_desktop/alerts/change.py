"""What one decision changes: the new board, the events in wire order, the history rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lightstack_desktop.alerts.led_plan import LedPlan
    from lightstack_desktop.alerts.model import Alert, Board, HistoryEntry


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """Something happened to one alert; `previous` and `current` are the board's current alerts."""

    alert: Alert
    previous: Alert | None
    current: Alert | None


class AlertTriggered(AlertEvent):
    """An alert was triggered, for the first time or again."""


class AlertCleared(AlertEvent):
    """An alert was cleared, or its configuration deleted while it was active."""


class AlertAcknowledged(AlertEvent):
    """Somebody said "I know" of an active alert."""


class AlertUnacknowledged(AlertEvent):
    """The acknowledgement was taken back."""


@dataclass(frozen=True, slots=True)
class AlertUpdated:
    """The configuration of an active alert was edited; LightStack tells nobody."""

    alert: Alert


@dataclass(frozen=True, slots=True)
class AllAlertsCleared:
    """Every active alert was cleared at once; `keys` in rank order."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CurrentAlertChanged:
    """The alert of the highest rank is another one, or a field of it changed."""

    previous: Alert | None
    current: Alert | None
    active_count: int


@dataclass(frozen=True, slots=True)
class LedPlanChanged:
    """The seven-LED bar is to show something else."""

    plan: LedPlan


@dataclass(frozen=True, slots=True)
class StateSaved:
    """What was held in memory has been written."""


Event = (
    AlertEvent | AlertUpdated | AllAlertsCleared | CurrentAlertChanged | LedPlanChanged | StateSaved
)


@dataclass(frozen=True, slots=True)
class Change:
    """The outcome of one decision.

    `keys` are the alerts it is about, in rank order (one for most commands); `decks` the serials
    whose settings or pins differ. A Change can carry events although the board is the same: a
    second clear is still told to everyone, as LightStack does.
    """

    before: Board
    board: Board
    keys: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    history: tuple[HistoryEntry, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to write and nothing to say."""
        return self.board is self.before and not self.events and not self.history

    @property
    def alert(self) -> Alert:
        """Return the alert this change is about, as it is now (as it was, if deleted)."""
        (key,) = self.keys
        return self.board.alerts.get(key) or self.before.alerts[key]
