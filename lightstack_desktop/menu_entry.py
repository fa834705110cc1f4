"""`lightstack install-desktop`: the menu entry, its icons and what software centres read of us.

1. Into the user's own folders: no root, and nothing that another user sees. 2. Installing again
mends, removing twice is fine, and only files of our names are ever touched. 3. The entry starts
this installation by its absolute path, for a menu does not know a virtual environment's.
Source: the Desktop Menu, Icon Theme and AppStream specifications.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop import data, desktop_entry, folders
from lightstack_desktop.desktop_entry import FILE_NAME, NAME
from lightstack_desktop.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

METAINFO = f"{NAME}.metainfo.xml"
THEME = Path("icons", "hicolor")


def install(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Put every file in its place and return where; raises SettingsError."""
    if sys.platform != "linux":
        raise SettingsError("There are menu entries of this kind on Linux only.")
    base = folder(environ)
    made = []
    for name, content in _files():
        _write(base / name, content)
        made.append(base / name)
    _touch(base / THEME)
    return tuple(made)


def remove(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Take away what `install` put there and return what was found; raises SettingsError."""
    base = folder(environ)
    gone = []
    for name, _ in _files():
        file = base / name
        try:
            file.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise SettingsError(f"Cannot remove {file}: {error.strerror}.") from error
        gone.append(file)
    _touch(base / THEME)
    return tuple(gone)


def folder(environ: Mapping[str, str]) -> Path:
    """Return where a user's menu entries and icons lie."""
    base = environ.get("XDG_DATA_HOME", "")
    # The specification: a path that is not absolute counts as none.
    home = Path(environ.get("HOME") or Path.home())
    return Path(base) if base.startswith("/") else home / ".local" / "share"


def _files() -> Iterator[tuple[Path, bytes]]:
    """Yield each file, by its path below the folder, with what it holds."""
    shipped = data.path("assets", "desktop")
    yield Path("applications", FILE_NAME), _entry((shipped / FILE_NAME).read_text("utf-8"))
    yield Path("metainfo", METAINFO), (shipped / METAINFO).read_bytes()
    theme = data.path("assets", "icons", "app", "hicolor")
    for file in sorted(theme.rglob(f"{NAME}*")):
        yield THEME / file.relative_to(theme), file.read_bytes()


def _entry(text: str) -> bytes:
    """Return the menu entry with the command of this installation in it."""
    command = desktop_entry.exec_value(desktop_entry.program())
    lines = (f"Exec={command}" if line.startswith("Exec=") else line for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines).encode()


def _write(file: Path, content: bytes) -> None:
    """Write a file at once and whole."""
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(folders.open_private(part, os.O_WRONLY | os.O_TRUNC), "wb") as made:
            made.write(content)
        part.replace(file)
    except OSError as error:
        raise SettingsError(f"Cannot write {file}: {error.strerror}.") from error


def _touch(theme: Path) -> None:
    """Make it known that the icons are others: caches are renewed by the folder's time."""
    with suppress(OSError):
        os.utime(theme)
