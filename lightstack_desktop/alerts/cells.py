"""What every key of a deck shows at one instant, and when that will be otherwise.

1. The alert under a finger does not change until the finger is gone. 2. A locked deck tells
nothing. 3. Dimmed, and where the user wants no motion, every effect holds its first frame.
4. Nothing differs before the instant that `next_s` tells, unless the board or a finger changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import layout, look
from lightstack_desktop.alerts.look import BLANK, Banner, Look, Touch
from lightstack_desktop.alerts.subject import NOTHING, Subject
from lightstack_desktop.alerts.view import Power, seen

if TYPE_CHECKING:
    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.alerts.view import Finger, Instant, Options, View

HOLD_STEPS = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """What one key shows and what it is about."""

    look: Look
    subject: Subject


DARK = Cell(BLANK, NOTHING)


def cells(board: Board, deck: Deck, view: View, at: Instant, options: Options) -> tuple[Cell, ...]:
    """Return what each key shows, from the top left."""
    view = seen(board, deck, view, at)
    if is_dark(view):
        return (DARK,) * deck.key_count
    beat_s = beat(view, at, options)
    made = [
        Cell(look.about(s.subject, at.wall, board.is_saved, beat_s), s.subject) for s in view.shown
    ]
    for key_index, until_s in view.refusals:
        if key_index < len(made) and at.left_s(until_s, 0):
            made[key_index] = _touched(made[key_index], Touch.REFUSED)
    for finger in view.fingers:
        if finger.key_index < len(made):
            face = look.about(finger.subject, at.wall, board.is_saved, beat_s)
            made[finger.key_index] = _under(finger, Cell(face, finger.subject), at)
    return tuple(made)


def banner(board: Board, deck: Deck, view: View, at: Instant, options: Options) -> Banner:
    """Return what a strip or an info bar shows."""
    view = seen(board, deck, view, at)
    if is_dark(view):
        return Banner()
    alert, active = view.current.subject.alert, layout.concerning(deck, board)
    known = sum(a.is_acknowledged for a in active)
    page = f"{view.page + 1}/{view.page_count}" if view.page_count > 1 else ""
    if alert is None:
        return Banner(look.all_clear(board.is_saved), page=page)
    shown = look.of(alert, at.wall, board.is_saved, beat(view, at, options))
    return Banner(shown, len(active) - known, known, page)


def is_dark(view: View) -> bool:
    """Tell whether nothing at all is to be seen."""
    return view.is_locked or view.power is Power.ASLEEP


def beat(view: View, at: Instant, options: Options) -> float | None:
    """Return the animation's clock; None where nothing moves."""
    return None if options.is_still or view.power is not Power.AWAKE else at.s


def hold_percent(finger: Finger, at: Instant) -> int:
    """Return how much of a hold is over, in steps."""
    if finger.is_refused or not finger.gesture.is_split or not finger.gesture.hold:
        return 0
    hold_s = finger.gesture.hold_s
    over = 1 - at.left_s(finger.since_s, hold_s) / hold_s
    return int(over * HOLD_STEPS + 1e-4) * 100 // HOLD_STEPS


def _under(finger: Finger, cell: Cell, at: Instant) -> Cell:
    if finger.is_refused:
        return _touched(cell, Touch.REFUSED)
    face = replace(cell.look, touch=Touch.PRESSED, hold=hold_percent(finger, at))
    return Cell(face, cell.subject)


def _touched(cell: Cell, touch: Touch) -> Cell:
    return Cell(replace(cell.look, touch=touch), cell.subject)
