"""What one deck remembers for a short while: the page, the fingers on it, whether it is awake.

1. A View is a value: whoever holds it replaces it by what a rule returns. 2. It knows the board it
shows, so that it can tell what changed under a finger. 3. It never grows: an entry a key at most.
4. Intervals are counted in monotonic seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import layout, subject
from lightstack_desktop.alerts.subject import NOTHING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.alerts.press import Gesture
    from lightstack_desktop.alerts.subject import Subject

SETTLING_S = 0.4
URGENT_PRIORITY = 2
# Sums of floats do not meet exactly: what is due within a microsecond is due now.
ROUNDING_S = 1e-6


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment by both clocks: `wall` for ages, `s` (monotonic seconds) for everything else."""

    wall: datetime
    s: float

    def left_s(self, since_s: float, wait_s: float) -> float:
        """Return how much is left of `wait_s` seconds that began at `since_s`; 0 when over."""
        left_s = since_s + wait_s - self.s
        return left_s if left_s > ROUNDING_S else 0.0


@dataclass(frozen=True, slots=True)
class Options:
    """What is not the deck's own: `is_still`, the user wants no motion; `has_banner`, the panel
    has a strip or an info bar.
    """

    is_still: bool = False
    has_banner: bool = False


class Power(Enum):
    """How bright a deck is."""

    AWAKE = "awake"
    DIM = "dim"
    ASLEEP = "asleep"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a key is about, and since when it has been that; `is_painted`: its picture was sent."""

    subject: Subject = NOTHING
    since_s: float = float("-inf")
    is_painted: bool = True


@dataclass(frozen=True, slots=True)
class Finger:
    """A finger on a key: what it found there, when, and whether it has done its work."""

    key_index: int
    subject: Subject
    gesture: Gesture
    since_s: float
    is_done: bool = False
    is_refused: bool = False

    @property
    def is_waiting(self) -> bool:
        """Tell whether a hold is still to come."""
        return not (self.is_done or self.is_refused) and bool(self.gesture.hold)


@dataclass(frozen=True, slots=True)
class Tap:
    """The last short press that acknowledged something; a second one soon makes it double."""

    key_index: int
    alert_key: str
    at_s: float


@dataclass(frozen=True, slots=True)
class View:
    """One deck's short-lived state. `View()` is a deck that was just plugged in.

    `board` and `deck` are what it was last brought up to; `shown` has what each key is about and
    `current` what the strip is; `refusals` are keys and until when their refusal shows; `input_s`
    is the last input, `stirred_s` that or what else keeps the deck awake. `is_blanked`: a person
    made it dark until the next input, or until something new or worse is active.
    """

    board: Board | None = None
    deck: Deck | None = None
    page: int = 0
    page_count: int = 1
    shown: tuple[Shown, ...] = ()
    current: Shown = Shown()
    fingers: tuple[Finger, ...] = ()
    refusals: tuple[tuple[int, float], ...] = ()
    tap: Tap | None = None
    input_s: float = 0.0
    stirred_s: float = 0.0
    power: Power = Power.AWAKE
    is_locked: bool = False
    is_blanked: bool = False

    def finger_on(self, key_index: int) -> Finger | None:
        """Return the finger on a key, if there is one."""
        return next((f for f in self.fingers if f.key_index == key_index), None)


def seen(board: Board, deck: Deck, view: View, at: Instant) -> View:
    """Return the view brought up to this board and deck; itself if it is."""
    if view.board is board and view.deck is deck:
        return view
    if view.board is None:
        fresh = replace(view, input_s=at.s, stirred_s=at.s)
        return _showing(board, deck, fresh, fresh.page, at, is_new=True)
    risen = _risen(view.board, board, deck)
    # What was urgent kept the deck awake until now.
    if risen or is_urgent(view.board, deck):
        view = replace(view, stirred_s=at.s)
    if risen:
        view = replace(view, power=Power.AWAKE, is_blanked=False)
    page = view.page
    if page and not risen.isdisjoint({pin.sitter for pin in deck.pins}):
        page = 0
    return _showing(board, deck, view, page, at)


def turned_to(view: View, page: int, at: Instant) -> View:
    """Return the view on another page; beyond the last comes the first."""
    assert view.board is not None
    assert view.deck is not None
    return _showing(view.board, view.deck, view, page % view.page_count, at)


def painted(view: View, key_indexes: Collection[int], at: Instant) -> View:
    """Return the view after these keys got their pictures: from now on they can be aimed at.

    A deck may take a third of a second for a page; a press on what is not drawn yet is refused.
    """
    shown = tuple(
        Shown(s.subject, at.s) if k in key_indexes and not s.is_painted else s
        for k, s in enumerate(view.shown)
    )
    return replace(view, shown=shown)


def locked(view: View, at: Instant, is_locked: bool) -> View:
    """Return the view after the desktop session was locked or unlocked; both end every press."""
    view = cancelled(view)
    if is_locked:
        return replace(view, is_locked=True)
    return replace(
        view, is_locked=False, is_blanked=False, power=Power.AWAKE, input_s=at.s, stirred_s=at.s
    )


def blanked(view: View) -> View:
    """Return the view of a deck that a person makes dark; every press ends."""
    return replace(cancelled(view), is_blanked=True)


def cancelled(view: View) -> View:
    """Return the view without a finger on it: nothing more comes of what was begun."""
    return replace(view, fingers=(), refusals=(), tap=None)


def brightness_percent(deck: Deck, view: View) -> int:
    """Return how bright the deck is to be now."""
    if view.power is Power.ASLEEP:
        return 0
    if view.power is Power.DIM:
        return min(deck.dim_percent, deck.brightness_percent)
    return deck.brightness_percent


def is_urgent(board: Board, deck: Deck) -> bool:
    """Tell whether something is active that must stay visible: an unacknowledged P1 or P2."""
    return any(
        a.effective_priority <= URGENT_PRIORITY
        for a in layout.concerning(deck, board)
        if not a.is_acknowledged
    )


def _showing(
    board: Board, deck: Deck, view: View, page: int, at: Instant, *, is_new: bool = False
) -> View:
    page_count = subject.page_count(deck, board)
    page = min(page, page_count - 1)
    subjects = subject.subjects(deck, board, page)
    current = subject.current(deck, board)
    view = replace(view, board=board, deck=deck, page=page, page_count=page_count)
    if is_new:
        return replace(view, shown=tuple(map(Shown, subjects)), current=Shown(current))
    before = dict(enumerate(view.shown))
    return replace(
        view,
        shown=tuple(_now(before.get(k), now, at) for k, now in enumerate(subjects)),
        current=_now(view.current, current, at),
    )


def _now(before: Shown | None, now: Subject, at: Instant) -> Shown:
    if before is not None and now.is_like(before.subject):
        return Shown(now, before.since_s, before.is_painted)
    return Shown(now, at.s, is_painted=False)


def _risen(before: Board, board: Board, deck: Deck) -> set[str]:
    """Return which alerts are new, worse than before, or no longer known."""
    return {
        alert.key
        for alert in layout.concerning(deck, board)
        if _is_risen(before.alerts.get(alert.key), alert)
    }


def _is_risen(was: Alert | None, now: Alert) -> bool:
    if was is now or now.state is None:
        return False
    if was is None or was.state is None or not was.is_active:
        return True
    return (
        was.state.activated_at != now.state.activated_at
        or now.effective_priority < was.effective_priority
        or (was.is_acknowledged and not now.is_acknowledged)
    )
