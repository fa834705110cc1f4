"""The tray icon: the state at a glance, the top alerts in the tooltip, commands in the menu.

1. It can stand before there is an engine. 2. A tray host may come late or again: the icon follows.
3. However fast alerts change, icon and menu are renewed at most ten times a second; while nothing
changes no timer runs, but for the ages of active alerts.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher
from PySide6.QtWidgets import QSystemTrayIcon

from lightstack_desktop.desktop import badge, labels
from lightstack_desktop.desktop.age_timer import AgeTimer
from lightstack_desktop.desktop.pace import Pace
from lightstack_desktop.desktop.tray_menu import TrayMenu

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.badge import Badge

log = logging.getLogger(__name__)

WATCHER = "org.kde.StatusNotifierWatcher"
MESSAGE_MS = 8000


class Tray(QObject):
    """Shows a board. `menu` says what was chosen, `clicked` that the icon itself was, and
    `message_clicked` what `say` showed.
    """

    clicked = Signal()
    message_clicked = Signal()

    def __init__(self, clock: Callable[[], datetime], *, is_on_network: bool = False) -> None:
        super().__init__()
        self._clock = clock
        self._is_on_network = is_on_network
        self._board: Board | None = None
        self._api_problem: str | None = None
        self._badge: Badge | None = None
        self.menu = TrayMenu(clock)
        self._pace = Pace(self._refresh, self)
        self._next_age = AgeTimer(self._tell_ages, self)
        self.icon = self._new_icon()
        self._watch()

    def show_board(self, board: Board) -> None:
        """Show this board, soon."""
        self._board = board
        self._pace.ask()

    def set_api_problem(self, text: str | None) -> None:
        """Say why there is no API, or that it is back (None)."""
        self._api_problem = text
        self._pace.ask()

    def set_on_network(self, is_on_network: bool) -> None:
        """Say whether others on the network can reach the API."""
        if is_on_network != self._is_on_network:
            self._is_on_network = is_on_network
            self._pace.ask()

    def say(self, title: str, text: str) -> None:
        """Show a message of ours beside the icon; its picture is the icon's, which it replaces."""
        self.icon.showMessage(title, text, self.icon.icon(), MESSAGE_MS)

    def hide(self) -> None:
        """Take the icon away and stop every timer."""
        self._pace.stop()
        self._next_age.stop()
        self.icon.hide()

    def _refresh(self) -> None:
        shown = badge.of_board(self._board)
        if shown != self._badge:
            self._badge = shown
            self.icon.setIcon(badge.icon(shown))
        self._fill_menu()
        self._tell_ages()

    def _fill_menu(self) -> None:
        self.menu.refresh(self._board, self._troubles(), is_remote=self._is_remote)

    def _tooltip(self, now: datetime) -> str:
        return labels.tooltip(self._board, self._troubles(), now)

    def _troubles(self) -> tuple[str, ...]:
        on = self._is_on_network
        return labels.troubles(self._board, self._api_problem, is_on_network=on)

    def _tell_ages(self) -> None:
        now = self._clock()
        tooltip = self._tooltip(now)
        if tooltip != self.icon.toolTip():
            self.icon.setToolTip(tooltip)
        self._next_age.wait(_next_age_s(self._board, now))

    # The icon and its host

    def _new_icon(self) -> QSystemTrayIcon:
        # Qt looks for a host when the icon is made, and once only.
        icon = QSystemTrayIcon(badge.icon(self._badge))
        icon.setContextMenu(self.menu.menu)
        icon.activated.connect(self._activated)
        icon.messageClicked.connect(self.message_clicked)
        icon.setToolTip(self._tooltip(self._clock()))
        self._is_remote = _has_watcher()
        icon.show()
        log.info("tray icon shown")
        self._fill_menu()
        return icon

    def _watch(self) -> None:
        self._watcher = QDBusServiceWatcher(
            WATCHER,
            QDBusConnection.sessionBus(),
            QDBusServiceWatcher.WatchModeFlag.WatchForRegistration,
        )
        self._watcher.serviceRegistered.connect(self._host_came)

    @Slot()
    def _host_came(self) -> None:
        # An icon that was made for this kind of host registers again by itself.
        if self._is_remote:
            return
        self.icon.hide()
        self.icon.deleteLater()
        self.icon = self._new_icon()

    @Slot(QSystemTrayIcon.ActivationReason)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.clicked.emit()


def is_there() -> bool:
    """Tell whether there is a tray to show an icon in."""
    return QSystemTrayIcon.isSystemTrayAvailable()


def _has_watcher() -> bool:
    interface = QDBusConnection.sessionBus().interface()
    return interface is not None and bool(interface.isServiceRegistered(WATCHER).value())


def _next_age_s(board: Board | None, now: datetime) -> float | None:
    """Return when the tooltip's ages change; its alerts are as it were a deck of a few keys."""
    if board is None:
        return None
    # The icon stands before there is a board, and does not wait for the rules to load.
    from lightstack_desktop.alerts import look  # noqa: PLC0415 - see above
    from lightstack_desktop.alerts.model import Deck, Pin  # noqa: PLC0415 - see above

    top = board.active[: labels.TOP]
    pins = tuple(Pin(n, alert.key, is_kept=False) for n, alert in enumerate(top))
    return look.next_step_s(board, Deck("", "", len(pins), len(pins), pins=pins), now)
