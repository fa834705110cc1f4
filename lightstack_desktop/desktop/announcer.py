"""Hears what happens and has it told: keeps what news.py decides on, and asks it again in time.

1. However fast alerts change, it speaks at most ten times a second. 2. While nothing waits no timer
runs. 3. What the voice cannot say is lost, for the tray and the decks show it too.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from lightstack_desktop.desktop import announcement, news
from lightstack_desktop.desktop.news_state import TOGETHER, Rules, State, Withdraw

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.announcement import Announcement

SHORTEST_PAUSE_MS = 100


class Voice(Protocol):
    """Shows announcements, each in the place of the earlier one of its name."""

    def show(self, what: Announcement) -> None:
        """Show it."""

    def withdraw(self, name: str) -> None:
        """Take back what was shown under a name, if it is still there."""


class Announcer(QObject):
    """Tells `voice` what to show. `seconds` is a monotonic clock."""

    def __init__(self, voice: Voice, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._voice = voice
        self._seconds = seconds
        self._rules = Rules()
        self._state = State()
        self._board: Board | None = None
        self._since_spoken = QElapsedTimer()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._speak)

    def hear(self, changes: tuple[Change, ...]) -> None:
        """Take note of changes, the oldest first."""
        self._board = changes[-1].board
        for change in changes:
            self._state = news.hear(self._state, change)
        self._later()

    def follow(self, rules: Rules) -> None:
        """Go by these rules from now on."""
        if rules != self._rules:
            self._rules = rules
            self._later()

    def stop(self) -> None:
        """Say no more, and take back what is shown: nobody here could answer its buttons."""
        self._soon.stop()
        for name in (*self._state.alone, TOGETHER):
            self._voice.withdraw(name)

    def _later(self) -> None:
        if self._state.is_idle:
            return
        pause_ms = 0
        if self._since_spoken.isValid() and not self._since_spoken.hasExpired(SHORTEST_PAUSE_MS):
            pause_ms = SHORTEST_PAUSE_MS
        if not self._soon.isActive() or self._soon.remainingTime() > pause_ms:
            self._soon.start(pause_ms)

    def _speak(self) -> None:
        if self._board is None:
            return
        self._since_spoken.start()
        spoken = news.speak(self._state, self._board, self._rules, self._seconds())
        self._state = spoken.state
        for order in spoken.orders:
            if isinstance(order, Withdraw):
                self._voice.withdraw(order.name)
            else:
                self._voice.show(announcement.of(order))
        if spoken.next_s is not None:
            self._soon.start(max(SHORTEST_PAUSE_MS, round(spoken.next_s * 1000) + 1))
