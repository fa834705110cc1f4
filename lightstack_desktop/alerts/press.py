"""What a press on a key means: intents fixed at press-down, never toggles.

1. Where a short press and a hold differ the short one counts at release, otherwise at press-down.
2. A critical alert is cleared only by holding, and longer. 3. An order is about the alert as the
finger found it: what has become of it since can void the order, never turn it into another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import layout
from lightstack_desktop.alerts.deck import Action
from lightstack_desktop.alerts.subject import Role

if TYPE_CHECKING:
    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.alerts.subject import Subject

HOLD_S = 0.5
LONG_HOLD_S = 1.0
STEP_PERCENT = 10


class Intent(Enum):
    """What the person wants done. Pages are turned by the View itself."""

    TRIGGER = "trigger"
    ACKNOWLEDGE = "acknowledge"
    CLEAR = "clear"
    OPEN = "open"
    BRIGHTEN = "brighten"
    NEXT_PAGE = "next_page"
    PREVIOUS_PAGE = "previous_page"
    FIRST_PAGE = "first_page"


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to do. `alert` is as the finger found it; `percent` so much brighter, or darker."""

    intent: Intent
    alert: Alert | None = None
    percent: int = 0

    @property
    def key(self) -> str:
        """Return the key of the alert that this order is about."""
        assert self.alert is not None, f"{self.intent} is about no alert"
        return self.alert.key


Orders = tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Gesture:
    """What a short press and a hold of `hold_s` seconds do."""

    short: Orders = ()
    hold: Orders = ()
    hold_s: float = HOLD_S

    @property
    def is_split(self) -> bool:
        """Tell whether it takes the release, or the hold, to know what is meant."""
        return self.short != self.hold


def gesture(subject: Subject, deck: Deck, board: Board) -> Gesture:
    """Return what a press on a key that is about `subject` means."""
    if subject.role is Role.OVERFLOW:
        return Gesture((Order(Intent.NEXT_PAGE),), (Order(Intent.FIRST_PAGE),))
    if subject.role is Role.ALERT:
        assert subject.alert is not None
        return _on_alert(subject.alert)
    if subject.action is Action.ACKNOWLEDGE_ALL:
        return _at_once(*acknowledging(*layout.concerning(deck, board)))
    if subject.action is Action.CLEAR_ALL:
        # As it was at press-down: what comes up during the hold has not been seen.
        orders = tuple(Order(Intent.CLEAR, alert) for alert in layout.concerning(deck, board))
        return Gesture(hold=orders, hold_s=LONG_HOLD_S)
    return _on_task(subject)


def acknowledging(*alerts: Alert) -> Orders:
    """Return the orders that acknowledge those of these that are not yet."""
    new = (a for a in alerts if a.is_active and not a.is_acknowledged)
    return tuple(Order(Intent.ACKNOWLEDGE, alert) for alert in new)


def clearing(alert: Alert) -> Gesture:
    """Return the gesture that clears an alert, if it is active: a hold for a critical one."""
    orders = (Order(Intent.CLEAR, alert),) if alert.is_active else ()
    if alert.effective_priority == 1:
        return Gesture(hold=orders, hold_s=LONG_HOLD_S)
    return _at_once(*orders)


def is_void(order: Order, board: Board) -> bool:
    """Tell whether an order is pointless, or about something that the finger has not seen."""
    if order.alert is None or order.intent is Intent.OPEN:
        return False
    now = board.alerts.get(order.key)
    if now is None:
        return True
    if order.intent is Intent.TRIGGER:
        return now.is_active and not order.alert.is_active
    if not now.is_active or _activation(now) != _activation(order.alert):
        return True
    if now.effective_priority < order.alert.effective_priority:
        return True
    return order.intent is Intent.ACKNOWLEDGE and now.is_acknowledged


def _on_alert(alert: Alert) -> Gesture:
    if not alert.is_active:
        return Gesture((Order(Intent.TRIGGER, alert),), (Order(Intent.OPEN, alert),))
    if alert.is_acknowledged:
        return clearing(alert)
    hold_s = LONG_HOLD_S if alert.effective_priority == 1 else HOLD_S
    return Gesture(acknowledging(alert), (Order(Intent.CLEAR, alert),), hold_s)


def _on_task(subject: Subject) -> Gesture:
    """Return what a task means that is not about all alerts."""
    simple = _SIMPLE.get(subject.action)
    if simple is not None:
        return _at_once(simple)
    alert = subject.alert
    if alert is None:
        return Gesture()
    if subject.action is Action.ACKNOWLEDGE:
        return _at_once(*acknowledging(alert))
    if subject.action in (Action.CLEAR, Action.TOGGLE) and alert.is_active:
        return clearing(alert)
    if subject.action in (Action.TRIGGER, Action.TOGGLE):
        return _at_once(Order(Intent.TRIGGER, alert))
    return Gesture()


_SIMPLE: dict[Action | None, Order] = {
    Action.NEXT_PAGE: Order(Intent.NEXT_PAGE),
    Action.PREVIOUS_PAGE: Order(Intent.PREVIOUS_PAGE),
    Action.STATUS: Order(Intent.FIRST_PAGE),
    Action.BRIGHTER: Order(Intent.BRIGHTEN, percent=STEP_PERCENT),
    Action.DARKER: Order(Intent.BRIGHTEN, percent=-STEP_PERCENT),
}


def _at_once(*orders: Order) -> Gesture:
    return Gesture(orders, orders)


def _activation(alert: Alert) -> object:
    return alert.state and alert.state.activated_at
