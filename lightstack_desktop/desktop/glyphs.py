"""The shipped icons as Qt draws them: one colour, sharp at every scale.

1. The colour is the palette's: whoever shows a glyph asks for it anew when that changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QIcon, QImage, QPixmap

if TYPE_CHECKING:
    from PIL import Image

    from lightstack_desktop.faces.icons import Icons

SIZES = (20, 40)


class Glyphs:
    """Draws icons of the shipped set in one colour."""

    def __init__(self, icons: Icons) -> None:
        self.icons = icons

    def icon(self, name: str, color: QColor, selected: QColor | None = None) -> QIcon:
        """Return a glyph drawn for each size; empty if there is none of this name.

        `selected` is its colour in a selected line.
        """
        drawn = QIcon()
        for size in SIZES:
            drawn.addPixmap(self.pixmap(name, color, size))
            if selected is not None:
                chosen = self.pixmap(name, selected, size)
                drawn.addPixmap(chosen, QIcon.Mode.Selected)
        return drawn

    def pixmap(self, name: str, color: QColor, size_px: int, ratio: float = 1.0) -> QPixmap:
        """Draw a glyph `size_px` wide for a screen of `ratio`; null if there is no such name."""
        mask = self.icons.draw(name, round(size_px * ratio))
        drawn = QPixmap() if mask is None else QPixmap.fromImage(_tinted(mask, color))
        drawn.setDevicePixelRatio(ratio)
        return drawn


def _tinted(mask: Image.Image, color: QColor) -> QImage:
    width, height = mask.size
    alpha = QImage(mask.tobytes(), width, height, width, QImage.Format.Format_Alpha8)
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(color)
    image.setAlphaChannel(alpha)
    return image
