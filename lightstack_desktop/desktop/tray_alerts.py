"""The alerts in the tray's menu: those that are active, and those that can be raised or edited.

1. However many there are, the menu fits a screen; the window has the rest. 2. What is done to an
alert has an action of its own: none turns into its opposite under the pointer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from lightstack_desktop.desktop import badge, labels
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.menu_section import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.desktop.badge import Badge

    # Which command, on the alert of which key.
    Command = Callable[[str, str], None]

MOST_ACTIVE = 12
MOST_KNOWN = 20
MORE = mark("{n} more in the window…")
# What can be done to an active alert, and to which: those that somebody knows of, or not.
COMMANDS = (
    ("acknowledge", mark("&Acknowledge"), False),
    ("unacknowledge", mark("&Take back"), True),
    ("clear", mark("&Clear"), None),
    ("edit", mark("&Edit…"), None),
)


@dataclass(frozen=True, slots=True)
class Active:
    """One active alert as the menu shows it."""

    key: str
    text: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Named:
    """One alert that can be raised, or edited."""

    key: str
    text: str


class ActiveAlerts:
    """The submenus of what is active, above `below`."""

    def __init__(self, menu: QMenu, below: QAction, command: Command) -> None:
        self._menu = menu
        self._command = command
        self._section = Section[Active](menu, below, self._make, self._dress)

    def show(self, board: Board | None, *, is_remote: bool) -> int:
        """Show these; return how many there is no room for."""
        active = board.active if board is not None else ()
        self._section.show(
            [
                Active(a.key, labels.literal(labels.flat(a.title), is_remote), badge.of_alert(a))
                for a in active[:MOST_ACTIVE]
            ]
        )
        return max(0, len(active) - MOST_ACTIVE)

    def _make(self, item: Active) -> QAction:
        submenu = QMenu(item.text, self._menu)
        for command, text, _ in COMMANDS:
            submenu.addAction(tr(text), partial(self._command, command, item.key))
        return submenu.menuAction()

    def _dress(self, action: QAction, item: Active) -> None:
        action.setText(item.text)
        action.setIcon(badge.icon(item.badge, badge.MENU_SIZES))
        submenu = action.menu()
        assert isinstance(submenu, QMenu)
        for entry, (_, _, is_for_known) in zip(submenu.actions(), COMMANDS, strict=True):
            entry.setVisible(is_for_known in {None, item.badge.is_acknowledged})


class KnownAlerts:
    """A submenu of every alert, whose entries give one command; `open_more` shows the rest."""

    def __init__(
        self, menu: QMenu, command: Callable[[str], None], open_more: Callable[[], None]
    ) -> None:
        self.menu = menu
        self._command = command
        self._more = menu.addAction("", open_more)
        self._section = Section[Named](menu, self._more, self._make, _name)

    def show(self, board: Board | None, *, is_remote: bool) -> None:
        """Show these: made on purpose first, then the oldest."""
        alerts = board.alerts if board is not None else {}
        known = sorted(alerts.values(), key=_by_use)[:MOST_KNOWN]
        self._section.show(
            [Named(a.key, labels.literal(labels.flat(a.title), is_remote)) for a in known]
        )
        show_more(self._more, max(0, len(alerts) - MOST_KNOWN))
        self.menu.menuAction().setEnabled(bool(alerts))

    def _make(self, item: Named) -> QAction:
        action = QAction(item.text, self.menu)
        action.triggered.connect(partial(self._chosen, item.key))
        return action

    def _chosen(self, key: str, _checked: bool = False) -> None:
        self._command(key)


def show_more(action: QAction, count: int) -> None:
    """Say how many more there are, if any."""
    text = tr(MORE, n=count) if count else ""
    if text != action.text():
        action.setText(text)
    action.setVisible(bool(count))


def _name(action: QAction, item: Named) -> None:
    action.setText(item.text)


def _by_use(alert: Alert) -> tuple[bool, int]:
    return not alert.config.is_kept, alert.config.id
