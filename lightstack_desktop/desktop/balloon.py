"""Notifications where there is no service of Linux desktops: the tray icon's own messages.

1. They have no buttons, and cannot be taken back: the next one takes the place of the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lightstack_desktop.desktop.announcement import OPEN
from lightstack_desktop.desktop.language import tr

if TYPE_CHECKING:
    from lightstack_desktop.desktop.announcement import Announcement
    from lightstack_desktop.desktop.tray import Tray


class Balloon(QObject):
    """Shows announcements by the tray icon. `acted` as in Notifications."""

    acted = Signal(str, str)

    def __init__(self, tray: Tray) -> None:
        super().__init__()
        self._tray = tray
        self._last: str | None = None
        tray.message_clicked.connect(self._clicked)

    @property
    def facts(self) -> str:
        """Return who shows them, in words."""
        return tr("the tray icon's messages, without buttons")

    def show(self, what: Announcement) -> None:
        """Show it."""
        self._last = what.name
        self._tray.say(what.title, what.body)

    def withdraw(self, name: str) -> None:
        """Forget it: a click on its message, if that is still seen, opens nothing."""
        if self._last == name:
            self._last = None

    @Slot()
    def _clicked(self) -> None:
        if self._last is not None:
            self.acted.emit(OPEN, self._last)
