"""Whether somebody is at the screen: locked or not, asleep or not, from whoever tells it.

1. Whoever spoke last is right: no desktop tells through all of them. 2. Which of them are in use is
said in words. 3. Where nobody tells, nothing is assumed.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.logind import Logind
from lightstack_desktop.desktop.screen_savers import ScreenSavers

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.desktop.bus import Bus

log = logging.getLogger(__name__)


class Presence(QObject):
    """Follows the desktop session. `changed`: `is_locked` or `is_asleep` is another.

    `go_dark` is called before the computer sleeps or shuts down, which waits for its return.
    """

    changed = Signal()

    def __init__(self, session_bus: Bus, system_bus: Bus, go_dark: Callable[[], None]) -> None:
        super().__init__()
        self.is_locked = False
        self.is_asleep = False
        self._go_dark = go_dark
        self._system_bus = system_bus
        self._logind = Logind(system_bus, os.environ)
        self._savers = ScreenSavers(session_bus)
        self._logind.locked.connect(self._lock)
        self._savers.locked.connect(self._lock)
        self._logind.slept.connect(self._sleep)
        self._logind.ended.connect(self._sleep)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return what is followed by what, each a heading and a sentence."""
        return ((tr("Lock screen"), self._lock_fact()), (tr("Sleep"), self._sleep_fact()))

    def stop(self) -> None:
        """Let the computer sleep without us."""
        self._logind.release()

    @Slot(bool)
    def _lock(self, is_locked: bool) -> None:
        if is_locked != self.is_locked:
            log.info("the screen is %s", "locked" if is_locked else "unlocked")
            self.is_locked = is_locked
            self.changed.emit()

    @Slot(bool)
    def _sleep(self, is_going: bool) -> None:
        log.info("the computer %s", "is about to sleep" if is_going else "is awake")
        if is_going:
            self.is_asleep = True
            self.changed.emit()
            self._go_dark()
            self._logind.release()
            return
        self.is_asleep = False
        self._logind.hold()
        self.changed.emit()

    def _lock_fact(self) -> str:
        sources = list(self._savers.found)
        if self._logind.is_there:
            sources.insert(0, "logind")
        if sources:
            return tr("followed by {names}", names=", ".join(sources))
        return tr("not followed: {why}", why=self._why())

    def _sleep_fact(self) -> str:
        if self._logind.is_holding:
            return tr("followed by logind, which waits for the decks to go dark")
        if self._logind.is_there:
            return tr("followed by logind, which does not wait for the decks")
        return tr("not followed ({why}): decks are lit anew when they answer", why=self._why())

    def _why(self) -> str:
        problem = self._system_bus.problem
        return tr("no system bus: {why}", why=problem) if problem else tr("nobody tells")
