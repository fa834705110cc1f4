"""The faces of one Session: a Look as a picture, or as the bytes a key understands.

1. Used by one thread. 2. What was drawn is kept in bounded caches. 3. Nothing is opened before
the first face is asked for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lightstack_desktop.faces import encode, face
from lightstack_desktop.faces.fonts import Fonts
from lightstack_desktop.faces.parts import Parts
from lightstack_desktop.faces.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.faces.format import KeyFormat
    from lightstack_desktop.faces.system_fonts import Finder

MOST_PICTURES = 256


class Faces:
    """Draws Looks; `font_dir` holds the shipped font, `find` knows the system's."""

    def __init__(self, font_dir: Path, find: Finder | None = None) -> None:
        self._parts = Parts(Fonts(font_dir, find))
        self._native = lru_cache(maxsize=MOST_PICTURES)(self._encoded)

    def image(self, look: Look, size: tuple[int, int]) -> Image.Image:
        """Draw a face as a person sees it: RGB, width x height pixels, the caller's own."""
        return face.draw(look, Plan(size), self._parts)

    def native(self, look: Look, key_format: KeyFormat) -> bytes:
        """Return a face in the format of a key."""
        if key_format.encoding == "RGB":
            # As large as it is cheap to make again: kept, 256 of them could be 64 MB.
            return self._encoded(look, key_format)
        return self._native(look, key_format)

    def _encoded(self, look: Look, key_format: KeyFormat) -> bytes:
        return encode.native(self.image(look, key_format.size), key_format)
