"""The tray's menu: what is wrong, what is active, what can be done about it, and what is set up.

1. Names are literal. 2. However many alerts there are, the menu fits a screen. 3. An open menu
does not change under the pointer, and a copy that the tray host draws does not flicker: entries
stay what they were. 4. A choice acts on what its entry named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.menu_section import Section
from lightstack_desktop.desktop.surroundings import NOWHERE
from lightstack_desktop.desktop.tray_alerts import ActiveAlerts, KnownAlerts, Named, show_more
from lightstack_desktop.desktop.tray_decks import DecksMenu
from lightstack_desktop.desktop.tray_setup import Setup

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.surroundings import Surroundings


class TrayMenu(QObject):
    """The menu, and what was chosen in it.

    `alert_chosen` says which command on which key (`edit` is one), `deck_chosen` which task on
    which deck. `look` tells what is to be shown beside the alerts, once there is somebody to ask.
    """

    alert_chosen = Signal(str, str)
    deck_chosen = Signal(str, str, int)
    acknowledge_all_chosen = Signal()
    clear_all_chosen = Signal()
    open_chosen = Signal()
    settings_chosen = Signal()
    quit_chosen = Signal()

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._board: Board | None = None
        self._troubles: tuple[str, ...] = ()
        self._is_remote = False
        self._around = NOWHERE
        self.look: Callable[[], Surroundings] | None = None
        self.menu = QMenu()
        self.setup = Setup(self.menu)
        self._build()
        self._show()
        self.menu.aboutToShow.connect(self._open)
        self.menu.aboutToHide.connect(self._show)

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
        if self.look is not None:
            self._around = self.look()
        if not self.menu.isVisible():
            self._show()

    def _build(self) -> None:
        menu = self.menu
        menu.addAction(tr("&Open Lightstack"), self.open_chosen.emit)
        menu.addSeparator()
        self._heading = menu.addAction("")
        self._heading.setEnabled(False)
        self._above_alerts = menu.addSeparator()
        self._troubles_shown = Section[Named](menu, self._above_alerts, self._line, _name)
        self._more = menu.addAction("", self.open_chosen.emit)
        self._active = ActiveAlerts(menu, self._more, self.alert_chosen.emit)
        menu.addSeparator()
        self._acknowledge_all = menu.addAction(
            tr("A&cknowledge all"), self.acknowledge_all_chosen.emit
        )
        self._clear_all = menu.addAction(tr("Clear &all…"), self.clear_all_chosen.emit)
        self._trigger = KnownAlerts(
            menu.addMenu(tr("&Trigger")),
            lambda key: self.alert_chosen.emit("trigger", key),
            self.open_chosen.emit,
        )
        menu.addSeparator()
        menu.addMenu(self.setup.quiet)
        self._decks = DecksMenu(menu.addMenu(tr("&Decks")), self.deck_chosen.emit)
        menu.addMenu(self.setup.screen)
        menu.addMenu(self.setup.more)
        self._edit = KnownAlerts(
            self.setup.edit, lambda key: self.alert_chosen.emit("edit", key), self.open_chosen.emit
        )
        menu.addSeparator()
        menu.addAction(tr("Settin&gs…"), self.settings_chosen.emit)
        menu.addAction(tr("&Quit"), self.quit_chosen.emit)

    def _open(self) -> None:
        """Be true at the moment the menu opens: the age, and what others may have changed."""
        if self.look is not None:
            self._around = self.look()
        self._show()

    def _show(self) -> None:
        board, is_remote = self._board, self._is_remote
        self._title()
        self._troubles_shown.show(
            [
                Named(str(number), labels.literal(labels.brief(text), is_remote))
                for number, text in enumerate(self._troubles)
            ]
        )
        show_more(self._more, self._active.show(board, is_remote=is_remote))
        active = board.active if board is not None else ()
        self._above_alerts.setVisible(bool(active))
        self._acknowledge_all.setEnabled(any(not alert.is_acknowledged for alert in active))
        self._clear_all.setEnabled(bool(active))
        for known in (self._trigger, self._edit):
            known.show(board, is_remote=is_remote)
        self._decks.show(self._around.decks, is_remote=is_remote)
        self.setup.show(self._around)

    def _title(self) -> None:
        """Say what the current alert is."""
        board = self._board
        text = labels.summary(board)
        if board is not None and board.current is not None:
            text = f"{labels.of(board.current, self._clock())} ({text})"
        shown = labels.literal(text, self._is_remote)
        if shown != self._heading.text():
            self._heading.setText(shown)

    def _line(self, item: Named) -> QAction:
        line = QAction(item.text, self.menu)
        line.setEnabled(False)
        return line


def _name(action: QAction, item: Named) -> None:
    action.setText(item.text)
