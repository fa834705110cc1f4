"""What each key of a deck is about, page by page, before anybody asks how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import layout
from lightstack_desktop.alerts.deck import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lightstack_desktop.alerts.deck import Deck, KeyAction
    from lightstack_desktop.alerts.model import Alert, Board

ABOUT_ONE = frozenset({Action.TRIGGER, Action.ACKNOWLEDGE, Action.CLEAR, Action.TOGGLE})


class Role(Enum):
    """What kind of thing a key is about."""

    NOTHING = "nothing"
    ALERT = "alert"
    OVERFLOW = "overflow"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Subject:
    """What one key is about: an alert in its state, what has no key, or a task.

    `alert` is the one shown, the first of those counted, or the one that the task is about;
    `count` how many alerts an overflow or status key stands for.
    """

    role: Role = Role.NOTHING
    alert: Alert | None = None
    action: Action | None = None
    count: int = 0

    def is_like(self, other: Subject) -> bool:
        """Tell whether a finger that aimed at `other` still means the right thing.

        A repeat, an age or a longer count is no other thing: what is triggered ten times a second
        can still be acknowledged.
        """
        if (self.role, self.action) != (other.role, other.action):
            return False
        is_about_one = self.role is Role.ALERT or self.action in ABOUT_ONE
        return not is_about_one or _meaning(self.alert) == _meaning(other.alert)


NOTHING = Subject()


def subjects(deck: Deck, board: Board, page: int) -> tuple[Subject, ...]:
    """Return what each key is about on a page, counted from 0, from the top left."""
    keys = [NOTHING] * deck.key_count
    hidden = layout.hidden(deck, board)
    away: Sequence[Alert] = hidden
    if page == 0:
        for pin in deck.pins:
            keys[pin.key_index] = _on_alert(board.alerts.get(pin.sitter))
    else:
        slots = deck.places[:-1]
        here = hidden[(page - 1) * len(slots) : page * len(slots)]
        for key_index, alert in zip(slots, here, strict=False):
            keys[key_index] = _on_alert(alert)
        on_page = {alert.key for alert in here}
        away = [a for a in layout.concerning(deck, board) if a.key not in on_page]
    if (away or page) and deck.counter is not None:
        keys[deck.counter] = Subject(Role.OVERFLOW, away[0] if away else None, count=len(away))
    for action in deck.actions:
        if action.key_index < deck.key_count:
            keys[action.key_index] = of_action(action, deck, board)
    return tuple(keys)


def page_count(deck: Deck, board: Board) -> int:
    """Return how many pages there are; 1 where everything active has a key."""
    slots = len(deck.places[:-1])
    return 1 + -(-len(layout.hidden(deck, board)) // slots) if slots else 1


def current(deck: Deck, board: Board) -> Subject:
    """Return the alert that concerns this deck most; nothing if all is clear."""
    return _on_alert(next(iter(layout.concerning(deck, board)), None))


def of_action(task: KeyAction, deck: Deck, board: Board) -> Subject:
    """Return what a key with a task is about."""
    active = layout.concerning(deck, board)
    if task.action in ABOUT_ONE and task.alert_key is not None:
        alert = board.alerts.get(task.alert_key)
    else:
        alert = active[0] if active else None
    return Subject(Role.ACTION, alert, task.action, len(active))


def _on_alert(alert: Alert | None) -> Subject:
    return NOTHING if alert is None else Subject(Role.ALERT, alert)


def _meaning(alert: Alert | None) -> tuple[object, ...]:
    """Return what a press on an alert depends on."""
    if alert is None or alert.state is None or not alert.is_active:
        return (alert and alert.key,)
    is_critical = alert.effective_priority == 1
    return alert.key, alert.state.activated_at, alert.is_acknowledged, is_critical
