"""The strip that says why a deck does not work, with the button or the command that mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from lightstack_desktop import udev_rule
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.notice import Notice
from lightstack_desktop.desktop.pages.copy_line import CopyLine

if TYPE_CHECKING:
    from lightstack_desktop.desktop.deck_trouble import DeckTrouble
    from lightstack_desktop.desktop.glyphs import Glyphs


class DeckNotice(Notice):
    """Shows a trouble. `repair_chosen`: the person wants the rule installed."""

    repair_chosen = Signal()

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(tr("What keeps a deck from working"), glyphs)
        self.repair = QPushButton(tr("&Let me use it…"))
        self.repair.setToolTip(tr("Installs a rule for the system, after asking for a password"))
        self.repair.clicked.connect(self.repair_chosen)
        self.command = CopyLine(tr("Command that does the same in a terminal"), glyphs)
        self.command.show_text(udev_rule.command())
        self.below.addWidget(self.command, 1)
        self.below.addWidget(self.repair)
        self.show_trouble(None, can_ask=False)

    def show_trouble(self, trouble: DeckTrouble | None, *, can_ask: bool) -> None:
        """Show it, or nothing. `can_ask`: the system can ask for a password in a window."""
        self.say(trouble.text if trouble is not None else "")
        needs_rule = trouble is not None and trouble.needs_rule
        self.repair.setVisible(needs_rule and can_ask)
        self.command.setVisible(needs_rule)
