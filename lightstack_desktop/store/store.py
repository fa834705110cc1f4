"""The database, as the engine's thread sees it: open, then begin, save, save, commit.

1. What is committed survives kill -9 and a power cut. 2. One failing change of a batch is undone
alone. 3. Trouble of the disk or the system is a StoreError, whatever was being done. 4. Opening a
database that is current imports neither SQLAlchemy nor alembic. 5. A broken file is replaced by the
newest backup, and a file that was removed while it was open is written anew, see `mend`.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lightstack_desktop.errors import DamagedStoreError, StoreError
from lightstack_desktop.store import backups, boards, connections, migrate, restore, retention
from lightstack_desktop.store.faults import translated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Board, HistoryEntry
    from lightstack_desktop.store.changes import Writer
    from lightstack_desktop.store.staging import Staging, Told

log = logging.getLogger(__name__)

DATABASE = "lightstack.db"  # its name in the data folder


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
        self._is_damaged = False
        # What was done about the file that the user should know of.
        self.notice: str | None = None

    def open(self) -> Board:
        """Create, upgrade or rescue the database as needed, and return its board.

        Raises ForeignStoreError if it is not ours to touch, StoreError if it cannot be used now.
        """
        try:
            return self._open()
        except DamagedStoreError as error:
            return self._rescue(str(error))

    def peek(self) -> Board | None:
        """Return the board of a database that cannot be opened for writing, None if unreadable.

        Nothing is written: no upgrade, and no log is moved into the file.
        """
        from lightstack_desktop.store.peek import peek  # noqa: PLC0415 - hardly ever needed

        return peek(self._path)

    def distrust(self) -> None:
        """Take the file for damaged: somebody who read all of it found it so."""
        self._is_damaged = True

    def mend(self) -> Board | None:
        """Do what is needed before the next try to save; raises StoreError if that fails.

        Returns the board of the file if it had to be opened, written anew or rescued, else None.
        """
        if self._is_damaged:
            return self._rescue("SQLite found it so while it was in use.")
        if self._raw is None:
            return self.open()
        if not self._path.exists() and self._path.parent.is_dir():
            return self._put_back()
        return None

    def begin(self) -> None:
        """Begin the transaction of a batch; raises StoreError."""
        with self._watched():
            self._make_writer()
            # SQLite itself would go on writing into a file that has no name any more.
            if connections.identity(self._path) != self._file:
                raise StoreError(
                    f"Database {self._path}: it was replaced while it was in use. "
                    "Restart Lightstack Desktop."
                )
            self._driver.execute("BEGIN IMMEDIATE")

    def save(self, change: Change) -> None:
        """Write one change, or nothing of it; raises StoreError if the environment is at fault."""
        raw, writer = self._driver, self._writer
        assert writer is not None, "save comes after begin"
        with self._watched():
            raw.execute("SAVEPOINT change")
            try:
                writer.write(change)
            except BaseException:
                _undo(raw)
                raise
            raw.execute("RELEASE change")

    def stage(self, entries: Iterable[HistoryEntry], told: Told) -> Staging:
        """Lay history rows aside, less those that we have; raises StoreError. No batch is open."""
        from lightstack_desktop.store.staging import Staging  # noqa: PLC0415 - for imports only

        with self._watched():
            staging = Staging(self._driver)
            staging.add(entries, told)
            staging.forget_known()
            return staging

    def save_staged(self, staging: Staging, told: Told) -> None:
        """Add what was laid aside to the history of the batch; raises StoreError."""
        with self._watched():
            staging.write(told)

    def commit(self) -> None:
        """Make the batch last; raises StoreError."""
        with self._watched():
            self._driver.execute("COMMIT")

    def back_up(self, why: str) -> Path:
        """Keep a copy of what was last committed, or name the newest if it holds the same."""
        with self._watched():
            made = backups.keep(self._driver, self._path, why, self._clock())
            return (made or backups.listed(self._path)[0]).path

    def forget_history(self, before_id: int, most: int) -> int:
        """Remove at most so many history rows below an id; return how many went."""
        with self._watched():
            return retention.forget(self._driver, before_id, most)

    def give_back(self, pages: int) -> int:
        """Give so many unused pages back to the disk; return how many are left."""
        with self._watched():
            return retention.give_back(self._driver, pages)

    def rollback(self) -> None:
        """Undo the batch, if one is open. Never raises."""
        try:
            with self._watched():
                if self._raw is not None and self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")
        except (StoreError, RuntimeError) as error:
            log.error("cannot roll back: %s", error)

    def close(self) -> None:
        """Give the file back; what was not committed is undone. May be called twice."""
        self.rollback()
        try:
            with self._watched():
                if self._raw is not None:
                    self._raw.close()
        except (StoreError, RuntimeError) as error:
            log.error("cannot close: %s", error)
        self._raw = self._writer = None

    def _open(self) -> Board:
        try:
            with self._watched():
                restore.finish(self._path)
                self._notice_absence()
                connections.secure(self._path)
                found = migrate.revision(self._path)
                steps = migrate.pending(self._path, found)
                raw = self._raw = connections.writer(self._path)
                if steps:
                    migrate.upgrade(raw, steps, lambda step: self._back_up(step, found))
                self._file = connections.identity(self._path)
                board = _board(raw)
        except BaseException:
            self.close()
            raise
        self._is_damaged = False
        return board

    def _rescue(self, why: str) -> Board:
        from lightstack_desktop.store.rescue import rescue  # noqa: PLC0415 - hardly ever needed

        self.close()
        with self._watched():
            self.notice = rescue(self._path, why, self._clock())
        return self._open()

    def _put_back(self) -> Board:
        """Write the file that was removed from what is still open; a reader keeps its old one."""
        with self._watched():
            part = restore.part_of(self._path)
            backups.write(self._driver, part)
            restore.stage(self._path, part)
        self.close()
        board = self._open()
        self.notice = "The database file was removed while it was in use, and was written anew."
        return board

    def _notice_absence(self) -> None:
        """Never begin anew without a word where there was something."""
        is_there, has_backups = self._path.exists(), bool(backups.listed(self._path))
        if (is_there and self._path.stat().st_size) or not (is_there or has_backups):
            return
        if is_there and has_backups:
            raise DamagedStoreError(f"{self._path} is empty.")
        what = "empty" if is_there else "gone"
        self.notice = f"The database was {what}, so a new one was begun."
        if has_backups:
            self.notice += " Its backups are there: lightstack backup list"

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Translate errors, and remember that the file is damaged."""
        try:
            with translated(self._path):
                yield
        except DamagedStoreError:
            self._is_damaged = True
            raise

    @property
    def _driver(self) -> sqlite3.Connection:
        assert self._raw is not None, "the store is not open"
        return self._raw

    def _make_writer(self) -> None:
        if self._writer is None:
            from lightstack_desktop.store.changes import Writer  # noqa: PLC0415 - see warm_up

            self._writer = Writer(self._driver)

    def _back_up(self, step: str, found: str | None) -> None:
        if found is not None:
            self.back_up(f"before-{step}")


def _board(raw: sqlite3.Connection) -> Board:
    """Return the board; raises DamagedStoreError if a table or a column is not there."""
    try:
        return boards.read(raw)
    except (sqlite3.OperationalError, LookupError) as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR:
            raise
        raise DamagedStoreError(f"The database lacks what it should hold ({error}).") from error


def _undo(raw: sqlite3.Connection) -> None:
    # On a full disk SQLite may have rolled the whole transaction back by itself.
    if raw.in_transaction:
        raw.execute("ROLLBACK TO change")
        raw.execute("RELEASE change")
