"""What waits to be written while the store cannot save: rows in order, and which alerts differ.

Beyond `ROWS_KEPT` rows an alert's second row of the same action is counted, not listed, so that
memory stays bounded by the number of alerts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.change import Change

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Board, HistoryEntry

ROWS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Held:
    """Changes since `before`, the last board that was saved. `lost` counts unlisted repeats."""

    before: Board
    keys: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    lost: int = 0

    def plus(self, change: Change) -> Held:
        """Return what is held when `change` has to wait too."""
        kept = change.history
        if len(self.history) + len(kept) > ROWS_KEPT:
            listed = {(row.alert_key, row.action) for row in self.history}
            kept = tuple(row for row in kept if (row.alert_key, row.action) not in listed)
        return replace(
            self,
            keys=tuple(dict.fromkeys((*self.keys, *change.keys))),
            decks=tuple(dict.fromkeys((*self.decks, *change.decks))),
            history=(*self.history, *kept),
            lost=self.lost + len(change.history) - len(kept),
        )

    def as_change(self, board: Board) -> Change:
        """Return the one change that writes everything held, up to `board`."""
        return Change(self.before, board, self.keys, self.decks, history=self.history)
