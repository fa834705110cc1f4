"""The questions to the history, by SQLAlchemy on a pool of connections that can only read."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, bindparam, create_engine, func, select
from sqlalchemy.pool import QueuePool

from lightstack_desktop.store import connections, rows
from lightstack_desktop.store.core import unwrapped
from lightstack_desktop.store.history import HistoryCounts, HistoryPage, HistoryRow
from lightstack_desktop.store.tables import ALERT_CONFIGS, ALERT_HISTORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Row, Select

log = logging.getLogger(__name__)

_TABLE = ALERT_HISTORY.c
_NEWEST_FIRST = (_TABLE.created_at.desc(), _TABLE.id.desc())
_OLDEST_FIRST = (_TABLE.created_at, _TABLE.id)
_COUNT = select(func.count()).select_from(ALERT_HISTORY)
_RECENT = _COUNT.where(_TABLE.created_at >= bindparam("since"))
_TRIGGERED = _RECENT.where(_TABLE.action == "triggered")
_CRITICAL_KEYS = select(ALERT_CONFIGS.c.alert_key).where(ALERT_CONFIGS.c.default_priority == 1)
_COUNTS = (
    _TRIGGERED,
    _TRIGGERED.where(_TABLE.alert_key.in_(_CRITICAL_KEYS)),
    _RECENT.where(_TABLE.action == "cleared", func.instr(func.lower(_TABLE.note), "auto") > 0),
)


class Queries:
    """Asks on one connection a question; safe from any thread."""

    def __init__(self, path: Path) -> None:
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
        wanted = _wanted(alert_key, action)
        skipped = (max(page, 1) - 1) * page_size
        with self._reading() as connection:
            total = connection.execute(_COUNT.where(*wanted)).scalar_one()
            # A page number may be too big for SQLite, but never one that has rows.
            if skipped >= total:
                return HistoryPage((), total)
            shown = min(page_size, total - skipped)
            return HistoryPage(_slice(connection, wanted, skipped, shown, total), total)

    def of(self, alert_key: str, limit: int) -> tuple[HistoryRow, ...]:
        """See History.of."""
        query = _rows(_wanted(alert_key, None)).order_by(*_NEWEST_FIRST).limit(limit)
        with self._reading() as connection:
            return tuple(_good(connection.execute(query)))

    def counts(self, since: datetime) -> HistoryCounts:
        """See History.counts."""
        values = {"since": rows.microseconds(since)}
        with self._reading() as connection:
            return HistoryCounts(
                *(connection.execute(query, values).scalar_one() for query in _COUNTS)
            )

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


def _wanted(alert_key: str | None, action: str | None) -> list[ColumnElement[bool]]:
    wanted = list[ColumnElement[bool]]()
    if alert_key:
        wanted.append(_TABLE.alert_key == alert_key)
    if action:
        # Of the two indexes SQLite would guess, and by action it meets most of the table.
        column = _TABLE.action.concat("") if alert_key else _TABLE.action
        wanted.append(column == action)
    return wanted


def _rows(wanted: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    return select(ALERT_HISTORY).where(*wanted)


def _slice(
    connection: Connection,
    wanted: list[ColumnElement[bool]],
    skipped: int,
    shown: int,
    total: int,
) -> tuple[HistoryRow, ...]:
    """Return `shown` rows behind `skipped` newer ones, walking from whichever end is nearer."""
    behind = total - skipped - shown
    if skipped <= behind:
        query = _rows(wanted).order_by(*_NEWEST_FIRST).limit(shown).offset(skipped)
        return tuple(_good(connection.execute(query)))
    query = _rows(wanted).order_by(*_OLDEST_FIRST).limit(shown).offset(behind)
    return tuple(_good(connection.execute(query)))[::-1]


def _good(found: Iterable[Row[*tuple[Any, ...]]]) -> Iterator[HistoryRow]:
    for row_id, alert_key, action, note, source, created_at in found:
        try:
            moment = rows.moment(created_at)
        except ValueError as error:
            log.error("left out a damaged row of alert_history, %s: %s", row_id, error)
        else:
            yield HistoryRow(row_id, alert_key, action, note, source, moment)
