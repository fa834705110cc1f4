"""Which characters a font file has, read from its cmap table (OpenType 1.9, formats 4 and 12).

1. A file that cannot be read, or has no table we know, has no characters: no exception leaves.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# (platform, encoding) of a Unicode table, the fullest first.
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


class Coverage:
    """The characters of one font, as sorted ranges."""

    def __init__(self, path: Path, index: int = 0) -> None:
        """Read the font at `path`; `index` counts within a collection, its high bits ignored."""
        try:
            with path.open("rb") as file:
                ranges = _ranges(_cmap(file, index & 0xFFFF))
        except (OSError, struct.error, LookupError):
            ranges = ((), ())
        self._firsts, self._lasts = ranges

    def has(self, text: str) -> bool:
        """Tell whether the font has every character of `text`."""
        return all(self._has(ord(char)) for char in text)

    def _has(self, code: int) -> bool:
        place = bisect_right(self._firsts, code) - 1
        return place >= 0 and code <= self._lasts[place]


def _cmap(file: BinaryIO, index: int) -> bytes:
    """Return the bytes of the cmap table; a font is megabytes, this table some kilobytes."""
    start = 0
    if _read(file, 0, 4) == b"ttcf":
        (start,) = struct.unpack(">I", _read(file, 12 + 4 * index, 4))
    (count,) = struct.unpack(">H", _read(file, start + 4, 2))
    directory = _read(file, start + 12, 16 * count)
    for tag, _sum, offset, length in struct.iter_unpack(">4sIII", directory):
        if tag == b"cmap":
            return _read(file, offset, length)
    raise LookupError("no cmap")


def _read(file: BinaryIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    return file.read(length)


def _ranges(cmap: bytes) -> tuple[Sequence[int], Sequence[int]]:
    """Return the first and last codes of each range of the fullest Unicode table."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    records = [struct.unpack_from(">HHI", cmap, 4 + 8 * n) for n in range(count)]
    tables = {(platform, encoding): offset for platform, encoding, offset in records}
    offset = next(tables[kind] for kind in _UNICODE if kind in tables)
    (form,) = struct.unpack_from(">H", cmap, offset)
    if form == 12:
        return _format_12(cmap, offset)
    if form == 4:
        return _format_4(cmap, offset)
    raise LookupError("no cmap format we know")


def _format_12(cmap: bytes, offset: int) -> tuple[Sequence[int], Sequence[int]]:
    (count,) = struct.unpack_from(">I", cmap, offset + 12)
    groups = _big_endian("I", cmap[offset + 16 : offset + 16 + 12 * count])
    return groups[0::3], groups[1::3]


def _format_4(cmap: bytes, offset: int) -> tuple[Sequence[int], Sequence[int]]:
    """Ranges of 16-bit codes; one with an offset looks glyphs up, and 0 there means none."""
    (double,) = struct.unpack_from(">H", cmap, offset + 6)
    words = _big_endian("H", cmap[offset + 14 : offset + 14 + (len(cmap) - offset - 14) // 2 * 2])
    n = double // 2
    firsts: list[int] = []
    lasts: list[int] = []
    for k in range(n):
        last, first, look_up = words[k], words[n + 1 + k], words[3 * n + 1 + k]
        if not look_up:
            firsts.append(first)
            lasts.append(last)
            continue
        base = 3 * n + 1 + k + look_up // 2 - first
        held = [code for code in range(first, last + 1) if words[base + code]]
        firsts.extend(held)
        lasts.extend(held)
    return firsts, lasts


def _big_endian(kind: str, data: bytes) -> array[int]:
    values = array(kind, data)
    if sys.byteorder == "little":
        values.byteswap()
    return values
