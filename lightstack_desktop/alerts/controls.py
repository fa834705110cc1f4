"""What is no key: dials, a touch strip, touch keys. They are about the current alert, or pages.

1. They act at once, so what has just changed is not meant, as with keys. 2. A long touch clears,
also what is critical: it is a hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.alerts import press
from lightstack_desktop.alerts.fingers import is_settling, performed, touched
from lightstack_desktop.alerts.press import STEP_PERCENT, Intent, Order

if TYPE_CHECKING:
    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.fingers import Outcome
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.alerts.view import Instant, View


def turned(
    board: Board, deck: Deck, view: View, at: Instant, dial: int, steps: int, dial_count: int
) -> Outcome:
    """Turn a dial so many steps clockwise: the first turns pages, the last sets the brightness."""
    view, may_act = touched(board, deck, view, at)
    if not may_act or dial not in (0, dial_count - 1):
        return view, ()
    if dial == 0:
        return performed(view, at, _pages(steps))
    return view, (Order(Intent.BRIGHTEN, percent=steps * STEP_PERCENT),)


def dial_pressed(board: Board, deck: Deck, view: View, at: Instant) -> Outcome:
    """Push a dial: "I know" of the current alert."""
    return strip_touched(board, deck, view, at, is_long=False)


def strip_touched(board: Board, deck: Deck, view: View, at: Instant, *, is_long: bool) -> Outcome:
    """Touch the banner: acknowledge the current alert; long: clear it."""
    view, may_act = touched(board, deck, view, at)
    alert = view.current.subject.alert
    if not may_act or alert is None or is_settling(view.current, at):
        return view, ()
    orders = (Order(Intent.CLEAR, alert),) if is_long else press.acknowledging(alert)
    return performed(view, at, orders)


def strip_swiped(board: Board, deck: Deck, view: View, at: Instant, steps: int) -> Outcome:
    """Swipe over the strip: so many pages on, or back."""
    view, may_act = touched(board, deck, view, at)
    return performed(view, at, _pages(steps) if may_act else ())


def touch_key_pressed(board: Board, deck: Deck, view: View, at: Instant, index: int) -> Outcome:
    """Touch a key without a picture: the left one turns a page back, the right one on."""
    return strip_swiped(board, deck, view, at, -1 if index == 0 else 1)


def _pages(steps: int) -> tuple[Order, ...]:
    intent = Intent.NEXT_PAGE if steps > 0 else Intent.PREVIOUS_PAGE
    return (Order(intent),) * abs(steps)
