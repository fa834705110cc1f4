"""A picture as the bytes that a key understands.

1. Turned, then flipped left to right, then top to bottom. 2. JPEG keeps colour at full
resolution: halved, the edges of text smear. Instead colour is rounded more than brightness,
which nobody sees and which saves a report of four.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import BmpImagePlugin, Image, JpegImagePlugin

if TYPE_CHECKING:
    from lightstack_desktop.faces.format import KeyFormat

# libjpeg's tables for quality 80 (brightness) and 50 (colour). Of 120 faces at 72 pixels 117 take
# three reports, where 85 and 55 need four for 40 of them; three times enlarged they look the same.
# fmt: off
_LUMA = (
    6, 4, 4, 6, 10, 16, 20, 24,
    5, 5, 6, 8, 10, 23, 24, 22,
    6, 5, 6, 10, 16, 23, 28, 22,
    6, 7, 9, 12, 20, 35, 32, 25,
    7, 9, 15, 22, 27, 44, 41, 31,
    10, 14, 22, 26, 32, 42, 45, 37,
    20, 26, 31, 35, 41, 48, 48, 40,
    29, 37, 38, 39, 45, 40, 41, 40,
)
_CHROMA = (
    17, 18, 24, 47, 99, 99, 99, 99,
    18, 21, 26, 66, 99, 99, 99, 99,
    24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
)
# fmt: on
_FULL_COLOR = 0  # Pillow's number for 4:4:4

# Naming the two plug-ins registers them; else the first save imports every format there is.
_PLUGINS = (BmpImagePlugin, JpegImagePlugin)


def native(image: Image.Image, key_format: KeyFormat) -> bytes:
    """Return an RGB picture, as a person sees it, in the format of a key."""
    if image.size != key_format.size:
        image = image.resize(key_format.size, Image.Resampling.LANCZOS)
    image = _turned(image, key_format)
    if key_format.encoding == "RGB":
        return image.tobytes()
    file = BytesIO()
    if key_format.encoding == "JPEG":
        image.save(file, "JPEG", qtables=(_LUMA, _CHROMA), subsampling=_FULL_COLOR)
    else:
        image.save(file, key_format.encoding)
    return file.getvalue()


def _turned(image: Image.Image, key_format: KeyFormat) -> Image.Image:
    if key_format.rotation:
        image = image.rotate(key_format.rotation, expand=True)
    if all(key_format.flip):
        return image.transpose(Image.Transpose.ROTATE_180)
    if key_format.flip[0]:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if key_format.flip[1]:
        image = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    return image
