"""The priority badge: a shape of its own for each priority, with its digit cut out.

Octagon 1, triangle 2, diamond 3, circle 4, square "i" 5: told apart without colour.
"""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from lightstack_desktop.faces import ink, shapes
from lightstack_desktop.faces.ink import Ink

if TYPE_CHECKING:
    from lightstack_desktop.faces.fonts import Fonts

_TRIANGLE: shapes.Points = [(0.5, 0.02), (1.0, 0.94), (0.0, 0.94)]
# Where the digit's middle stands, from the top, and its size; a triangle is narrow at the top.
_DIGIT = {1: (0.5, 0.68), 2: (0.65, 0.58), 3: (0.5, 0.62), 4: (0.5, 0.68), 5: (0.5, 0.72)}


def draw(fonts: Fonts, priority: int, size_px: int) -> Ink:
    """Draw the badge of a priority, 1 to 5."""
    shape = _shape(priority, (size_px, size_px))
    middle, share = _DIGIT.get(priority, _DIGIT[5])
    digit = ink.line(fonts, "i" if priority >= 5 else str(priority), size_px * share)
    hole = Image.new("L", shape.size)
    at = (round((size_px - digit.width) / 2), round(size_px * middle - digit.height / 2))
    hole.paste(digit.mask, at)
    return Ink(ImageChops.subtract(shape, hole))


def _shape(priority: int, size: shapes.Size) -> Image.Image:
    if priority <= 1:
        return shapes.polygon(size, shapes.regular(8, pi / 8))
    if priority == 2:
        return shapes.polygon(size, _TRIANGLE)
    if priority == 3:
        return shapes.polygon(size, shapes.regular(4))
    return shapes.rounded(size, size[0] / 2 if priority == 4 else size[0] * 0.22)
