"""Which deck is looked at, of those that there are, and what the on-screen one looks like.

The chosen deck stays chosen while it comes and goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lightstack_desktop.desktop.pages import deck_list
from lightstack_desktop.desktop.screen_models import MODELS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.lookout import Lookout
    from lightstack_desktop.desktop.pages.deck_list import Entry
    from lightstack_desktop.desktop.screen_models import ScreenModel


class DeckChoice(QObject):
    """Fills the box of decks, and hears the boxes. `chosen`: a person chose another deck.

    `model_chosen`: the on-screen deck, which is not open, is to look like another model.
    """

    chosen = Signal()
    model_chosen = Signal(object)

    def __init__(self, decks: QComboBox, models: QComboBox, lookout: Lookout) -> None:
        super().__init__()
        self._decks = decks
        self._models = models
        self._lookout = lookout
        self._entries: tuple[Entry, ...] = ()
        self._serial: str | None = None
        self._model: ScreenModel | None = None
        decks.activated.connect(self._choose)
        models.activated.connect(self._choose_model)

    @property
    def entry(self) -> Entry | None:
        """Return the chosen deck."""
        return next((e for e in self._entries if e.serial == self._serial), None)

    def forget_model(self) -> None:
        """Ask anew what the on-screen deck looks like: it is kept in a file."""
        self._model = None

    def offer(self, board: Board) -> None:
        """Offer the decks that there are."""
        if self._model is None:
            self._model = self._lookout.model()
        found = deck_list.entries(board, self._lookout.sessions(), self._model)
        if found != self._entries:
            self._entries = found
            self._fill()

    def _fill(self) -> None:
        self._decks.clear()
        for entry in self._entries:
            self._decks.addItem(entry.title, entry.serial)
        if self.entry is None:
            self._serial = self._entries[0].serial
        self._decks.setCurrentIndex(self._decks.findData(self._serial))

    def _choose(self) -> None:
        self._serial = self._decks.currentData()
        self.chosen.emit()

    def _choose_model(self) -> None:
        model, entry = MODELS[self._models.currentData()], self.entry
        self._lookout.choose(model)
        self.forget_model()
        if entry is not None and not entry.is_open:
            # There is no Session to tell the engine.
            self.model_chosen.emit(model)
