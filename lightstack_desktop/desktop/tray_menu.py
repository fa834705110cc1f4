"""The tray's menu: what is wrong, what is active, and what can be done about it.

1. Names are literal. 2. However many alerts there are, the menu fits a screen. 3. An open menu
does not change under the pointer. 4. A choice acts on the alert that its entry named.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from lightstack_desktop.desktop import badge, labels

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.desktop.badge import Badge

MOST_ENTRIES = 20


@dataclass(frozen=True, slots=True)
class _Entry:
    """One active alert as the menu shows it; equal entries look equal."""

    key: str
    name: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class _Content:
    """Everything in the menu that depends on the board, but the heading."""

    is_remote: bool = False
    troubles: tuple[str, ...] = ()
    active: tuple[_Entry, ...] = ()
    active_count: int = 0
    known: tuple[tuple[str, str], ...] = ()
    known_count: int = 0


class TrayMenu(QObject):
    """The menu, and what was chosen in it: `alert_chosen` says which command on which key."""

    alert_chosen = Signal(str, str)
    clear_all_chosen = Signal()
    open_chosen = Signal()
    show_chosen = Signal()
    quit_chosen = Signal()

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._board: Board | None = None
        self._shown = self._wanted = _Content()
        self._lines: list[QAction] = []
        self._submenus: list[QMenu] = []
        self.menu = QMenu()
        self._build()
        self.menu.aboutToShow.connect(self._title)
        self.menu.aboutToHide.connect(self._catch_up)

    def refresh(self, board: Board | None, troubles: tuple[str, ...], *, is_remote: bool) -> None:
        """Show this board, at once or when the open menu has closed.

        `is_remote`: the tray host draws the menu. It draws a copy, whose entries keep meaning
        what they said, so only Qt's own open menu has to wait.
        """
        self._board = board
        self._wanted = _content(board, troubles, is_remote)
        if not self.menu.isVisible():
            self._title()
            self._catch_up()

    def _build(self) -> None:
        menu = self.menu
        menu.addAction("&Open Lightstack", self.open_chosen.emit)
        menu.addSeparator()
        self._heading = menu.addAction("")
        self._heading.setEnabled(False)
        self._lines_end = menu.addSeparator()
        self._trigger = menu.addMenu("&Trigger")
        self._trigger.menuAction().setEnabled(False)
        self._clear_all = menu.addAction("Clear &all…", self.clear_all_chosen.emit)
        self._clear_all.setEnabled(False)
        menu.addSeparator()
        menu.addAction("&Show deck", self.show_chosen.emit)
        menu.addAction("&Quit", self.quit_chosen.emit)
        self._title()

    def _title(self) -> None:
        """Say what the current alert is; its age is true at the moment the menu opens."""
        board = self._board
        text = labels.summary(board)
        if board is not None and board.current is not None:
            text = f"{labels.of(board.current, self._clock())} ({text})"
        self._heading.setText(labels.literal(text, self._wanted.is_remote))

    def _catch_up(self) -> None:
        before, self._shown = self._shown, self._wanted
        if before == self._shown:
            return
        self._fill_lines()
        if (before.known, before.is_remote) != (self._shown.known, self._shown.is_remote):
            self._fill_trigger()
        self._trigger.menuAction().setEnabled(bool(self._shown.known))
        self._clear_all.setEnabled(bool(self._shown.active))

    def _fill_lines(self) -> None:
        """Build anew what stands between the heading and the commands."""
        for line in self._lines:
            self.menu.removeAction(line)
            line.deleteLater()
        for submenu in self._submenus:
            # Deleting takes until Qt's loop comes round; until then it would stand there twice.
            self.menu.removeAction(submenu.menuAction())
            submenu.deleteLater()
        self._lines, self._submenus = [], []
        for text in self._shown.troubles:
            self._insert(self._disabled(labels.brief(text)))
        if self._shown.active:
            self._lines.append(self.menu.insertSeparator(self._lines_end))
        for entry in self._shown.active:
            self._insert_alert(entry)
        more = self._shown.active_count - len(self._shown.active)
        if more:
            self._insert(self._disabled(f"and {more} more"))

    def _insert_alert(self, entry: _Entry) -> None:
        submenu = QMenu(labels.literal(entry.name, self._shown.is_remote), self.menu)
        submenu.setIcon(badge.icon(entry.badge, badge.MENU_SIZES))
        if entry.badge.is_acknowledged:
            self._add_command(submenu, "&Take back", "unacknowledge", entry.key)
        else:
            self._add_command(submenu, "&Acknowledge", "acknowledge", entry.key)
        self._add_command(submenu, "&Clear", "clear", entry.key)
        self.menu.insertMenu(self._lines_end, submenu)
        self._submenus.append(submenu)

    def _fill_trigger(self) -> None:
        self._trigger.clear()
        for key, name in self._shown.known:
            text = labels.literal(name, self._shown.is_remote)
            self._add_command(self._trigger, text, "trigger", key)
        more = self._shown.known_count - len(self._shown.known)
        if more:
            self._trigger.addAction(self._disabled(f"and {more} more"))

    def _add_command(self, menu: QMenu, text: str, command: str, key: str) -> None:
        menu.addAction(text, partial(self.alert_chosen.emit, command, key))

    def _insert(self, line: QAction) -> None:
        self.menu.insertAction(self._lines_end, line)
        self._lines.append(line)

    def _disabled(self, text: str) -> QAction:
        line = QAction(labels.literal(text, self._shown.is_remote), self.menu)
        line.setEnabled(False)
        return line


def _content(board: Board | None, troubles: tuple[str, ...], is_remote: bool) -> _Content:
    if board is None:
        return _Content(is_remote, troubles)
    shown = board.active[:MOST_ENTRIES]
    entries = tuple(_Entry(a.key, labels.flat(a.title), badge.of_alert(a)) for a in shown)
    known = sorted(board.alerts.values(), key=_by_use)[:MOST_ENTRIES]
    names = tuple((alert.key, labels.flat(alert.title)) for alert in known)
    return _Content(is_remote, troubles, entries, len(board.active), names, len(board.alerts))


def _by_use(alert: Alert) -> tuple[bool, int]:
    """Return the order under Trigger: made on purpose first, then the oldest."""
    return not alert.config.is_kept, alert.config.id
