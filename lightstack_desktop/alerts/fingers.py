"""Presses and holds on keys, and what time alone does to a deck.

1. What is meant is fixed at press-down. 2. Where short and hold differ the short press counts at
release and the hold at its threshold, while the finger is still down. 3. What changed less than
0.4 s ago, or has not been drawn, cannot be meant: such a press is refused, visibly. 4. The first
press on a dim or sleeping deck only wakes it; on a locked one presses do nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import press, subject
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.press import Gesture, Intent, Order
from lightstack_desktop.alerts.subject import Role
from lightstack_desktop.alerts.timing import PAGE_RETURN_S
from lightstack_desktop.alerts.view import (
    SETTLING_S,
    Finger,
    Power,
    Shown,
    Tap,
    is_urgent,
    seen,
    turned_to,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.alerts.press import Orders
    from lightstack_desktop.alerts.view import Instant, View

    Outcome = tuple[View, Orders]

REFUSAL_S = 0.4
DOUBLE_S = 0.4
# A pedal that nobody gave a task: its large one in the middle says "I know" of the current alert.
PEDAL = KeyAction(1, Action.ACKNOWLEDGE)


def pressed(board: Board, deck: Deck, view: View, at: Instant, key_index: int) -> Outcome:
    """Put a finger on a key."""
    view, may_act = touched(board, deck, view, at)
    if not may_act:
        return view, ()
    shown = _shown(board, deck, view, key_index)
    if shown.subject.role is Role.NOTHING or shown.subject.action is Action.NOTHING:
        return view, ()
    view = _without(view, key_index)
    finger = _finger(board, deck, view, at, key_index, shown)
    if finger.is_refused:
        return _refused(_with(view, finger), at, key_index), ()
    if finger.gesture.is_split:
        return _with(view, finger), ()
    return _do(_with(view, replace(finger, is_done=True)), at, finger, finger.gesture.short)


def released(board: Board, deck: Deck, view: View, at: Instant, key_index: int) -> Outcome:
    """Take a finger off a key; a hold whose time has come counts as one."""
    view, held = ticked(board, deck, view, at)
    finger = view.finger_on(key_index)
    if finger is None:
        return view, held
    view = _without(view, key_index)
    view = replace(view, input_s=at.s, stirred_s=at.s)
    if finger.is_done or finger.is_refused:
        return view, held
    view, orders = _do(view, at, finger, finger.gesture.short)
    return view, (*held, *orders)


def ticked(board: Board, deck: Deck, view: View, at: Instant) -> Outcome:
    """Let the board and the time take effect: holds, the way back to page one, the deck's power."""
    view = seen(board, deck, view, at)
    orders: list[Order] = []
    for finger in view.fingers:
        if finger.is_waiting and not at.left_s(finger.since_s, finger.gesture.hold_s):
            view = _with(_without(view, finger.key_index), replace(finger, is_done=True))
            view, more = _do(view, at, finger, finger.gesture.hold)
            orders += more
    if view.page and not view.fingers and not at.left_s(view.input_s, PAGE_RETURN_S):
        view = turned_to(view, 0, at)
    refusals = tuple(r for r in view.refusals if at.left_s(r[1], 0))
    if refusals != view.refusals:
        view = replace(view, refusals=refusals)
    power = _power(board, deck, view, at)
    return (view if power is view.power else replace(view, power=power)), tuple(orders)


def touched(board: Board, deck: Deck, view: View, at: Instant) -> tuple[View, bool]:
    """Take note of an input; tell whether it may do more than wake the deck."""
    view = seen(board, deck, view, at)
    if view.is_locked:
        return view, False
    was_awake = view.power is Power.AWAKE and not view.is_blanked
    woken = replace(view, input_s=at.s, stirred_s=at.s, power=Power.AWAKE, is_blanked=False)
    return woken, was_awake


def is_settling(shown: Shown, at: Instant) -> bool:
    """Tell whether something changed so lately that nobody can have meant it."""
    return at.left_s(shown.since_s, SETTLING_S) > 0


def performed(view: View, at: Instant, orders: Orders) -> Outcome:
    """Turn the pages that are ordered; return the orders that are for others, if not void."""
    board = view.board
    assert board is not None
    rest: list[Order] = []
    for order in orders:
        if order.intent in PAGES:
            view = turned_to(view, PAGES[order.intent](view.page), at)
        elif not press.is_void(order, board):
            rest.append(order)
    return view, tuple(rest)


PAGES: dict[Intent, Callable[[int], int]] = {
    Intent.NEXT_PAGE: lambda page: page + 1,
    Intent.PREVIOUS_PAGE: lambda page: page - 1,
    Intent.FIRST_PAGE: lambda _page: 0,
}


def _shown(board: Board, deck: Deck, view: View, key_index: int) -> Shown:
    if 0 <= key_index < len(view.shown):
        return view.shown[key_index]
    task = deck.action_on(key_index)
    if task is None and deck.key_count == 0 and key_index == PEDAL.key_index:
        task = PEDAL
    if task is None:
        return Shown()
    # Without a picture it is the current alert that may have just changed.
    return Shown(subject.of_action(task, deck, board), view.current.since_s)


def _finger(
    board: Board, deck: Deck, view: View, at: Instant, key_index: int, shown: Shown
) -> Finger:
    double = _double(deck, view, at, key_index, shown)
    meant = double or press.gesture(shown.subject, deck, board)
    is_unseen = not shown.is_painted or is_settling(shown, at)
    is_refused = double is None and is_unseen
    return Finger(key_index, shown.subject, meant, at.s, is_refused=is_refused)


def _double(deck: Deck, view: View, at: Instant, key_index: int, shown: Shown) -> Gesture | None:
    """Return what the second half of a double press means: clear what the first acknowledged."""
    tap, alert = view.tap, shown.subject.alert
    if not deck.has_double_press or tap is None or alert is None or not alert.is_active:
        return None
    is_same = (tap.key_index, tap.alert_key) == (key_index, alert.key)
    if not is_same or not at.left_s(tap.at_s, DOUBLE_S) or alert.effective_priority == 1:
        return None
    orders = (Order(Intent.CLEAR, alert),)
    return Gesture(orders, orders)


def _do(view: View, at: Instant, finger: Finger, orders: Orders) -> Outcome:
    """Carry out what a finger meant; if all of it is void the key says so."""
    view, done = performed(view, at, orders)
    if not done and any(order.intent not in PAGES for order in orders):
        view = _refused(view, at, finger.key_index)
    has_known = finger.subject.role is Role.ALERT and [o.intent for o in done] == [
        Intent.ACKNOWLEDGE
    ]
    tap = Tap(finger.key_index, done[0].key, at.s) if has_known else None
    return replace(view, tap=tap), done


def _refused(view: View, at: Instant, key_index: int) -> View:
    others = tuple(r for r in view.refusals if r[0] != key_index)
    return replace(view, refusals=(*others, (key_index, at.s + REFUSAL_S)))


def _with(view: View, finger: Finger) -> View:
    return replace(view, fingers=(*view.fingers, finger))


def _without(view: View, key_index: int) -> View:
    return replace(view, fingers=tuple(f for f in view.fingers if f.key_index != key_index))


def _power(board: Board, deck: Deck, view: View, at: Instant) -> Power:
    if view.is_blanked:
        return Power.ASLEEP
    if is_urgent(board, deck):
        return Power.AWAKE
    if view.fingers:
        return view.power
    if deck.sleep_after_s is not None and not at.left_s(view.stirred_s, deck.sleep_after_s):
        return Power.ASLEEP
    if deck.dim_after_s is not None and not at.left_s(view.stirred_s, deck.dim_after_s):
        return Power.DIM
    return Power.AWAKE
