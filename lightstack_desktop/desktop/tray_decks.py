"""The decks in the tray's menu: how bright each is, its page, darkness, and when it dims."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.menu_section import Section
from lightstack_desktop.desktop.menu_values import Values

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from lightstack_desktop.desktop.surroundings import DeckEntry

    # Which deck, what to do to it, and how much of it.
    Task = Callable[[str, str, int], None]

BRIGHTNESS, DIM, PAGE, BLANK = "brightness", "dim", "page", "blank"
PERCENTS = (100, 80, 60, 40, 20, 10)
NEVER = 0
# Seconds without a press.
WAITS = (
    (60, mark("1 minute")),
    (300, mark("5 minutes")),
    (600, mark("10 minutes")),
    (1800, mark("30 minutes")),
    (3600, mark("1 hour")),
    (NEVER, mark("Never")),
)


class DecksMenu:
    """A submenu a deck in `menu`; `task` is called with what was chosen."""

    def __init__(self, menu: QMenu, task: Task) -> None:
        self.menu = menu
        self._task = task
        self._nothing = menu.addAction(tr("No deck is plugged in"))
        self._nothing.setEnabled(False)
        self._menus: dict[str, DeckMenu] = {}
        self._section = Section["DeckEntry"](menu, self._nothing, self._make, self._dress)
        self._is_remote = False

    def show(self, decks: tuple[DeckEntry, ...], *, is_remote: bool) -> None:
        """Show these."""
        self._is_remote = is_remote
        self._section.show(decks)
        self._nothing.setVisible(not decks)
        self._menus = {deck.key: self._menus[deck.key] for deck in decks}

    def _make(self, deck: DeckEntry) -> QAction:
        made = self._menus[deck.key] = DeckMenu(self.menu, partial(self._task, deck.key))
        return made.menuAction()

    def _dress(self, action: QAction, deck: DeckEntry) -> None:
        action.setText(labels.literal(labels.flat(deck.name), self._is_remote))
        self._menus[deck.key].show_deck(deck)


class DeckMenu(QMenu):
    """What can be chosen for one deck."""

    def __init__(self, parent: QMenu, task: Callable[[str, int], None]) -> None:
        super().__init__(parent)
        self.brightness = Values(
            tr("&Brightness"), [(percent, f"{percent} %") for percent in PERCENTS], self
        )
        self.brightness.chosen.connect(partial(task, BRIGHTNESS))
        self.dim = Values(tr("&Dim after"), [(wait_s, tr(text)) for wait_s, text in WAITS], self)
        self.dim.chosen.connect(partial(task, DIM))
        self.addMenu(self.brightness)
        self.addMenu(self.dim)
        self.addSeparator()
        self.turns = (
            self.addAction(tr("&Next page"), partial(task, PAGE, 1)),
            self.addAction(tr("&Previous page"), partial(task, PAGE, -1)),
        )
        self.addAction(tr("Make it dar&k"), partial(task, BLANK, 0))

    def show_deck(self, deck: DeckEntry) -> None:
        """Show what counts for this deck."""
        self.brightness.show_value(deck.brightness_percent)
        self.dim.show_value(NEVER if deck.dim_after_s is None else deck.dim_after_s)
        for turn in self.turns:
            turn.setEnabled(deck.page_count > 1)
