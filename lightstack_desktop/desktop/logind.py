"""What the system's login manager tells: locked, going to sleep, shutting down.

1. Only our own session's lock counts. 2. Before a sleep or a shutdown the system waits for us, a
few seconds at most, until `release`: the decks are to be dark by then. 3. Without it everything
goes on.
Source: org.freedesktop.login1.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from lightstack_desktop.desktop.bus_wire import REPLY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lightstack_desktop.desktop.bus import Bus
    from lightstack_desktop.desktop.bus_wire import Message

log = logging.getLogger(__name__)

SERVICE = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER, SESSION, USER = f"{SERVICE}.Manager", f"{SERVICE}.Session", f"{SERVICE}.User"
PROPERTIES = "org.freedesktop.DBus.Properties"
MY_USER = f"{PATH}/user/self"
INHIBIT = ("sleep:shutdown", "Lightstack Desktop", "Decks go dark first", "delay")


class Logind(QObject):
    """Listens. `locked` says whether the screen is; `slept` that the computer is about to sleep
    (True) or awake again; `ended` that it is about to shut down (True), or does not (False).
    """

    locked = Signal(bool)
    slept = Signal(bool)
    ended = Signal(bool)

    def __init__(self, bus: Bus, environ: Mapping[str, str]) -> None:
        super().__init__()
        self._bus = bus
        self._session_id = environ.get("XDG_SESSION_ID", "")
        self._session: str | None = None
        self._hold: int | None = None
        bus.watch(SERVICE, self._owned)
        bus.listen(SERVICE, MANAGER, "PrepareForSleep", lambda s: self._tell(self.slept, s))
        bus.listen(SERVICE, MANAGER, "PrepareForShutdown", lambda s: self._tell(self.ended, s))
        bus.listen(SERVICE, SESSION, "Lock", lambda s: self._if_ours(s, self._lock))
        bus.listen(SERVICE, SESSION, "Unlock", lambda s: self._if_ours(s, self._unlock))
        bus.listen(SERVICE, PROPERTIES, "PropertiesChanged", self._changed)

    @property
    def is_there(self) -> bool:
        """Tell whether there is one."""
        return self._bus.is_there(SERVICE)

    @property
    def is_holding(self) -> bool:
        """Tell whether the system waits for us before it sleeps."""
        return self._hold is not None

    @property
    def session(self) -> str:
        """Return our session's path, "" while it is not known."""
        return self._session or ""

    def hold(self) -> None:
        """Have the next sleep or shutdown wait for `release`."""
        if self._hold is None:
            self._call(PATH, "Inhibit", self._held, MANAGER, "ssss", INHIBIT)

    def release(self) -> None:
        """Let the computer sleep."""
        if self._hold is not None:
            os.close(self._hold)
            self._hold = None

    def _owned(self, owner: str) -> None:
        self.release()
        self._session = None
        if owner:
            self.hold()
            self._find_session()

    def _held(self, reply: Message) -> None:
        fd = self._bus.take_fd() if reply.kind == REPLY else None
        if fd is None:
            log.warning("sleep does not wait for the decks: %s", reply.error or "no descriptor")
        elif self._hold is None:
            self._hold = fd
        else:
            os.close(fd)

    # Our session

    def _find_session(self) -> None:
        """Ask for the session by its number; a program that systemd started has none."""
        if self._session_id:
            self._call(PATH, "GetSession", self._found, MANAGER, "s", (self._session_id,))
        else:
            self._get(MY_USER, USER, "Display", self._found_display)

    def _found(self, reply: Message) -> None:
        if reply.kind == REPLY:
            self._take_session(reply.body[0])
        else:
            self._get(MY_USER, USER, "Display", self._found_display)

    def _found_display(self, reply: Message) -> None:
        if reply.kind == REPLY and reply.body[0][0]:
            self._take_session(reply.body[0][1])

    def _take_session(self, path: str) -> None:
        self._session = path
        self._ask_hint(path, is_first=True)

    def _if_ours(self, signal: Message, act: Callable[[], None]) -> None:
        """Act on a signal of our session; where that is not known, of a session of this user."""
        if self._session is not None:
            if signal.path == self._session:
                act()
            return

        def owned(reply: Message) -> None:
            if reply.kind == REPLY and reply.body[0][0] == os.getuid():
                act()

        self._get(signal.path, SESSION, "User", owned)

    def _lock(self) -> None:
        self.locked.emit(True)

    def _unlock(self) -> None:
        self.locked.emit(False)

    def _changed(self, signal: Message) -> None:
        """Ask for the hint when a property of our session changed."""
        if signal.body and signal.body[0] == SESSION:
            changed, dropped = signal.body[1], signal.body[2]
            if "LockedHint" in changed or "LockedHint" in dropped:
                self._if_ours(signal, lambda: self._ask_hint(signal.path, is_first=False))

    def _ask_hint(self, path: str, *, is_first: bool) -> None:
        def answered(reply: Message) -> None:
            # At first a False says only that nobody set it.
            if reply.kind == REPLY and (reply.body[0] or not is_first):
                self.locked.emit(bool(reply.body[0]))

        self._get(path, SESSION, "LockedHint", answered)

    # Calls

    def _tell(self, told: SignalInstance, signal: Message) -> None:
        if signal.signature == "b":
            told.emit(signal.body[0])

    def _get(
        self, path: str, interface: str, name: str, answered: Callable[[Message], None]
    ) -> None:
        self._call(path, "Get", answered, PROPERTIES, "ss", (interface, name))

    def _call(
        self,
        path: str,
        member: str,
        answered: Callable[[Message], None],
        interface: str,
        signature: str,
        body: tuple[str, ...],
    ) -> None:
        self._bus.call(
            SERVICE,
            path,
            member,
            interface=interface,
            signature=signature,
            body=body,
            answered=answered,
        )
