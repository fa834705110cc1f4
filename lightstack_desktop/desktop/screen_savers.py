"""What screen lockers tell on the session's bus, for desktops that do not tell the login manager.

1. Every kind that is known is listened to, for which one runs may change. 2. None is started.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lightstack_desktop.desktop.bus_wire import REPLY

if TYPE_CHECKING:
    from lightstack_desktop.desktop.bus import Bus
    from lightstack_desktop.desktop.bus_wire import Message

# KDE's and what follows its example; then each desktop's own. All speak the same way.
SERVICES = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


class ScreenSavers(QObject):
    """Listens. `locked` says whether one of them covers the screen."""

    locked = Signal(bool)

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        for service in SERVICES:
            bus.listen(service, service, "ActiveChanged", self._changed)
            bus.watch(service, partial(self._owned, service))

    @property
    def found(self) -> tuple[str, ...]:
        """Return which of them run."""
        return tuple(service for service in SERVICES if self._bus.is_there(service))

    def _owned(self, service: str, owner: str) -> None:
        if owner:
            path = "/" + service.replace(".", "/")
            self._bus.call(service, path, "GetActive", answered=self._active, starts=False)

    def _active(self, reply: Message) -> None:
        if reply.kind == REPLY and reply.body == (True,):
            self.locked.emit(True)

    def _changed(self, signal: Message) -> None:
        if signal.signature == "b":
            self.locked.emit(signal.body[0])
