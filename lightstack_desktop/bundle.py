"""`lightstack report`: one zip for a bug report, with nothing of the user's in it.

1. It holds versions, settings, what doctor sees, how much the database holds, and the last lines of
the log. 2. All text goes through anonymous.py; no alert, note, name, serial number, path, address
or token is in it. 3. What is in it is said in its first file. 4. Nothing is sent anywhere.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import re
import socket
import sqlite3
import sys
import tempfile
import zipfile
from collections import deque
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lightstack_desktop import __version__, data, instance, settings
from lightstack_desktop.anonymous import Anonymizer, vocabulary
from lightstack_desktop.errors import RefusedError, SettingsError, StoreError
from lightstack_desktop.logs import FILE_NAME
from lightstack_desktop.store import backups, snapshot
from lightstack_desktop.store.store import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.folders import Folders

    Doctor = Iterable[Any]

LOG_LINES = 2000
PACKAGES = (
    "PySide6-Essentials hidapi streamdeck sqlalchemy alembic pillow fastapi starlette uvicorn "
    "websockets httptools platformdirs pyudev"
).split()
SHOWN = ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "LANG")
ABOUT = """What this is: a report of Lightstack Desktop, for a bug report.

versions.json   this program, Python, the system, and the libraries in use
settings.json   the settings; host names are only counted
doctor.txt      what `lightstack doctor` sees
database.json   how many alerts, decks, history rows and backups there are, and their size
log.txt         the last {lines} lines of the log

No alert's key, name or note, no serial number, path, user or host name, address or token is in it.
Every word that the program does not say itself is a "·", and what is known to be yours is named by
what it is, such as <alert> or <home>. Read it before you send it: it is yours.
"""

_LOG_LINE = re.compile(r"(\d{4}-[\d:.T-]+Z) ([A-Z]+) (.*)", re.DOTALL)


def write(places: Folders, target: Path, checks: Doctor, now: datetime) -> list[str]:
    """Write a report that is not there yet; return what it holds. Raises RefusedError."""
    if target.exists() or target.is_symlink():
        raise RefusedError(f"There is a {target} already. Name another file, or remove that one.")
    files = _files(places, checks, now)
    try:
        descriptor, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with (
                open(descriptor, "wb") as out,  # noqa: PTH123 - a descriptor
                zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle,
            ):
                for name, text in files.items():
                    bundle.writestr(zipfile.ZipInfo(name), text)
            Path(part).replace(target)
        finally:
            Path(part).unlink(missing_ok=True)
    except OSError as error:
        raise RefusedError(f"Cannot write {target}: {error.strerror}.") from error
    return list(files)


def _files(places: Folders, checks: Doctor, now: datetime) -> dict[str, str]:
    board, rows, trouble = _database(places.data_dir / DATABASE)
    cleaner = Anonymizer(dict(_private(places, board)), vocabulary(data.PACKAGE))
    return {
        "README.txt": ABOUT.format(lines=LOG_LINES),
        "versions.json": _json({"made_at": now.isoformat(timespec="seconds"), **_versions()}),
        "settings.json": _json(_settings()),
        "doctor.txt": "\n".join(_doctor(checks, cleaner)),
        "database.json": _json(_counts(places, board, rows, trouble, cleaner)),
        "log.txt": "\n".join(_log(places.state_dir / FILE_NAME, cleaner)),
    }


def _json(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"


def _versions() -> dict[str, Any]:
    return {
        "lightstack-desktop": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
        "packages": {name: _version(name) for name in PACKAGES},
        "environment": {name: os.environ.get(name) for name in SHOWN},
        "is_headless": not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")),
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _settings() -> dict[str, Any]:
    try:
        chosen = settings.load(os.environ)
    except SettingsError:
        return {"trouble": "they cannot be read; doctor.txt says why"}
    return {key: _shown(key, getattr(chosen, key)) for key in settings.KEYS}


def _shown(key: str, value: object) -> object:
    """Return a setting, if there are only so many that it can be."""
    if isinstance(value, int) or value in settings.CHOICES.get(key, ()):
        return value
    if isinstance(value, tuple) and all(isinstance(each, int) for each in value):
        return value
    return f"{len(value)} values" if isinstance(value, tuple) else "set"


def _doctor(checks: Doctor, cleaner: Anonymizer) -> Iterator[str]:
    for check in checks:
        said = asdict(check)
        yield f"{said['state']:<8} {said['name']:<10} {cleaner.text(said['seen'])}"
        if said["todo"]:
            yield f"{'':<19} {cleaner.text(said['todo'])}"


def _database(file: Path) -> tuple[Board | None, int, str]:
    """Return the board, how many history rows there are, and what is wrong."""
    if not file.exists():
        return None, 0, "there is none"
    try:
        with snapshot.opened(file) as found:
            return found.board(), found.history_rows(), ""
    except StoreError as error:
        return None, 0, str(error)


def _counts(
    places: Folders, board: Board | None, rows: int, trouble: str, cleaner: Anonymizer
) -> dict[str, Any]:
    file = places.data_dir / DATABASE
    return {
        "trouble": cleaner.text(trouble) or None,
        "bytes": file.stat().st_size if file.exists() else 0,
        "alerts": len(board.alerts) if board else None,
        "active": len(board.active) if board else None,
        "decks": [cleaner.text(deck.model) for deck in board.decks.values()] if board else None,
        "history_rows": rows,
        "backups": len(backups.listed(file)),
    }


def _private(places: Folders, board: Board | None) -> Iterator[tuple[str, str]]:
    """Yield what is the user's, and what it is."""
    for alert in board.alerts.values() if board else ():
        fields = alert.config.fields
        for text in (alert.key, fields.name, fields.description, fields.picture):
            if text:
                yield text, "alert"
    for deck in board.decks.values() if board else ():
        yield deck.serial, "deck"
        yield from ((pattern, "alert") for pattern in deck.patterns)
    yield from ((str(folder), name.replace("_", " ")) for name, folder in places._asdict().items())
    yield str(Path.home()), "home"
    yield socket.gethostname(), "host"
    yield sys.prefix, "environment"
    yield str(data.PACKAGE.parent), "program"
    token = instance.read_token(places.data_dir)
    if token is not None:
        yield token, "token"
    try:
        yield getpass.getuser(), "user"
        yield from ((host, "host") for host in settings.load(os.environ).api_hosts)
    except (SettingsError, OSError, KeyError):
        return


def _log(file: Path, cleaner: Anonymizer) -> Iterator[str]:
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            last = deque(lines, LOG_LINES)
    except OSError as error:
        yield f"no log: {error.strerror}"
        return
    for line in last:
        found = _LOG_LINE.fullmatch(line.rstrip("\n"))
        if found is None:
            yield cleaner.text(line.rstrip("\n"))
        else:
            when, level, said = found.groups()
            yield f"{when} {level} {cleaner.text(said)}"
