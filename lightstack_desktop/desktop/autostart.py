"""Start at login, by the autostart entry that every desktop of Linux reads.

1. The truth is the file: what another program or the user changed in it counts. 2. The user's file
hides one of the same name that the system holds for everybody. 3. Elsewhere than on Linux there is
none: that is said, not pretended.
Source: the Desktop Application Autostart Specification, 0.5.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop import desktop_entry, folders
from lightstack_desktop.desktop_entry import FILE_NAME
from lightstack_desktop.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "autostart"
OFF = {"Hidden": "true", "X-GNOME-Autostart-enabled": "false"}


def is_supported() -> bool:
    """Tell whether this system has such a file."""
    return sys.platform == "linux"


def is_on(environ: Mapping[str, str]) -> bool:
    """Tell whether the program is started at the next login."""
    for folder in (own_folder(environ), *_system_folders(environ)):
        found = _entries(folder / FILE_NAME)
        if found is not None:
            return not any(found.get(key, "").lower() == off for key, off in OFF.items())
    return False


def turn_on(environ: Mapping[str, str]) -> None:
    """Have this installation started at login; raises SettingsError."""
    command = desktop_entry.exec_value(desktop_entry.program())
    # Not the key Terminal or StartupNotify: nothing opens at login but the icon.
    lines = (
        desktop_entry.GROUP,
        "Type=Application",
        "Name=Lightstack Desktop",
        "Comment=Alerts on a Stream Deck",
        f"Exec={command}",
        f"Icon={desktop_entry.NAME}",
    )
    _write(own_folder(environ) / FILE_NAME, lines)


def turn_off(environ: Mapping[str, str]) -> None:
    """Have it started no more; raises SettingsError."""
    file = own_folder(environ) / FILE_NAME
    if any((folder / FILE_NAME).is_file() for folder in _system_folders(environ)):
        lines = (desktop_entry.GROUP, "Type=Application", "Name=Lightstack Desktop", "Hidden=true")
        _write(file, lines)
        return
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(f"Cannot remove {file}: {error.strerror}.") from error


def own_folder(environ: Mapping[str, str]) -> Path:
    """Return where the user's entries lie."""
    base = environ.get("XDG_CONFIG_HOME", "")
    # The specification: a path that is not absolute counts as none.
    home = Path(environ.get("HOME") or Path.home())
    return (Path(base) if base.startswith("/") else home / ".config") / FOLDER


def _system_folders(environ: Mapping[str, str]) -> tuple[Path, ...]:
    named = environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    return tuple(Path(base) / FOLDER for base in named.split(":") if base.startswith("/"))


def _entries(file: Path) -> dict[str, str] | None:
    """Return what a file says, None if there is none that can be read."""
    try:
        return desktop_entry.entries(file.read_text("utf-8", "replace"))
    except OSError:
        return None


def _write(file: Path, lines: tuple[str, ...]) -> None:
    """Write it at once and whole: half an entry would be one that starts nothing."""
    part = file.with_name(f".{file.name}.part")
    try:
        folders.make(file.parent)
        if file.is_symlink():
            raise SettingsError(f"{file} is a symbolic link; remove it.")
        with os.fdopen(
            folders.open_private(part, os.O_WRONLY | os.O_TRUNC), "w", encoding="utf-8"
        ) as made:
            made.write("".join(f"{line}\n" for line in lines))
            made.flush()
            os.fsync(made.fileno())
        part.replace(file)
    except OSError as error:
        raise SettingsError(f"Cannot write {file}: {error.strerror}.") from error
