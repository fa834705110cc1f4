"""Which trouble is the environment's, in a sentence that tells the user what to do.

1. No exception of sqlite3 leaves this room; SQLAlchemy's are unwrapped to those before. 2. What
the disk, the system or another program did is a StoreError; a statement or a value of ours that
SQLite refuses is a bug, and stays an ordinary exception. 3. A broken file is told apart, for it
can be replaced by a backup.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lightstack_desktop.errors import DamagedStoreError, SettingsError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ADVICE = {
    sqlite3.SQLITE_FULL: "The disk is full. Free some space.",
    sqlite3.SQLITE_READONLY: "It cannot be written. Give yourself permission to write it.",
    sqlite3.SQLITE_PERM: "The system refuses access. Give yourself permission to use it.",
    sqlite3.SQLITE_CANTOPEN: "It cannot be opened. Check that its folder exists and is yours.",
    sqlite3.SQLITE_IOERR: "The system cannot read or write it. Check the disk.",
    sqlite3.SQLITE_BUSY: "Another program keeps it locked. Close that program.",
    sqlite3.SQLITE_LOCKED: "Another program keeps it locked. Close that program.",
    sqlite3.SQLITE_CORRUPT: "It is damaged. Put a file from the backups folder in its place.",
    sqlite3.SQLITE_NOTADB: "It is no database. Put a file from the backups folder in its place.",
}
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise what happens inside as StoreError, or as RuntimeError if it is our own fault."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translation(path, error) from error
    except UnicodeDecodeError as error:
        # sqlite3 stumbles over its own message where that quotes a damaged schema.
        raise DamagedStoreError(f"Database {path}: its tables cannot be read.") from error
    except SettingsError as error:
        raise StoreError(str(error)) from error
    except OSError as error:
        raise StoreError(f"Database {path}: {error.strerror or error}.") from error


def _translation(path: Path, cause: sqlite3.Error) -> Exception:
    if not _is_environment(cause):
        return RuntimeError(f"the database refused what we asked of it: {cause}")
    # The low byte is the kind; the rest says more about it than a user can act on.
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    kind = DamagedStoreError if code in _DAMAGE else StoreError
    return kind(f"Database {path}: {_ADVICE.get(code, f'{cause}.')}")


def _is_environment(cause: sqlite3.Error) -> bool:
    """Tell whether SQLite met trouble outside: sqlite3 raises a bare DatabaseError for damage."""
    return isinstance(cause, sqlite3.OperationalError) or type(cause) is sqlite3.DatabaseError
