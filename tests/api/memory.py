"""A store and a history in memory, for tests of the API that are not about SQLite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.model import Board
from lightstack_desktop.store.history import HistoryCounts

if TYPE_CHECKING:
    from datetime import datetime

    from lightstack_desktop.alerts.change import Change


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    alert_key: str
    action: str
    note: str | None
    source: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    items: tuple[Row, ...]
    total: int


class MemoryStore:
    """Keeps the rows. `problem` is what saving raises, as a full disk would."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.problem: Exception | None = None
        self.board = Board()

        self.notice: str | None = None

    def open(self) -> Board:
        return Board.of()

    def mend(self) -> None:
        pass

    def begin(self) -> None:
        pass

    def save(self, change: Change) -> None:
        if self.problem is not None:
            raise self.problem
        self.board = change.board
        for entry in change.history:
            self.rows.append(
                Row(
                    len(self.rows) + 1,
                    entry.alert_key,
                    entry.action,
                    entry.note,
                    entry.source,
                    entry.created_at,
                )
            )

    def commit(self) -> None:
        pass

    def rollback(self) -> None:
        pass

    def close(self) -> None:
        pass


class MemoryHistory:
    """Reads the rows of a MemoryStore. `problem` is what reading raises."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.problem: Exception | None = None

    def page(self, alert_key: str | None, action: str | None, page: int, page_size: int) -> Page:
        if self.problem is not None:
            raise self.problem
        rows = [r for r in self._newest() if alert_key in (None, r.alert_key)]
        rows = [r for r in rows if action in (None, r.action)]
        start = (page - 1) * page_size
        return Page(tuple(rows[start : start + page_size]), len(rows))

    def of(self, alert_key: str, limit: int) -> tuple[Row, ...]:
        return self.page(alert_key, None, 1, limit).items

    def counts(self, since: datetime) -> HistoryCounts:
        if self.problem is not None:
            raise self.problem
        rows = [row for row in self._store.rows if row.created_at >= since]
        triggered = [row.alert_key for row in rows if row.action == "triggered"]
        alerts = self._store.board.alerts
        critical = [
            key
            for key in triggered
            if key in alerts and alerts[key].config.fields.default_priority == 1
        ]
        cleared = [row for row in rows if row.action == "cleared" and row.note]
        auto = [row for row in cleared if "auto" in row.note.lower()]
        return HistoryCounts(len(triggered), len(critical), len(auto))

    def close(self) -> None:
        pass

    def _newest(self) -> list[Row]:
        return sorted(self._store.rows, key=lambda r: (r.created_at, r.id), reverse=True)
