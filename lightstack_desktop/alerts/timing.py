"""When a deck will show or do something else by itself: what its painter may sleep until."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.alerts import light, look
from lightstack_desktop.alerts.cells import HOLD_STEPS, beat, is_dark
from lightstack_desktop.alerts.subject import Role
from lightstack_desktop.alerts.view import Power, is_urgent, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.alerts.view import Finger, Instant, Options, View

PAGE_RETURN_S = 30.0


def next_s(board: Board, deck: Deck, view: View, at: Instant, options: Options) -> float | None:
    """Return in how many seconds to look again; None if nothing will change by itself."""
    view = seen(board, deck, view, at)
    dues = [*_ahead(_of_input(board, deck, view), at)]
    if not is_dark(view):
        dues += _of_faces(view, at, options)
        dues += _of_fingers(view, at)
    return min(dues, default=None)


def _of_input(board: Board, deck: Deck, view: View) -> Iterator[float]:
    """Yield when the page goes back, and when the deck goes dim and to sleep."""
    if view.page and not view.fingers:
        yield view.input_s + PAGE_RETURN_S
    if is_urgent(board, deck) or view.fingers:
        return
    if deck.dim_after_s is not None and view.power is Power.AWAKE:
        yield view.stirred_s + deck.dim_after_s
    if deck.sleep_after_s is not None and view.power is not Power.ASLEEP:
        yield view.stirred_s + deck.sleep_after_s


def _ahead(moments_s: Iterable[float], at: Instant) -> Iterator[float]:
    return (max(0.0, moment_s - at.s) for moment_s in moments_s)


def _of_faces(view: View, at: Instant, options: Options) -> Iterator[float]:
    """Yield when a frame, a light or an age differs, for each alert that is shown."""
    beat_s = beat(view, at, options)
    for alert in _visible(view, options):
        if alert.is_active:
            yield look.step_s(alert, at.wall)
            if not alert.is_acknowledged:
                changes_s = light.next_s(alert, at.wall, beat_s)
                if changes_s is not None:
                    yield changes_s


def _visible(view: View, options: Options) -> Iterator[Alert]:
    subjects = {k: s.subject for k, s in enumerate(view.shown)}
    subjects.update((f.key_index, f.subject) for f in view.fingers)
    if options.has_banner:
        subjects[-1] = view.current.subject
    for about in subjects.values():
        if about.role is Role.ALERT and about.alert is not None:
            yield about.alert


def _of_fingers(view: View, at: Instant) -> Iterator[float]:
    """Yield when a ring grows, a hold is over and a refusal ends."""
    for finger in view.fingers:
        if finger.is_waiting:
            yield _next_step_s(finger, at)
    ends = (u for k, u in view.refusals if at.left_s(u, 0) and view.finger_on(k) is None)
    yield from _ahead(ends, at)


def _next_step_s(finger: Finger, at: Instant) -> float:
    hold_s = finger.gesture.hold_s
    left_s = at.left_s(finger.since_s, hold_s)
    if left_s == 0:
        return 0.0
    step_s = hold_s / HOLD_STEPS
    # What is left shrinks by whole steps, and a step reached but for a rounding error is reached.
    return left_s - (int(left_s / step_s - 1e-4)) * step_s
