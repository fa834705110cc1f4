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

# libjpeg's tables for quality 85 (brightness) and 55 (colour). Tried at 72 pixels: 2,900 bytes
# where 85 for both takes 3,650, without a difference to be seen; at 80 text begins to fray.
# fmt: off
_LUMA = (
    5, 3, 3, 5, 7, 12, 15, 18,
    4, 4, 4, 6, 8, 17, 18, 17,
    4, 4, 5, 7, 12, 17, 21, 17,
    4, 5, 7, 9, 15, 26, 24, 19,
    5, 7, 11, 17, 20, 33, 31, 23,
    7, 11, 17, 19, 24, 31, 34, 28,
    15, 19, 23, 26, 31, 36, 36, 30,
    22, 28, 29, 29, 34, 30, 31, 30,
)
_CHROMA = (
    15, 16, 22, 42, 89, 89, 89, 89,
    16, 19, 23, 59, 89, 89, 89, 89,
    22, 23, 50, 89, 89, 89, 89, 89,
    42, 59, 89, 89, 89, 89, 89, 89,
    89, 89, 89, 89, 89, 89, 89, 89,
    89, 89, 89, 89, 89, 89, 89, 89,
    89, 89, 89, 89, 89, 89, 89, 89,
    89, 89, 89, 89, 89, 89, 89, 89,
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
    if key_format.flip[0]:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if key_format.flip[1]:
        image = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    return image
