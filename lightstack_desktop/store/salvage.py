"""What can still be read of a broken database, written into the one that takes its place.

1. The broken file is only read. 2. A newer row replaces the one in the backup; no row is removed.
3. What breaks a rule of the tables stays out. 4. What cannot be read is narrowed down to the row,
within bounds: a start must not wait for minutes.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lightstack_desktop.store import connections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNREADABLE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR})
HISTORY = "alert_history"
IDS_A_STEP = 4096
# Each failure is a page or so that cannot be read: more than 16 MiB of them is no database.
FAILURES_BORNE = 4096
SMALLEST_ROW_BYTES = 20


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many history rows were read, and whether something could not be."""

    history_rows: int
    is_complete: bool


def salvage(target: Path, broken: Path) -> Salvaged:
    """Copy what `target` lacks from `broken`; raises sqlite3.Error if `target` cannot be written.

    Both hold the same tables; `target` is nobody else's yet.
    """
    with closing(connections.private_writer(target)) as raw:
        try:
            raw.execute("ATTACH ? AS broken", (f"{broken.absolute().as_uri()}?mode=ro",))
            return _Salvage(raw, broken.stat().st_size).run()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if not _is_unreadable(error):
                raise
            return Salvaged(0, is_complete=False)
        finally:
            with suppress(sqlite3.Error):
                raw.execute("DETACH broken")
            _sync(target)


class _Salvage:
    """One attempt. `raw` writes the target, and reads the broken file under the name `broken`."""

    def __init__(self, raw: sqlite3.Connection, size_bytes: int) -> None:
        self._raw = raw
        self._size_bytes = size_bytes
        self._failures = 0
        self._rows = 0

    def run(self) -> Salvaged:
        tables = self._raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
        # In the order in which they were made: what is referred to comes first.
        for (table,) in tables.fetchall():
            if table not in {HISTORY, "alembic_version"}:
                self._copy_table(table)
        columns = ", ".join(self._columns(HISTORY))
        if columns:
            self._copy_history(columns)
        return Salvaged(self._rows, self._failures == 0)

    def _columns(self, table: str) -> list[str]:
        """Return the columns that both have; none if the broken table cannot be found."""
        names = []
        for schema in ("main", "broken"):
            try:
                query = "SELECT name FROM pragma_table_info(?, ?)"
                found = self._raw.execute(query, (table, schema))
                names.append([name for (name,) in found])
            except (sqlite3.Error, UnicodeDecodeError):
                names.append([])
        if not names[1]:
            self._failures += 1
        return [name for name in names[0] if name in names[1]]

    def _copy_table(self, table: str) -> None:
        columns = self._columns(table)
        if not columns:
            return
        listed = ", ".join(columns)
        values = ", ".join("?" for _ in columns)
        renewed = ", ".join(f"{name} = excluded.{name}" for name in columns)
        insert = (
            f"INSERT INTO main.{table} ({listed}) VALUES ({values}) "
            f"ON CONFLICT DO UPDATE SET {renewed}"
        )
        for row in self._rows_of(table, listed):
            try:
                self._raw.execute(insert, row)
            except (sqlite3.IntegrityError, UnicodeEncodeError):
                self._failures += 1

    def _rows_of(self, table: str, listed: str) -> Iterator[tuple[object, ...]]:
        """Yield what can be read from the front, and if that ends early, from the back too."""
        for order in ("", " ORDER BY 1 DESC"):
            try:
                yield from self._raw.execute(f"SELECT {listed} FROM broken.{table}{order}")
            except sqlite3.Error as error:
                if not _is_unreadable(error):
                    raise
                self._failures += 1
            else:
                return

    def _copy_history(self, columns: str) -> None:
        (newest,) = self._raw.execute(f"SELECT max(id) FROM main.{HISTORY}").fetchone()
        begin = (newest or 0) + 1
        for low in range(begin, self._last_id(begin) + 1, IDS_A_STEP):
            self._copy_range(columns, low, low + IDS_A_STEP - 1)

    def _last_id(self, begin: int) -> int:
        try:
            found = self._raw.execute(f"SELECT max(id) FROM broken.{HISTORY}").fetchone()[0]
        except sqlite3.Error:
            self._failures += 1
            found = None
        # More rows than the file has room for are a broken number, not rows.
        most = begin + self._size_bytes // SMALLEST_ROW_BYTES
        return most if found is None else min(int(found), most)

    def _copy_range(self, columns: str, low: int, high: int) -> None:
        if self._failures > FAILURES_BORNE:
            return
        # A row that breaks a rule is left out alone: that is what OR IGNORE does with a CHECK.
        copy = (
            f"INSERT OR IGNORE INTO main.{HISTORY} ({columns}) "
            f"SELECT {columns} FROM broken.{HISTORY} WHERE id BETWEEN ? AND ?"
        )
        try:
            self._rows += self._raw.execute(copy, (low, high)).rowcount
        except sqlite3.Error as error:
            if not _is_unreadable(error):
                raise
            self._failures += 1
            if low < high:
                middle = (low + high) // 2
                self._copy_range(columns, low, middle)
                self._copy_range(columns, middle + 1, high)


def _is_unreadable(error: Exception) -> bool:
    """Tell whether the broken file is what fails, and not the disk that is written to."""
    # sqlite3 stumbles over its own message where that quotes a damaged schema.
    if isinstance(error, UnicodeDecodeError):
        return True
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in UNREADABLE


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
