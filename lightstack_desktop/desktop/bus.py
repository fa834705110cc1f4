"""A connection to the session's bus or the system's, on Qt's loop: calls and signals.

1. Nothing waits: an answer comes by a call. 2. A signal counts only if it comes from whoever owns
the service's name: on the system bus others can send us one that looks the same. 3. No bus, or one
that goes away, is no error here: `problem` says it, and everything else goes on.
"""

from __future__ import annotations

import logging
import os
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, Slot

from lightstack_desktop.desktop import bus_address, bus_wire
from lightstack_desktop.desktop.bus_wire import CALL, ERROR, REPLY, SIGNAL, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Answer = Callable[[Message], None]

log = logging.getLogger(__name__)

BUS = "org.freedesktop.DBus"
BUS_PATH = "/org/freedesktop/DBus"
CHUNK_BYTES = 65536
MOST_FDS = 8
CONNECT_S = 1.0


@dataclass(frozen=True, slots=True)
class _Wish:
    """A signal that somebody wants to hear."""

    service: str
    interface: str
    member: str
    heard: Answer


class Bus(QObject):
    """One connection. `address` as in DBUS_SESSION_BUS_ADDRESS, "" where there is no bus.

    `problem` is "" while it works.
    """

    def __init__(self, address: str) -> None:
        super().__init__()
        self.problem = ""
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._has_begun = False
        self._received = bytearray()
        self._fds: list[int] = []
        self._delivered_fds: list[int] = []
        self._serial = 0
        self._answers: dict[int, Answer] = {}
        self._wishes: list[_Wish] = []
        self._owners: dict[str, str] = {}
        self._owner_watchers: dict[str, list[Callable[[str], None]]] = {}
        self._open(address)

    def call(
        self,
        service: str,
        path: str,
        member: str,
        *,
        interface: str = "",
        signature: str = "",
        body: Sequence[Any] = (),
        answered: Answer | None = None,
        starts: bool = True,
    ) -> None:
        """Call a method, and hear its REPLY or ERROR later. `interface` is else the service's name.

        `starts`: a service that does not run is started for it.
        """
        self._serial += 1
        flags = (0 if answered else bus_wire.NO_REPLY) | (0 if starts else bus_wire.NO_START)
        if answered is not None:
            self._answers[self._serial] = answered
        self._send(
            Message(
                CALL,
                self._serial,
                flags,
                path=path,
                interface=interface or service,
                member=member,
                destination=service,
                signature=signature,
                body=tuple(body),
            )
        )

    def listen(self, service: str, interface: str, member: str, heard: Answer) -> None:
        """Hear a signal of a service, whatever object of it sends it."""
        self._wishes.append(_Wish(service, interface, member, heard))
        self.watch(service)
        rule = f"type='signal',sender='{service}',interface='{interface}',member='{member}'"
        self._ask_bus("AddMatch", rule)

    def watch(self, service: str, owned: Callable[[str], None] | None = None) -> None:
        """Follow who owns a service's name; `owned` hears it each time, "" for nobody."""
        is_new = service not in self._owner_watchers
        watchers = self._owner_watchers.setdefault(service, [])
        if owned is not None:
            watchers.append(owned)
        if is_new:
            rule = f"type='signal',sender='{BUS}',member='NameOwnerChanged',arg0='{service}'"
            self._ask_bus("AddMatch", rule)
            self._ask_bus("GetNameOwner", service, lambda reply: self._learn(service, reply))

    def is_there(self, service: str) -> bool:
        """Tell whether a service that is watched has an owner."""
        return bool(self._owners.get(service))

    def take_fd(self) -> int | None:
        """Return the descriptor that came with the answer just heard; it is then the caller's."""
        return self._delivered_fds.pop(0) if self._delivered_fds else None

    def close(self) -> None:
        """Leave the bus."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        _close(self._fds)
        self._answers.clear()

    def _open(self, address: str) -> None:
        path = bus_address.socket_path(address)
        if path is None:
            self.problem = "there is none"
            return
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(CONNECT_S)
            connection.connect(path)
            uid = str(os.getuid()).encode().hex().encode()
            # All at once, as the specification allows: whoever answers no ends the connection.
            connection.sendall(b"\0AUTH EXTERNAL " + uid + b"\r\nNEGOTIATE_UNIX_FD\r\nBEGIN\r\n")
            connection.setblocking(False)
        except OSError as error:
            connection.close()
            self.problem = error.strerror or str(error)
            return
        self._socket = connection
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._ask_bus("Hello")

    def _ask_bus(
        self, member: str, word: str | None = None, answered: Answer | None = None
    ) -> None:
        body = () if word is None else (word,)
        signature = "" if word is None else "s"
        self.call(BUS, BUS_PATH, member, signature=signature, body=body, answered=answered)

    def _send(self, message: Message) -> None:
        if self._socket is None:
            return
        try:
            # A few lines now and then: a buffer that is full is a bus that hangs.
            self._socket.sendall(message.encoded())
        except OSError as error:
            self._lose(error.strerror or str(error))

    def _lose(self, why: str) -> None:
        log.warning("a bus of the desktop is gone: %s", why)
        self.problem = why
        self.close()
        self._owners.clear()
        for watchers in self._owner_watchers.values():
            for owned in watchers:
                owned("")

    # What comes in

    @Slot()
    def _read(self) -> None:
        if self._socket is None:
            return
        try:
            raw, fds, _flags, _address = socket.recv_fds(self._socket, CHUNK_BYTES, MOST_FDS)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(error.strerror or str(error))
            return
        self._fds += fds
        self._received += raw
        if not raw:
            self._lose("it closed the connection")
            return
        try:
            self._take_in()
        except ValueError as error:
            self._lose(str(error))

    def _take_in(self) -> None:
        """Deal with every line and message that is here whole."""
        while not self._has_begun:
            line, end, rest = bytes(self._received).partition(b"\r\n")
            if not end:
                return
            self._received[:] = rest
            if line.startswith(b"REJECTED"):
                raise ValueError("it refused us")
            # The answer about descriptors is the last before messages begin.
            self._has_begun = line.startswith((b"AGREE_UNIX_FD", b"ERROR"))
        while len(self._received) >= bus_wire.FIXED_BYTES:
            size = bus_wire.length(bytes(self._received[: bus_wire.FIXED_BYTES]))
            if len(self._received) < size:
                return
            message = bus_wire.decoded(bytes(self._received[:size]))
            del self._received[:size]
            self._deliver(message)

    def _deliver(self, message: Message) -> None:
        self._delivered_fds = self._fds[: message.fd_count]
        del self._fds[: message.fd_count]
        try:
            if message.kind in {REPLY, ERROR}:
                answered = self._answers.pop(message.reply_to, None)
                if answered is not None:
                    answered(message)
            elif message.kind == SIGNAL:
                self._hear(message)
        finally:
            _close(self._delivered_fds)

    def _hear(self, message: Message) -> None:
        if message.sender == BUS and message.member == "NameOwnerChanged":
            service, _before, owner = message.body
            self._owned(service, owner)
            return
        for wish in self._wishes:
            if (wish.interface, wish.member) == (message.interface, message.member) and (
                message.sender == self._owners.get(wish.service)
            ):
                wish.heard(message)

    def _learn(self, service: str, reply: Message) -> None:
        if reply.kind == REPLY:
            self._owned(service, reply.body[0])

    def _owned(self, service: str, owner: str) -> None:
        if service in self._owner_watchers and owner != self._owners.get(service, ""):
            self._owners[service] = owner
            for owned in self._owner_watchers[service]:
                owned(owner)


def _close(fds: list[int]) -> None:
    for fd in fds:
        os.close(fd)
    fds.clear()
