"""A deck as we remember it: its keys, what a person chose for it, and which alert sits where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Alert

EVERY_PRIORITY = (1, 2, 3, 4, 5)
DARKEST_PERCENT = 10


class Action(Enum):
    """What a key does that a person gave a task instead of an alert's place."""

    TRIGGER = "trigger"
    ACKNOWLEDGE = "acknowledge"
    CLEAR = "clear"
    TOGGLE = "toggle"
    ACKNOWLEDGE_ALL = "acknowledge_all"
    CLEAR_ALL = "clear_all"
    NEXT_PAGE = "next_page"
    PREVIOUS_PAGE = "previous_page"
    BRIGHTER = "brighter"
    DARKER = "darker"
    STATUS = "status"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class KeyAction:
    """The task of one key. `alert_key` None: the current alert, where the action is about one."""

    key_index: int
    action: Action
    alert_key: str | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """Which alert sits on one key of a deck. `is_kept`: it stays there while the alert is idle.

    `lent_to` is the alert that sits there until it is cleared, because keys were short.
    """

    key_index: int
    alert_key: str
    is_kept: bool
    lent_to: str | None = None

    @property
    def sitter(self) -> str:
        """Return the key of the alert that is shown there."""
        return self.lent_to or self.alert_key


@dataclass(frozen=True, slots=True)
class Deck:
    """What we remember of a deck, attached or not. Keys count from 0 at the top left.

    `key_count` counts keys with a picture: 0 for a deck without displays, whose pedals still have
    `actions`. `dim_after_s` and `sleep_after_s` are seconds without a press, None for never.
    `priorities` and `patterns` (as file names have them: `ci-*`) are which alerts come to this
    deck by themselves; no pattern means every key. `taken_off` are alerts that a person took off
    this deck: they have no key here while they are idle.
    """

    serial: str
    model: str
    key_count: int
    columns: int
    brightness_percent: int = 70
    pins: tuple[Pin, ...] = ()
    actions: tuple[KeyAction, ...] = ()
    dim_after_s: int | None = 600
    dim_percent: int = 20
    sleep_after_s: int | None = None
    has_double_press: bool = False
    priorities: tuple[int, ...] = EVERY_PRIORITY
    patterns: tuple[str, ...] = ()
    taken_off: tuple[str, ...] = ()

    @property
    def has_filter(self) -> bool:
        return bool(self.patterns) or len(self.priorities) < len(EVERY_PRIORITY)

    def admits(self, alert: Alert) -> bool:
        """Tell whether the filter lets an alert come to this deck by itself."""
        return alert.effective_priority in self.priorities and (
            not self.patterns or any(fnmatchcase(alert.key, p) for p in self.patterns)
        )

    def action_on(self, key_index: int) -> KeyAction | None:
        """Return the task of a key, None where it has none."""
        return next((a for a in self.actions if a.key_index == key_index), None)

    @property
    def places(self) -> tuple[int, ...]:
        """Return the keys that have no task of their own; the last of them is the counter."""
        busy = {action.key_index for action in self.actions}
        return tuple(k for k in range(self.key_count) if k not in busy)

    @property
    def counter(self) -> int | None:
        """Return the key that counts what has no key; None if every key has a task."""
        return next(reversed(self.places), None)

    def brightened(self, by_percent: int) -> Deck:
        """Return this deck so much brighter (darker, if negative), never so dark as to be lost."""
        percent = min(max(self.brightness_percent + by_percent, DARKEST_PERCENT), 100)
        return replace(self, brightness_percent=percent)
