"""The two listening sockets: 127.0.0.1 and, where the machine has it, ::1, on one port.

Every address of the machine instead where the settings let the network in.
"""

from __future__ import annotations

import errno
import os
import socket

from lightstack_desktop.errors import PortTakenError, SettingsError

BACKLOG = 128
TRIES = 20


LOOPBACK = ("127.0.0.1", "::1")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - only where the settings say so


def listen(port: int, *, is_lan: bool = False) -> tuple[socket.socket, ...]:
    """Listen on `port` of both families' addresses; 0 takes a port that is free on all of them.

    Raises PortTakenError if another program has it on either address.
    """
    host_v4, host_v6 = EVERYWHERE if is_lan else LOOPBACK
    for _ in range(TRIES if port == 0 else 1):
        first = _listen(socket.AF_INET, host_v4, port)
        try:
            return (first, _listen(socket.AF_INET6, host_v6, first.getsockname()[1]))
        except PortTakenError:
            first.close()
        except OSError:
            # No IPv6 in this machine, or none on its loopback: nobody can ask there.
            return (first,)
    raise PortTakenError(port)


def _listen(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    # Named TCP, or asyncio does not know the connections for it and leaves Nagle's delay on:
    # 44 ms a request on a kept connection.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        _prepare(listener)
        listener.bind((host, port))
        # Without listen() another program could still bind the same port beside us.
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(port) from error
        if error.errno == errno.EACCES:
            raise SettingsError(
                f"The system does not let us use port {port}. Set api_port to 1024 or higher."
            ) from error
        raise
    return listener


def _prepare(listener: socket.socket) -> None:
    if os.name == "posix":
        # So that a restart need not wait for old connections; elsewhere it means something else.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if listener.family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listener.setblocking(False)
