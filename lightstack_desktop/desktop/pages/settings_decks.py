"""The decks that are plugged in, and how it stands with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from lightstack_desktop.deck.status import DeckCondition
from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.settings_group import Group, side_by_side

if TYPE_CHECKING:
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.pages.page import Needs

NO_DECK = mark("No deck is plugged in. The on-screen deck shows the same.")
LOCKED = mark("While the screen is locked every deck is dark and takes no press.")
EACH_ITS_OWN = mark("Each deck has its own.")
LONGEST = 300
CONDITIONS = {
    DeckCondition.OPEN: mark("in use"),
    DeckCondition.FOUND: mark("plugged in"),
    DeckCondition.NO_PERMISSION: mark("no permission; 'lightstack doctor' says what to do"),
    DeckCondition.BUSY: mark("another program has it"),
    DeckCondition.FAILED: mark("does not answer"),
    DeckCondition.UNKNOWN_MODEL: mark("a model that is not known"),
}


class Decks(Group):
    """The group of the decks. `deck_page_chosen`: a person wants to see theirs."""

    deck_page_chosen = Signal()

    def __init__(self, needs: Needs) -> None:
        super().__init__(tr("Decks"), needs)
        self.decks = plain("")
        self.add(tr("Plugged in"), self.decks)
        self.choose = QPushButton(tr("Choose them on the Deck page"))
        self.choose.clicked.connect(self.deck_page_chosen)
        self.add(
            tr("Brightness, dimming, sleep"), side_by_side(plain(tr(EACH_ITS_OWN)), self.choose)
        )
        self.add(tr("Lock"), plain(tr(LOCKED)))

    def look(self) -> None:
        """Look at the decks: one that came or went is on another board."""
        lines = [deck_line(deck) for deck in self._needs.decks()]
        self.decks.setText("\n".join(lines) or tr(NO_DECK))


def deck_line(deck: DeckStatus) -> str:
    """Return one line on a deck: its model, how it stands with it, its serial number."""
    parts = [f"{deck.model}: {tr(CONDITIONS[deck.condition])}", deck.serial]
    return labels.flat(", ".join(part for part in parts if part), LONGEST)
