"""What colour an alert has. LightStack's code is a place on the hue circle; 255 is white."""

from __future__ import annotations

from colorsys import hls_to_rgb

RGB = tuple[int, int, int]

WHITE = 255
NAMES = {
    0: "Red",  # LightStack's palette says Off, its lamps show red; an alert must never be dark
    21: "Orange",
    42: "Yellow",
    85: "Green",
    127: "Cyan",
    145: "Teal",
    170: "Blue",
    195: "Purple",
    220: "Light Pink",
    234: "Pink",
    255: "White",
}


def rgb(color: int | None, level: float = 1.0) -> RGB:
    """Return the 8-bit colour of an LED at `level` 0.0 to 1.0; None is 0, and 0 is red.

    Hue is color/255 of the circle in whole degrees, saturation 100 %, lightness 55 % x level;
    255 is white.
    Source: LightStack's preview.
    """
    if color is not None and color >= WHITE:
        value = round(255 * level)
        return value, value, value
    degrees = round((color or 0) / WHITE * 360)
    red, green, blue = hls_to_rgb(degrees / 360, 0.55 * level, 1.0)
    return round(red * 255), round(green * 255), round(blue * 255)
