"""What the database holds at one moment, for reading at leisure beside the running app.

1. Board and history are of the same moment, however long the reading takes. 2. History comes row
by row: a million of them costs no memory. 3. Nothing is written, and nobody waits.
"""

from __future__ import annotations

import logging
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.model import HistoryEntry
from lightstack_desktop.errors import StoreError
from lightstack_desktop.store import boards, connections, migrate, rows
from lightstack_desktop.store.faults import translated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from lightstack_desktop.alerts.model import Board

log = logging.getLogger(__name__)

HISTORY = "SELECT id, alert_key, action, note, source, created_at FROM alert_history ORDER BY id"


class Snapshot:
    """One moment of a database. Use it inside `opened`."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def board(self) -> Board:
        """Return the board as it was committed."""
        return boards.read(self._raw)

    def history_rows(self) -> int:
        """Return how many rows the history has."""
        return int(self._raw.execute("SELECT count(*) FROM alert_history").fetchone()[0])

    def history(self) -> Iterator[HistoryEntry]:
        """Yield the history, the oldest first; a damaged row is left out and logged."""
        for row_id, key, action, note, source, created_at in self._raw.execute(HISTORY):
            try:
                moment = rows.moment(created_at)
            except ValueError as error:
                log.error("left out a damaged row of alert_history, %s: %s", row_id, error)
            else:
                yield HistoryEntry(key, action, note, source, moment)


@contextmanager
def opened(database: Path) -> Iterator[Snapshot]:
    """Open a database for reading; raises StoreError, also if the app has to upgrade it first."""
    with translated(database):
        if migrate.pending(database, migrate.revision(database)):
            raise StoreError(f"{database} is of an older version. Start the app once, then retry.")
        with closing(connections.reader(database)) as raw:
            raw.execute("BEGIN")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield Snapshot(raw)
