"""Which services the buses have, asked in a process of its own: a bus that hangs holds up nobody.

    python -m lightstack_desktop.desktop.bus_names

prints JSON: for the session's bus and the system's, why it cannot be asked or null, and which of
the names that we need have an owner.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

TRAY = "org.kde.StatusNotifierWatcher"
NOTIFICATIONS = "org.freedesktop.Notifications"
LOGIND = "org.freedesktop.login1"
SESSION, SYSTEM = "session", "system"
NAMES = {SESSION: (TRAY, NOTIFICATIONS), SYSTEM: (LOGIND,)}
TIMEOUT_S = 10.0
SILENT: dict[str, Any] = {"problem": "it does not answer", "names": []}


def ask(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return what `main` prints in this environment; what does not answer in time is a problem."""
    # The package may stand where only this process finds it.
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "lightstack_desktop.desktop.bus_names"],
            env={**environ, "PYTHONPATH": paths},
            capture_output=True,
            timeout=TIMEOUT_S,
            check=True,
        )
        return dict(json.loads(ended.stdout))
    except (OSError, subprocess.SubprocessError, ValueError):
        return {SESSION: SILENT, SYSTEM: SILENT}


def main() -> None:
    """Ask both buses."""
    print(json.dumps({kind: _asked(kind) for kind in (SESSION, SYSTEM)}))


def _asked(kind: str) -> dict[str, Any]:
    from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - in the process of its own only

    bus = QDBusConnection.sessionBus() if kind == SESSION else QDBusConnection.systemBus()
    interface = bus.interface() if bus.isConnected() else None
    if interface is None:
        return {"problem": bus.lastError().message() or "there is none", "names": []}
    owned = interface.registeredServiceNames().value()
    return {"problem": None, "names": [name for name in NAMES[kind] if name in owned]}


if __name__ == "__main__":
    main()
