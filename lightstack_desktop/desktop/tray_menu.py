"""The tray's menu as it stands at once: the way in, how it is, the way out; the rest comes later.

1. Names are literal. 2. An open menu does not change under the pointer, and a copy that the tray
host draws does not flicker: entries stay what they were. 3. The icon does not wait for what can
only be chosen when there is an engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.surroundings import Surroundings
    from lightstack_desktop.desktop.tray_rest import TrayRest


class TrayMenu(QObject):
    """The menu. `rest` is what `complete` adds to it."""

    open_chosen = Signal()
    quit_chosen = Signal()

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._board: Board | None = None
        self._troubles: tuple[str, ...] = ()
        self._is_remote = False
        self.rest: TrayRest | None = None
        self.menu = QMenu()
        self.menu.addAction(tr("&Open Lightstack"), self.open_chosen.emit)
        self.menu.addSeparator()
        self._heading = self.menu.addAction("")
        self._heading.setEnabled(False)
        self._below = self.menu.addSeparator()
        self.menu.addAction(tr("&Quit"), self.quit_chosen.emit)
        self._title()
        self.menu.aboutToShow.connect(self._open)
        self.menu.aboutToHide.connect(self._show)

    def complete(self, look: Callable[[], Surroundings]) -> TrayRest:
        """Add what can be chosen with an engine; `look` tells what stands beside the alerts."""
        from lightstack_desktop.desktop.tray_rest import TrayRest  # noqa: PLC0415 - rule 3

        self.rest = TrayRest(self.menu, self._below, look, self.open_chosen.emit)
        return self.rest

    def refresh(self, board: Board | None, troubles: tuple[str, ...], *, is_remote: bool) -> None:
        """Show this board, at once or when the open menu has closed.

        `is_remote`: the tray host draws the menu. It draws a copy, whose entries keep meaning
        what they said, so only Qt's own open menu has to wait.
        """
        has_other_decks = board is not None and (
            self._board is None or board.decks is not self._board.decks
        )
        self._board, self._troubles, self._is_remote = board, troubles, is_remote
        if has_other_decks:
            self.look_around()
        elif not self.menu.isVisible():
            self._show()

    def look_around(self) -> None:
        """Ask anew for what is shown beside the alerts."""
        if self.rest is not None:
            self.rest.look_around()
        if not self.menu.isVisible():
            self._show()

    def _open(self) -> None:
        """Be true at the moment the menu opens: the age, and what others may have changed."""
        if self.rest is not None:
            self.rest.look_around()
        self._show()

    def _show(self) -> None:
        self._title()
        if self.rest is not None:
            self.rest.show(self._board, self._troubles, is_remote=self._is_remote)

    def _title(self) -> None:
        """Say what the current alert is."""
        board = self._board
        text = labels.summary(board)
        if board is not None and board.current is not None:
            text = f"{labels.of(board.current, self._clock())} ({text})"
        shown = labels.literal(text, self._is_remote)
        if shown != self._heading.text():
            self._heading.setText(shown)
