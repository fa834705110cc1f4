"""Where the program keeps its files.

1. Folders come from LIGHTSTACK_*_DIR, else from the platform; never from config.toml, which lies
in one of them. 2. Folders we make are 0700, files 0600; one that exists keeps its mode. 3. A file
we create or open for writing is never reached through a planted symbolic link. 4. Cheap to import:
every command of the CLI starts here.
"""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lightstack_desktop.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from tempfile import TemporaryDirectory

APP_NAME = "lightstack-desktop"


class Folders(NamedTuple):
    """The four folders. A NamedTuple, for importing dataclasses costs the CLI 10 ms."""

    data_dir: Path
    config_dir: Path
    state_dir: Path
    runtime_dir: Path


class HasFolders(Protocol):
    """What Folders and Settings have in common."""

    @property
    def data_dir(self) -> Path:
        """Return where database and token lie."""

    @property
    def runtime_dir(self) -> Path:
        """Return where record and socket lie."""


def folders(environ: Mapping[str, str]) -> Folders:
    """Return the folders that this environment names; makes none of them."""
    import platformdirs  # noqa: PLC0415 - not needed where a test or a service names all four

    data_dir = _named(environ, "DATA") or platformdirs.user_data_path(APP_NAME, appauthor=False)
    return Folders(
        data_dir,
        _named(environ, "CONFIG") or platformdirs.user_config_path(APP_NAME, appauthor=False),
        _named(environ, "STATE") or platformdirs.user_state_path(APP_NAME, appauthor=False),
        _named(environ, "RUNTIME") or _runtime_dir(environ) or data_dir,
    )


def _named(environ: Mapping[str, str], name: str) -> Path | None:
    from pathlib import Path  # noqa: PLC0415 - platformdirs brings it along where it is needed

    value = environ.get(f"LIGHTSTACK_{name}_DIR")
    return Path(value).expanduser().absolute() if value else None


def _runtime_dir(environ: Mapping[str, str]) -> Path | None:
    """Return the folder for what ends with the session; None if this system has none."""
    import platformdirs  # noqa: PLC0415 - see folders

    if sys.platform != "linux":
        return platformdirs.user_runtime_path(APP_NAME, appauthor=False)
    from pathlib import Path  # noqa: PLC0415 - see _named

    # cron and ssh have no XDG_RUNTIME_DIR, and must find the app that the desktop started.
    # platformdirs would go on to a folder in /tmp, which others can make before us.
    for base in (environ.get("XDG_RUNTIME_DIR"), f"/run/user/{os.getuid()}"):
        if base and _is_our_own_folder(base):
            return Path(base) / APP_NAME
    return None


def _is_our_own_folder(path: str) -> bool:
    try:
        status = os.stat(path)  # noqa: PTH116 - no Path is needed to ask
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()


def make(folder: Path) -> None:
    """Make a folder and its missing parents, 0700; raises SettingsError."""
    try:
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(20, "it is not a folder")
    except OSError as error:
        raise SettingsError(
            f"Cannot make the folder {folder}: {error.strerror}. Free the path, or name another "
            "by LIGHTSTACK_DATA_DIR, LIGHTSTACK_STATE_DIR or LIGHTSTACK_RUNTIME_DIR."
        ) from error


def temporary() -> TemporaryDirectory[str]:
    """Return a folder of our own that ends with a `with` block; raises SettingsError."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - for imports only

    try:
        return TemporaryDirectory(prefix=f"{APP_NAME}-")
    except OSError as error:
        raise SettingsError(
            f"Cannot make a temporary folder: {error.strerror}. Name a place for it by TMPDIR."
        ) from error


def open_private(path: Path, flags: int) -> int:
    """Open one of our files, created 0600 and never through a link; raises SettingsError."""
    try:
        descriptor = os.open(path, flags | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        why = "it is a symbolic link; remove it" if path.is_symlink() else error.strerror
        raise SettingsError(f"Cannot open {path}: {why}.") from error
    status = os.fstat(descriptor)
    if stat.S_IMODE(status.st_mode) & 0o077 and sys.platform != "win32":
        os.fchmod(descriptor, 0o600)
    return descriptor


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place, 0600: whole and on the disk, or not at all; raises SettingsError."""
    import tempfile  # noqa: PLC0415 - the commands of the CLI write nothing

    make(path.parent)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)  # noqa: PTH105 - it is no Path
        except OSError:
            os.unlink(temporary)  # noqa: PTH108 - it is no Path
            raise
        sync(path.parent)
    except OSError as error:
        raise SettingsError(f"Cannot write {path}: {error.strerror}.") from error


def sync(folder: Path) -> None:
    """Make it last which names a folder holds. What a file holds, its writer syncs."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
