"""What a person does with one deck, as orders to the engine; and what the deck shows meanwhile.

1. The rules decide, from the newest board and both clocks. 2. An input is taken on the panel's own
thread and acts at once, also while a write hangs. 3. It never raises into the panel's reader.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import cells, controls, fingers, layout, timing, view
from lightstack_desktop.alerts.look import Banner
from lightstack_desktop.alerts.model import Deck
from lightstack_desktop.alerts.press import Intent
from lightstack_desktop.alerts.view import Options, Shown, View
from lightstack_desktop.deck.frame import DARK, Frame
from lightstack_desktop.errors import LightstackError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.alerts.press import Order, Orders
    from lightstack_desktop.alerts.view import Instant
    from lightstack_desktop.deck.painter import Painter
    from lightstack_desktop.deck.panel import Panel
    from lightstack_desktop.engine import Engine

    Rule = Callable[[Board, Deck, View, Instant], tuple[View, Orders]]

log = logging.getLogger(__name__)

# Touch keys turn pages; they shine where there is another.
PAGES_LIGHT: RGB = (48, 48, 48)
NO_KEY = Shown()


class Gestures:
    """The Hand of a panel. `on_input` is called after every input, `on_lost` once, with why.

    `on_open` gets the key of an alert that the person wants to see in the window. All three are
    called on the panel's thread, or the painter's, and must not block.
    """

    def __init__(
        self,
        panel: Panel,
        engine: Engine,
        now: Callable[[], Instant],
        *,
        is_still: bool = False,
        on_input: Callable[[], None],
        on_lost: Callable[[str], None],
        on_open: Callable[[str], None] | None = None,
    ) -> None:
        self._panel = panel
        self._engine = engine
        self._now = now
        self._options = Options(is_still, panel.shape.has_banner)
        self._on_input = on_input
        self._on_lost = on_lost
        self._on_open = on_open
        self._board: Board | None = None
        self._view = View()
        self._unplaced: tuple[Board, Deck] | None = None
        self._framed: tuple[Shown, ...] = ()
        # Protects the view: inputs come on the panel's thread while the painter lets time pass.
        self._lock = threading.Lock()

    def take(self, board: Board) -> None:
        """Take the newest board; called on the engine's thread."""
        self._board = board

    def set_locked(self, is_locked: bool) -> None:
        """Follow the desktop session: locked, the deck tells nothing and takes no press."""
        with self._lock:
            if is_locked != self._view.is_locked:
                self._view = view.locked(self._view, self._now(), is_locked)

    def set_still(self, is_still: bool) -> None:
        """Move nothing from the next frame on, or let it move again."""
        self._options = replace(self._options, is_still=is_still)

    def blank(self) -> None:
        """Be dark until the next input, or until something new or worse is active."""
        with self._lock:
            self._view = view.blanked(self._view)

    def turn_pages(self, steps: int) -> None:
        """Turn so many pages for somebody who is not at the deck; one that is dark only wakes."""
        self._apply(
            lambda board, deck, seen, at: controls.strip_swiped(board, deck, seen, at, steps)
        )

    def cancel(self) -> None:
        """Forget what was begun: the deck goes away, or to sleep."""
        with self._lock:
            self._view = view.cancelled(self._view)

    # What the painter asks

    def frame(self, at: Instant) -> Frame | None:
        """Return what the deck shows at an instant; None before the first board.

        What time alone brings about, such as the end of a hold, is ordered here.
        """
        board = self._board
        if board is None:
            return None
        deck = self._deck(board)
        with self._lock:
            self._view, orders = fingers.ticked(board, deck, self._view, at)
            seen = self._view
        self._framed = _without_fingers(seen)
        self._carry_out(orders)
        options = self._options
        banner = cells.banner(board, deck, seen, at, options) if options.has_banner else Banner()
        return Frame(
            cells=cells.cells(board, deck, seen, at, options),
            banner=banner,
            brightness_percent=view.brightness_percent(deck, seen),
            light=PAGES_LIGHT if banner.page else DARK,
            page=seen.page,
            page_count=seen.page_count,
            power=seen.power,
            is_locked=seen.is_locked,
            next_s=timing.next_s(board, deck, seen, at, options),
        )

    def painted(self, frame: Frame, painter: Painter) -> None:
        """Note which keys show at last what they are about: only then can a finger mean it.

        A press may have taken in a newer board than the frame shows, and under a finger a key
        shows what the finger found: neither is painted by this frame.
        """
        if all(shown.is_painted for shown in self._framed):
            return
        with self._lock:
            done = [
                k
                for k, (now, then) in enumerate(zip(self._view.shown, self._framed, strict=False))
                if not now.is_painted
                and now.since_s == then.since_s
                and painter.has_painted(k, frame.cells[k].look)
            ]
            if done:
                self._view = view.painted(self._view, done, self._now())

    # The Hand: called on the panel's thread

    def key(self, key_index: int, is_down: bool) -> None:
        rule = fingers.pressed if is_down else fingers.released
        self._apply(
            lambda board, deck, seen, at: rule(board, deck, seen, at, key_index), is_end=not is_down
        )

    def touch_key(self, index: int, is_down: bool) -> None:
        if is_down:
            self._apply(
                lambda board, deck, seen, at: controls.touch_key_pressed(
                    board, deck, seen, at, index
                )
            )

    def dial_turned(self, dial: int, steps: int) -> None:
        dial_count = self._panel.shape.dial_count
        self._apply(
            lambda board, deck, seen, at: controls.turned(
                board, deck, seen, at, dial, steps, dial_count
            )
        )

    def dial_pushed(self, dial: int, is_down: bool) -> None:  # noqa: ARG002 - every dial is alike
        if is_down:
            self._apply(controls.dial_pressed)

    def strip_touched(self, x: int, y: int, is_long: bool) -> None:  # noqa: ARG002 - all of it is one
        self._apply(
            lambda board, deck, seen, at: controls.strip_touched(
                board, deck, seen, at, is_long=is_long
            )
        )

    def strip_swiped(self, x: int, y: int, to_x: int, to_y: int) -> None:
        if abs(to_x - x) <= abs(to_y - y):
            return
        # As with paper: the hand that moves to the left brings the next page.
        self.turn_pages(1 if to_x < x else -1)

    def lost(self, why: str) -> None:
        self._on_lost(why)

    def _apply(self, rule: Rule, *, is_end: bool = False) -> None:
        """Let a rule decide what an input means, and carry it out.

        `is_end`: a finger is lifted. Its key then shows at once what came of it: the engine answers
        in a millisecond, and the key as it was before would cost the cable four.
        """
        try:
            board = self._board
            if board is None:
                return
            deck = self._deck(board)
            with self._lock:
                self._view, orders = rule(board, deck, self._view, self._now())
            # First the picture: the engine takes a moment, and the finger wants to see something.
            if not is_end:
                self._on_input()
            answers = self._carry_out(orders)
            for answer in answers if is_end else ():
                answer.add_done_callback(lambda _answer: self._on_input())
            if is_end and not answers:
                self._on_input()
        except Exception:
            log.exception("an input of deck %s failed", self._panel.serial)

    def _carry_out(self, orders: Orders) -> list[Future[Change]]:
        answers = list["Future[Change]"]()
        for order in orders:
            if order.intent is not Intent.OPEN:
                answers.append(self._told(order))
                answers[-1].add_done_callback(_log_refusal)
            elif self._on_open is not None:
                self._on_open(order.key)
        return answers

    def _told(self, order: Order) -> Future[Change]:
        engine, source = self._engine, self._panel.source
        if order.intent is Intent.TRIGGER:
            return engine.trigger(order.key, source=source)
        if order.intent is Intent.ACKNOWLEDGE:
            return engine.acknowledge(order.key, source=source)
        if order.intent is Intent.CLEAR:
            return engine.clear(order.key, source=source)
        assert order.intent is Intent.BRIGHTEN
        return engine.edit_deck(self._panel.serial, lambda deck: deck.brightened(order.percent))

    def _deck(self, board: Board) -> Deck:
        """Return this deck as the board has it, or as it would be placed, until it is."""
        panel = self._panel
        deck = board.decks.get(panel.serial)
        # The on-screen deck can come back as another model, before the engine has heard of it.
        if deck is not None and deck.key_count == panel.shape.picture_count:
            return deck
        placed = self._unplaced
        if placed is None or placed[0] is not board:
            shape = panel.shape
            fresh = Deck(panel.serial, panel.model, shape.picture_count, shape.columns)
            self._unplaced = placed = board, layout.settle(fresh, board)
        return placed[1]


def _without_fingers(seen: View) -> tuple[Shown, ...]:
    """Return what each key is about; nothing for one whose picture shows what a finger found."""
    return tuple(s if seen.finger_on(k) is None else NO_KEY for k, s in enumerate(seen.shown))


def _log_refusal(answer: Future[Change]) -> None:
    error = answer.exception()
    if isinstance(error, LightstackError):
        log.warning("press refused: %s", error)
    elif error is not None:
        log.error("press failed", exc_info=error)
