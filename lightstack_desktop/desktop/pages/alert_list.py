"""The list of active alerts: lines, their menu, and the keys that do what their buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages.alert_line import AlertLine
from lightstack_desktop.desktop.pages.alert_rows import ALERT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lightstack_desktop.alerts.model import Alert


class AlertList(QListView):
    """The list; `chosen` says which command on which key."""

    chosen = Signal(str, str)

    def __init__(
        self, clock: Callable[[], datetime], note: Callable[[str], str] = lambda _key: ""
    ) -> None:
        super().__init__()
        self.line = AlertLine(clock, note)
        self.line.chosen.connect(self.chosen)
        self.setItemDelegate(self.line)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlternatingRowColors(True)
        self.setAccessibleName(tr("Active alerts"))
        self.setAccessibleDescription(tr("A acknowledges or takes back, Delete clears"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self._bind(QKeySequence("A"), know)
        self._bind(QKeySequence(QKeySequence.StandardKey.Delete), lambda _alert: "clear")

    def current(self) -> Alert | None:
        """Return the alert under the keyboard's cursor."""
        alert: Alert | None = self.currentIndex().data(ALERT)
        return alert

    def _bind(self, keys: QKeySequence, command: Callable[[Alert], str]) -> None:
        shortcut = QShortcut(keys, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(lambda: self._order(command))

    def _order(self, command: Callable[[Alert], str]) -> None:
        alert = self.current()
        if alert is not None:
            self.chosen.emit(command(alert), alert.key)

    def _open_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        alert = (index if index.isValid() else self.currentIndex()).data(ALERT)
        if alert is not None:
            self.new_menu(alert).popup(self.viewport().mapToGlobal(at))

    def new_menu(self, alert: Alert) -> QMenu:
        """Return what can be done with an alert; it goes away when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        word = tr("&Take back") if alert.is_acknowledged else tr("&Acknowledge")
        self._add(menu, word, know(alert), alert.key)
        self._add(menu, tr("&Clear"), "clear", alert.key)
        return menu

    def _add(self, menu: QMenu, text: str, command: str, key: str) -> None:
        action = QAction(text, menu)
        action.triggered.connect(lambda: self.chosen.emit(command, key))
        menu.addAction(action)


def know(alert: Alert) -> str:
    """Return the command that says "I know" of an alert, or takes it back."""
    return "unacknowledge" if alert.is_acknowledged else "acknowledge"
