"""What was done to decks, and the way back.

1. The way back restores what an edit changed, and leaves what others changed since. 2. An edit that
changed nothing is no step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.alerts import arrange
from lightstack_desktop.desktop.pages.edits import Edits

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.desktop.pages.edits import Done, Order, Refused

    Edit = Callable[[Deck], Deck]


class DeckEdits(Edits):
    """Gives orders on decks and remembers them."""

    def change(self, serial: str, text: str, edit: Edit, done: Done, refused: Refused) -> None:
        """Edit a deck; `text` names the step."""
        forth = self._arranging(serial, edit)

        def keep(change: Change) -> None:
            if not change.is_empty:
                before, after = change.before.decks[serial], change.board.decks[serial]
                back = self._arranging(serial, lambda now: arrange.restored(now, before, after))
                self._push(text, forth, back)
            done(change)

        forth(keep, refused)

    def _arranging(self, serial: str, edit: Edit) -> Order:
        return lambda done, refused: self._orders.edit_deck(serial, edit, done, refused)
