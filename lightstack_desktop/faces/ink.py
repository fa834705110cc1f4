"""A line of text as ink: what covers the ground, without its colour.

1. Ink is cropped to what is drawn, so its size is the truth about the room it needs. 2. Drawn
four times as large and reduced: at 10 pixels FreeType's whole-pixel steps tear words apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from lightstack_desktop.faces import script
from lightstack_desktop.faces.fonts import PICTURE_PX, direction, letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lightstack_desktop.faces.fonts import Fonts, Run

_FINE = 4
# A bitmap emoji at its own size is larger than its line: this makes it as tall as a capital's line.
_PICTURE_SCALE = 0.92


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """What a text covers: `mask` takes any colour, `pictures` (RGBA, as large) bring their own.

    `left` and `top` place it from the origin: the start of the base line.
    """

    mask: Image.Image
    pictures: Image.Image | None = None
    left: int = 0
    top: int = 0

    @property
    def width(self) -> int:
        return self.mask.width

    @property
    def height(self) -> int:
        return self.mask.height

    @property
    def bytes(self) -> int:
        """Return how much memory the picture takes."""
        return self.width * self.height * (1 if self.pictures is None else 5)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is drawn."""
        return self.mask.getbbox() is None and self.pictures is None

    def paste(
        self, image: Image.Image, at: tuple[int, int], color: tuple[int, int, int], share: float = 1
    ) -> None:
        """Draw on `image` with the top left at `at`; pictures with `share` of their strength."""
        image.paste(color, at, self.mask)
        if self.pictures is not None:
            alpha = self.pictures.getchannel("A")
            strength = alpha if share >= 1 else alpha.point([round(v * share) for v in range(256)])
            image.paste(self.pictures, at, strength)


Placed = tuple[Ink, tuple[int, int]]  # what is drawn, and where its top left stands


def joined(size: tuple[int, int], placed: Iterable[Placed]) -> Ink:
    """Return several inks as one of `size`, to be drawn in one colour."""
    mask, pictures = Image.new("L", size), None
    for drawn, at in placed:
        mask.paste(255, at, drawn.mask)
        if drawn.pictures is not None:
            pictures = pictures or Image.new("RGBA", size)
            pictures.paste(drawn.pictures, at)
    return Ink(mask, pictures)


def advance(fonts: Fonts, text: str, size_px: float) -> float:
    """Return how far a text moves the pen."""
    return sum(_advance(fonts, run, size_px * _FINE) for run in fonts.runs(text)) / _FINE


def line(fonts: Fonts, text: str, size_px: float) -> Ink:
    """Draw one line of text."""
    runs = _visual(fonts.runs(text), script.line_direction(text))
    fine_px = size_px * _FINE
    advances = [_advance(fonts, run, fine_px) for run in runs]
    pad, base = ceil(size_px) * _FINE, ceil(2 * size_px) * _FINE
    size = (ceil(sum(advances) / _FINE) * _FINE + 2 * pad, ceil(3.5 * size_px) * _FINE)
    mask = Image.new("L", size)
    pictures = Image.new("RGBA", size) if any(run.typeface.is_color for run in runs) else None
    x = float(pad)
    for run, width in zip(runs, advances, strict=True):
        if run.typeface.is_color and pictures is not None:
            _draw_pictures(pictures, fonts, run, (round(x), base), fine_px)
        else:
            _draw_letters(mask, fonts, run, (x, base), fine_px)
        x += width
    return _reduced(mask, pictures, pad // _FINE, base // _FINE)


def _reduced(mask: Image.Image, pictures: Image.Image | None, pad: int, base: int) -> Ink:
    """Reduce to the size asked for and crop to what is drawn; the origin is at (pad, base)."""
    mask = whole = mask.reduce(_FINE)
    if pictures is not None:
        pictures = pictures.reduce(_FINE)
        whole = mask.copy()
        whole.paste(255, (0, 0), pictures.getchannel("A"))
    box = whole.getbbox()
    if box is None:
        return Ink(Image.new("L", (1, 1)))
    cut = pictures.crop(box) if pictures is not None else None
    return Ink(mask.crop(box), cut, box[0] - pad, box[1] - base)


def _visual(runs: list[Run], base: str) -> list[Run]:
    """Return the runs from left to right, as Unicode's bidirectional rules order them."""
    levels = [_level(run, base == "rtl") for run in runs]
    ordered = list(zip(levels, runs, strict=True))
    for level in range(max(levels, default=0), 0, -1):
        ordered = _reversed_from(ordered, level)
    return [run for _, run in ordered]


def _level(run: Run, is_rtl: bool) -> int:
    if is_rtl:
        return 2 if run.direction == "ltr" else 1
    return 1 if run.direction == "rtl" else 0


def _reversed_from(ordered: list[tuple[int, Run]], level: int) -> list[tuple[int, Run]]:
    """Reverse each stretch whose level is at least `level`."""
    result: list[tuple[int, Run]] = []
    stretch: list[tuple[int, Run]] = []
    for item in ordered:
        if item[0] >= level:
            stretch.insert(0, item)
        else:
            result += [*stretch, item]
            stretch = []
    return result + stretch


def _advance(fonts: Fonts, run: Run, size_px: float) -> float:
    if run.typeface.is_color:
        return fonts.length(run, PICTURE_PX) * _scale(size_px)
    return fonts.length(run, size_px)


def _scale(size_px: float) -> float:
    return size_px / PICTURE_PX * _PICTURE_SCALE


def _draw_letters(
    mask: Image.Image, fonts: Fonts, run: Run, at: tuple[float, float], size_px: float
) -> None:
    font = fonts.opened(run.typeface, size_px)
    ImageDraw.Draw(mask).text(
        at, letters(font, run), 255, font, anchor="ls", direction=direction(font, run)
    )


def _draw_pictures(
    pictures: Image.Image, fonts: Fonts, run: Run, at: tuple[int, int], size_px: float
) -> None:
    """Draw at the font's own size, then scale: a bitmap font has no other."""
    font = fonts.opened(run.typeface, PICTURE_PX)
    size = (ceil(fonts.length(run, PICTURE_PX)) + PICTURE_PX, 2 * PICTURE_PX)
    large = Image.new("RGBA", size)
    base = round(1.5 * PICTURE_PX)
    ImageDraw.Draw(large).text((0, base), run.text, font=font, anchor="ls", embedded_color=True)
    scale = _scale(size_px)
    small = large.resize((ceil(size[0] * scale), ceil(size[1] * scale)), Image.Resampling.BOX)
    pictures.alpha_composite(small, (max(0, at[0]), max(0, at[1] - round(base * scale))))
