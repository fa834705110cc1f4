"""The shapes of a face as masks, smooth at any size.

1. Drawn four times as large and reduced. 2. Points are given from 0 to 1 across the shape.
"""

from __future__ import annotations

from math import cos, pi, sin

from PIL import Image, ImageChops, ImageDraw

_FINE = 4
Size = tuple[int, int]
Points = list[tuple[float, float]]

TICK: Points = [(0.08, 0.55), (0.38, 0.84), (0.92, 0.18)]


def rounded(size: Size, radius: float) -> Image.Image:
    """A filled box with round corners."""
    large = _large(size)
    width, height = large.size
    ImageDraw.Draw(large).rounded_rectangle((0, 0, width - 1, height - 1), radius * _FINE, fill=255)
    return large.reduce(_FINE)


def frame(size: Size, radius: float, width: int) -> Image.Image:
    """A line `width` thick along the edge of a rounded box."""
    inner = rounded((size[0] - 2 * width, size[1] - 2 * width), max(0.0, radius - width))
    outer = rounded(size, radius)
    hole = Image.new("L", size)
    hole.paste(inner, (width, width))
    return ImageChops.subtract(outer, hole)


def polygon(size: Size, points: Points) -> Image.Image:
    """A filled polygon."""
    large = _large(size)
    ImageDraw.Draw(large).polygon(_scaled(points, large), fill=255)
    return large.reduce(_FINE)


def stroke(size: Size, points: Points, width: float) -> Image.Image:
    """A line through `points`, with round ends."""
    large = _large(size)
    draw, thick = ImageDraw.Draw(large), width * _FINE
    inset = thick / 2
    ends = [
        (inset + x * (large.width - thick), inset + y * (large.height - thick)) for x, y in points
    ]
    draw.line(ends, 255, round(thick), joint="curve")
    for x, y in ends:
        draw.ellipse((x - inset, y - inset, x + inset, y + inset), fill=255)
    return large.reduce(_FINE)


def stripes(size: Size, pitch: float) -> Image.Image:
    """Slanted bars, as broad as the gaps between them."""
    large = _large(size)
    draw, step = ImageDraw.Draw(large), pitch * _FINE
    x = -float(large.height)
    while x < large.width:
        slant = [(x, large.height), (x + large.height, 0)]
        draw.polygon([*slant, (slant[1][0] + step / 2, 0), (x + step / 2, large.height)], fill=255)
        x += step
    return large.reduce(_FINE)


def exclamation(size: Size) -> Image.Image:
    """An exclamation mark with a stem that tapers."""
    large = _large(size)
    draw, (width, height) = ImageDraw.Draw(large), large.size
    draw.polygon(_scaled([(0.08, 0), (0.92, 0), (0.74, 0.64), (0.26, 0.64)], large), fill=255)
    dot = height * 0.13
    middle = ((width - 1) / 2, height - 1 - dot)
    draw.ellipse((middle[0] - dot, middle[1] - dot, middle[0] + dot, middle[1] + dot), fill=255)
    return large.reduce(_FINE)


def pie(size: Size, share: float) -> Image.Image:
    """The part of a box that a hand sweeps clockwise from the top, `share` 0 to 1."""
    mask = Image.new("L", size)
    reach = max(size)  # beyond the corners
    box = (size[0] / 2 - reach, size[1] / 2 - reach, size[0] / 2 + reach, size[1] / 2 + reach)
    ImageDraw.Draw(mask).pieslice(box, -90, -90 + 360 * share, fill=255)
    return mask


def regular(corners: int, turn: float = 0.0) -> Points:
    """Return the corners of a regular polygon that fills the unit square."""
    reach = 0.5 / cos(pi / corners) if corners == 8 else 0.5
    angles = [turn + 2 * pi * n / corners for n in range(corners)]
    return [(0.5 + reach * cos(a), 0.5 + reach * sin(a)) for a in angles]


def _large(size: Size) -> Image.Image:
    return Image.new("L", (max(1, size[0]) * _FINE, max(1, size[1]) * _FINE))


def _scaled(points: Points, large: Image.Image) -> Points:
    return [(x * (large.width - 1), y * (large.height - 1)) for x, y in points]
