"""Keeps one Session on every deck that is plugged in: attach and re-attach are one path.

1. One scan, one way to open, however the deck came: at start, plugged in, or back after a loss.
2. udev's events where there are any, and a slow scan besides; without them a quick scan.
3. A deck that cannot be opened is tried again: soon at first, because the permission of a fresh
device is set a moment after it appears, then at leisure. The user is told once. 4. A deck that
hangs is noticed without asking it, given up and opened anew, slower each time. 5. Locked means
locked also for a deck that comes while locked.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from lightstack_desktop.deck import scan, usb
from lightstack_desktop.deck.events import Events
from lightstack_desktop.deck.feed import Feed
from lightstack_desktop.deck.patience import LATER_S, NO_HANG, SOON_S, SOON_TRIES, Hang
from lightstack_desktop.deck.session import CLOSE_WAIT_S, HUNG_S, Session
from lightstack_desktop.deck.status import DeckStatus
from lightstack_desktop.deck.traffic import Traffic
from lightstack_desktop.deck.transport import Catalog, load_backend
from lightstack_desktop.errors import DeckError
from lightstack_desktop.faces.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

    from StreamDeck.Devices.StreamDeck import StreamDeck

    from lightstack_desktop.engine import Engine
    from lightstack_desktop.faces.faces import Faces

log = logging.getLogger(__name__)

SCAN_S = 2.0
SCAN_BESIDE_EVENTS_S = 30.0


class Watcher:
    """Owns path -> Session. `start` opens what is there; `stop` leaves every deck dark.

    `backend` is hidapi's module, see transport.load_backend. `has_scanned` is set after the
    first scan. `on_open` is called with the key of an alert that somebody wants to see in the
    window, on a deck's thread.

    `open_decks` tells the Sessions of the decks on USB that are open, in the order of their
    opening, after each coming and going, on the watcher's thread; `statuses()` is new by then.
    `conditions` tells how it stands with each deck that is plugged in, as `statuses()` returns it.
    """

    def __init__(
        self,
        engine: Engine,
        make_faces: Callable[[], Faces],
        clock: Callable[[], datetime],
        backend: str | Any = "auto",
        *,
        ticks: Callable[[], float] = time.monotonic,
        is_still: bool = False,
        on_open: Callable[[str], None] | None = None,
    ) -> None:
        self._engine = engine
        self._faces = Pool(make_faces)
        self._clock = clock
        self._backend = backend
        self._ticks = ticks
        self._is_still = is_still
        self._on_open = on_open
        self._sessions: dict[str, Session] = {}
        self._refusals: dict[str, int] = {}
        self._hangs: dict[str, Hang] = {}
        self._problem = ""
        self._is_locked = False
        self._is_suspended = False
        self._is_stopping = False
        self._events = Events()
        self._traffic = Traffic()
        self._thread = threading.Thread(target=self._run, name="deck-watch", daemon=True)
        self.has_scanned = threading.Event()
        self.open_decks = Feed[tuple[Session, ...]](())
        self.conditions = Feed[tuple[DeckStatus, ...]](())

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

    def set_locked(self, is_locked: bool) -> None:
        """Follow the desktop session on every deck, and on those that come; from any thread."""
        self._is_locked = is_locked
        for session in tuple(self._sessions.values()):
            session.set_locked(is_locked)

    def set_still(self, is_still: bool) -> None:
        """Move nothing on any deck, or let it move again; from any thread."""
        self._is_still = is_still
        for session in tuple(self._sessions.values()):
            session.set_still(is_still)

    def suspend(self, timeout_s: float = CLOSE_WAIT_S) -> None:
        """Let every deck go dark before the computer sleeps; waits for that, but not for long."""
        self._is_suspended = True
        end_s = self._ticks() + timeout_s
        sessions = [s for s in tuple(self._sessions.values()) if s.is_open]
        for session in sessions:
            session.suspend()
        for session in sessions:
            session.is_dark.wait(max(0.0, end_s - self._ticks()))

    def resume(self) -> None:
        """Show the board again on every deck, also on one that was plugged elsewhere meanwhile."""
        self._is_suspended = False
        for session in tuple(self._sessions.values()):
            session.resume()
        self._events.wake()

    def statuses(self) -> tuple[DeckStatus, ...]:
        """Return how it stands with each deck that is plugged in; safe from any thread."""
        return self.conditions.newest

    def look_again(self) -> None:
        """Look for decks now: one that was refused may be open to us by now; from any thread."""
        self._events.wake()

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
        scan_at_s = self._ticks()
        while not self._is_stopping:
            for session in self._sessions.values():
                session.look_after()
            if self._ticks() >= scan_at_s or self._has_lost():
                if not self._is_suspended:
                    self._look(backend)
                self.has_scanned.set()
                scan_at_s = self._ticks() + self._pause_s()
            if self._events.wait(self._rest_s(scan_at_s)):
                scan_at_s = self._ticks()

    def _rest_s(self, scan_at_s: float) -> float:
        """Return how long to wait for an event; a deck that hangs must be noticed meanwhile."""
        rests = [scan_at_s - self._ticks()]
        rests += [HUNG_S - session.panel.busy_s for session in self._sessions.values()]
        return max(0.0, min(rests))

    def _has_lost(self) -> bool:
        return any(not session.is_open for session in self._sessions.values())

    def _look(self, backend: Any) -> None:
        """Scan once; open what is new, and forget what is gone."""
        try:
            catalog = Catalog(backend, self._traffic)
        except DeckError as error:
            self._tell(str(error))
            return
        self._tell("")
        present = {deck.device.path() for deck in catalog.decks}
        self._drop_lost()
        self._refusals = {p: n for p, n in self._refusals.items() if p in present}
        self._hangs = {p: h for p, h in self._hangs.items() if p in present}
        known = [self._status(deck) for deck in catalog.decks]
        unknown = [scan.unknown_model(device) for device in catalog.unknown]
        self.conditions.tell((*known, *unknown))
        self.open_decks.tell(tuple(self._sessions.values()))

    def _drop_lost(self) -> None:
        """Forget the sessions that ended, and note which of them hung, or never came to paint."""
        for path, session in tuple(self._sessions.items()):
            if session.is_open:
                continue
            del self._sessions[path]
            if session.trouble or not session.has_shown:
                is_hung = bool(session.trouble)
                hang = self._hangs.get(path, NO_HANG).again(self._ticks(), is_hung=is_hung)
                self._hangs[path] = hang
                if is_hung and hang.count == 1:
                    log.warning("%s. It is opened anew.", session.trouble)

    def _status(self, deck: StreamDeck) -> DeckStatus:
        """Return how it stands with a deck, after opening it if it is not open."""
        path = deck.device.path()
        if path not in self._sessions:
            try:
                self._hangs.get(path, NO_HANG).check(self._ticks())
                self._sessions[path] = self._open(deck)
            except DeckError as error:
                self._count_refusal(path, error)
                return scan.refused(deck, error)
            self._refusals.pop(path, None)
        panel = self._sessions[path].panel
        assert isinstance(panel, usb.UsbPanel)
        return scan.opened(panel)

    def _open(self, deck: StreamDeck) -> Session:
        panel, faces = usb.UsbPanel(deck), self._faces.take()

        def closed() -> None:
            self._faces.give(faces)
            self._events.wake()

        session = Session(
            panel,
            self._engine,
            faces,
            self._clock,
            closed,
            ticks=self._ticks,
            is_still=self._is_still,
            on_open=self._on_open,
        )
        session.set_locked(self._is_locked)
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
        end_s = self._ticks() + CLOSE_WAIT_S
        for session in self._sessions.values():
            session.close(max(0.0, end_s - self._ticks()))
        self.open_decks.tell(())
