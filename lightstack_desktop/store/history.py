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
    from collections.abc import Mapping
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
class Wanted:
    """Which rows are meant; None, or "", is all.

    `source` also means what it names more closely: `deck` is every `deck:<serial>`. `since` is the
    first moment that counts, `until` the first that does not.
    """

    alert_key: str | None = None
    action: str | None = None
    source: str | None = None
    since: datetime | None = None
    until: datetime | None = None


ALL = Wanted()


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two rows: behind the one of this time and id. `at` is in microseconds."""

    at: int
    id: int


@dataclass(frozen=True, slots=True)
class Activation:
    """One time that an alert was active, from its first trigger to its clearing.

    `ended_at` is None while it is active, `acknowledged_at` the first time in it that somebody
    did. Where the history no longer holds the first trigger it begins with one that it holds.
    """

    began_at: datetime
    acknowledged_at: datetime | None
    ended_at: datetime | None
    trigger_count: int


@dataclass(frozen=True, slots=True)
class Activations:
    """Some activations, the newest first, and where the next older one begins; None: no more."""

    items: tuple[Activation, ...]
    older: Mark | None


# What one alert did: microseconds, id, key, action. Plain, for whoever counts reads a million.
Step = tuple[int, int, str, str]


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
        return self.page_of(Wanted(alert_key, action), page, page_size)

    def page_of(self, wanted: Wanted, page: int, page_size: int) -> HistoryPage:
        """Return a page of what is wanted, counted from 1. Past the end it is empty."""
        with translated(self._path):
            return self._ready().page(wanted, page, page_size)

    def of(self, alert_key: str, limit: int) -> tuple[HistoryRow, ...]:
        """Return the newest `limit` rows of one alert."""
        with translated(self._path):
            return self._ready().of(alert_key, limit)

    def trigger_notes(self, moments: Mapping[str, datetime]) -> dict[str, str]:
        """Return the notes with which alerts were triggered at these moments, by key.

        What had none is left out.
        """
        with translated(self._path):
            return self._ready().trigger_notes(moments)

    def counts(self, since: datetime) -> HistoryCounts:
        """Return how much happened at `since` or later."""
        with translated(self._path):
            return self._ready().counts(since)

    def total(self, wanted: Wanted) -> int:
        """Return how many rows are wanted."""
        with translated(self._path):
            return self._ready().total(wanted)

    def last_id(self) -> int:
        """Return the id of the row that was written last, 0 without rows."""
        with translated(self._path):
            return self._ready().last_id()

    def stretch(
        self, wanted: Wanted, behind: Mark | None, limit: int, last_id: int
    ) -> tuple[HistoryRow, ...]:
        """Return the newest rows behind a mark, of those written up to `last_id`."""
        with translated(self._path):
            return self._ready().stretch(wanted, behind, limit, last_id)

    def steps(
        self, since: datetime, ahead: Mark | None, limit: int, last_id: int
    ) -> tuple[Step, ...]:
        """Return the oldest rows at `since` or later and ahead of a mark, the oldest first."""
        with translated(self._path):
            return self._ready().steps(since, ahead, limit, last_id)

    def activations(self, alert_key: str, before: Mark | None, limit: int) -> Activations:
        """Return an alert's newest activations, or those older than a mark."""
        with translated(self._path):
            return self._ready().activations(alert_key, before, limit)

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
