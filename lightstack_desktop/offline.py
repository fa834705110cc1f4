"""What the CLI does with the data folder itself, whether the app runs or not.

1. Reading goes on beside the running app. 2. What replaces the database takes the lock of the data
folder first, so it is refused while the app runs.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lightstack_desktop import instance
from lightstack_desktop.errors import AlreadyRunningError, RefusedError, StoreError
from lightstack_desktop.store import backups
from lightstack_desktop.store import restore as restoring
from lightstack_desktop.store.history import History, Wanted
from lightstack_desktop.store.history_export import HistoryExport
from lightstack_desktop.store.store import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lightstack_desktop.folders import HasFolders


def backups_of(places: HasFolders) -> list[dict[str, Any]]:
    """Return what `backup list --json` prints, the newest first."""
    return [
        {
            "name": backup.name,
            "made_at": backup.made_at.isoformat(),
            "reason": backup.reason,
            "bytes": backup.path.stat().st_size,
        }
        for backup in backups.listed(places.data_dir / DATABASE)
    ]


def back_up(places: HasFolders) -> str:
    """Make a verified backup now and say what it holds; raises StoreError."""
    database = _database(places)
    made = backups.create(database, "asked", _now())
    backup = made or backups.listed(database)[0]
    said = "Backed up as" if made else "Nothing has changed since"
    return f"{said} {backup.name}: {_told(backups.check(backup.path))}."


def restore(places: HasFolders, name: str) -> str:
    """Put a backup in the place of the database and say how to undo that."""
    database = places.data_dir / DATABASE
    backup = backups.named(database, name)
    with _alone(places):
        done = restoring.restore(database, backup, _now())
    said = f"Restored {backup.name}: {_told(done.contents)}."
    if done.former is None:
        return said
    if done.former.parent == database.parent:
        return f"{said} The damaged database that was there is now {done.former.name}."
    return f"{said} To undo: lightstack backup restore {done.former.name}"


def export_history(places: HasFolders, key: str | None, output: str, form: str | None) -> int:
    """Write all that happened, or all of one alert, to a file; return how many rows.

    Without a form the file's name tells it. Raises StoreError or NotExportedError.
    """
    path = Path(output)
    by_name = "json" if path.suffix.lower() == ".json" else "csv"
    reader = History(_database(places))
    export = HistoryExport(reader, Wanted(key), path, form or by_name)
    try:
        export.begin()
        while export.step():
            pass
    finally:
        # Ctrl-C, too, leaves no half file.
        export.cancel()
        reader.close()
    return export.count


def _database(places: HasFolders) -> Path:
    database = places.data_dir / DATABASE
    if not database.exists():
        raise StoreError(f"There is no database yet: {database}. The first start makes it.")
    return database


@contextmanager
def _alone(places: HasFolders) -> Iterator[None]:
    """Keep the app from starting; raises RefusedError while it runs."""
    lock = instance.Lock(places.data_dir)
    try:
        lock.acquire()
    except AlreadyRunningError as error:
        raise RefusedError(f"{error} Quit it first; its data must not change under it.") from error
    try:
        yield
    finally:
        lock.release()


def _told(contents: backups.Contents) -> str:
    return f"{contents.configs} alerts, {contents.history_rows} history rows"


def _now() -> datetime:
    return datetime.now(UTC)
