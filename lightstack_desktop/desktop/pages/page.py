"""What a page is, and what it is given.

1. A page is shown a board only while it can be seen. 2. It asks for changes by `orders` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.aside import Aside
    from lightstack_desktop.desktop.chosen import Chosen
    from lightstack_desktop.desktop.glyphs import Glyphs
    from lightstack_desktop.desktop.lookout import Lookout
    from lightstack_desktop.desktop.orders import Orders
    from lightstack_desktop.desktop.program import Program
    from lightstack_desktop.desktop.quiet import Quiet
    from lightstack_desktop.faces.faces import Faces
    from lightstack_desktop.settings import Settings
    from lightstack_desktop.store.history import History


@dataclass(frozen=True, slots=True)
class Needs:
    """What pages are built of.

    `faces` gives the painter of faces that pages share, `decks` tells which decks are plugged in,
    `lookout` which of them are open. `aside` is for questions that a page waits for, `slow` for
    what takes seconds.
    `quiet` is do-not-disturb, `facts` what is in use of what a desktop may offer; both come late.
    """

    orders: Orders
    aside: Aside
    slow: Aside
    clock: Callable[[], datetime]
    glyphs: Glyphs
    faces: Callable[[], Faces]
    chosen: Chosen
    history: History
    decks: Callable[[], Sequence[DeckStatus]]
    lookout: Lookout
    program: Program
    quiet: Callable[[], Quiet | None]
    facts: Callable[[], tuple[tuple[str, str], ...]]

    @property
    def settings(self) -> Settings:
        """Return the settings that count now."""
        return self.chosen.now


class Page(QWidget):
    """One page of the window. `page_chosen` names another one that a person wants to see."""

    page_chosen = Signal(str)

    def show_board(self, board: Board) -> None:
        """Show this board."""
        raise NotImplementedError

    def point_to(self, key: str) -> None:
        """Put the cursor on an alert, if this page lists it."""

    def close_down(self) -> None:
        """End what the page has running, on quitting."""
