"""The Settings page: everything that is the program's own, and not one alert's or one deck's.

1. A change counts at once, or it is said when it will. 2. What is refused is said beside its
control, and nothing is saved half. 3. What cannot be changed here is told: where files lie, what
is in use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lightstack_desktop.desktop.pages.page import Page
from lightstack_desktop.desktop.pages.settings_api import Api
from lightstack_desktop.desktop.pages.settings_backups import Backups
from lightstack_desktop.desktop.pages.settings_decks import Decks
from lightstack_desktop.desktop.pages.settings_diagnostics import Diagnostics
from lightstack_desktop.desktop.pages.settings_general import General, Kept
from lightstack_desktop.desktop.pages.settings_notifications import Notifications

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.pages.page import Needs

WIDEST_PX = 820


class SettingsPage(Page):
    """The page of all groups, one below the other."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self.general = General(needs)
        self.notifications = Notifications(needs)
        self.decks = Decks(needs)
        self.api = Api(needs)
        self.kept = Kept(needs)
        self.backups = Backups(needs)
        self.diagnostics = Diagnostics(needs)
        self.groups = (
            self.general,
            self.notifications,
            self.decks,
            self.api,
            self.kept,
            self.backups,
            self.diagnostics,
        )
        self.decks.deck_page_chosen.connect(lambda: self.page_chosen.emit("deck"))
        self._build()

    def show_board(self, _board: Board) -> None:
        """Look at the decks: one that came or went is on another board."""
        self.decks.look()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        for group in self.groups:
            group.look()
        super().showEvent(event)

    def close_down(self) -> None:
        """End what a group has running, on quitting."""
        for group in self.groups:
            group.close_down()

    def _build(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(WIDEST_PX)
        column = QVBoxLayout(inner)
        for group in self.groups:
            column.addWidget(group)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
