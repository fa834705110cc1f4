"""What the program owes the person at the desk: it tells of alerts, and knows when to keep still.

1. Started after the first picture: nothing here is on the way to it. 2. Locked or asleep, the decks
are dark and nothing is told; afterwards everything that still stands is told at once. 3. What is in
use of what a desktop may offer is said in `facts`.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from lightstack_desktop import data
from lightstack_desktop.desktop.announcer import Announcer
from lightstack_desktop.desktop.balloon import Balloon
from lightstack_desktop.desktop.bus import Bus
from lightstack_desktop.desktop.bus_address import session_address, system_address
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.news_state import Rules
from lightstack_desktop.desktop.notifications import Notifications
from lightstack_desktop.desktop.presence import Presence

if TYPE_CHECKING:
    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.deck.feed import Feed
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.quiet import Quiet
    from lightstack_desktop.desktop.tray import Tray
    from lightstack_desktop.settings import Settings

# After a sleep or an unlock: what was missed comes within it, and is told at once.
SETTLE_S = 3.0
ICON = ("assets", "icons", "app", "hicolor", "128x128", "apps", "lightstack-desktop.png")


class Decks(Protocol):
    """What is asked of the decks, from any thread. `conditions` tells how it stands with each."""

    conditions: Feed[tuple[DeckStatus, ...]]

    def set_locked(self, is_locked: bool) -> None:
        """Take no presses, and be dark, while the screen is locked."""

    def suspend(self) -> None:
        """Be dark before the computer sleeps; returns when they are."""

    def resume(self) -> None:
        """Show the board again."""

    def look_again(self) -> None:
        """Look now what is plugged in and may be opened."""


class Manners(QObject):
    """Notifications and presence. `acted` says which command a notification's button chose for
    which alert; the key is "" where it stood for several.
    """

    acted = Signal(str, str)

    def __init__(self, settings: Settings, quiet: Quiet, tray: Tray, decks: Decks) -> None:
        super().__init__()
        self._quiet = quiet
        self._decks = decks
        is_linux = sys.platform == "linux"
        self._session_bus = Bus(session_address(os.environ) if is_linux else "")
        self._system_bus = Bus(system_address(os.environ) if is_linux else "")
        self._voice: Notifications | Balloon = (
            Notifications(self._session_bus, str(data.path(*ICON))) if is_linux else Balloon(tray)
        )
        self._announcer = Announcer(self._voice)
        self._presence = Presence(self._session_bus, self._system_bus, decks.suspend)
        self._rules = Rules()
        self._was_locked = self._was_asleep = False
        self._voice.acted.connect(self.acted)
        self._presence.changed.connect(self._follow_presence)
        quiet.changed.connect(self._follow_quiet)
        self.use(settings)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return what is in use, each a heading and a sentence, for a person to read."""
        return ((tr("Notifications"), self._voice.facts), *self._presence.facts)

    def hear(self, changes: tuple[Change, ...]) -> None:
        """Take note of changes, the oldest first."""
        self._announcer.hear(changes)

    def use(self, settings: Settings) -> None:
        """Go by these settings from now on."""
        self._go_by(
            replace(
                self._rules,
                notify=settings.notify_priorities,
                sound=settings.sound_priorities,
                while_away=settings.notify_while_locked,
                is_quiet=self._quiet.is_on,
            )
        )

    def stop(self) -> None:
        """Take back what is shown, and let go of everything."""
        self._announcer.stop()
        self._presence.stop()
        self._session_bus.close()
        self._system_bus.close()

    def _go_by(self, rules: Rules) -> None:
        self._rules = rules
        self._announcer.follow(rules)

    @Slot()
    def _follow_quiet(self) -> None:
        self._go_by(replace(self._rules, is_quiet=self._quiet.is_on))

    @Slot()
    def _follow_presence(self) -> None:
        """Bring decks and notifications to how it is now."""
        is_locked, is_asleep = self._presence.is_locked, self._presence.is_asleep
        if is_locked is not self._was_locked:
            self._decks.set_locked(is_locked)
        if self._was_asleep and not is_asleep:
            self._decks.resume()
            self._quiet.look()
        is_back = (self._was_locked or self._was_asleep) and not (is_locked or is_asleep)
        self._was_locked, self._was_asleep = is_locked, is_asleep
        settled_s = time.monotonic() + SETTLE_S if is_back else self._rules.settled_s
        self._go_by(replace(self._rules, is_away=is_locked or is_asleep, settled_s=settled_s))
