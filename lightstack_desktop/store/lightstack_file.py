"""A private copy of LightStack's SQLite file, for reading at leisure.

1. LightStack waits for the copying alone, not for what is done with it. 2. Nothing is written or
made beside its file. 3. What it never finished writing is undone, in the copy.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop.errors import SourceError
from lightstack_desktop.folders import temporary

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_TIMEOUT_S = 5.0
HEADER = b"SQLite format 3\x00"
WAL_BYTE = 18  # of the header: 2 where the file has a write-ahead log

_ADVICE = {
    sqlite3.SQLITE_BUSY: "another program keeps it locked. Stop LightStack and try again.",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked. Stop LightStack and try again.",
    sqlite3.SQLITE_NOTADB: "it is no SQLite database.",
    sqlite3.SQLITE_CORRUPT: "it is damaged.",
    sqlite3.SQLITE_FULL: "there is no room for a copy. Free some space, or set TMPDIR.",
}


@contextmanager
def copied(source: str) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a copy of this file; raises SourceError."""
    path = Path(source).expanduser()
    with temporary() as folder:
        copy = Path(folder, "copy.db")
        with _translated(path):
            _check(path)
            _copy(path, copy)
            raw = _opened(copy)
        with closing(raw):
            yield raw


def _check(path: Path) -> None:
    if not path.exists():
        raise SourceError(f"There is no file {path}.")
    if not path.is_file():
        raise SourceError(f"{path} is no file.")
    with path.open("rb") as file:
        if file.read(len(HEADER)) != HEADER:
            raise SourceError(f"{path} is no SQLite database.")


def _copy(path: Path, copy: Path) -> None:
    if _has_log(path) and not _beside(path, "-shm").exists():
        # Nobody has it open, and to open it SQLite would make that file.
        _copy_files(path, copy, "-wal")
        return
    try:
        _back_up(path, copy)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        # LightStack was killed while it wrote, and only in a copy may we undo that.
        _copy_files(path, copy, "-journal")


def _has_log(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(WAL_BYTE + 1)[-1] == 2


def _back_up(path: Path, copy: Path) -> None:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S)) as raw,
        closing(sqlite3.connect(copy)) as target,
    ):
        # Backing up tries a locked file for ever; reading gives up in time, and keeps the lock.
        raw.execute("BEGIN")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        raw.backup(target)


def _copy_files(path: Path, copy: Path, companion: str) -> None:
    shutil.copyfile(path, copy)
    if _beside(path, companion).exists():
        shutil.copyfile(_beside(path, companion), _beside(copy, companion))


def _opened(copy: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(copy, isolation_level=None)
    # Undecodable bytes become lone surrogates, which can be told apart.
    raw.text_factory = lambda text: str(text, "utf-8", "surrogateescape")
    (verdict,) = raw.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raw.close()
        raise sqlite3.DatabaseError(verdict)
    return raw


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        raise SourceError(f"Cannot read {path}: {_ADVICE.get(code, f'{error}.')}") from error
    except OSError as error:
        raise SourceError(f"Cannot read {path}: {error.strerror or error}.") from error
