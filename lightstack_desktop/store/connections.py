"""How the database file is created and opened.

1. The file and what SQLite lays beside it are 0600, whatever the umask, and never reached through
a planted link. 2. sqlite3 begins no transaction by itself. 3. What is committed survives a power
cut. 4. SQLAlchemy is not imported here: 0.3 s that the first picture on the deck need not wait for.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
from typing import TYPE_CHECKING

from lightstack_desktop.errors import ForeignStoreError
from lightstack_desktop.folders import make, open_private

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

BUSY_TIMEOUT_S = 5.0
WAL_KEPT_BYTES = 16 * 1024 * 1024
INCREMENTAL = 2  # PRAGMA auto_vacuum: unused pages are given back when asked for, a few at a time


def secure(path: Path) -> None:
    """Create the database file if it is missing, and make it and its companions private.

    Call it before SQLite has the file open: closing any descriptor of a file drops all locks that
    this process holds on it.
    """
    make(path.parent)
    _secure_one(path)
    for end in ("-wal", "-shm", "-journal"):
        companion = path.with_name(path.name + end)
        if companion.is_symlink() or companion.exists():
            _secure_one(companion)


def _secure_one(path: Path) -> None:
    if path.is_symlink():
        raise ForeignStoreError(f"{path} is a symbolic link; remove it.")
    descriptor = open_private(path, os.O_RDWR)
    is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
    os.close(descriptor)
    if not is_file:
        raise ForeignStoreError(f"{path} is no ordinary file. Move it away.")


def identity(path: Path) -> tuple[int, int]:
    """Return what tells the file apart from another one of the same name."""
    status = path.stat()
    return status.st_dev, status.st_ino


def writer(path: Path) -> sqlite3.Connection:
    """Return the one connection that writes; for the calling thread only."""
    raw = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    raw.text_factory = kept_text
    _give_back_later(raw)
    (mode,) = raw.execute("PRAGMA journal_mode=WAL").fetchone()
    if mode != "wal":
        log.warning("no write-ahead log on this file system, so readers will wait: %s", path)
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute(f"PRAGMA journal_size_limit={WAL_KEPT_BYTES}")
    return raw


def kept_text(text: bytes) -> str:
    """Undecodable bytes become lone surrogates, which the rules refuse: that row is left out."""
    return str(text, "utf-8", "surrogateescape")


def private_writer(path: Path) -> sqlite3.Connection:
    """Return a connection to a file that has no name of its own yet; whoever uses it syncs it."""
    raw = sqlite3.connect(path.absolute().as_uri(), uri=True, isolation_level=None)
    raw.text_factory = kept_text
    _give_back_later(raw)
    raw.execute("PRAGMA journal_mode=MEMORY")
    raw.execute("PRAGMA synchronous=OFF")
    raw.execute("PRAGMA foreign_keys=ON")
    return raw


def _give_back_later(raw: sqlite3.Connection) -> None:
    """Let a new file give unused pages back; one that has pages would be written to, in vain."""
    if raw.execute("PRAGMA page_count").fetchone() == (0,):
        raw.execute(f"PRAGMA auto_vacuum={INCREMENTAL}")


def reader(path: Path) -> sqlite3.Connection:
    """Return a connection that can only read, for one thread at a time."""
    raw = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    raw.text_factory = lambda text: str(text, "utf-8", "replace")
    raw.execute("PRAGMA query_only=ON")
    return raw
