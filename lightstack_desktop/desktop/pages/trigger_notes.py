"""The notes that active alerts were triggered with last, for the Now page.

1. The board has no notes, the history has: it is asked aside, for what was triggered since. 2. A
line without its note yet is a line without a note. 3. Nothing is said if the history cannot be
read: the window says that elsewhere. 4. However fast alerts come, it asks twice a second at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.aside import Aside
    from lightstack_desktop.errors import LightstackError
    from lightstack_desktop.store.history import History


REST_MS = 500


class TriggerNotes(QObject):
    """Knows the notes; `changed`: there are others."""

    changed = Signal()

    def __init__(self, aside: Aside, history: History) -> None:
        super().__init__()
        self._aside = aside
        self._history = history
        self._notes: dict[str, str] = {}
        self._known: dict[str, datetime] = {}
        self._is_asking = False
        self._board: Board | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._go_on)

    def of(self, key: str) -> str:
        """Return an alert's note, "" if it has none."""
        return self._notes.get(key, "")

    def show_board(self, board: Board) -> None:
        """Ask for the notes of what was triggered since the board before."""
        self._board = board
        if self._is_asking or self._rest.isActive():
            return
        moments = {
            alert.key: alert.state.last_triggered_at
            for alert in board.active
            if alert.state is not None and alert.state.last_triggered_at is not None
        }
        wanted = {key: at for key, at in moments.items() if self._known.get(key) != at}
        self._notes = {key: self._notes[key] for key in self._notes.keys() & moments.keys()}
        self._known = {key: self._known[key] for key in self._known.keys() & moments.keys()}
        if wanted:
            self._is_asking = True
            self._aside.ask(
                lambda: self._history.trigger_notes(wanted),
                lambda found: self._take(wanted, found),
                self._fail,
            )

    def _take(self, asked: Mapping[str, datetime], found: Mapping[str, str]) -> None:
        self._is_asking = False
        before = dict(self._notes)
        self._known.update(asked)
        for key in asked:
            self._notes.pop(key, None)
        self._notes.update(found)
        if self._notes != before:
            self.changed.emit()
        self._rest.start()

    def _fail(self, _error: LightstackError) -> None:
        self._is_asking = False
        # Not by itself: the next board asks again.
        self._board = None
        self._rest.start()

    def _go_on(self) -> None:
        """Ask for what happened meanwhile."""
        if self._board is not None:
            self.show_board(self._board)
