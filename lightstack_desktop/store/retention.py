"""How much history is kept, and how the rest goes: in small steps, the oldest first.

1. Old is what was written earlier: ids tell, for a clock may have been wrong. 2. Counts of triggers
are kept elsewhere and outlive the rows. 3. What is looked for is looked for by a reader; the one
that writes only removes what it is told, a few rows at a time. 4. Removing raises `user_version`,
for what known.py remembers counts the rows that are gone.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from lightstack_desktop.store import connections, rows
from lightstack_desktop.store.faults import translated

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime
    from pathlib import Path

WORTH_BYTES = 8 * 1024 * 1024
VERSIONS = 1 << 31  # SQLite keeps a signed number of four bytes


@dataclass(frozen=True, slots=True)
class Retention:
    """The newest `rows` rows stay, and of those what is not older than `days`, if that is set."""

    rows: int = 1_000_000
    days: int | None = None


def first_kept(database: Path, kept: Retention, now: datetime) -> int:
    """Return the id below which every history row may go; raises StoreError."""
    with translated(database), closing(connections.reader(database)) as raw:
        first, last = raw.execute(
            "SELECT (SELECT min(id) FROM alert_history), (SELECT max(id) FROM alert_history)"
        ).fetchone()
        if first is None:
            return 0
        return max(_by_number(raw, kept.rows, last - first + 1), _by_age(raw, kept.days, now))


def forget(raw: sqlite3.Connection, before_id: int, most: int) -> int:
    """Remove at most so many rows below an id, the oldest first; return how many went.

    For a transaction that is open: rows and version change together.
    """
    gone = raw.execute(
        "DELETE FROM alert_history WHERE id IN "
        "(SELECT id FROM alert_history WHERE id < ? ORDER BY id LIMIT ?)",
        (before_id, most),
    ).rowcount
    if gone:
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        raw.execute(f"PRAGMA user_version = {(version + 1) % VERSIONS}")
    return gone


def spare_pages(database: Path) -> int:
    """Return how many pages the file could give back; 0 while that is not worth the trouble."""
    with translated(database), closing(connections.reader(database)) as raw:
        unused, pages, size, mode = (
            raw.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("freelist_count", "page_count", "page_size", "auto_vacuum")
        )
    is_worth_it = mode == connections.INCREMENTAL and unused * 2 > pages
    return int(unused) if is_worth_it and unused * size > WORTH_BYTES else 0


def give_back(raw: sqlite3.Connection, pages: int) -> int:
    """Move so many unused pages to the end of the file and cut them off; return what is left."""
    # Each row that is fetched is a page that was given back.
    raw.execute(f"PRAGMA incremental_vacuum({pages})").fetchall()
    return int(raw.execute("PRAGMA freelist_count").fetchone()[0])


def _by_number(raw: sqlite3.Connection, kept: int, at_most: int) -> int:
    if at_most <= kept:
        return 0
    query = "SELECT id FROM alert_history ORDER BY id DESC LIMIT 1 OFFSET ?"
    found = raw.execute(query, (kept,)).fetchone()
    return 0 if found is None else int(found[0]) + 1


def _by_age(raw: sqlite3.Connection, days: int | None, now: datetime) -> int:
    if days is None:
        return 0
    # The first row that is neither old nor of a future: without one there is no telling whether
    # the rows are old or the clock is wrong, and nothing goes.
    query = "SELECT min(id) FROM alert_history WHERE created_at BETWEEN ? AND ?"
    span = (rows.microseconds(now - timedelta(days=days)), rows.microseconds(now))
    return int(raw.execute(query, span).fetchone()[0] or 0)
