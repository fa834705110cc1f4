"""Picture files for the tests, whole and hostile, made in memory."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def picture(kind: str, size: tuple[int, int] = (64, 48), frames: int = 1) -> bytes:
    """Return a file with a red left half and a blue right one; over later frames a dot moves."""
    images = []
    for n in range(frames):
        image = Image.new("RGB", size, (200, 0, 0))
        image.paste((0, 0, 200), (size[0] // 2, 0, *size))
        if n:
            image.putpixel((n % size[0], n // size[0] % size[1]), (255, 255, 255))
        images.append(image)
    file = BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if frames > 1 else {}
    images[0].save(file, kind, **more, **({"lossless": True} if kind == "WEBP" else {}))
    return file.getvalue()


def png_of(width: int, height: int, data: bytes = b"") -> bytes:
    """Return a PNG that says it has so many pixels and holds `data`."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def png_bomb() -> bytes:
    """Return a small PNG that unpacks to the most pixels we take, without their being there."""
    return png_of(4000, 4000, zlib.compress(b"\0" * 40_000_000, 9))


def png_text_bomb() -> bytes:
    """Return a PNG with a compressed comment that unpacks to 200 MB."""
    whole = picture("PNG")
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(200)) + packer.flush()
    return whole[:33] + _chunk(b"zTXt", b"Comment\0\0" + packed) + whole[33:]


def jpeg_of_scans(count: int) -> bytes:
    """Return a progressive JPEG whose last scan is there `count` times."""
    file = BytesIO()
    Image.new("RGB", (512, 512), (200, 40, 40)).save(file, "JPEG", progressive=True)
    whole = file.getvalue()
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * count + whole[-2:]


def webp_of(width: int, height: int) -> bytes:
    """Return a WebP whose canvas says it has so many pixels."""
    whole = bytearray(picture("WEBP", frames=2))
    assert whole[12:16] == b"VP8X"
    whole[24:27] = (width - 1).to_bytes(3, "little")
    whole[27:30] = (height - 1).to_bytes(3, "little")
    return bytes(whole)


def gif_of(width: int, height: int) -> bytes:
    """Return a GIF with a small screen and a frame that reaches far beyond it."""
    whole = bytearray(picture("GIF"))
    at = whole.index(b"\x2c\0\0\0\0")
    whole[at + 5 : at + 9] = struct.pack("<HH", width, height)
    return bytes(whole)


def _chunk(tag: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))
