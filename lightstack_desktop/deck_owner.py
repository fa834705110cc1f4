"""Which program has a deck open, where that can be known: of this user's processes, on Linux."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROC = Path("/proc")


def owners(files: Iterable[str], proc: Path = PROC) -> tuple[str, ...]:
    """Return the names of other processes that have one of these device files open.

    Of processes of other users only root sees what they have open; elsewhere there is no /proc.
    """
    wanted = frozenset(files)
    if not wanted or not proc.is_dir():
        return ()
    pids = (path for path in proc.iterdir() if path.name.isdigit())
    found = (path for path in pids if int(path.name) != os.getpid() and wanted & _open(path))
    return tuple(sorted(_name(path) for path in found))


def usb_file(interface: str, devices: Path) -> str | None:
    """Return the device file that libusb opens for an interface such as 1-1:1.0."""
    device = devices / interface.partition(":")[0]
    try:
        bus, number = (int((device / name).read_text("ascii")) for name in ("busnum", "devnum"))
    except (OSError, ValueError):
        return None
    return f"/dev/bus/usb/{bus:03}/{number:03}"


def _open(process: Path) -> frozenset[str]:
    return frozenset(_targets(process / "fd"))


def _targets(folder: Path) -> Iterator[str]:
    try:
        links = list(folder.iterdir())
    except OSError:
        return
    for link in links:
        try:
            yield os.readlink(link)  # noqa: PTH115 - it names no path to go on with
        except OSError:
            continue


def _name(process: Path) -> str:
    try:
        name = (process / "comm").read_text("utf-8", "replace").strip()
    except OSError:
        name = "?"
    return f"{name} (process {process.name})"
