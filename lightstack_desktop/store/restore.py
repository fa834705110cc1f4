"""A backup put in the place of the database, which nobody may have open.

1. The backup is verified before and after. 2. What was there is backed up, or set aside if it is
broken, so nothing is ever lost by restoring. 3. A crash on the way leaves either the old or the new
database, see `finish`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lightstack_desktop.errors import DamagedStoreError, StoreError
from lightstack_desktop.folders import sync
from lightstack_desktop.store import backups, connections, migrate
from lightstack_desktop.store.faults import translated

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from lightstack_desktop.store.backups import Backup, Contents

COMPANIONS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done. `former` holds what was there: a backup, or a file that was set aside."""

    contents: Contents
    former: Path | None


def restore(database: Path, backup: Backup, now: datetime) -> Restored:
    """Put a backup in the place of the database; raises StoreError with nothing changed.

    For whoever holds the lock of the data folder.
    """
    with translated(database):
        contents = check(backup)
        with closing(connections.reader(backup.path)) as source:
            backups.write(source, part_of(database))
        stage(database, part_of(database))
        former = _put_away(database, now)
        finish(database)
        backups.check(database)
    return Restored(contents, former)


def check(backup: Backup) -> Contents:
    """Verify a backup and return what it holds; raises StoreError if it could not be restored."""
    contents = backups.check(backup.path)
    migrate.pending(backup.path, contents.revision)  # refuses what a newer version made
    return contents


def part_of(database: Path) -> Path:
    """Return where to prepare what shall replace the database."""
    return database.with_name(f"{database.name}.part")


def stage(database: Path, part: Path) -> None:
    """Declare a whole and synced file ready to replace the database, as `finish` will do."""
    part.replace(_staged(database))
    sync(database.parent)


def finish(database: Path) -> None:
    """Put what was staged in the place of a database that is gone; else forget what was staged.

    Every start calls it, for the one before may have been killed between the two.
    """
    staged = _staged(database)
    if not staged.exists():
        return
    if database.exists() and database.stat().st_size:
        staged.unlink()
        return
    # A log without its database must not be played into another one.
    for end in COMPANIONS[1:]:
        with suppress(FileNotFoundError):
            left = database.with_name(database.name + end)
            left.replace(left.with_name(f"{database.name}.corrupt{end}"))
    staged.replace(database)
    sync(database.parent)


def set_aside(database: Path, now: datetime) -> Path:
    """Give a broken database and what belongs to it another name; return that name."""
    aside, count = database.with_name(f"{database.name}.corrupt-{now:%Y%m%dT%H%M%SZ}"), 1
    while aside.exists():
        count += 1
        aside = database.with_name(f"{database.name}.corrupt-{now:%Y%m%dT%H%M%SZ}-{count}")
    for end in COMPANIONS:
        with suppress(FileNotFoundError):
            database.with_name(database.name + end).replace(aside.with_name(aside.name + end))
    sync(database.parent)
    return aside


def _put_away(database: Path, now: datetime) -> Path | None:
    """Back up what is there and take it away; return where it is now."""
    if not database.exists() or not database.stat().st_size:
        return None
    try:
        made = backups.create(database, "before-restore", now)
    except DamagedStoreError:
        return set_aside(database, now)
    former = made or backups.listed(database)[0]
    # Closing it so leaves one file; a log that stayed would be played into what is restored.
    with closing(sqlite3.connect(database, isolation_level=None)) as raw:
        (mode,) = raw.execute("PRAGMA journal_mode=DELETE").fetchone()
    if mode != "delete":
        raise StoreError(f"Another program reads {database}. Close that program.")
    database.unlink()
    return former.path


def _staged(database: Path) -> Path:
    return database.with_name(f"{database.name}.restored")
