"""Where a bus is: from the environment to the path of a socket.

Source: the D-Bus Specification, 0.43, server addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Mapping

SYSTEM_ADDRESS = "unix:path=/var/run/dbus/system_bus_socket"


def session_address(environ: Mapping[str, str]) -> str:
    """Return where the session's bus is, "" if it cannot be told."""
    named = environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    return named or (f"unix:path={runtime}/bus" if runtime else "")


def system_address(environ: Mapping[str, str]) -> str:
    """Return where the system's bus is."""
    return environ.get("DBUS_SYSTEM_BUS_ADDRESS") or SYSTEM_ADDRESS


def socket_path(address: str) -> str | None:
    """Return the unix socket of the first address that has one; None if none has."""
    for each in address.split(";"):
        kind, _, rest = each.partition(":")
        pairs = dict(pair.partition("=")[::2] for pair in rest.split(","))
        if kind == "unix" and "path" in pairs:
            return unquote(pairs["path"])
        if kind == "unix" and "abstract" in pairs:
            return "\0" + unquote(pairs["abstract"])
    return None
