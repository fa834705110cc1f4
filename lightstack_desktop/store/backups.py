"""Verified copies of the database. 1. A copy is whole and sound, or it is not there."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from lightstack_desktop.errors import StoreError
from lightstack_desktop.folders import make, open_private
from lightstack_desktop.store import connections
from lightstack_desktop.store.faults import translated

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "backups"


def write(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database that is in use to `target`, 0600; raises StoreError if it is not sound."""
    make(target.parent)
    unfinished = target.with_name(f".{target.name}.part")
    unfinished.unlink(missing_ok=True)
    os.close(open_private(unfinished, os.O_RDWR))
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            source.backup(copy)
            _check(copy)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def copy(path: Path, target: Path) -> None:
    """Copy the database of a file that may be in use; raises StoreError."""
    with translated(path), closing(connections.reader(path)) as source:
        write(source, target)


def _check(copy: sqlite3.Connection) -> None:
    copy.execute("PRAGMA journal_mode=DELETE")  # one file, readable where nothing can be written
    # A row that breaks a rule of ours is left out on reading; it does not make a copy unsound.
    copy.execute("PRAGMA ignore_check_constraints=ON")
    (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise StoreError(
            f"The database is damaged ({verdict}), so it was not changed. "
            f"Put a file from the {FOLDER} folder in its place."
        )
