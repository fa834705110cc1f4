"""Counts the history of some days aside, piece by piece, and tells how far it is.

1. A piece is small: whoever asks the disk something meanwhile waits for one piece only. 2. What is
new is added to what was counted; another period, another day or another priority begins anew.
3. A row that is dated earlier than what was counted already is counted when it begins anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from lightstack_desktop.desktop import sentences
from lightstack_desktop.store.figures import Figures, Period
from lightstack_desktop.store.history import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.errors import LightstackError
    from lightstack_desktop.store.figures import Summary
    from lightstack_desktop.store.history import History

ROWS_A_PIECE = 1000
TOLD_EVERY_MS = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """Up to where was counted, whether there is more, and what came of it if that was asked."""

    mark: Mark | None
    is_more: bool
    summary: Summary | None


class Counting(QObject):
    """Counts one period at a time. `told`: a summary, and how much of the time it is, 0 to 1."""

    told = Signal(object, float)
    failed = Signal(str)

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self._needs = needs
        self._figures: Figures | None = None
        self._priorities: Mapping[str, int] = {}
        self._mark: Mark | None = None
        self._is_busy = False
        self._is_late = False
        self._since_told = QElapsedTimer()

    @property
    def is_busy(self) -> bool:
        return self._is_busy

    def count(self, days: int, priorities: Mapping[str, int]) -> None:
        """Count the last days, today included; go on where they are counted already."""
        period = Period.last(days, self._needs.clock())
        is_same = self._figures is not None and self._figures.period == period
        if not is_same or priorities != self._priorities:
            self._figures, self._mark = Figures(period, priorities), None
            self._priorities = priorities
        if self._is_busy:
            self._is_late = True
        else:
            self._begin()

    def _begin(self) -> None:
        self._is_busy, self._is_late = True, False
        self._since_told.start()
        self._needs.aside.ask(self._needs.history.last_id, self._go_on, self._fail)

    def _go_on(self, last_id: int) -> None:
        figures = self._figures
        assert figures is not None
        is_due = self._since_told.elapsed() >= TOLD_EVERY_MS
        piece = partial(_count, figures, self._needs.history, self._mark, last_id, is_due)
        self._needs.aside.ask(piece, partial(self._take, figures, last_id), self._fail)

    def _take(self, figures: Figures, last_id: int, piece: Piece) -> None:
        if figures is self._figures:
            self._mark = piece.mark
            if piece.summary is not None:
                self._since_told.start()
                self.told.emit(piece.summary, self._share() if piece.is_more else 1.0)
            if piece.is_more:
                self._go_on(last_id)
                return
        self._is_busy = False
        if self._is_late:
            self._begin()

    def _share(self) -> float:
        assert self._figures is not None
        if self._mark is None:
            return 0.0
        since_s = self._figures.period.since.timestamp()
        whole_s = self._needs.clock().timestamp() - since_s
        return min(1.0, max(0.0, (self._mark.at / 1e6 - since_s) / max(1.0, whole_s)))

    def _fail(self, error: LightstackError) -> None:
        self._is_busy = self._is_late = False
        self._figures = None
        self.failed.emit(sentences.said(error))


def _count(
    figures: Figures, history: History, mark: Mark | None, last_id: int, is_due: bool
) -> Piece:
    """Count one piece; on the thread that asks the disk."""
    steps = history.steps(figures.period.since, mark, ROWS_A_PIECE, last_id)
    figures.add(steps)
    is_more = len(steps) == ROWS_A_PIECE
    reached = Mark(*steps[-1][:2]) if steps else mark
    return Piece(reached, is_more, figures.summary() if is_due or not is_more else None)
