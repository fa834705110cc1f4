"""The board of a database that cannot be opened for writing: on a full or read-only disk.

1. Nothing is written where the database lies. 2. A log that a crash left counts. 3. What an older
schema lacks, or damage, makes it unreadable as a whole: a board with holes would look true.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop.store import boards, connections

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Board

log = logging.getLogger(__name__)


def peek(database: Path) -> Board | None:
    """Return the board, or None if it cannot be read; one line of the log says why."""
    try:
        wal = _log_of(database)
        if wal is None:
            return _read(database, "mode=ro&immutable=1")
        with tempfile.TemporaryDirectory(prefix="lightstack-") as folder:
            # SQLite reads a log only with a file beside it, for which there may be no room here.
            for file in (database, wal):
                shutil.copy(file, folder)
            return _read(Path(folder, database.name), "mode=rw")
    except (sqlite3.Error, OSError, LookupError, UnicodeDecodeError) as error:
        log.error("the database cannot be read: %s", error)
        return None


def _log_of(database: Path) -> Path | None:
    wal = database.with_name(f"{database.name}-wal")
    return wal if wal.exists() and wal.stat().st_size else None


def _read(file: Path, how: str) -> Board:
    uri = f"{file.absolute().as_uri()}?{how}"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as raw:
        raw.text_factory = connections.kept_text
        return boards.read(raw)
