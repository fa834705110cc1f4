"""Keeps one Session on every deck that is plugged in: attach and re-attach are one path.

1. One scan, one way to open, however the deck came: at start, plugged in, or back after a loss.
2. udev's events where there are any, and a slow scan besides; without them a quick scan.
3. A deck that cannot be opened is tried again: soon at first, because the permission of a fresh
device is set a moment after it appears, then at leisure. The user is told once.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from lightstack_desktop.deck import usb
from lightstack_desktop.deck.events import Events
from lightstack_desktop.deck.session import Session
from lightstack_desktop.deck.transport import Catalog, load_backend
from lightstack_desktop.errors import DeckError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

    from StreamDeck.Devices.StreamDeck import StreamDeck

    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.engine import Engine
    from lightstack_desktop.faces.faces import Faces

log = logging.getLogger(__name__)

SCAN_S = 2.0
SCAN_BESIDE_EVENTS_S = 30.0
SOON_S, SOON_TRIES = 0.1, 25
LATER_S = 5.0


class Watcher:
    """Owns path -> Session. `start` opens what is there; `stop` leaves every deck dark.

    `backend` is hidapi's module, see transport.load_backend. `has_scanned` is set after the
    first scan. `on_change` is told on the watcher's thread when `statuses` differ.
    """

    def __init__(
        self,
        engine: Engine,
        make_faces: Callable[[], Faces],
        clock: Callable[[], datetime],
        backend: str | Any = "auto",
    ) -> None:
        self._engine = engine
        self._make_faces = make_faces
        self._clock = clock
        self._backend = backend
        self._sessions: dict[str, Session] = {}
        self._statuses: tuple[DeckStatus, ...] = ()
        self._refusals: dict[str, int] = {}
        self._problem = ""
        self._is_stopping = False
        self._events = Events()
        self._thread = threading.Thread(target=self._run, name="deck-watch", daemon=True)
        self.has_scanned = threading.Event()

    def start(self) -> None:
        """Begin to watch on the watcher's own thread."""
        self._thread.start()

    def stop(self) -> None:
        """Close every session, all at once, and join; may be called twice, or unstarted."""
        self._is_stopping = True
        self._events.wake()
        if self._thread.is_alive():
            self._thread.join()
        self._events.close()

    def wait_painted(self, timeout_s: float) -> bool:
        """Wait until every deck found at the start shows the board; False if that takes longer."""
        end = time.monotonic() + timeout_s
        if not self.has_scanned.wait(timeout_s):
            return False
        sessions = tuple(self._sessions.values())
        return all(s.is_painted.wait(max(0.0, end - time.monotonic())) for s in sessions)

    def statuses(self) -> tuple[DeckStatus, ...]:
        """Return how it stands with each deck that is plugged in; safe from any thread."""
        return self._statuses

    # The watcher's thread

    def _run(self) -> None:
        try:
            self._watch()
        except DeckError as error:
            log.error("no decks: %s", error)
        except Exception:
            log.exception("the watcher failed")
        self.has_scanned.set()
        self._close_all()

    def _watch(self) -> None:
        backend = self._backend
        if isinstance(backend, str):
            backend = load_backend(backend)
        while not self._is_stopping:
            self._look(backend)
            self.has_scanned.set()
            self._events.wait(self._pause_s())

    def _look(self, backend: Any) -> None:
        """Scan once; open what is new, and forget what is gone."""
        try:
            catalog = Catalog(backend)
        except DeckError as error:
            self._tell(str(error))
            return
        self._tell("")
        present = {deck.device.path() for deck in catalog.decks}
        self._sessions = {p: s for p, s in self._sessions.items() if s.is_open}
        self._refusals = {p: n for p, n in self._refusals.items() if p in present}
        known = [self._status(deck) for deck in catalog.decks]
        unknown = [usb.unknown_model(device) for device in catalog.unknown]
        self._statuses = (*known, *unknown)

    def _status(self, deck: StreamDeck) -> DeckStatus:
        """Return how it stands with a deck, after opening it if it is not open."""
        path = deck.device.path()
        if path not in self._sessions:
            try:
                self._sessions[path] = self._open(deck)
            except DeckError as error:
                self._count_refusal(path, error)
                return usb.refused(deck, error)
            self._refusals.pop(path, None)
        panel = self._sessions[path].panel
        assert isinstance(panel, usb.UsbPanel)
        return usb.opened(panel)

    def _open(self, deck: StreamDeck) -> Session:
        panel = usb.UsbPanel(deck)
        session = Session(panel, self._engine, self._make_faces(), self._clock, self._events.wake)
        session.start()
        log.info("deck opened: %s, serial %s, at %s", panel.model, panel.serial, panel.path)
        return session

    def _count_refusal(self, path: str, error: DeckError) -> None:
        tries = self._refusals.get(path, 0) + 1
        self._refusals[path] = tries
        if tries == SOON_TRIES:
            log.warning("%s", error)

    def _tell(self, problem: str) -> None:
        if problem and problem != self._problem:
            log.warning("%s", problem)
        self._problem = problem

    def _pause_s(self) -> float:
        """Return how long to wait for an event before the next scan."""
        if any(tries < SOON_TRIES for tries in self._refusals.values()):
            return SOON_S
        regular_s = SCAN_BESIDE_EVENTS_S if self._events.has_udev else SCAN_S
        return min(LATER_S, regular_s) if self._refusals else regular_s

    def _close_all(self) -> None:
        for session in self._sessions.values():
            session.end()
        for session in self._sessions.values():
            session.close()
