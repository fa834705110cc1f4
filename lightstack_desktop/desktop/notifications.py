"""Notifications as Linux desktops show them, by org.freedesktop.Notifications.

1. No service, or one that is started anew, is no error: what it cannot show the tray shows. At
login one may come later than we do: the newest of what it missed waits for it.
2. A name has one notification: the next one takes its place. 3. The body is escaped where the
service reads markup in it, and plain where it does not. 4. Buttons only where there are any.
Source: the Desktop Notifications Specification, 1.2.
"""

from __future__ import annotations

import html
import logging
import os
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from lightstack_desktop.desktop.announcement import OPEN
from lightstack_desktop.desktop.bus_wire import REPLY, Variant
from lightstack_desktop.desktop.language import tr

if TYPE_CHECKING:
    from lightstack_desktop.desktop.announcement import Announcement
    from lightstack_desktop.desktop.bus import Bus
    from lightstack_desktop.desktop.bus_wire import Message

log = logging.getLogger(__name__)

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
APP = "Lightstack Desktop"
DESKTOP_ENTRY = "lightstack-desktop"
NOTIFY = "susssasa{sv}i"
LOW, NORMAL, CRITICAL = 0, 1, 2
URGENCIES = {1: CRITICAL, 2: NORMAL, 3: NORMAL, 4: LOW, 5: LOW}
# Names of the Sound Naming Specification, the most pressing first.
SOUNDS = {
    1: "alarm-clock-elapsed",
    2: "dialog-warning",
    3: "message-new-instant",
    4: "message",
    5: "dialog-information",
}
MOST_WAITING = 3
DEFAULT_ACTION = "default"
# Each says that tags are looked for: dunst 1.9 names only hyperlinks, and drops what looks like a
# tag of any kind.
READS_MARKUP = frozenset({"body-markup", "body-hyperlinks", "body-images"})
# The service's own time; what is urgent stays by its urgency.
ITS_OWN_TIME = -1


class Notifications(QObject):
    """Shows announcements. `acted` says which command was chosen on which name.

    `icon` is the file of the program's icon, for where its menu entry is not installed.
    """

    acted = Signal(str, str)

    def __init__(self, bus: Bus, icon: str) -> None:
        super().__init__()
        self._bus = bus
        self._icon = icon
        self._ids: dict[str, int] = {}
        self._asked: dict[str, int] = {}
        self._unwanted: set[str] = set()
        self._abilities: frozenset[str] | None = None
        self._is_asking = False
        self._server = SERVICE
        self._first: list[Announcement] = []
        bus.watch(SERVICE, self._owned)
        bus.listen(SERVICE, SERVICE, "NotificationClosed", self._closed)
        bus.listen(SERVICE, SERVICE, "ActionInvoked", self._invoked)
        bus.listen(SERVICE, SERVICE, "ActivationToken", _keep_token)

    @property
    def facts(self) -> str:
        """Return who shows them, in words."""
        if self._bus.problem:
            return tr("none: no session bus ({why})", why=self._bus.problem)
        if self._abilities is None:
            return tr("none: no service shows them")
        if "actions" in self._abilities:
            return tr("{name}, with buttons", name=self._server)
        return tr("{name}, without buttons", name=self._server)

    def show(self, what: Announcement) -> None:
        """Show it, once it is known what the service can."""
        if self._abilities is not None:
            self._notify(what, self._abilities)
            return
        others = [each for each in self._first if each.name != what.name]
        self._first = [*others, what][-MOST_WAITING:]
        self._ask()

    def withdraw(self, name: str) -> None:
        """Take back what was shown under a name."""
        self._first = [each for each in self._first if each.name != name]
        if name in self._asked:
            # Its number is not known yet.
            self._unwanted.add(name)
        number = self._ids.pop(name, None)
        if number is not None:
            self._close(number)

    def _ask(self) -> None:
        """Ask what the service can, which also starts it where it is started on demand."""
        if self._is_asking:
            return
        self._is_asking = True
        self._bus.call(SERVICE, PATH, "GetServerInformation", answered=self._introduced)
        self._bus.call(SERVICE, PATH, "GetCapabilities", answered=self._able)

    def _introduced(self, reply: Message) -> None:
        if reply.kind == REPLY and reply.signature.startswith("sss"):
            name, _vendor, version = reply.body[:3]
            self._server = f"{name} {version}"

    def _able(self, reply: Message) -> None:
        self._is_asking = False
        if reply.kind != REPLY or reply.signature != "as":
            log.info("no notifications: %s", reply.error)
            return
        self._abilities = frozenset(reply.body[0])
        waiting, self._first = self._first, []
        for what in waiting:
            self._notify(what, self._abilities)

    def _owned(self, owner: str) -> None:
        """Forget what another service showed, and what it could."""
        self._ids.clear()
        self._asked.clear()
        self._unwanted.clear()
        self._abilities = None
        if owner:
            self._ask()

    def _notify(self, what: Announcement, abilities: frozenset[str]) -> None:
        self._unwanted.discard(what.name)
        self._asked[what.name] = self._asked.get(what.name, 0) + 1
        self._bus.call(
            SERVICE,
            PATH,
            "Notify",
            signature=NOTIFY,
            body=(
                APP,
                self._ids.get(what.name, 0),
                self._icon,
                what.title,
                _body(what.body, abilities),
                _actions(what, abilities),
                hints(what),
                ITS_OWN_TIME,
            ),
            answered=lambda reply: self._numbered(what.name, reply),
        )
        if what.is_sounding and "sound" not in abilities:
            QApplication.beep()

    def _numbered(self, name: str, reply: Message) -> None:
        """Remember under which number the service shows it."""
        left = self._asked.pop(name, 1) - 1
        if left > 0:
            self._asked[name] = left
        if reply.kind != REPLY or reply.signature != "u":
            log.info("a notification was refused: %s", reply.error)
            return
        earlier = self._ids.get(name)
        number = reply.body[0]
        if earlier not in {None, number}:
            self._close(earlier)
        if name in self._unwanted:
            if left == 0:
                self._unwanted.discard(name)
            self._ids.pop(name, None)
            self._close(number)
        else:
            self._ids[name] = number

    def _close(self, number: int | None) -> None:
        self._bus.call(
            SERVICE, PATH, "CloseNotification", signature="u", body=(number,), starts=False
        )

    def _closed(self, signal: Message) -> None:
        if signal.signature == "uu":
            name = self._name(signal.body[0])
            if name is not None:
                del self._ids[name]

    def _invoked(self, signal: Message) -> None:
        if signal.signature != "us":
            return
        number, action = signal.body
        name = self._name(number)
        if name is not None:
            self.acted.emit(OPEN if action == DEFAULT_ACTION else action, name)

    def _name(self, number: int) -> str | None:
        return next((name for name, known in self._ids.items() if known == number), None)


def _body(text: str, abilities: frozenset[str]) -> str:
    """Return a text so that the service shows it literally."""
    return html.escape(text, quote=False) if abilities & READS_MARKUP else text


def _actions(what: Announcement, abilities: frozenset[str]) -> list[str]:
    """Return pairs of a command and its button, flat; what a click does comes first."""
    if "actions" not in abilities:
        return []
    pairs = ((DEFAULT_ACTION if name == OPEN else name, said) for name, said in what.actions)
    return [word for pair in pairs for word in pair]


def hints(what: Announcement) -> dict[str, Variant]:
    """Return what the service is told besides the text."""
    found: dict[str, Any] = {
        "urgency": Variant("y", URGENCIES[what.priority]),
        "desktop-entry": Variant("s", DESKTOP_ENTRY),
    }
    if what.is_sounding:
        found["sound-name"] = Variant("s", SOUNDS[what.priority])
    else:
        found["suppress-sound"] = Variant("b", value=True)
    return found


def _keep_token(signal: Message) -> None:
    """Keep what lets our window come to the front on Wayland; Qt takes it from there."""
    if signal.signature == "us":
        os.environ["XDG_ACTIVATION_TOKEN"] = signal.body[1]
