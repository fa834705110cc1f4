"""History of another program on its way into ours: laid aside first, then added at once.

1. A row is known by what it says: key, action, note, source and time. Of so many equal rows there
we hold as many: a repeated import adds only what is new, and two equal rows of one second stay
two. 2. A row that this program wrote itself is never taken for one of theirs. 3. Nothing of ours
changes before `write`, which belongs into a transaction.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from lightstack_desktop.store import rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from lightstack_desktop.alerts.model import HistoryEntry

    Told = Callable[[int], None]

AT_ONCE = 5_000

# A temporary table lies in a file of its own, so the staging costs no memory and no space in ours.
_CREATE = """
CREATE TEMP TABLE staged (
    id INTEGER PRIMARY KEY, alert_key TEXT, action TEXT, note TEXT, source TEXT, created_at INTEGER)
"""
_STAGE = "INSERT INTO staged (alert_key, action, note, source, created_at) VALUES (?, ?, ?, ?, ?)"
# By an index SQLite would fetch the rows one by one, which takes half as long again.
_KNOWN = """
CREATE TEMP TABLE known AS
    SELECT alert_key, action, note, source, created_at, count(*) AS copies
    FROM main.alert_history NOT INDEXED
    WHERE source IN (SELECT DISTINCT source FROM staged) GROUP BY 1, 2, 3, 4, 5
"""
_KNOWN_INDEX = "CREATE INDEX temp.ix_known ON known (created_at, alert_key)"
_FORGET_KNOWN = """
DELETE FROM staged WHERE id IN (
    SELECT s.id FROM (
        SELECT *, row_number() OVER (
            PARTITION BY created_at, alert_key, action, note, source ORDER BY id) AS place
        FROM staged
    ) AS s JOIN known AS k ON k.created_at = s.created_at AND k.alert_key = s.alert_key
        AND k.action = s.action AND k.source = s.source AND k.note IS s.note
    WHERE s.place <= k.copies)
"""
_TRIGGERED = "SELECT alert_key, count(*) FROM staged WHERE action = 'triggered' GROUP BY alert_key"
_WRITE = """
INSERT INTO main.alert_history (alert_key, action, note, source, created_at)
    SELECT alert_key, action, note, source, created_at FROM staged
    WHERE id > ? ORDER BY id LIMIT ?
"""
_LAST = "SELECT max(id) FROM (SELECT id FROM staged WHERE id > ? ORDER BY id LIMIT ?)"


class Staging:
    """History rows that may become ours. Make it while no transaction is open.

    `known` is how many of them we had already.
    """

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.known = 0
        self._raw = raw
        raw.execute(_CREATE)

    def add(self, entries: Iterable[HistoryEntry], told: Told) -> None:
        """Lay these aside; `told` hears how many there are so far."""
        values, done = map(_values, entries), 0
        while chunk := list(islice(values, AT_ONCE)):
            self._raw.execute("BEGIN")
            self._raw.executemany(_STAGE, chunk)
            self._raw.execute("COMMIT")
            done += len(chunk)
            told(done)

    def forget_known(self) -> None:
        """Keep only what we do not have yet."""
        self._raw.execute(_KNOWN)
        self._raw.execute(_KNOWN_INDEX)
        self.known = self._raw.execute(_FORGET_KNOWN).rowcount

    def count(self) -> int:
        """Return how many rows there are."""
        return int(self._raw.execute("SELECT count(*) FROM staged").fetchone()[0])

    def triggered(self) -> dict[str, int]:
        """Return how often each key was triggered."""
        return dict(self._raw.execute(_TRIGGERED))

    def write(self, told: Told) -> None:
        """Add the rows to our history, in their order; `told` hears how many so far."""
        last, done = 0, 0
        while chunk_end := self._raw.execute(_LAST, (last, AT_ONCE)).fetchone()[0]:
            done += self._raw.execute(_WRITE, (last, AT_ONCE)).rowcount
            last = chunk_end
            told(done)


def _values(entry: HistoryEntry) -> tuple[Any, ...]:
    moment = rows.microseconds(entry.created_at)
    return entry.alert_key, entry.action, entry.note, entry.source, moment
