"""A message bus in this process, on Qt's loop: its daemon's own methods, and services of a test."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier

from lightstack_desktop.desktop import bus_wire
from lightstack_desktop.desktop.bus import BUS
from lightstack_desktop.desktop.bus_wire import CALL, ERROR, NO_REPLY, REPLY, SIGNAL, Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    # Returns signature and values of the reply.
    Method = Callable[..., tuple[str, tuple[Any, ...]]]


class FakeBus(QObject):
    """One client may come. `services` maps a name to its methods, `calls` is what was called."""

    def __init__(self, folder: Path, name: str = "bus") -> None:
        super().__init__()
        path = folder / name
        self.address = f"unix:path={path}"
        self.services: dict[str, dict[str, Method]] = {}
        self.calls: list[Message] = []
        self.matches: list[str] = []
        self.greeting = b""
        self.fds: list[int] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._came = QSocketNotifier(self._listener.fileno(), QSocketNotifier.Type.Read, self)
        self._came.activated.connect(self._accept)
        self._client: socket.socket | None = None
        self._received = bytearray()

    def own(self, service: str, **methods: Method) -> None:
        """Let a service appear, with these methods; those are called with the body's values."""
        self.services[service] = methods
        self._say_owner(service, "", _owner(service))

    def disown(self, service: str) -> None:
        """Let a service go."""
        del self.services[service]
        self._say_owner(service, _owner(service), "")

    def signal(
        self,
        service: str,
        member: str,
        signature: str = "",
        *body: Any,
        path: str = "/",
        interface: str = "",
        sender: str = "",
    ) -> None:
        """Send a signal as a service, or as a `sender` that only says so."""
        self._send(
            Message(
                SIGNAL,
                1,
                path=path,
                interface=interface or service,
                member=member,
                sender=sender or _owner(service),
                signature=signature,
                body=body,
            )
        )

    def named(self, member: str) -> list[Message]:
        """Return the calls of a method."""
        return [call for call in self.calls if call.member == member]

    def hang_up(self) -> None:
        """Go away, as a bus does when its session ends."""
        assert self._client is not None
        self._read.setEnabled(False)
        self._client.close()
        self._client = None

    def send_raw(self, raw: bytes) -> None:
        """Send what may be no message at all."""
        assert self._client is not None
        self._client.sendall(raw)

    def close(self) -> None:
        """Close every socket."""
        self._came.setEnabled(False)
        self._listener.close()
        if self._client is not None:
            self.hang_up()
        for fd in self.fds:
            os.close(fd)

    def _accept(self) -> None:
        self._client, _ = self._listener.accept()
        self._read = QSocketNotifier(self._client.fileno(), QSocketNotifier.Type.Read, self)
        self._read.activated.connect(self._take_in)

    def _take_in(self) -> None:
        assert self._client is not None
        raw = self._client.recv(65536)
        if not raw:
            self.hang_up()
            return
        self._received += raw
        if not self.greeting:
            self.greeting, _, rest = bytes(self._received).partition(b"BEGIN\r\n")
            self._received[:] = rest
            self._client.sendall(b"OK 0123456789abcdef\r\nAGREE_UNIX_FD\r\n")
        while len(self._received) >= bus_wire.FIXED_BYTES:
            size = bus_wire.length(bytes(self._received[: bus_wire.FIXED_BYTES]))
            if len(self._received) < size:
                return
            message = bus_wire.decoded(bytes(self._received[:size]))
            del self._received[:size]
            self._answer(message)

    def _answer(self, call: Message) -> None:
        assert call.kind == CALL
        if call.destination == BUS:
            self._answer_as_bus(call)
            return
        self.calls.append(call)
        methods = self.services.get(call.destination, {})
        method = methods.get(call.member) or methods.get(f"{call.member}_{_last(call)}")
        if call.flags & NO_REPLY:
            return
        if method is None:
            self._send(Message(ERROR, 1, reply_to=call.serial, error="org.example.Unknown"))
            return
        signature, body = method(*call.body)
        self._send(
            Message(
                REPLY,
                1,
                reply_to=call.serial,
                sender=_owner(call.destination),
                signature=signature,
                body=body,
                fd_count=signature.count("h"),
            )
        )

    def _answer_as_bus(self, call: Message) -> None:
        if call.member == "AddMatch":
            self.matches.append(call.body[0])
        if call.flags & NO_REPLY:
            return
        (name,) = call.body
        if name in self.services:
            body = (_owner(name),)
            self._send(
                Message(REPLY, 1, reply_to=call.serial, sender=BUS, signature="s", body=body)
            )
        else:
            self._send(Message(ERROR, 1, reply_to=call.serial, sender=BUS, error="no owner"))

    def _say_owner(self, service: str, before: str, after: str) -> None:
        if self._client is None:
            return
        body = (service, before, after)
        self._send(
            Message(
                SIGNAL,
                1,
                path="/",
                interface=BUS,
                member="NameOwnerChanged",
                sender=BUS,
                signature="sss",
                body=body,
            )
        )

    def _send(self, message: Message) -> None:
        assert self._client is not None
        fds = [self.fds.pop(0) for _ in range(message.fd_count)]
        if fds:
            socket.send_fds(self._client, [message.encoded()], fds)
        else:
            self._client.sendall(message.encoded())
        for fd in fds:
            os.close(fd)


def _owner(service: str) -> str:
    return f":1.{sum(service.encode())}"


def _last(call: Message) -> str:
    """Return a property's name, for `Get`."""
    return str(call.body[-1]) if call.body else ""
