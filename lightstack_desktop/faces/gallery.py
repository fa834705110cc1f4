"""The user's own pictures as they are drawn: small PNGs in the data folder, see pictures.py.

1. Only names that we gave are ever opened, or removed. 2. A picture that is gone, or that another
put there, draws nothing; the caller shows a sign for it. 3. What no configuration names any more is
removed when the program starts, and no sooner than UNUSED_FOR after it was last in use: no undo is
older than the program's start, and a backup that is restored finds its pictures for as long.
"""

from __future__ import annotations

import logging
import os
import re
import stat
import struct
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from lightstack_desktop.faces import shapes

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime
    from pathlib import Path

log = logging.getLogger(__name__)

FOLDER = "pictures"  # in the data folder
KEPT_SIDE = 240  # twice the largest key's
UNUSED_FOR = timedelta(days=90)
# What Pillow raises for a file that is not what it says, or more than it dares to decode.
UNREADABLE = (
    OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError, EOFError, struct.error,
    Image.DecompressionBombError,
)  # fmt: skip

_NAME = re.compile("[0-9a-f]{32}[.]png")
_MOST_BYTES = 1 << 20  # four times what an own PNG of that side can take
_CORNER = 0.14  # of the side


class Gallery:
    """The pictures kept in `folder`; None has none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def draw(self, name: str, size_px: int) -> Image.Image | None:
        """Return a picture (RGBA) that fits `size_px` each way, its corners rounded; None if it
        is gone or cannot be read."""
        if self._folder is None or not _NAME.fullmatch(name):
            return None
        try:
            drawn = _fitted(read_file(self._folder / name, _MOST_BYTES), size_px)
        except UNREADABLE:
            return None
        corners = shapes.rounded(drawn.size, min(drawn.size) * _CORNER)
        drawn.putalpha(ImageChops.multiply(drawn.getchannel("A"), corners))
        return drawn


def tidy(folder: Path, used: Container[str], now: datetime) -> int:
    """Remove the pictures that were not in use for long; return how many. Call it at the start.

    `used` are the names that configurations hold now. A file's time of change is kept as the time
    at which it was last seen in use.
    """
    gone = 0
    try:
        for path in folder.iterdir() if folder.is_dir() else ():
            gone += bool(_NAME.fullmatch(path.name)) and _is_removed(path, path.name in used, now)
    except OSError as error:
        log.info("the pictures were not tidied: %s", error)
    if gone:
        log.info("%d pictures that nothing used for %d days are removed", gone, UNUSED_FOR.days)
    return gone


def _is_removed(path: Path, is_used: bool, now: datetime) -> bool:
    if is_used:
        os.utime(path, (now.timestamp(), now.timestamp()), follow_symlinks=False)
        return False
    if now.timestamp() - path.lstat().st_mtime < UNUSED_FOR.total_seconds():
        return False
    path.unlink()
    return True


def is_name(name: str) -> bool:
    """Tell whether a picture of ours may be called so."""
    return _NAME.fullmatch(name) is not None


def stored(folder: Path, name: str) -> bytes | None:
    """Return the file of a picture as it lies in `folder`; None if it is gone or none of ours."""
    if not is_name(name):
        return None
    try:
        data = read_file(folder / name, _MOST_BYTES + 1)
    except OSError:
        return None
    return data if len(data) <= _MOST_BYTES else None


def read_file(path: Path, most_bytes: int) -> bytes:
    """Return at most so many of a file's bytes; a pipe or device is no file. Raises OSError."""
    # O_NONBLOCK: opening a pipe that nobody writes to must not hold up the caller.
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123 - a descriptor
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(0, "it is no ordinary file")
        return file.read(most_bytes)


def _fitted(data: bytes, size_px: int) -> Image.Image:
    with Image.open(BytesIO(data), formats=("PNG",)) as kept:
        if max(kept.size) > KEPT_SIDE:  # nothing is decoded yet
            raise ValueError("none of ours")
        scale = size_px / max(kept.size)
        size = (max(1, round(kept.width * scale)), max(1, round(kept.height * scale)))
        return kept.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
