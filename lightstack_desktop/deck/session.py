"""One open deck, real or on screen: it shows the board and turns what a person does into orders.

1. Only the painter's thread writes to the panel. 2. Writes that fail are tried again, slower and
slower, while presses go on; a deck that takes nothing for long is given up, to be opened anew.
3. A deck that we leave, or that goes to sleep with the computer, is dark: a stale alert is wrong
information. 4. Nothing to show: nothing is sent, and now and then the deck is asked whether it is
still there.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.view import Instant
from lightstack_desktop.deck.feed import Feed
from lightstack_desktop.deck.frame import Frame, is_news
from lightstack_desktop.deck.gestures import Gestures
from lightstack_desktop.deck.painter import Painter
from lightstack_desktop.deck.patience import FINE, GIVE_UP_S, Failing
from lightstack_desktop.errors import DeckError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.deck.panel import Panel
    from lightstack_desktop.engine import Engine
    from lightstack_desktop.faces.faces import Faces

log = logging.getLogger(__name__)

# What moves is looked at this often at most: thirty pictures a second are a film.
FRAME_S = 1 / 30
# Where the cable is full a new frame shows no more: it only takes time from what is sent.
CROWDED_FRAME_S = 1 / 20
# hidraw holds a write to a dead deck for 5 s, libusb for 1 s; a live one takes it in milliseconds.
HUNG_S = 0.8
PULSE_S = 2.0
CLOSE_WAIT_S = 0.7


class Session:
    """Drives one panel. `is_painted` is set while every key shows the newest board.

    `on_closed` is called once, on the painter's thread, after the panel was given back; `on_open`
    with the key of an alert that the person wants to see in the window. `trouble` says what was
    wrong with a deck that was given up, "" for one that was closed or unplugged; `has_shown` tells
    whether it ever showed a board.

    `frames` is for whoever wants to look on: the frame that the deck shows, None while it is dark
    because it is not painted yet, closed, or asleep with the computer. Listeners are called on the
    painter's thread, when something else is shown and not for each step of an effect; for motion
    read `frames.newest` after its `next_s`. What the deck is: `panel.serial`, `.model`, `.shape`.
    """

    def __init__(
        self,
        panel: Panel,
        engine: Engine,
        faces: Faces,
        clock: Callable[[], datetime],
        on_closed: Callable[[], None] | None = None,
        *,
        ticks: Callable[[], float] = time.monotonic,
        is_still: bool = False,
        on_open: Callable[[str], None] | None = None,
    ) -> None:
        self.panel = panel
        self.frames = Feed[Frame | None](None, is_news)
        self.trouble = ""
        self._engine = engine
        self._clock = clock
        self._ticks = ticks
        self._on_closed = on_closed
        self._wake = threading.Event()
        self._is_open = False
        self._is_lost = False
        self._is_suspended = False
        self._has_pulse = False
        self._failing = FINE
        self.has_shown = False
        self.is_painted = threading.Event()
        # Protects is_painted: the engine clears it with a new board, the painter sets it.
        self._painting = threading.Lock()
        self.is_dark = threading.Event()
        self._gestures = Gestures(
            panel,
            engine,
            self._now,
            is_still=is_still,
            on_input=self._wake.set,
            on_lost=self._lose,
            on_open=on_open,
        )
        self._painter = Painter(panel, faces, ticks)
        self._thread = threading.Thread(target=self._run, name="deck-paint", daemon=True)

    @property
    def is_open(self) -> bool:
        """Tell whether the deck is still there and ours."""
        return self._is_open

    def start(self) -> None:
        """Begin to take inputs and to paint."""
        panel, shape = self.panel, self.panel.shape
        self._is_open = True
        panel.start(self._gestures)
        # Shown first and placed then: a deck that is new to us need not wait for its rows.
        self._engine.subscribe(self._show)
        self._thread.start()
        self._engine.attach_deck(panel.serial, panel.model, shape.picture_count, shape.columns)

    def end(self) -> None:
        """Ask the painter to blank the deck and stop; does not wait."""
        self._is_open = False
        self._wake.set()

    def close(self, timeout_s: float = CLOSE_WAIT_S) -> None:
        """Blank the deck, give it back and stop; waits for the painter, but not for ever."""
        self.end()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(timeout_s)

    def set_locked(self, is_locked: bool) -> None:
        """Follow the desktop session: locked, the deck is dark and takes no press."""
        self._gestures.set_locked(is_locked)
        self._wake.set()

    def set_still(self, is_still: bool) -> None:
        """Move nothing, or let it move again."""
        self._gestures.set_still(is_still)
        self._wake.set()

    def blank(self) -> None:
        """Be dark until the next input, or until something new or worse is active."""
        self._gestures.blank()
        self._wake.set()

    def turn_pages(self, steps: int) -> None:
        """Turn so many pages on, or back, as a person before the deck would."""
        self._gestures.turn_pages(steps)

    def suspend(self) -> None:
        """Go dark before the computer sleeps; `is_dark` is set when it is."""
        self._gestures.cancel()
        self._is_suspended = True
        self._wake.set()

    def resume(self) -> None:
        """Show everything anew: nobody knows what the deck shows after a sleep."""
        self._is_suspended = False
        self._wake.set()

    def look_after(self) -> None:
        """Give the deck up if a call to it has not returned for long; called by the watcher."""
        if self._is_open and self.panel.busy_s >= HUNG_S:
            self._give_up(f"{self.panel.model} does not answer")

    def _now(self) -> Instant:
        return Instant(self._clock(), self._ticks())

    def _show(self, change: Change) -> None:
        with self._painting:
            self._gestures.take(change.board)
            self._wake.set()
            self.is_painted.clear()

    def _lose(self, why: str) -> None:
        """End because the panel is gone; called on its reader's thread."""
        log.info("deck %s lost: %s", self.panel.serial, why)
        self._is_lost = True
        self.panel.end()
        self.end()

    def _give_up(self, why: str) -> None:
        self.trouble = why
        self._lose(why)

    # The painter's thread

    def _run(self) -> None:
        try:
            self._paint_until_closed()
            if not self._is_lost:
                self._painter.blank()
        except DeckError as error:
            log.info("deck %s: %s", self.panel.serial, error)
        except Exception:
            log.exception("the painter of deck %s failed", self.panel.serial)
        self._is_open = False
        self.frames.tell(None)
        self._engine.unsubscribe(self._show)
        self.panel.close()
        if self._on_closed is not None:
            self._on_closed()

    def _paint_until_closed(self) -> None:
        while self._is_open:
            # Clear before painting: a change arriving while we paint must wake the next wait.
            self._wake.clear()
            try:
                next_s = self._paint()
                self._failing = FINE
                self._wait(next_s)
            except DeckError as error:
                self._wake.wait(self._after(error))

    def _paint(self) -> float | None:
        """Show this instant, or what can be sent of it until something newer is there.

        Return in how many seconds to look again, None if nothing will change by itself.
        """
        if self._is_suspended:
            self._go_dark()
            return None
        at = self._now()
        frame = self._gestures.frame(at)
        if frame is None:
            return None
        due_s = math.inf if frame.next_s is None else at.s + max(frame.next_s, FRAME_S)
        crowded_due_s = max(due_s, at.s + CROWDED_FRAME_S)
        # Before the first key is lit: the computer may go to sleep while they are being painted.
        self.is_dark.clear()
        self._painter.take(frame)
        while not self._wake.is_set():
            wait_s = self._painter.step()
            self._gestures.painted(frame, self._painter)
            if self._painter.is_up_to_date:
                self.frames.tell(frame)
            if wait_s is None:
                self._note_painted()
                return None if due_s == math.inf else max(0.0, due_s - self._ticks())
            left_s = crowded_due_s - self._ticks()
            if left_s <= 0:
                break
            if wait_s:
                self._wake.wait(min(wait_s, left_s))
        return 0.0

    def _note_painted(self) -> None:
        with self._painting:
            if not self._wake.is_set():
                self.is_painted.set()
        if not self.has_shown:
            self.has_shown = True
            self._has_pulse = self._can_be_asked()

    def _go_dark(self) -> None:
        """Be dark while the computer sleeps; what the deck shows afterwards nobody knows."""
        if not self.is_dark.is_set():
            self._painter.blank()
            self._painter.forget()
            self.is_dark.set()
            self.frames.tell(None)

    def _wait(self, seconds: float | None) -> None:
        """Wait for something to do; ask the deck now and then whether it is still there."""
        end_s = math.inf if seconds is None else self._ticks() + seconds
        while (left_s := end_s - self._ticks()) > 0:
            has_pulse = self._has_pulse and not self._is_suspended
            wait_s = min(left_s, PULSE_S) if has_pulse else left_s
            if self._wake.wait(None if wait_s == math.inf else wait_s):
                return
            if wait_s < left_s:
                self._feel_pulse()

    def _feel_pulse(self) -> None:
        """Ask the deck for a sign of life; if it gives none, the next write decides."""
        try:
            self.panel.ask()
        except DeckError:
            self._has_pulse = False
            self._failing = Failing(self._ticks() - GIVE_UP_S)
            raise

    def _after(self, error: DeckError) -> float:
        """Prepare for another try after a write that failed; return in how many seconds."""
        now_s = self._ticks()
        if self._failing is FINE:
            log.info("%s", error)
        elif self._failing.is_hopeless(now_s) and self._is_open:
            self._give_up(str(error))
            return 0.0
        self._failing = self._failing.again(now_s)
        self._painter.forget()
        return self._failing.pause_s

    def _can_be_asked(self) -> bool:
        """Tell whether this deck answers: one that never does is not given up for it."""
        try:
            return self.panel.ask()
        except DeckError as error:
            log.info("%s", error)
            return False
