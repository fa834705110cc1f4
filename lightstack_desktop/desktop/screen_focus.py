"""Where the arrows lead on the on-screen deck: from part to part, up and down to the nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


def beside(
    rows: tuple[Sequence[QWidget], ...], focused: QWidget, across: int, down: int
) -> QWidget | None:
    """Return the part so many steps from the one that has the focus; None beyond the edge."""
    for y, row in enumerate(rows):
        if focused not in row:
            continue
        if down:
            return _nearest(rows[y + down], focused) if 0 <= y + down < len(rows) else None
        x = row.index(focused) + across
        return row[x] if 0 <= x < len(row) else None
    return None


def _nearest(row: Sequence[QWidget], to: QWidget) -> QWidget:
    """Return what of a row is straight above or below, or nearly."""
    x = to.geometry().center().x()
    return min(row, key=lambda part: abs(part.geometry().center().x() - x))
