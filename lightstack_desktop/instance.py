"""One running app a data folder, and how others find it.

1. The kernel holds the lock, so kill -9 releases it. 2. The record says port and pid; a record
whose process is gone does not count. 3. Record and socket are named after the data folder, so
that two data folders do not collide. 4. Whoever holds the lock owns the record and the socket.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from lightstack_desktop.errors import AlreadyRunningError, SettingsError
from lightstack_desktop.folders import make, open_private

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from lightstack_desktop.folders import HasFolders

LOCK_NAME = "instance.lock"
TOKEN_NAME = "token"  # noqa: S105 - the name of the file, not its content


class Lock:
    """The right to write in a data folder. Released by `release` or by the end of the process."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock, making the folder; raises AlreadyRunningError or SettingsError."""
        make(self._data_dir)
        descriptor = _open_lock(self._data_dir / LOCK_NAME)
        try:
            _lock(descriptor)
        except OSError as error:
            pid = _pid_in(descriptor)
            os.close(descriptor)
            raise AlreadyRunningError(self._data_dir, pid) from error
        self._descriptor = descriptor
        # Who owns it is a courtesy; a disk that is full or read-only must not stop a start.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, b"%d\n" % os.getpid())

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Give the lock back. The file stays: removing it could part two programs' locks."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        # A byte beyond the end: Windows refuses others even the reading of locked bytes.
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _open_lock(path: Path) -> int:
    try:
        return open_private(path, os.O_RDWR)
    except SettingsError:
        # The kernel locks a file that is open for reading as well: on a read-only disk.
        if not path.is_file() or path.is_symlink():
            raise
        return os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))


def _pid_in(descriptor: int) -> int | None:
    text = os.read(descriptor, 32).strip()
    return int(text) if text.isdigit() else None


class Record(NamedTuple):
    """What the running app says of itself. `port` is None while it serves no API."""

    pid: int
    port: int | None
    has_window: bool


def write_record(folders: HasFolders, record: Record) -> None:
    """Put the record where the CLI looks, at once and whole; raises SettingsError."""
    import json  # noqa: PLC0415 - the CLI reads only

    make(folders.runtime_dir)
    _replace(record_path(folders), json.dumps(record._asdict()))


def _replace(path: Path, text: str) -> None:
    """Write one of our files at once and whole, 0600 and never through a link."""
    import tempfile  # noqa: PLC0415 - the CLI reads only

    if path.is_symlink():
        raise SettingsError(f"{path} is a symbolic link; remove it.")
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(temporary, path)  # noqa: PTH105 - it is no Path
        except OSError:
            os.unlink(temporary)  # noqa: PTH108 - it is no Path
            raise
    except OSError as error:
        raise SettingsError(f"Cannot write {path}: {error.strerror}.") from error


def read_record(folders: HasFolders) -> Record | None:
    """Return what the running app wrote, None if none runs (any more)."""
    import json  # noqa: PLC0415 - `lightstack --version` needs none

    try:
        found = json.loads(record_path(folders).read_bytes())
        record = Record(found["pid"], found["port"], found["has_window"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return record if _is_sound(record) and is_alive(record.pid) else None


def remove_record(folders: HasFolders) -> None:
    """Take the record away, on quitting."""
    record_path(folders).unlink(missing_ok=True)


def _is_sound(record: Record) -> bool:
    return (
        type(record.pid) is int
        and record.pid > 0
        and (record.port is None or (type(record.port) is int and 0 < record.port < 65536))
    )


def is_alive(pid: int) -> bool:
    """Return whether there is such a process."""
    # Windows has no signal 0: there it would be Ctrl+C. The connection will tell.
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


def record_path(folders: HasFolders) -> Path:
    """Return where the record lies."""
    return folders.runtime_dir / f"{_name(folders.data_dir)}.json"


def socket_path(folders: HasFolders) -> Path:
    """Return the unix socket on which the running app waits to be asked for its window."""
    return folders.runtime_dir / f"{_name(folders.data_dir)}.sock"


def _name(data_dir: Path) -> str:
    import hashlib  # noqa: PLC0415 - 5 ms, which `lightstack --version` need not pay

    digest = hashlib.sha256(os.fsencode(os.path.realpath(data_dir)))
    return f"instance-{digest.hexdigest()[:12]}"


def create_token(data_dir: Path) -> str:
    """Return the API's token, made on first use: 256 bits, file 0600; raises SettingsError."""
    make(data_dir)
    if not (data_dir / TOKEN_NAME).is_symlink() and not os.access(data_dir, os.W_OK):
        found = read_token(data_dir)
        if found is not None:
            return found
    with os.fdopen(open_private(data_dir / TOKEN_NAME, os.O_RDWR), "r+", encoding="ascii") as file:
        try:
            token = file.read().strip()
        except UnicodeDecodeError as error:
            raise SettingsError(f"{data_dir / TOKEN_NAME} is damaged; remove it.") from error
        if token:
            return token
        import secrets  # noqa: PLC0415 - on the first start only

        token = secrets.token_urlsafe(32)
        file.write(token + "\n")
        file.flush()
        os.fsync(file.fileno())
    return token


def rotate_token(data_dir: Path) -> str:
    """Put another token in the place of the one that is there, whole; raises SettingsError.

    For whoever holds the lock.
    """
    import secrets  # noqa: PLC0415 - seldom needed

    token = secrets.token_urlsafe(32)
    _replace(data_dir / TOKEN_NAME, token + "\n")
    return token


def read_token(data_dir: Path) -> str | None:
    """Return the API's token, None if there is none to read."""
    try:
        return (data_dir / TOKEN_NAME).read_text("ascii").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def raise_window(folders: HasFolders) -> bool:
    """Ask the running app to show its window; False if it has none or does not answer in 2 s."""
    import socket  # noqa: PLC0415 - a second start only

    from lightstack_desktop.socket_address import address  # noqa: PLC0415 - a second start only

    try:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(2)
            with address(socket_path(folders)) as reachable:
                caller.connect(reachable)
            return caller.recv(8) != b""
    except (OSError, AttributeError):
        # AttributeError: this system has no unix sockets.
        return False
