"""One open deck, real or on screen: it shows the board and turns presses into commands.

1. Only the painter writes to the panel, the newest board wins, and what a key already shows is
not sent again. 2. A press acts on the alert as the key showed it at press-down. 3. A press never
raises into the panel's reader. 4. Writes that fail are tried again, slower and slower, while
presses go on. 5. A deck that we leave is dark: a stale alert is wrong information.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import layout, look, press
from lightstack_desktop.alerts.look import Kind, Look
from lightstack_desktop.alerts.model import Board, Deck
from lightstack_desktop.alerts.press import Intent
from lightstack_desktop.errors import DeckError, LightstackError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import datetime

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Alert
    from lightstack_desktop.deck.panel import Panel
    from lightstack_desktop.engine import Engine
    from lightstack_desktop.faces.faces import Faces

log = logging.getLogger(__name__)

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 1.0
CLOSE_WAIT_S = 0.7


class Session:
    """Drives one panel. `is_painted` is set once every key shows the board.

    `on_closed` is called once, on the painter's thread, after the panel was given back.
    """

    def __init__(
        self,
        panel: Panel,
        engine: Engine,
        faces: Faces,
        clock: Callable[[], datetime],
        on_closed: Callable[[], None] | None = None,
    ) -> None:
        self.panel = panel
        self._engine = engine
        self._faces = faces
        self._clock = clock
        self._on_closed = on_closed
        self._board: Board | None = None
        self._brightness_percent: int | None = None
        # What each key shows, as words, as sent bytes, and as the alert a press is about.
        self._looks: list[Look | None] = [None] * panel.key_count
        self._sent: list[bytes | None] = [None] * panel.key_count
        self._alerts: list[Alert | None] = [None] * panel.key_count
        self._wake = threading.Event()
        self.is_painted = threading.Event()
        self._is_open = False
        self._is_lost = False
        self._painter = threading.Thread(target=self._run, name="deck-paint", daemon=True)

    @property
    def is_open(self) -> bool:
        """Tell whether the deck is still there and ours."""
        return self._is_open

    def start(self) -> None:
        """Begin to read presses and to paint; raises DeckError if the deck is gone already."""
        self.panel.start(self.on_key, self._lose)
        self._is_open = not self._is_lost
        panel = self.panel
        # Shown first and placed then: a deck that is new to us need not wait for its rows.
        self._engine.subscribe(self._show)
        self._painter.start()
        self._engine.attach_deck(panel.serial, panel.model, panel.key_count, panel.columns)

    def end(self) -> None:
        """Ask the painter to blank the deck and stop; does not wait."""
        self._is_open = False
        self._wake.set()

    def close(self) -> None:
        """Blank the deck, give it back and stop; waits for the painter, but not for ever."""
        self.end()
        if self._painter.is_alive() and threading.current_thread() is not self._painter:
            self._painter.join(CLOSE_WAIT_S)

    def on_key(self, key_index: int, is_down: bool) -> None:
        """Take a press or a release from the panel's reader."""
        try:
            if is_down and 0 <= key_index < len(self._alerts):
                self._press(self._alerts[key_index])
        except Exception:
            log.exception("a press on key %d of %s failed", key_index, self.panel.serial)

    def _press(self, alert: Alert | None) -> None:
        intent = press.short(alert) if alert is not None else None
        if alert is None or intent is None:
            return
        source = self.panel.source
        if intent is Intent.TRIGGER:
            answer = self._engine.trigger(alert.key, source=source)
        elif intent is Intent.ACKNOWLEDGE:
            answer = self._engine.acknowledge(alert.key, source=source)
        else:
            answer = self._engine.clear(alert.key, source=source)
        answer.add_done_callback(_log_refusal)

    def _show(self, change: Change) -> None:
        self._board = change.board
        self._wake.set()

    def _lose(self, why: str) -> None:
        """End because the panel is gone; called on its reader's thread."""
        log.info("deck %s lost: %s", self.panel.serial, why)
        self._is_lost = True
        self.end()

    # The painter's thread

    def _run(self) -> None:
        try:
            self._paint_until_closed()
            if not self._is_lost:
                self._blank()
        except DeckError as error:
            log.info("deck %s: %s", self.panel.serial, error)
        except Exception:
            log.exception("the painter of deck %s failed", self.panel.serial)
        self._is_open = False
        self._engine.unsubscribe(self._show)
        self.panel.close()
        if self._on_closed is not None:
            self._on_closed()

    def _paint_until_closed(self) -> None:
        pause_s = FIRST_PAUSE_S
        while self._is_open:
            # Clear before painting: a change arriving while we paint must wake the next wait.
            self._wake.clear()
            try:
                next_s = self._paint()
                pause_s = FIRST_PAUSE_S
            except DeckError as error:
                if pause_s == FIRST_PAUSE_S and self._is_open:
                    log.warning("%s", error)
                next_s = pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
                self._forget()
            self._wake.wait(next_s)

    def _paint(self) -> float | None:
        """Send what differs, the most urgent first; return in how many seconds to look again."""
        board = self._board
        if board is None:
            return None
        now = self._clock()
        deck = board.decks.get(self.panel.serial)
        # The on-screen deck can come back as another model, before the engine has heard of it.
        if deck is None or deck.key_count != self.panel.key_count:
            deck = self._unplaced(board)
        self._dim(deck.brightness_percent)
        looks = look.looks(board, deck, now)
        stale = [k for k in range(self.panel.key_count) if looks[k] != self._looks[k]]
        for key_index in sorted(stale, key=lambda k: _urgency(looks[k])):
            self._send(key_index, looks[key_index])
            self._alerts[key_index] = layout.alert_on(deck, board, key_index)
            if self._wake.is_set():
                return 0.0
        for key_index in range(self.panel.key_count):
            self._alerts[key_index] = layout.alert_on(deck, board, key_index)
        self.is_painted.set()
        return look.next_step_s(board, deck, now)

    def _send(self, key_index: int, shown: Look) -> None:
        picture = self._faces.native(shown, self.panel.key_format)
        if picture != self._sent[key_index]:
            self.panel.show(key_index, picture)
        self._looks[key_index] = shown
        self._sent[key_index] = picture

    def _dim(self, percent: int) -> None:
        if percent != self._brightness_percent:
            self.panel.set_brightness(percent)
            self._brightness_percent = percent

    def _unplaced(self, board: Board) -> Deck:
        """Return the deck as it would be placed, until the engine has placed it."""
        panel = self.panel
        deck = Deck(panel.serial, panel.model, panel.key_count, panel.columns)
        return layout.settle(deck, board)

    def _forget(self) -> None:
        """Assume nothing of what the deck shows, after a write that failed."""
        self._looks = [None] * self.panel.key_count
        self._sent = [None] * self.panel.key_count
        self._brightness_percent = None
        try:
            self.panel.recover()
        except DeckError:
            log.debug("deck %s does not recover yet", self.panel.serial)

    def _blank(self) -> None:
        if not self._sent:
            return
        picture = self._faces.native(look.BLANK, self.panel.key_format)
        for key_index, sent in enumerate(self._sent):
            if sent != picture:
                self.panel.show(key_index, picture)


def _urgency(shown: Look) -> tuple[int, int]:
    """Return the order of painting: what is new and worst first, empty keys last."""
    kinds = (Kind.ACTIVE, Kind.OVERFLOW, Kind.ACKNOWLEDGED, Kind.IDLE, Kind.BLANK)
    return kinds.index(shown.kind), shown.priority


def _log_refusal(answer: Future[Change]) -> None:
    error = answer.exception()
    if isinstance(error, LightstackError):
        log.warning("press refused: %s", error)
    elif error is not None:
        log.error("press failed", exc_info=error)
