"""What one key, strip or bar shows at one instant: everything a face needs, nothing else.

A Look is equal to another exactly when the picture is, so it is the key of every face cache; so
is a Banner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import light, subject
from lightstack_desktop.alerts.deck import Action
from lightstack_desktop.alerts.led_plan import light_of
from lightstack_desktop.alerts.subject import Role

if TYPE_CHECKING:
    from datetime import datetime

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.alerts.subject import Subject

MINUTE, HOUR, DAY = 60, 3600, 86400


class Kind(Enum):
    """The states that a key can show, told apart by shape as well as by colour."""

    BLANK = "blank"
    IDLE = "idle"
    ACTIVE = "active"
    ACKNOWLEDGED = "acknowledged"
    OVERFLOW = "overflow"
    CLEAR = "clear"
    ACTION = "action"


class Touch(Enum):
    """What a finger does to a key at this instant, drawn over whatever the key shows."""

    NONE = "none"
    PRESSED = "pressed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Look:
    """One key's picture in words.

    `color` is LightStack's byte; `bar` the seven LED levels from the bottom, 0-100 %; `glow` how
    bright the ground is, 0-100 %; `count` what an overflow key counts; `repeats` how often it was
    triggered; `is_true` False while the state behind it is not saved. `hold` is how much of a
    hold is over, 0-100 %. `action` names what an ACTION key does. `icon` is a name of the shipped
    set, `picture` the file name of the user's own, which wins.
    """

    kind: Kind = Kind.BLANK
    title: str = ""
    priority: int = 0
    color: int = 0
    age: str = ""
    repeats: int = 1
    bar: tuple[int, ...] = ()
    count: int = 0
    is_true: bool = True
    icon: str | None = None
    picture: str | None = None
    glow: int = 100
    touch: Touch = Touch.NONE
    hold: int = 0
    action: str = ""


BLANK = Look()


@dataclass(frozen=True, slots=True)
class Banner:
    """What a touch strip or an info bar shows: the current alert, and how many there are.

    `shown` is the Look of the current alert (ACTIVE or ACKNOWLEDGED), or one of kind CLEAR when
    nothing is active, or BLANK for a dark one. `active_count` counts the unacknowledged,
    `acknowledged_count` the others. `page` is a text such as "2/3", "" where there is one page.
    """

    shown: Look = BLANK
    active_count: int = 0
    acknowledged_count: int = 0
    page: str = ""


def looks(board: Board, deck: Deck, now: datetime) -> tuple[Look, ...]:
    """Return what each key of `deck` shows at `now` at rest, on the first page."""
    return tuple(about(s, now, board.is_saved) for s in subject.subjects(deck, board, 0))


def about(what: Subject, now: datetime, is_saved: bool, beat_s: float | None = None) -> Look:
    """Return the look of a key that is about `what` and that no finger touches."""
    if what.role is Role.OVERFLOW:
        return _overflow(what, is_saved)
    if what.role is Role.ACTION:
        return _action(what, is_saved)
    if what.role is Role.ALERT:
        assert what.alert is not None
        return of(what.alert, now, is_saved, beat_s)
    return BLANK


def all_clear(is_saved: bool) -> Look:
    """Return the calm look of a place where nothing is wrong."""
    return Look(Kind.CLEAR, is_true=is_saved)


def of(alert: Alert, now: datetime, is_saved: bool = True, beat_s: float | None = None) -> Look:
    """Return what a key that shows `alert` looks like at `now`.

    `beat_s` is the animation's clock; None holds the first frame of every effect.
    """
    fields, state, lamp = alert.config.fields, alert.state, light_of(alert)
    kind, age, repeats, glow = Kind.IDLE, "", 1, 100
    bar: tuple[int, ...] = ()
    if state is not None and state.is_active:
        kind, age = Kind.ACKNOWLEDGED, age_text(since(alert), now)
        if not alert.is_acknowledged:
            kind, repeats = Kind.ACTIVE, state.repeat_count
            bar, glow = light.shown(alert, lamp, now, beat_s)
    return Look(
        kind,
        alert.title,
        alert.effective_priority,
        lamp.color,
        age,
        repeats,
        bar,
        is_true=is_saved,
        icon=fields.icon,
        picture=fields.picture,
        glow=glow,
    )


def age_text(since: datetime | None, now: datetime) -> str:
    """Return how long ago in one unit: now, 1m to 59m, 1h to 23h, 1d and on."""
    seconds = _age_s(since, now)
    if seconds < MINUTE:
        return "now"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)}m"
    if seconds < DAY:
        return f"{int(seconds // HOUR)}h"
    return f"{int(seconds // DAY)}d"


def next_step_s(board: Board, deck: Deck, now: datetime) -> float | None:
    """Return in how many seconds the next age on this deck changes; None if none will."""
    placed = {pin.sitter for pin in deck.pins}
    return min((step_s(a, now) for a in board.active if a.key in placed), default=None)


def step_s(alert: Alert, now: datetime) -> float:
    """Return in how many seconds the age of an active alert reads otherwise."""
    age_s = _age_s(since(alert), now)
    unit = MINUTE if age_s < HOUR else HOUR if age_s < DAY else DAY
    return unit - age_s % unit


def since(alert: Alert) -> datetime | None:
    """Return since when an active alert has been as it is."""
    assert alert.state is not None
    return alert.state.acknowledged_at or alert.state.activated_at


def _age_s(since: datetime | None, now: datetime) -> float:
    """Return seconds since then; 0 where the clock was set back."""
    return max(0.0, (now - since).total_seconds()) if since is not None else 0.0


def _overflow(what: Subject, is_saved: bool) -> Look:
    if what.alert is None:
        return Look(Kind.ACTION, action=Action.PREVIOUS_PAGE.value, is_true=is_saved)
    return Look(
        Kind.OVERFLOW,
        priority=what.alert.effective_priority,
        color=light_of(what.alert).color,
        count=what.count,
        is_true=is_saved,
    )


def _action(what: Subject, is_saved: bool) -> Look:
    action, alert = what.action, what.alert
    assert action is not None
    if action is Action.NOTHING:
        return BLANK
    plain = Look(Kind.ACTION, action=action.value, is_true=is_saved)
    if action is Action.STATUS and alert is None:
        return all_clear(is_saved)
    if alert is None or action not in (*subject.ABOUT_ONE, Action.STATUS):
        return plain
    known = replace(plain, priority=alert.effective_priority, color=light_of(alert).color)
    if action is Action.STATUS:
        return replace(known, count=what.count)
    fields = alert.config.fields
    return replace(known, title=alert.title, icon=fields.icon, picture=fields.picture)
