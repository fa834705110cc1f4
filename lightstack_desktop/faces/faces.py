"""The faces of one Session: a Look as a picture, or as the bytes a key understands.

1. Used by one thread. 2. What was drawn is kept in caches bounded by bytes, about 8 MB in all.
3. Nothing is opened before the first face is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.faces import encode, face
from lightstack_desktop.faces.cache import Cache
from lightstack_desktop.faces.fonts import Fonts
from lightstack_desktop.faces.gallery import Gallery
from lightstack_desktop.faces.icons import Icons
from lightstack_desktop.faces.parts import Parts
from lightstack_desktop.faces.plan import Plan
from lightstack_desktop.faces.symbols import Symbols

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PIL import Image

    from lightstack_desktop.alerts.look import Banner, Look
    from lightstack_desktop.faces.format import KeyFormat
    from lightstack_desktop.faces.system_fonts import Finder

# 1,300 pictures of 72 pixels as JPEG, 200 bitmaps of a Mini.
NATIVE_BYTES = 4 << 20


class Faces:
    """Draws Looks.

    `font_dir` holds the shipped font, and beside it lie the shipped icons; `find` knows the
    system's fonts; `picture_dir` is where the user's own pictures are kept; `words` are those of
    actions.WORDS in another language.
    """

    def __init__(
        self,
        font_dir: Path,
        find: Finder | None = None,
        picture_dir: Path | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        icons = Icons(font_dir.parent / "icons" / "mdi")
        symbols = Symbols(icons, Gallery(picture_dir))
        self._parts = Parts(Fonts(font_dir, find), symbols, words or {})
        self._native = Cache(self._encoded, len, NATIVE_BYTES)

    def image(self, look: Look, size: tuple[int, int]) -> Image.Image:
        """Draw a face as a person sees it: RGB, width x height pixels, the caller's own."""
        return face.draw(look, Plan(size), self._parts)

    def native(self, look: Look, key_format: KeyFormat) -> bytes:
        """Return a face in the format of a key."""
        if key_format.encoding == "RGB":
            # As large as it is cheap to make again: an on-screen deck's pictures fill any cache.
            return self._encoded(look, key_format)
        return self._native(look, key_format)

    def strip(self, shown: Banner, size: tuple[int, int]) -> Image.Image:
        """Draw the touch strip of a Stream Deck + as a person sees it: RGB, the caller's own."""
        from lightstack_desktop.faces import banner  # noqa: PLC0415 - two models have one

        return banner.draw(shown, size, self._parts)

    def info(self, shown: Banner, size: tuple[int, int]) -> Image.Image:
        """Draw the info bar of a Stream Deck Neo as a person sees it: RGB, the caller's own."""
        return self.strip(shown, size)

    def _encoded(self, look: Look, key_format: KeyFormat) -> bytes:
        return encode.native(self.image(look, key_format.size), key_format)
