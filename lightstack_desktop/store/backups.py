"""Verified copies of the database, made by SQLite while it is in use.

1. A copy is whole and sound, was opened again and counted, or it is not there. 2. It is of one
moment, however long it takes, and holds up nobody who writes. 3. A copy that equals the newest is
not kept. 4. Its name tells when it was made, in UTC, and why.
"""

from __future__ import annotations

import filecmp
import os
import re
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lightstack_desktop.errors import DamagedStoreError, StoreError
from lightstack_desktop.folders import make, open_private, sync
from lightstack_desktop.store import connections, thinning
from lightstack_desktop.store.faults import translated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    # Waits a moment, and tells whether to give up.
    Pause = Callable[[], bool]

FOLDER = "backups"
NAME = re.compile(r"(\d{8}T\d{6}Z)-([a-z0-9-]+)\.db")
TIME_FORMAT = "%Y%m%dT%H%M%SZ"
# A MiB at a time: 2 ms of one core and of the disk, then others may go first.
PAGES_A_STEP = 256
STEPS_OF_CHECK = 500_000
ABANDONED_AFTER_S = 3600.0


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy; `reason` is why it was made: daily, asked, before-0002, before-restore."""

    path: Path
    made_at: datetime
    reason: str

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True, slots=True)
class Contents:
    """What a sound copy holds. `revision` is that of its schema."""

    revision: str
    configs: int
    history_rows: int


def listed(database: Path) -> tuple[Backup, ...]:
    """Return the backups of a database, the newest first."""
    folder = database.parent / FOLDER
    found = list[Backup]()
    for path in folder.iterdir() if folder.is_dir() else ():
        match = NAME.fullmatch(path.name)
        if match and path.is_file() and not path.is_symlink():
            made_at = datetime.strptime(match[1], TIME_FORMAT).replace(tzinfo=UTC)
            found.append(Backup(path, made_at, match[2]))
    # A name tells the second; of two made in one, the file system knows the later.
    return tuple(sorted(found, key=lambda b: (b.made_at, b.path.stat().st_mtime_ns), reverse=True))


def named(database: Path, name: str) -> Backup:
    """Return the backup of this name, with or without its ending; raises StoreError."""
    for backup in listed(database):
        if name in {backup.name, backup.path.stem}:
            return backup
    raise StoreError(f"There is no backup {name}. See: lightstack backup list")


def create(database: Path, reason: str, now: datetime, pause: Pause | None = None) -> Backup | None:
    """Back up a database, in use or not; None if the newest backup holds the same already.

    Raises DamagedStoreError if the database is not sound, StoreError if it cannot be copied.
    With `pause` it is copied in small steps; it may be in use by another process, too.
    """
    with translated(database), closing(connections.reader(database)) as source:
        # Of one moment: without it every commit beside us would make SQLite begin the copy anew.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return keep(source, database, reason, now, pause)


def keep(
    source: sqlite3.Connection,
    database: Path,
    reason: str,
    now: datetime,
    pause: Pause | None = None,
) -> Backup | None:
    """Back up by a connection that is open; see create."""
    newest = next(iter(listed(database)), None)
    target = _free_name(database.parent / FOLDER, reason, now)
    part = _part(target)
    try:
        write(source, part, pause)
        if newest is not None and filecmp.cmp(part, newest.path, shallow=False):
            return None
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync(target.parent)
    return Backup(target, now.replace(microsecond=0), reason)


def write(source: sqlite3.Connection, target: Path, pause: Pause | None = None) -> None:
    """Copy what `source` sees to the file `target` and verify it; raises StoreError."""
    copy_file(source, target, pause)
    check(target, pause)


def copy_file(source: sqlite3.Connection, target: Path, pause: Pause | None = None) -> None:
    """Copy what `source` sees to the file `target`, 0600."""
    make(target.parent)
    target.unlink(missing_ok=True)
    descriptor = open_private(target, os.O_RDWR)
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as made:
            # It is synced here: in one piece at its end, as SQLite would, a long copy kept every
            # commit beside it waiting until the disk had taken all of it.
            made.execute("PRAGMA synchronous=OFF")
            made.execute(f"PRAGMA cache_size={PAGES_A_STEP}")
            pages = PAGES_A_STEP if pause else -1
            source.backup(made, pages=pages, progress=_progress(pause, descriptor))
            # One file, readable where nothing can be written.
            made.execute("PRAGMA journal_mode=DELETE")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy(path: Path, target: Path) -> None:
    """Copy a database that may be in use, or be empty still; raises StoreError if it is damaged."""
    with translated(path), closing(connections.reader(path)) as source:
        copy_file(source, target)
    with translated(target), closing(connections.reader(target)) as raw:
        _verify(raw, path)


def check(file: Path, pause: Pause | None = None, *, is_quick: bool = False) -> Contents:
    """Open a file, verify every page of it and count; raises DamagedStoreError.

    `is_quick` leaves out whether indexes and tables agree: 1 s in place of 12 for 10^6 rows.
    """
    with translated(file), closing(connections.reader(file)) as raw:
        if pause is not None:
            raw.set_progress_handler(lambda: int(pause()), STEPS_OF_CHECK)
        _verify(raw, file, is_quick=is_quick)
        return _counted(raw, file)


def thin(database: Path, now: datetime) -> tuple[Backup, ...]:
    """Remove the backups that thinning.py can spare and what a crash left; return the removed."""
    found = listed(database)
    spared = thinning.surplus((backup.made_at for backup in found), now)
    gone = tuple(backup for backup in found if backup.made_at in spared)
    with translated(database):
        for backup in gone:
            backup.path.unlink(missing_ok=True)
        for part in (database.parent / FOLDER).glob(".*.part*"):
            # Another process may be writing a younger one just now.
            if time.time() - part.stat().st_mtime > ABANDONED_AFTER_S:
                part.unlink(missing_ok=True)
    return gone


def _verify(raw: sqlite3.Connection, file: Path, *, is_quick: bool = False) -> None:
    # A row that breaks a rule of ours is left out on reading; it does not make a copy unsound.
    raw.execute("PRAGMA ignore_check_constraints=ON")
    kind = "quick_check" if is_quick else "integrity_check"
    (verdict,) = raw.execute(f"PRAGMA {kind}(1)").fetchone()
    if verdict != "ok":
        raise DamagedStoreError(f"{file} is damaged ({verdict}).")


def _counted(raw: sqlite3.Connection, file: Path) -> Contents:
    try:
        (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        (configs,) = raw.execute("SELECT count(*) FROM alert_configs").fetchone()
        (rows,) = raw.execute("SELECT count(*) FROM alert_history").fetchone()
    except (sqlite3.OperationalError, TypeError) as error:
        # A table that is not there, or an empty one; anything else is no damage.
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR:
            raise
        raise DamagedStoreError(f"{file} lacks what a database of ours holds.") from error
    return Contents(revision, configs, rows)


def _free_name(folder: Path, reason: str, now: datetime) -> Path:
    stem = f"{now:{TIME_FORMAT}}-{reason}"
    path, count = folder / f"{stem}.db", 1
    while path.exists() or _part(path).exists():
        count += 1
        path = folder / f"{stem}-{count}.db"
    return path


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _progress(pause: Pause | None, descriptor: int) -> Callable[[int, int, int], None] | None:
    if pause is None:
        return None

    def step(_status: int, _remaining: int, _total: int) -> None:
        os.fsync(descriptor)
        if pause():
            raise StoreError("The backup was given up.")

    return step
