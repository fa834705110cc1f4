"""What a picture file says of itself, read from its structure before anything is decoded.

1. Nothing is decompressed here: a file that is walked in full has cost no more than its own
bytes. 2. A file must end where its picture ends: what hides behind it could be anything.
3. Everything unexpected is a BadPictureFile, for the caller to put into words.
Source: PNG (Third Edition), JPEG (T.81), GIF89a, WebP (RFC 9649).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PNG, JPEG, GIF, WEBP = "PNG", "JPEG", "GIF", "WEBP"

_MAGIC = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"GIF87a", GIF), (b"GIF89a", GIF))
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the SOFs of T.81
_STAND_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_PASSES = frozenset(range(0xD0, 0xD8)) | {0x00}  # what may follow FF inside a scan


class BadPictureFile(Exception):  # noqa: N818 - a private word of this room, never shown
    """The file's structure is not what its format says."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """`size` is the largest width and height named; `frames` count pictures, or a JPEG's scans."""

    format: str
    size: tuple[int, int]
    frames: int


def read(data: bytes) -> PictureFile | None:
    """Return what `data` says of itself; None if it is of no format we take."""
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = WEBP
    if kind is None:
        return None
    try:
        return _READERS[kind](data)
    except (IndexError, struct.error) as error:
        raise BadPictureFile("it ends too early") from error


def _png(data: bytes) -> PictureFile:
    """Walk the chunks to IEND."""
    size, frames, place = struct.unpack_from(">II", data, 16), 1, 8
    while True:
        length, tag = struct.unpack_from(">I4s", data, place)
        if tag == b"acTL":
            (frames,) = struct.unpack_from(">I", data, place + 8)
        place += 12 + length
        if tag == b"IEND":
            _check_end(data, place)
            return PictureFile(PNG, (size[0], size[1]), frames)


def _jpeg(data: bytes) -> PictureFile:
    """Walk the segments to EOI; a scan that refines a picture is counted, for each costs as much
    as the whole."""
    width = height = scans = 0
    place = 2
    while True:
        place, marker = _marker(data, place)
        if marker == 0xD9:
            _check_end(data, place)
            return PictureFile(JPEG, (width, height), scans)
        if marker in _STAND_ALONE:
            continue
        (length,) = struct.unpack_from(">H", data, place)
        if marker in _FRAME_MARKERS:
            high, wide = struct.unpack_from(">HH", data, place + 3)
            width, height = max(width, wide), max(height, high)
        place += length
        if marker == 0xDA:
            scans += 1
            place = _after_scan(data, place)


def _marker(data: bytes, place: int) -> tuple[int, int]:
    """Return the next marker, and the place after it; any number of FF may lead it in."""
    if data[place] != 0xFF:
        raise BadPictureFile("a segment does not begin where it should")
    while data[place] == 0xFF:
        place += 1
    return place + 1, data[place]


def _after_scan(data: bytes, place: int) -> int:
    """Return where the next marker stands that does not belong to the scan."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0:
            raise BadPictureFile("it ends too early")
        if data[place + 1] not in _PASSES:
            return place
        place += 2


def _gif(data: bytes) -> PictureFile:
    """Walk the blocks to the trailer."""
    width, height, packed = struct.unpack_from("<HHB", data, 6)
    place, frames = 13 + _table(packed), 0
    while True:
        kind = data[place]
        if kind == 0x3B:
            _check_end(data, place + 1)
            return PictureFile(GIF, (width, height), frames)
        if kind == 0x21:
            place = _after_blocks(data, place + 2)
        elif kind == 0x2C:
            x, y, wide, high, packed = struct.unpack_from("<HHHHB", data, place + 1)
            width, height = max(width, x + wide), max(height, y + high)
            frames += 1
            place = _after_blocks(data, place + 11 + _table(packed))
        else:
            raise BadPictureFile("a block is of an unknown kind")


def _table(packed: int) -> int:
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    while data[place]:
        place += 1 + data[place]
    return place + 1


def _webp(data: bytes) -> PictureFile:
    """Walk the chunks of the RIFF container, which says itself how long it is."""
    (length,) = struct.unpack_from("<I", data, 4)
    _check_end(data, 8 + length + length % 2)
    width = height = frames = 0
    for tag, place in _chunks(data, 12, 8 + length):
        if tag == b"ANMF":
            frames += 1
        wide, high = _webp_size(tag, data, place)
        width, height = max(width, wide), max(height, high)
    return PictureFile(WEBP, (width, height), max(1, frames))


def _chunks(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, int]]:
    while place < end:
        tag, length = struct.unpack_from("<4sI", data, place)
        if place + 8 + length > end:
            raise BadPictureFile("it ends too early")
        yield tag, place + 8
        place += 8 + length + length % 2


def _webp_size(tag: bytes, data: bytes, place: int) -> tuple[int, int]:
    """Return the size that a chunk names; 0 if it names none."""
    if tag == b"VP8X":
        return _uint24(data, place + 4) + 1, _uint24(data, place + 7) + 1
    if tag == b"ANMF":
        return _uint24(data, place + 6) + 1, _uint24(data, place + 9) + 1
    if tag == b"VP8 ":
        wide, high = struct.unpack_from("<HH", data, place + 6)
        return wide & 0x3FFF, high & 0x3FFF
    if tag == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, place + 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return 0, 0


def _uint24(data: bytes, place: int) -> int:
    return int(data[place] | data[place + 1] << 8 | data[place + 2] << 16)


def _check_end(data: bytes, end: int) -> None:
    if end > len(data):
        raise BadPictureFile("it ends too early")
    if data[end:].strip(b"\0"):
        raise BadPictureFile("something follows the picture")


_READERS = {PNG: _png, JPEG: _jpeg, GIF: _gif, WEBP: _webp}
