"""The questions to the history, by SQLAlchemy on a pool of connections that can only read."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, select
from sqlalchemy.pool import QueuePool

from lightstack_desktop.store import connections, rows
from lightstack_desktop.store.core import unwrapped
from lightstack_desktop.store.history import HistoryPage, HistoryRow
from lightstack_desktop.store.milestones import Filter, Slices
from lightstack_desktop.store.tables import ALERT_HISTORY
from lightstack_desktop.store.tally import Tallies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from lightstack_desktop.store.history import HistoryCounts

log = logging.getLogger(__name__)

_TABLE = ALERT_HISTORY.c
_NEWEST_FIRST = (_TABLE.created_at.desc(), _TABLE.id.desc())


class Queries:
    """Asks on one connection a question; safe from any thread."""

    def __init__(self, path: Path) -> None:
        self._slices = Slices()
        self._tallies = Tallies()
        # More readers at once than the pool keeps get a connection of their own, and never wait.
        self._pool = create_engine(
            "sqlite://",
            creator=lambda: connections.reader(path),
            poolclass=QueuePool,
            pool_size=2,
            max_overflow=-1,
            isolation_level="AUTOCOMMIT",
        )

    def page(
        self, alert_key: str | None, action: str | None, page: int, page_size: int
    ) -> HistoryPage:
        """See History.page."""
        wanted = Filter(alert_key or None, action or None)
        skipped = (max(page, 1) - 1) * page_size
        with self._reading() as connection:
            total = self._slices.total(connection, wanted)
            # A page number may be too big for SQLite, but never one that has rows.
            if skipped >= total:
                return HistoryPage((), total)
            shown = min(page_size, total - skipped)
            found = self._slices.slice(connection, wanted, skipped, shown)
            return HistoryPage(tuple(_good(found)), total)

    def of(self, alert_key: str, limit: int) -> tuple[HistoryRow, ...]:
        """See History.of."""
        query = select(ALERT_HISTORY).where(_TABLE.alert_key == alert_key)
        with self._reading() as connection:
            return tuple(_good(connection.execute(query.order_by(*_NEWEST_FIRST).limit(limit))))

    def counts(self, since: datetime) -> HistoryCounts:
        """See History.counts."""
        with self._reading() as connection:
            return self._tallies.counts(connection, since)

    def close(self) -> None:
        """Close the connections that are not in use just now."""
        self._pool.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Lend a connection on which all queries see one moment."""
        with unwrapped(), self._pool.connect() as connection:
            # Returning the connection to the pool ends what is begun here.
            connection.exec_driver_sql("BEGIN")
            yield connection


def _good(found: Iterable[Sequence[Any]]) -> Iterator[HistoryRow]:
    for row_id, alert_key, action, note, source, created_at in found:
        try:
            moment = rows.moment(created_at)
        except ValueError as error:
            log.error("left out a damaged row of alert_history, %s: %s", row_id, error)
        else:
            yield HistoryRow(row_id, alert_key, action, note, source, moment)
