"""What a deck shows, in words, for somebody who does not see it.

1. Said of a frame, so of what the deck shows and not of what it should. 2. A name stays as it was
written; nothing here is markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.alerts.deck import Action
from lightstack_desktop.alerts.look import Kind, Touch
from lightstack_desktop.alerts.view import Power
from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import counted, mark, tr

if TYPE_CHECKING:
    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.deck.frame import Frame

NOTHING_YET = mark("Starting…")
LOCKED = mark("Dark while the screen is locked")
ASLEEP = mark("Asleep; any press wakes it")
EMPTY = mark("Empty key")
ALL_CLEAR = mark("All clear")
# With a name, and without: then it is about the current alert.
TASKS = {
    Action.TRIGGER: (mark("Trigger {name}"), mark("Trigger")),
    Action.ACKNOWLEDGE: (mark("Acknowledge {name}"), mark("Acknowledge the current alert")),
    Action.CLEAR: (mark("Clear {name}"), mark("Clear the current alert")),
    Action.TOGGLE: (mark("Trigger or clear {name}"), mark("Trigger or clear")),
}
PLAIN_TASKS = {
    Action.ACKNOWLEDGE_ALL: mark("Acknowledge all"),
    Action.CLEAR_ALL: mark("Hold to clear all"),
    Action.NEXT_PAGE: mark("Next page"),
    Action.PREVIOUS_PAGE: mark("Previous page"),
    Action.BRIGHTER: mark("Brighter"),
    Action.DARKER: mark("Darker"),
    Action.NOTHING: EMPTY,
}
PAGES_DIAL, BRIGHTNESS_DIAL, PLAIN_DIAL = (
    mark("Pages dial, page {page} of {pages}"),
    mark("Brightness dial, {percent} %"),
    mark("Dial {number}"),
)
DIAL_HINT = mark("Up and Down turn it. Enter acknowledges the current alert.")
STRIP_HINT = mark("Enter acknowledges, held it clears. Left and Right turn pages.")


def key(shown: Look) -> str:
    """Return what a key shows."""
    said = [*_state(shown)]
    if shown.touch is Touch.REFUSED:
        said.append(tr("press not taken"))
    if not shown.is_true:
        said.append(tr("not saved"))
    return ", ".join(said)


def keys(frame: Frame | None) -> tuple[str, ...]:
    """Return what each key of a deck shows; nothing for a deck that shows nothing yet."""
    if frame is None:
        return ()
    dark = _dark(frame)
    return tuple(dark or key(look) for look in frame.looks)


def banner(frame: Frame | None) -> str:
    """Return what a strip or an info bar shows."""
    if frame is None:
        return tr(NOTHING_YET)
    if dark := _dark(frame):
        return dark
    shown = frame.banner
    said = [key(shown.shown)]
    if shown.active_count + shown.acknowledged_count > 1:
        if shown.active_count:
            said.append(counted("{n} active", "{n} active", shown.active_count))
        if shown.acknowledged_count:
            said.append(counted("{n} acknowledged", "{n} acknowledged", shown.acknowledged_count))
    if frame.page_count > 1:
        said.append(_page(frame))
    return "; ".join(said)


def dial(number: int, dial_count: int, frame: Frame | None) -> str:
    """Return what a dial sets and where it stands: the first pages, the last the brightness."""
    if number == 0 and frame is not None:
        return tr(PAGES_DIAL, page=frame.page + 1, pages=frame.page_count)
    if number == dial_count - 1 and frame is not None:
        return tr(BRIGHTNESS_DIAL, percent=frame.brightness_percent)
    return tr(PLAIN_DIAL, number=number + 1)


def touch_key(index: int, frame: Frame | None) -> str:
    """Return what a touch key does; 0 is the left one."""
    said = tr(PLAIN_TASKS[Action.PREVIOUS_PAGE if index == 0 else Action.NEXT_PAGE])
    return said if frame is None else f"{said}, {_page(frame)}"


def _page(frame: Frame) -> str:
    return tr("page {page} of {pages}", page=frame.page + 1, pages=frame.page_count)


def _dark(frame: Frame) -> str:
    """Return why a deck is dark, "" if it is not."""
    if frame.is_locked:
        return tr(LOCKED)
    return tr(ASLEEP) if frame.power is Power.ASLEEP else ""


def _state(shown: Look) -> list[str]:
    """Return the parts of what a key shows, apart from what is wrong with it."""
    name = labels.flat(shown.title)
    match shown.kind:
        case Kind.IDLE:
            said = [name, tr("idle")]
        case Kind.ACTIVE:
            said = [name, _priority(shown), tr("active"), _age(shown.age)]
            if shown.repeats > 1:
                said.append(tr("{n} times", n=shown.repeats))
        case Kind.ACKNOWLEDGED:
            said = [name, _priority(shown), tr("acknowledged"), _age(shown.age)]
        case Kind.OVERFLOW:
            said = [counted("{n} more active", "{n} more active", shown.count), _priority(shown)]
        case Kind.CLEAR:
            said = [tr(ALL_CLEAR)]
        case Kind.ACTION:
            said = [_task(Action(shown.action), name, shown.count)]
        case _:
            said = [tr(EMPTY)]
    return said


def _task(action: Action, name: str, count: int) -> str:
    if action is Action.STATUS:
        return counted("{n} active", "{n} active", count)
    if action in PLAIN_TASKS:
        return tr(PLAIN_TASKS[action])
    named, plain = TASKS[action]
    return tr(named, name=name) if name else tr(plain)


def _priority(shown: Look) -> str:
    return tr("priority {priority}", priority=shown.priority)


def _age(text: str) -> str:
    """Return an age as a key shows it (now, 5m, 2h, 1d) in words."""
    if not text[:-1].isdigit():
        return tr("just now")
    number = int(text[:-1])
    match text[-1]:
        case "m":
            return counted("for a minute", "for {n} minutes", number)
        case "h":
            return counted("for an hour", "for {n} hours", number)
        case _:
            return counted("for a day", "for {n} days", number)
