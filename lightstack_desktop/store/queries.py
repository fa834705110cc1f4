"""The questions to the history, by SQLAlchemy on a pool of connections that can only read."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, func, select, tuple_
from sqlalchemy.pool import QueuePool

from lightstack_desktop.store import activations, connections, rows
from lightstack_desktop.store.core import unwrapped
from lightstack_desktop.store.history import HistoryPage, HistoryRow
from lightstack_desktop.store.milestones import Filter, Slices
from lightstack_desktop.store.tables import ALERT_HISTORY
from lightstack_desktop.store.tally import Tallies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import ColumnElement, Connection

    from lightstack_desktop.store.history import (
        Activations,
        HistoryCounts,
        Mark,
        Step,
        Wanted,
    )

log = logging.getLogger(__name__)

_TABLE = ALERT_HISTORY.c
_NEWEST_FIRST = (_TABLE.created_at.desc(), _TABLE.id.desc())
_LAST_ID = select(func.max(_TABLE.id))
_STEPS = (
    "SELECT created_at, id, alert_key, action FROM alert_history "
    "WHERE (created_at, id) > (?, ?) AND +id <= ? ORDER BY created_at, id LIMIT ?"
)
# One question however many keys; CROSS JOIN has SQLite look up each moment, not read every row.
_AT_MOMENTS = (
    "SELECT alert_key, action, note FROM json_each(?) AS moment CROSS JOIN alert_history "
    "ON alert_key = json_extract(moment.value, '$[0]') "
    "AND created_at = json_extract(moment.value, '$[1]') ORDER BY alert_history.id"
)


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

    def page(self, wanted: Wanted, page: int, page_size: int) -> HistoryPage:
        """See History.page_of."""
        meant = Filter.of(wanted)
        skipped = (max(page, 1) - 1) * page_size
        with self._reading() as connection:
            total = self._slices.total(connection, meant)
            # A page number may be too big for SQLite, but never one that has rows.
            if skipped >= total:
                return HistoryPage((), total)
            shown = min(page_size, total - skipped)
            found = self._slices.slice(connection, meant, skipped, shown)
            return HistoryPage(tuple(_good(found)), total)

    def of(self, alert_key: str, limit: int) -> tuple[HistoryRow, ...]:
        """See History.of."""
        query = select(ALERT_HISTORY).where(_TABLE.alert_key == alert_key)
        with self._reading() as connection:
            return tuple(_good(connection.execute(query.order_by(*_NEWEST_FIRST).limit(limit))))

    def trigger_notes(self, moments: Mapping[str, datetime]) -> dict[str, str]:
        """See History.trigger_notes."""
        asked = json.dumps([(key, rows.microseconds(at)) for key, at in moments.items()])
        with self._reading() as connection:
            found = connection.exec_driver_sql(_AT_MOMENTS, (asked,)).all()
        # Of two triggers at one moment the later one counts, with a note or without.
        notes = {key: note for key, action, note in found if action == "triggered"}
        return {key: note for key, note in notes.items() if note}

    def total(self, wanted: Wanted) -> int:
        """See History.total."""
        with self._reading() as connection:
            return self._slices.total(connection, Filter.of(wanted))

    def last_id(self) -> int:
        """See History.last_id."""
        with self._reading() as connection:
            return connection.execute(_LAST_ID).scalar() or 0

    def stretch(
        self, wanted: Wanted, behind: Mark | None, limit: int, last_id: int
    ) -> tuple[HistoryRow, ...]:
        """See History.stretch."""
        meant = Filter.of(wanted).rows(has_upper=behind is not None)
        query = select(ALERT_HISTORY).where(*meant, _written(last_id))
        if behind is not None:
            query = query.where(tuple_(_TABLE.created_at, _TABLE.id) < tuple_(behind.at, behind.id))
        with self._reading() as connection:
            return tuple(_good(connection.execute(query.order_by(*_NEWEST_FIRST).limit(limit))))

    def steps(
        self, since: datetime, ahead: Mark | None, limit: int, last_id: int
    ) -> tuple[Step, ...]:
        """See History.steps."""
        # By the driver itself: SQLAlchemy's rows take five times as long, and there are many.
        begin = (rows.microseconds(since), 0) if ahead is None else (ahead.at, ahead.id)
        with self._reading() as connection:
            raw = connection.connection.cursor()
            raw.execute(_STEPS, (*begin, last_id, limit))
            return tuple(raw.fetchall())

    def activations(self, alert_key: str, before: Mark | None, limit: int) -> Activations:
        """See History.activations."""
        with self._reading() as connection:
            return activations.of(connection, alert_key, before, limit)

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


def _written(last_id: int) -> ColumnElement[bool]:
    # Not by the id's own index: SQLite would sort all that was written.
    return _TABLE.id.op("+")(0) <= last_id


def _good(found: Iterable[Sequence[Any]]) -> Iterator[HistoryRow]:
    for row_id, alert_key, action, note, source, created_at in found:
        try:
            moment = rows.moment(created_at)
        except ValueError as error:
            log.error("left out a damaged row of alert_history, %s: %s", row_id, error)
        else:
            yield HistoryRow(row_id, alert_key, action, note, source, moment)
