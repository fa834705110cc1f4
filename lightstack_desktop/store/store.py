"""The database, as the engine's thread sees it: open, then begin, save, save, commit.

1. What is committed survives kill -9 and a power cut. 2. One failing change of a batch is undone
alone. 3. Trouble of the disk or the system is a StoreError, whatever was being done. 4. Opening a
database that is current imports neither SQLAlchemy nor alembic.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lightstack_desktop.errors import StoreError
from lightstack_desktop.store import backups, boards, connections, migrate, restore
from lightstack_desktop.store.faults import translated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.store.changes import Writer

log = logging.getLogger(__name__)

DATABASE = "lightstack.db"


def _wall_clock() -> datetime:
    return datetime.now(UTC)


def warm_up() -> None:
    """Import what writing and the history need, or the first one to ask waits 0.3 s for it.

    For any thread, once nobody waits for the first picture on a deck any more.
    """
    import lightstack_desktop.store.changes  # noqa: PLC0415 - as said above
    import lightstack_desktop.store.queries  # noqa: F401, PLC0415 - as said above


class Store:
    """One database file. Every method belongs to the thread that called `open`.

    `clock` only names backups and files that are set aside.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = _wall_clock) -> None:
        self._path = path
        self._clock = clock
        self._raw: sqlite3.Connection | None = None
        self._writer: Writer | None = None
        self._file = (0, 0)

    def open(self) -> Board:
        """Create or upgrade the database as needed and return its board; raises StoreError."""
        try:
            with translated(self._path):
                restore.finish(self._path)
                connections.secure(self._path)
                found = migrate.revision(self._path)
                steps = migrate.pending(self._path, found)
                raw = self._raw = connections.writer(self._path)
                if steps:
                    migrate.upgrade(raw, steps, lambda step: self._back_up(step, found))
                self._file = self._identity()
                return boards.read(raw)
        except BaseException:
            self.close()
            raise

    def begin(self) -> None:
        """Begin the transaction of a batch; raises StoreError."""
        with translated(self._path):
            self._make_writer()
            # SQLite itself would go on writing into a file that has no name any more.
            if self._identity() != self._file:
                raise StoreError(
                    f"Database {self._path}: it was replaced while it was in use. "
                    "Restart Lightstack Desktop."
                )
            self._driver.execute("BEGIN IMMEDIATE")

    def save(self, change: Change) -> None:
        """Write one change, or nothing of it; raises StoreError if the environment is at fault."""
        raw, writer = self._driver, self._writer
        assert writer is not None, "save comes after begin"
        with translated(self._path):
            raw.execute("SAVEPOINT change")
            try:
                writer.write(change)
            except BaseException:
                _undo(raw)
                raise
            raw.execute("RELEASE change")

    def commit(self) -> None:
        """Make the batch last; raises StoreError."""
        with translated(self._path):
            self._driver.execute("COMMIT")

    def rollback(self) -> None:
        """Undo the batch, if one is open. Never raises."""
        try:
            with translated(self._path):
                if self._raw is not None and self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")
        except (StoreError, RuntimeError) as error:
            log.error("cannot roll back: %s", error)

    def close(self) -> None:
        """Give the file back; what was not committed is undone. May be called twice."""
        self.rollback()
        try:
            with translated(self._path):
                if self._writer is not None:
                    self._writer.close()
                if self._raw is not None:
                    self._raw.close()
        except (StoreError, RuntimeError) as error:
            log.error("cannot close: %s", error)
        self._raw = self._writer = None

    @property
    def _driver(self) -> sqlite3.Connection:
        assert self._raw is not None, "the store is not open"
        return self._raw

    def _make_writer(self) -> None:
        if self._writer is None:
            from lightstack_desktop.store.changes import Writer  # noqa: PLC0415 - see warm_up

            self._writer = Writer(self._driver)

    def _identity(self) -> tuple[int, int]:
        """Return what tells the file apart from another one of the same name."""
        status = self._path.stat()
        return status.st_dev, status.st_ino

    def _back_up(self, step: str, found: str | None) -> None:
        if found is None:
            return
        backups.copy(self._driver, self._path, f"before-{step}", self._clock())


def _undo(raw: sqlite3.Connection) -> None:
    # On a full disk SQLite may have rolled the whole transaction back by itself.
    if raw.in_transaction:
        raw.execute("ROLLBACK TO change")
        raw.execute("RELEASE change")
