"""What was cleared a moment ago, offered to be raised again: the way back from a wrong press.

1. Whoever cleared it, on whatever surface. 2. It is offered for a minute, until it is active again
or a person has read it. 3. It comes back with the priority it had, where the page has seen it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtCore import QEvent

    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.desktop.glyphs import Glyphs

OFFERED_FOR = timedelta(minutes=1)
MOST_NAMED = 10
SECOND_MS = 1000


def just_cleared(board: Board, after: datetime) -> list[Alert]:
    """Return what was cleared after a moment and is not active, the last first."""
    # The state of an alert that is not active was last changed by clearing it.
    found = (a for a in board.alerts.values() if not a.is_active and a.state is not None)
    new = [(a.state.updated_at, a) for a in found if a.state and a.state.updated_at > after]
    return [alert for _, alert in sorted(new, key=lambda pair: pair[0], reverse=True)]


class Cleared(QFrame):
    """The offer; hidden while there is none. `chosen`: raise these again, a key and a priority."""

    chosen = Signal(str, object)

    def __init__(self, clock: Callable[[], datetime], glyphs: Glyphs) -> None:
        super().__init__()
        self._clock = clock
        self._glyphs = glyphs
        self._read_at: datetime | None = None
        self._priorities: dict[str, int | None] = {}
        self._board: Board | None = None
        self.alerts: Sequence[Alert] = ()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Just cleared"))
        self._over = QTimer(self, singleShot=True)
        self._over.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._over.timeout.connect(self._agree)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.again = QPushButton(tr("Raise a&gain"))
        self.again.clicked.connect(self._raise)
        self.menu = QMenu(self)
        self.close_button = QPushButton("✕")
        self.close_button.setFlat(True)
        self.close_button.setAccessibleName(tr("Dismiss"))
        self.close_button.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(self.text, 1)
        row.addWidget(self.again)
        row.addWidget(self.close_button)
        self._dress()
        self.hide()

    def show_board(self, board: Board) -> None:
        """Offer what this board shows to be cleared a moment ago."""
        self._board = board
        for alert in board.active:
            self._priorities[alert.key] = alert.state.priority if alert.state else None
        self._agree()

    def _agree(self) -> None:
        if self._board is None:
            return
        now = self._clock()
        after = max(now - OFFERED_FOR, self._read_at or now - OFFERED_FOR)
        found = just_cleared(self._board, after)
        if [a.key for a in found] != [a.key for a in self.alerts]:
            self.alerts = found
            self._say()
        self.setVisible(bool(found))
        if found:
            # To the last: the others go with the next board, or then.
            self._over.start(self._left_ms(found[0], now) + SECOND_MS)
        elif not self._board.active:
            self._priorities.clear()

    def _left_ms(self, alert: Alert, now: datetime) -> int:
        assert alert.state is not None
        left = alert.state.updated_at + OFFERED_FOR - now
        return max(0, int(left.total_seconds() * 1000))

    def _say(self) -> None:
        number = len(self.alerts)
        is_one = number == 1
        if is_one:
            said = tr("“{name}” was cleared.", name=words.name(self.alerts[0].title))
        else:
            said = tr("{n} alerts were cleared.", n=number)
        self.text.setText(said)
        # A button with a menu opens it; one without does its work.
        self.again.setMenu(None if is_one else self._filled())  # type: ignore[arg-type] # Qt takes none

    def _filled(self) -> QMenu:
        self.menu.clear()
        everything = self.menu.addAction(tr("&All of them"))
        everything.triggered.connect(self._raise)
        self.menu.addSeparator()
        for alert in self.alerts[:MOST_NAMED]:
            line = labels.literal(labels.flat(alert.title), is_remote=False)
            self.menu.addAction(line).triggered.connect(
                lambda _=False, key=alert.key: self._choose(key)
            )
        return self.menu

    def _raise(self) -> None:
        for alert in tuple(self.alerts):
            self._choose(alert.key)

    def _choose(self, key: str) -> None:
        self.chosen.emit(key, self._priorities.get(key))

    def _dismiss(self) -> None:
        self._read_at = self._clock()
        self._agree()

    def _dress(self) -> None:
        ink = self.palette().color(QPalette.ColorRole.ButtonText)
        self.again.setIcon(self._glyphs.icon("restore", ink))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._dress()
