"""Faces as a drawn deck shows them: with their corners, in the screen's pixels, and kept.

An effect is a loop of a few pictures, so that most frames cost a look into the cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.desktop import screen_paint
from lightstack_desktop.faces.cache import Cache

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.faces.faces import Faces

# 500 pictures of 64 pixels.
MOST_BYTES = 8 << 20


class KeyPictures:
    """Draws keys."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self.forget()

    def forget(self) -> None:
        """Keep none."""
        self._kept = Cache(self._draw, lambda drawn: 4 * drawn.width() ** 2, MOST_BYTES)

    def picture(self, look: Look, side: int) -> QPixmap:
        """Return a face of so many pixels."""
        return self._kept(look, side)

    def _draw(self, look: Look, side: int) -> QPixmap:
        size = side, side
        return screen_paint.rounded(self._faces.image(look, size).tobytes(), size, side)
