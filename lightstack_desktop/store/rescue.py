"""A broken database replaced by the newest sound backup, and by what is still readable of it.

1. The broken file is set aside, never deleted. 2. It is set aside only when what replaces it is
ready, so a crash or a full disk on the way changes nothing. 3. What was done, and what is missing,
is said in words.
"""

from __future__ import annotations

import logging
from contextlib import closing
from typing import TYPE_CHECKING

from lightstack_desktop.errors import StoreError
from lightstack_desktop.store import backups, connections, migrate, restore, salvage

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from lightstack_desktop.store.backups import Backup
    from lightstack_desktop.store.salvage import Salvaged

log = logging.getLogger(__name__)


def rescue(database: Path, why: str, now: datetime) -> str:
    """Replace a database that nobody has open; return what to tell the user. Raises StoreError."""
    backup, unsound = _newest_sound(database)
    part = restore.part_of(database)
    if backup is not None:
        with closing(connections.reader(backup.path)) as source:
            backups.copy_file(source, part)
    else:
        _begin(part)
    saved = salvage.salvage(part, database)
    restore.stage(database, part)
    aside = restore.set_aside(database, now)
    restore.finish(database)
    log.info("why the database was replaced: %s", why)
    kept = f"The damaged file is kept as {aside.name}."
    return " ".join((_words(backup, saved, now), *unsound, kept))


def _newest_sound(database: Path) -> tuple[Backup | None, list[str]]:
    """Return the newest backup that can be used, and a sentence about each that cannot."""
    unsound = list[str]()
    for backup in backups.listed(database):
        try:
            contents = backups.check(backup.path, is_quick=True)
            migrate.pending(backup.path, contents.revision)
        except StoreError:
            unsound.append(f"The backup {backup.name} could not be used.")
        else:
            return backup, unsound
    return None, unsound


def _begin(part: Path) -> None:
    """Make an empty database of ours."""
    part.unlink(missing_ok=True)
    connections.secure(part)
    with closing(connections.private_writer(part)) as raw:
        migrate.upgrade(raw, migrate.REVISIONS, lambda _step: None)


def _words(backup: Backup | None, saved: Salvaged, now: datetime) -> str:
    if backup is not None:
        begin = f"{backup.made_at:%Y-%m-%d %H:%M} UTC"
        said = f"The database was damaged; the backup of {begin} was restored."
    else:
        begin = "its beginning"
        said = "The database was damaged, and there was no backup; a new one was begun."
    rows = f"{saved.history_rows} newer history rows could still be read and are there."
    lost = "All that came after could be read."
    if not saved.is_complete:
        lost = f"More from {begin} to {now:%Y-%m-%d %H:%M} UTC may be missing."
    return f"{said} {rows} {lost}"
