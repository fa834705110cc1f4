"""What the tray's menu offers: what is wrong, what is active, what can be done, what is set up.

1. However many alerts there are, the menu fits a screen. 2. A choice acts on what its entry named.
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

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.surroundings import Surroundings


class TrayRest(QObject):
    """The entries of `menu` above and below `heading_end`, and what was chosen in them.

    `alert_chosen` says which command on which key (`edit` is one), `deck_chosen` which task on
    which deck. `look` tells what stands beside the alerts; `open_window` shows what has no room.
    """

    alert_chosen = Signal(str, str)
    deck_chosen = Signal(str, str, int)
    acknowledge_all_chosen = Signal()
    clear_all_chosen = Signal()
    settings_chosen = Signal()

    def __init__(
        self,
        menu: QMenu,
        heading_end: QAction,
        look: Callable[[], Surroundings],
        open_window: Callable[[], None],
    ) -> None:
        super().__init__(menu)
        self._menu = menu
        self._look = look
        self._open_window = open_window
        self._around = NOWHERE
        self._above_alerts = heading_end
        self.setup = Setup(menu)
        # Everything else stands above the last entry, which is the way out.
        self._end = menu.actions()[-1]
        self._build_alerts()
        self._build_setup()

    def look_around(self) -> None:
        """Ask anew for what is shown beside the alerts."""
        self._around = self._look()

    def show(self, board: Board | None, troubles: tuple[str, ...], *, is_remote: bool) -> None:
        """Show this board, and what was seen at the last look around."""
        self._troubles.show(
            [
                Named(str(number), labels.literal(labels.brief(text), is_remote))
                for number, text in enumerate(troubles)
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

    def _build_alerts(self) -> None:
        self._troubles = Section[Named](self._menu, self._above_alerts, self._line, _name)
        self._more = self._add("", self._open_window)
        self._active = ActiveAlerts(self._menu, self._more, self.alert_chosen.emit)
        self._menu.insertSeparator(self._end)
        self._acknowledge_all = self._add(tr("A&cknowledge all"), self.acknowledge_all_chosen.emit)
        self._clear_all = self._add(tr("Clear &all…"), self.clear_all_chosen.emit)
        self._trigger = KnownAlerts(
            self._add_menu(QMenu(tr("&Trigger"), self._menu)),
            lambda key: self.alert_chosen.emit("trigger", key),
            self._open_window,
        )
        self._menu.insertSeparator(self._end)

    def _build_setup(self) -> None:
        self._add_menu(self.setup.quiet)
        decks = self._add_menu(QMenu(tr("&Decks"), self._menu))
        self._decks = DecksMenu(decks, self.deck_chosen.emit)
        self._add_menu(self.setup.screen)
        self._add_menu(self.setup.more)
        self._edit = KnownAlerts(
            self.setup.edit, lambda key: self.alert_chosen.emit("edit", key), self._open_window
        )
        self._menu.insertSeparator(self._end)
        self._add(tr("Settin&gs…"), self.settings_chosen.emit)

    def _add(self, text: str, chosen: Callable[[], None]) -> QAction:
        action = QAction(text, self._menu)
        action.triggered.connect(lambda _checked: chosen())
        self._menu.insertAction(self._end, action)
        return action

    def _add_menu(self, submenu: QMenu) -> QMenu:
        self._menu.insertMenu(self._end, submenu)
        return submenu

    def _line(self, item: Named) -> QAction:
        line = QAction(item.text, self._menu)
        line.setEnabled(False)
        return line


def _name(action: QAction, item: Named) -> None:
    action.setText(item.text)
