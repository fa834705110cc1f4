"""What doctor sees of the desktop's buses: who shows a tray icon, a message, and tells of sleep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lightstack_desktop.check import OK, WARNING, Check
from lightstack_desktop.desktop.bus_names import LOGIND, NOTIFICATIONS, SESSION, SYSTEM, TRAY

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_TRAY = (
    "Start a panel with a tray; GNOME needs the extension AppIndicator. An older tray of X11 may\n"
    "show the icon nevertheless. Without one the window is there: start the program once more."
)
NO_LOGIND = (
    "Sleep and lock are not told. A deck that was asleep is noticed by its failing, and is\n"
    "opened anew."
)


def checks(buses: Mapping[str, Mapping[str, Any]]) -> tuple[Check, ...]:
    """Return how it stands with the tray, notifications and logind; see bus_names.ask."""
    return (*_session(buses[SESSION]), _system(buses[SYSTEM]))


def _session(bus: Mapping[str, Any]) -> tuple[Check, ...]:
    if bus["problem"] is not None:
        seen = f"no session bus ({bus['problem']})"
        return (Check("tray", WARNING, seen, "Without one there may be no tray icon."),)
    tray = Check("tray", WARNING, "nobody shows tray icons", NO_TRAY)
    if TRAY in bus["names"]:
        tray = Check("tray", OK, "there is one")
    messages = Check("messages", WARNING, "nobody shows notifications", "The tray icon shows all.")
    if NOTIFICATIONS in bus["names"]:
        messages = Check("messages", OK, "somebody shows notifications")
    return tray, messages


def _system(bus: Mapping[str, Any]) -> Check:
    if bus["problem"] is not None:
        return Check("bus", WARNING, f"no system bus ({bus['problem']})", NO_LOGIND)
    if LOGIND not in bus["names"]:
        return Check("bus", WARNING, "logind is not running", NO_LOGIND)
    return Check("bus", OK, "logind tells of sleep and lock")
