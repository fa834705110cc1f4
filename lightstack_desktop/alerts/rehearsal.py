"""What the rules would make of a choice of alerts, on a board beside the real one, and why.

1. Everything chosen becomes active at one moment; what is not chosen is idle. 2. A deck begins at
rest: what a person pinned lies there, nothing is lent. 3. Every active alert has a verdict: what of
the LED bar it lights, or the rule that keeps it away; and the key that shows it, if one does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import layout
from lightstack_desktop.alerts.led_plan import LedPlan, plan
from lightstack_desktop.alerts.model import Alert, AlertState, Board

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import AlertConfig

SOURCE = "simulator"


@dataclass(frozen=True, slots=True)
class Choice:
    """An alert that is to be active. `priority` None is its configuration's."""

    alert_key: str
    priority: int | None = None
    is_acknowledged: bool = False


class Why(Enum):
    """The rule that gives an alert its part of the bar, or none."""

    BAR = "it is the first of the bar alerts"
    LEDS = "it claims LEDs of its own"
    KNOWN = "it is acknowledged, and others are not"
    BEHIND = "a bar alert of a higher rank has the bar"
    SINGLE = "a bar alert wins over single LEDs, whatever its priority"
    TAKEN = "alerts of a higher rank have its LEDs"


class Lead(Enum):
    """What puts the current alert before the next."""

    ALONE = "nothing else is active"
    KNOWN = "the next is acknowledged"
    PRIORITY = "the next has a lower priority"
    KEY = "its key comes first"


class Place(Enum):
    """Where a deck has an alert."""

    KEY = "on a key"
    COUNTED = "counted on the last key"
    FILTERED = "kept away by the deck's filter"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one active alert. `leds` are those it lights; `winners` have what it wants.

    `key_index` is the key that shows it, where `place` says so.
    """

    alert: Alert
    why: Why
    leds: tuple[int, ...] = ()
    winners: tuple[Alert, ...] = ()
    place: Place = Place.FILTERED
    key_index: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The board of the rehearsal with its deck on it, the plan, and a verdict by rank."""

    board: Board
    deck: Deck
    plan: LedPlan
    verdicts: tuple[Verdict, ...]


def chosen_on(board: Board) -> tuple[Choice, ...]:
    """Return the choice that makes what is active on a board active."""
    return tuple(
        Choice(alert.key, alert.state.priority, alert.is_acknowledged)
        for alert in board.active
        if alert.state is not None
    )


def rehearse(
    configs: Iterable[AlertConfig], chosen: Iterable[Choice], deck: Deck, now: datetime
) -> Outcome:
    """Return what would be if these were active; a choice of what is not configured is none."""
    choices = {choice.alert_key: choice for choice in chosen}
    board = Board.of(_made(config, choices.get(config.alert_key), now) for config in configs)
    pins = tuple(replace(pin, lent_to=None) for pin in deck.pins if pin.is_kept)
    deck = layout.settle(replace(deck, pins=pins), board)
    board = board.with_deck(deck)
    made = plan(board.active)
    seats = {pin.sitter: pin.key_index for pin in deck.pins}
    away = {alert.key for alert in layout.hidden(deck, board)}
    verdicts = (
        replace(_verdict(a, made, board), place=_place(a, seats, away), key_index=seats.get(a.key))
        for a in board.active
    )
    return Outcome(board, deck, made, tuple(verdicts))


def lead(board: Board) -> Lead:
    """Return what puts the current alert of a board first; something must be active."""
    first, *others = board.active
    if not others:
        return Lead.ALONE
    if others[0].is_acknowledged and not first.is_acknowledged:
        return Lead.KNOWN
    is_higher = first.effective_priority < others[0].effective_priority
    return Lead.PRIORITY if is_higher else Lead.KEY


def _made(config: AlertConfig, choice: Choice | None, now: datetime) -> Alert:
    if choice is None:
        return Alert(config)
    priority = choice.priority
    is_known = choice.is_acknowledged
    state = AlertState(
        id=config.id,
        is_active=True,
        priority=priority,
        last_triggered_at=now,
        activated_at=now,
        repeat_count=1,
        acknowledged_at=now if is_known else None,
        acknowledged_by=SOURCE if is_known else None,
        acknowledged_priority=(priority or config.fields.default_priority) if is_known else None,
        created_at=now,
        updated_at=now,
    )
    return Alert(config, state)


def _verdict(alert: Alert, made: LedPlan, board: Board) -> Verdict:
    leds = tuple(slot.led for slot in made.slots if slot.alert_key == alert.key)
    is_bar = made.mode == "bar"
    if leds:
        return Verdict(alert, Why.BAR if is_bar else Why.LEDS, leds)
    if alert.is_acknowledged and not board.active[0].is_acknowledged:
        return Verdict(alert, Why.KNOWN, winners=board.active[:1])
    if is_bar:
        why = Why.BEHIND if alert.config.fields.led_scope == "bar" else Why.SINGLE
        return Verdict(alert, why, winners=(board.alerts[str(made.bar_alert_key)],))
    claimed = alert.config.fields.led_positions or ()
    keys = {slot.alert_key for slot in made.slots if slot.led in claimed}
    return Verdict(alert, Why.TAKEN, winners=tuple(a for a in board.active if a.key in keys))


def _place(alert: Alert, seats: Mapping[str, int], away: Collection[str]) -> Place:
    # The count covers its key: who sits there is counted.
    if alert.key in away:
        return Place.COUNTED
    return Place.KEY if alert.key in seats else Place.FILTERED
