"""Our database, lent to a command that changes it or tries a change out.

1. To change it, only while the app is not running: it alone may write. 2. To try something out, a
copy, whether the app runs or not.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop.errors import AlreadyRunningError, RefusedError
from lightstack_desktop.folders import temporary
from lightstack_desktop.instance import Lock
from lightstack_desktop.store import backups
from lightstack_desktop.store.store import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def ours(data_dir: Path) -> Iterator[Path]:
    """Lend our database while nobody else may write it; raises RefusedError."""
    lock = Lock(data_dir)
    try:
        lock.acquire()
    except AlreadyRunningError as error:
        who = f" (process {error.pid})" if error.pid else ""
        raise RefusedError(
            f"Lightstack Desktop is running{who}, and nobody else may write its database then. "
            "Quit it, then run this again; --dry-run works at any time."
        ) from error
    try:
        yield data_dir / DATABASE
    finally:
        lock.release()


@contextlib.contextmanager
def copy(data_dir: Path) -> Iterator[Path]:
    """Lend a copy of our database, or the place for a new one."""
    with temporary() as folder:
        copied = Path(folder, DATABASE)
        if (data_dir / DATABASE).exists():
            backups.copy(data_dir / DATABASE, copied)
        yield copied
