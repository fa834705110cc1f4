"""What happened, newest first: read from any thread, beside the one that writes.

1. Reading never waits for writing, nor the other way round. 2. A page's rows and its total are of
one moment. 3. Equal times are told apart by id. 4. SQLAlchemy is imported by the first question:
the first picture on the deck need not wait for it. 5. A database that was replaced is asked from
the next question on.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lightstack_desktop.store import connections
from lightstack_desktop.store.faults import translated

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from lightstack_desktop.store.queries import Queries


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened to an alert; ids rise in the order of writing."""

    id: int
    alert_key: str
    action: str
    note: str | None
    source: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some rows, and how many there are on all pages."""

    items: tuple[HistoryRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class HistoryCounts:
    """How much happened since a moment, as LightStack's statistics count it.

    `critical` are triggers of alerts whose default priority is 1 now; `auto_cleared` are clears
    whose note contains "auto", whatever its case.
    """

    triggered: int
    critical: int
    auto_cleared: int


class History:
    """The history of one database file. Every question may raise StoreError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._queries: Queries | None = None
        self._file = (0, 0)
        # Two threads that ask first at once must not each open a pool.
        self._lock = threading.Lock()

    def page(
        self, alert_key: str | None, action: str | None, page: int, page_size: int
    ) -> HistoryPage:
        """Return a page, counted from 1; None or "" does not filter. Past the end it is empty."""
        with translated(self._path):
            return self._ready().page(alert_key, action, page, page_size)

    def of(self, alert_key: str, limit: int) -> tuple[HistoryRow, ...]:
        """Return the newest `limit` rows of one alert."""
        with translated(self._path):
            return self._ready().of(alert_key, limit)

    def counts(self, since: datetime) -> HistoryCounts:
        """Return how much happened at `since` or later."""
        with translated(self._path):
            return self._ready().counts(since)

    def close(self) -> None:
        """Close what is open, before the store closes: the last to close tidies up the file."""
        if self._queries is not None:
            self._queries.close()

    def _ready(self) -> Queries:
        with self._lock:
            # A file that is not there has no identity; asking it says what is wrong.
            found = connections.identity(self._path) if self._path.exists() else self._file
            if self._queries is None or found != self._file:
                from lightstack_desktop.store.queries import Queries  # noqa: PLC0415 - rule 4

                self.close()
                self._queries, self._file = Queries(self._path), found
            return self._queries
