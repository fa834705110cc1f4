"""What decks, their keys' tasks and their times are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.alerts.deck import Action
from lightstack_desktop.alerts.view import Power
from lightstack_desktop.desktop.language import counted, mark, tr

if TYPE_CHECKING:
    from lightstack_desktop.deck.frame import Frame

MINUTE, HOUR = 60, 3600

NO_TASK = mark("Show alerts")
TASKS = {
    Action.TRIGGER: mark("Raise an alert"),
    Action.ACKNOWLEDGE: mark("Acknowledge"),
    Action.CLEAR: mark("Clear"),
    Action.TOGGLE: mark("Raise or clear"),
    Action.ACKNOWLEDGE_ALL: mark("Acknowledge all"),
    Action.CLEAR_ALL: mark("Clear all, by holding"),
    Action.NEXT_PAGE: mark("Next page"),
    Action.PREVIOUS_PAGE: mark("Previous page"),
    Action.BRIGHTER: mark("Brighter"),
    Action.DARKER: mark("Darker"),
    Action.STATUS: mark("Show how many are active"),
    Action.NOTHING: mark("Nothing, stay dark"),
}
CURRENT = mark("The most important alert")
NEVER = mark("Never")
AWAY = mark("Not attached. This is how it will look, and what you change here it will have.")
CLOSED = mark("Not shown now. This is how it will look; open it by On-screen deck.")
LIVE = mark("As it looks now.")
STARTING = mark("It is just being opened.")
DIM = mark("Dimmed, as nobody pressed a key for a while.")
ASLEEP = mark("Asleep and dark. It is drawn here as it will look when it wakes.")
LOCKED = mark("Locked and dark, as the screen is.")
# Offered for dimming and sleeping, in seconds.
WAITS_S = (60, 120, 300, 600, 1200, 1800, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR)


def task(action: Action | None) -> str:
    """Return what a key does, None for one that shows alerts."""
    return tr(NO_TASK if action is None else TASKS[action])


def wait(seconds: int | None) -> str:
    """Return a time in words, None for never."""
    if seconds is None:
        return tr(NEVER)
    if seconds % HOUR == 0:
        return counted("After {n} hour", "After {n} hours", seconds // HOUR)
    if seconds % MINUTE == 0:
        return counted("After {n} minute", "After {n} minutes", seconds // MINUTE)
    return counted("After {n} second", "After {n} seconds", seconds)


def state(frame: Frame | None) -> str:
    """Return how it stands with an open deck."""
    if frame is None:
        return tr(STARTING)
    if frame.is_locked:
        return tr(LOCKED)
    return tr({Power.AWAKE: LIVE, Power.DIM: DIM, Power.ASLEEP: ASLEEP}[frame.power])


def key(key_index: int) -> str:
    """Return what a key is called: people count from one."""
    return tr("Key {number}", number=key_index + 1)
