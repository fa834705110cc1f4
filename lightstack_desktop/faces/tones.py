"""What colours a face of an alert's colour has: ground, ink and light.

1. Ink stands at 4.5:1 or more against its ground, for every colour. 2. A large area is toned
down: full saturation glares. 3. Lines and lights on the dark stand at 3:1 or more.
Source of the contrast: WCAG 2.2, relative luminance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import palette

if TYPE_CHECKING:
    from lightstack_desktop.alerts.palette import RGB

BLACK: RGB = (0, 0, 0)
NIGHT: RGB = (15, 17, 21)  # the ground of what is quiet, and dark ink
WHITE: RGB = (255, 255, 255)
QUIET: RGB = (148, 155, 166)  # names that wait
CLEAR: RGB = (232, 235, 240)  # names that somebody knows of
CALM: RGB = (96, 196, 138)  # all is clear
UNLIT: RGB = (45, 49, 57)  # an LED that is off

_LEAST_INK = 5.0  # above 4.5, for what JPEG takes away
_LEAST_LOW_INK = 6.0  # it takes more from dark ink: of 5.0 on teal 4.25 were left
_LEAST_LINE = 4.8  # a badge on the dark has its digit cut out: that is text
_LEAST_LIGHT = 3.0
_DARK_INK_FROM = 0.235  # grounds of this luminance; what is below is darkened for white ink
_DARK_INK_FROM_BLUISH = 0.30
_LEAST_BRIGHT = 0.33  # no ground for dark ink gets darker than this
_SHARE_OF_BRIGHT = 0.64  # of the light's own luminance
_GREY_SHARE = 0.18
_LEAST_FLASH = 0.095  # a tenth, less what rounding may add
_LEAST_LOW = 0.3  # darker than that a blue or red ground is lost


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of one alert: `ink` on `ground`, `line` on the dark, `light` of an LED.

    `low` is the ground at its darkest while it breathes.
    """

    ground: RGB
    low: RGB
    ink: RGB
    line: RGB
    light: RGB


def of(color: int) -> Tones:
    """Return the colours for LightStack's colour byte."""
    full = palette.rgb(color)
    ground, ink = _ground(full)
    return Tones(
        ground, _low(ground, ink), ink, _lifted(full, _LEAST_LINE), _lifted(full, _LEAST_LIGHT)
    )


def glowing(own: Tones, glow_percent: int) -> RGB:
    """Return the ground at a glow, from its darkest at 0 to the full one at 100."""
    return mixed(own.low, own.ground, max(0, min(100, glow_percent)) / 100)


def led(light: RGB, level_percent: int) -> RGB:
    """Return the colour of an LED at a level, from unlit to its light."""
    return mixed(UNLIT, light, max(0, min(100, level_percent)) / 100)


def mixed(one: RGB, other: RGB, share: float) -> RGB:
    """Return `one` with `share` (0 to 1) of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def luminance(color: RGB) -> float:
    """Return how bright a colour looks, 0 to 1."""
    red, green, blue = (_linear(value / 255) for value in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _ground(full: RGB) -> tuple[RGB, RGB]:
    """Return a ground that does not glare, and the ink that is read on it."""
    grey = round(255 * luminance(full) ** 0.45)
    soft = mixed(full, (grey, grey, grey), _GREY_SHARE)
    # Dark orange is brown: what is more green than blue keeps dark ink sooner.
    darkest = _DARK_INK_FROM if full[1] > full[2] else _DARK_INK_FROM_BLUISH
    if luminance(soft) < darkest:
        return _darkened(soft, WHITE), WHITE
    limit = max(_LEAST_BRIGHT, _SHARE_OF_BRIGHT * luminance(full))
    while luminance(soft) > limit:
        soft = mixed(soft, BLACK, 0.02)
    return _lightened(soft), NIGHT


def _low(ground: RGB, ink: RGB) -> RGB:
    """Return the darkest that a ground may breathe to: ink is still read on it, and the step is
    less than a tenth of the luminance there is, which is no flash at any rate (WCAG 2.3.1)."""
    low, brightest = ground, luminance(ground)
    for percent in range(1, 100):
        darker = mixed(ground, BLACK, percent / 100)
        is_flash = brightest - luminance(darker) >= _LEAST_FLASH
        is_lost = luminance(darker) < _LEAST_LOW * brightest
        is_faint = ink == NIGHT and contrast(darker, ink) < _LEAST_LOW_INK
        if is_flash or is_lost or is_faint:
            break
        low = darker
    return low


def _darkened(color: RGB, ink: RGB) -> RGB:
    while contrast(color, ink) < _LEAST_INK:
        color = mixed(color, BLACK, 0.02)
    return color


def _lightened(color: RGB) -> RGB:
    """Return a ground that can breathe and keep its dark ink readable."""
    while luminance(color) < _LEAST_BRIGHT:
        color = mixed(color, WHITE, 0.02)
    return color


def _lifted(color: RGB, least: float) -> RGB:
    """Return a colour bright enough for a thin line on the dark."""
    while contrast(color, NIGHT) < least:
        color = mixed(color, WHITE, 0.04)
    return color
