"""What doctor sees of the files: settings, folders, database, backups, disk, token and log."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
import stat
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from lightstack_desktop import instance, logs
from lightstack_desktop.check import ERROR, OK, WARNING, Check
from lightstack_desktop.store import backups, migrate
from lightstack_desktop.store.store import DATABASE

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.settings import Settings

FREE_BYTES = 100 * 1024 * 1024
# A backup is made on every day on which something changed, and the app may have slept a night.
OLD_BACKUP = timedelta(days=2)


def checks(chosen: Settings) -> tuple[Check, ...]:
    """Look at every file and folder of ours."""
    database = chosen.data_dir / DATABASE
    return (
        *_settings(chosen),
        _folder("data", chosen.data_dir),
        _database(database),
        *_set_aside(database),
        *_backups(database, datetime.now(UTC)),
        _disk("disk", chosen.data_dir, "alerts cannot be kept on a full disk"),
        _token(chosen.data_dir / instance.TOKEN_NAME),
        _folder("state", chosen.state_dir),
        *_log(chosen.state_dir / logs.FILE_NAME),
        *(_folder("runtime", each) for each in {chosen.runtime_dir} - {chosen.data_dir}),
    )


def _settings(chosen: Settings) -> tuple[Check, ...]:
    seen = str(chosen.file) if chosen.file.exists() else f"{chosen.file} (none: defaults)"
    unknown = (Check("settings", WARNING, text) for text in chosen.warnings)
    return (Check("settings", OK, seen), *unknown)


def _folder(name: str, folder: Path) -> Check:
    """Return whether a folder can be used; one that is not there yet, whether it can be made."""
    if not folder.exists():
        there = next(path for path in folder.parents if path.exists())
        if not os.access(there, os.W_OK | os.X_OK):
            todo = f"Make {there} yours, or make the folder yourself."
            return Check(name, ERROR, f"{folder} cannot be made", todo)
        return Check(name, OK, f"{folder} (made on the first start)")
    if not folder.is_dir():
        return Check(name, ERROR, f"{folder} is no folder", f"Move it away: {folder}")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Check(name, ERROR, f"{folder} cannot be written to", f"Make it yours: {folder}")
    return _private(name, folder, 0o700)


def _private(name: str, path: Path, mode: int) -> Check:
    """Return whether a path is closed to other users."""
    if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        todo = f"chmod {mode:o} {shlex.quote(str(path))}"
        return Check(name, WARNING, f"{path} is open to others", todo)
    return Check(name, OK, str(path))


def _database(file: Path) -> Check:
    if not file.exists():
        return Check("database", OK, f"{file} (made on the first start)")
    try:
        # Closing matters: a connection that is only dropped keeps the file open.
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            revision = _revision(connection)
        finally:
            connection.close()
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        todo = "Start the app: it restores the newest backup. Or: lightstack backup restore NAME"
        return Check("database", ERROR, f"{file}: {found}", todo)
    if revision is not None and revision not in migrate.REVISIONS:
        seen = f"{file} was made by a newer version (schema {revision})"
        return Check("database", ERROR, seen, "Install that version, or move the file away.")
    return _private("database", file, 0o600)


def _revision(connection: sqlite3.Connection) -> str | None:
    query = "SELECT name FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.execute(query).fetchone() is None:
        return None
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found is not None else None


def _set_aside(file: Path) -> tuple[Check, ...]:
    """Name what is left of databases that were damaged; the user alone may remove it."""
    found = sorted(path.name for path in file.parent.glob(f"{file.name}.corrupt-2*[0-9Z]"))
    if not found:
        return ()
    todo = "The log says what was restored. Remove them once you miss nothing."
    return (Check("damaged", WARNING, f"set aside: {', '.join(found)}", todo),)


def _backups(file: Path, now: datetime) -> tuple[Check, ...]:
    """Say when the newest was made; a warning if the database has gone on without one for days."""
    if not file.exists():
        return ()
    found = backups.listed(file)
    changed_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    made_at = found[0].made_at if found else None
    seen = "none yet"
    if made_at is not None:
        seen = f"{len(found)}, the newest of {made_at:%Y-%m-%d %H:%M} UTC"
    since = made_at or datetime.fromtimestamp(_born(file), UTC)
    if changed_at - since > OLD_BACKUP and now - since > OLD_BACKUP:
        todo = "Make one: lightstack backup create. If that fails, it says why."
        return (Check("backups", WARNING, f"{seen}; the database has changed since", todo),)
    return (Check("backups", OK, seen),)


def _born(file: Path) -> float:
    """Return when the data folder began to be used, as near as that can be told."""
    token = file.with_name(instance.TOKEN_NAME)
    return (token if token.exists() else file).stat().st_mtime


def _log(file: Path) -> tuple[Check, ...]:
    if file.is_symlink():
        return (Check("log", ERROR, f"{file} is a symbolic link", "Remove it."),)
    if not file.exists():
        return ()
    if not os.access(file, os.W_OK):
        return (Check("log", WARNING, f"{file} cannot be written to", f"Make it yours: {file}"),)
    return (_private("log", file, 0o600),)


def _disk(name: str, folder: Path, why: str) -> Check:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    seen = f"{free // (1024 * 1024)} MiB free for {folder}"
    if free < FREE_BYTES:
        return Check(name, WARNING, seen, f"Make room: {why}.")
    return Check(name, OK, seen)


def _token(file: Path) -> Check:
    if file.is_symlink():
        return Check("token", ERROR, f"{file} is a symbolic link", "Remove it.")
    if not file.exists():
        return Check("token", OK, f"{file} (made on the first start)")
    return _private("token", file, 0o600)
