"""How the program starts again by itself, if a person asks for it, and what it does between.

1. Between the two nobody has the database open, and nobody else may take it: then a backup can be
put in its place. 2. The new process begins as this one was begun, and without what it still holds.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from lightstack_desktop.settings import Settings
    from lightstack_desktop.store.backups import Backup


class Again:
    """Whether to start again after the end. `ask`, then `prepare`, then `begin`."""

    def __init__(self) -> None:
        self._is_wanted = False
        self._backup: Backup | None = None

    def ask(self, backup: Backup | None) -> None:
        """Start again, on a backup if one is given."""
        self._is_wanted, self._backup = True, backup

    def prepare(self, settings: Settings, now: datetime) -> None:
        """Put the backup in the place of the database, for whoever holds the lock."""
        if self._backup is not None:
            from lightstack_desktop.desktop import restored  # noqa: PLC0415 - seldom asked for

            restored.restore(settings, self._backup, now)

    def begin(self) -> None:
        """Become a new process, if that is wanted; the lock must be free for it."""
        if self._is_wanted:
            sys.stdout.flush()
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves
