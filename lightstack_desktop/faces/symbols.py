"""What stands for an alert besides its name: an icon, or the user's own picture.

1. A picture wins over an icon. 2. What is gone is a visible sign, never a crash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from lightstack_desktop.faces.ink import Ink

if TYPE_CHECKING:
    from lightstack_desktop.faces.gallery import Gallery
    from lightstack_desktop.faces.icons import Icons

GONE = "image-broken-variant"


class Symbols:
    """Draws icons from a set, and pictures from a folder."""

    def __init__(self, icons: Icons, gallery: Gallery) -> None:
        self._icons = icons
        self._gallery = gallery

    def draw(self, icon: str | None, picture: str | None, size_px: int) -> Ink:
        """Draw an icon or a picture in a square of `size_px`."""
        drawn = self._gallery.draw(picture, size_px) if picture is not None else None
        if drawn is not None:
            return Ink(Image.new("L", drawn.size), drawn)
        mask = self._icons.draw(icon, size_px) if icon is not None and picture is None else None
        if mask is None:
            mask = self._icons.draw(GONE, size_px)
        assert mask is not None, "the shipped icons lack the sign for what is gone"
        return Ink(mask)
