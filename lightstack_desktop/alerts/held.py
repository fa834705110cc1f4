"""What waits to be written while the store cannot save: rows in order, and which alerts differ.

1. Beyond `ROWS_KEPT` rows an alert's second row of the same action is counted, not listed, so that
memory stays bounded by the number of alerts. 2. Holding one change more costs the same however
many are held: a full disk must not slow the alerts down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.change import Change

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Board, HistoryEntry

    Rows = tuple[HistoryEntry, ...]

ROWS_KEPT = 10_000
BLOCK_ROWS = 100


@dataclass(frozen=True, slots=True)
class Held:
    """Changes since `before`, the last board that was saved. `lost` counts unlisted repeats.

    `blocks` are the rows in order, so many together; `listed` says which action of which alert is
    among them, once that matters.
    """

    before: Board
    keys: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    blocks: tuple[Rows, ...] = ()
    count: int = 0
    listed: frozenset[tuple[str, str]] | None = None
    lost: int = 0

    @property
    def history(self) -> Rows:
        """Return the rows in order."""
        return tuple(chain.from_iterable(self.blocks))

    def plus(self, change: Change) -> Held:
        """Return what is held when `change` has to wait too."""
        kept, listed = change.history, self.listed
        if self.count + len(kept) > ROWS_KEPT:
            if listed is None:
                listed = frozenset((row.alert_key, row.action) for row in self.history)
            kept = tuple(row for row in kept if (row.alert_key, row.action) not in listed)
            listed = listed.union((row.alert_key, row.action) for row in kept)
        return replace(
            self,
            keys=_joined(self.keys, change.keys),
            decks=_joined(self.decks, change.decks),
            blocks=_with(self.blocks, kept),
            count=self.count + len(kept),
            listed=listed,
            lost=self.lost + len(change.history) - len(kept),
        )

    def as_change(self, board: Board) -> Change:
        """Return the one change that writes everything held, up to `board`."""
        return Change(self.before, board, self.keys, self.decks, history=self.history)


def _joined(names: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    new = tuple(name for name in more if name not in names)
    return (*names, *new) if new else names


def _with(blocks: tuple[Rows, ...], rows: Rows) -> tuple[Rows, ...]:
    if not rows:
        return blocks
    if blocks and len(blocks[-1]) + len(rows) <= BLOCK_ROWS:
        return (*blocks[:-1], blocks[-1] + rows)
    return (*blocks, rows)
