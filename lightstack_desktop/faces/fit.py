"""How a name uses its box: at most two lines, as large as they can be, never clipped.

1. The largest size wins, on one line or two. 2. A word is divided only when it is too long for a
line at the smallest size. 3. What still does not fit ends in an ellipsis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from lightstack_desktop.faces import ink, script
from lightstack_desktop.faces.ink import Ink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lightstack_desktop.faces.fonts import Fonts

ELLIPSIS = "\u2026"
HYPHEN = "-"
NAMELESS = "\u2013"
MOST_CLUSTERS = 60  # more than the smallest size can show

_MEASURE_PX = 40.0
_STEP_PX = 0.5
_LEADING = 1.14  # line to line, of the size
_CAPITAL = 0.73  # Inter's capital height, of the size
_TALLEST = 2.02  # two lines from the capitals' top to below the last letters, of the size


@dataclass(frozen=True, slots=True)
class Box:
    """Where a name may be, and between which sizes (pixels an em).

    `align` is where its lines stand: 0 at the left, 0.5 in the middle.
    """

    width: int
    height: int
    least_px: float
    most_px: float
    align: float = 0.5


def name(fonts: Fonts, title: str, box: Box) -> Ink:
    """Draw a name centred on ink as large as its box."""
    text = script.clean(title)
    shown = _lines(fonts, text, box) if text else None
    if shown is None:
        shown = [ink.line(fonts, NAMELESS, box.most_px)], box.most_px
    return _centred(*shown, box)


def label(fonts: Fonts, text: str, size_px: float, width: int) -> Ink:
    """Draw a short text on one line, smaller if it does not fit."""
    drawn = ink.line(fonts, text, size_px)
    while drawn.width > width and size_px > 2:
        size_px -= _STEP_PX
        drawn = ink.line(fonts, text, size_px)
    return drawn


def _lines(fonts: Fonts, text: str, box: Box) -> tuple[list[Ink], float] | None:
    """Return the lines and their size; None if there is nothing to see."""
    for size_px, lines in _arrangements(fonts, text, box):
        drawn = [ink.line(fonts, part, size_px) for part in lines]
        if all(part.is_empty for part in drawn):
            return None
        if _fits(drawn, size_px, box):
            return drawn, size_px
    return _shortened(fonts, text, box)


def _arrangements(fonts: Fonts, text: str, box: Box) -> Iterator[tuple[float, list[str]]]:
    """Yield lines and a size to try, the largest first."""
    size_px, lines = _best(fonts, script.words(text), box)
    if size_px < box.least_px and len(script.words(text)) == 1:
        size_px, lines = _divided(fonts, text, box)
    while size_px >= box.least_px:
        yield size_px, lines
        size_px -= _STEP_PX


def _best(fonts: Fonts, words: list[str], box: Box) -> tuple[float, list[str]]:
    """Return the break between words that allows the largest size, and of those the most even."""
    words = words[:MOST_CLUSTERS]
    ems = [ink.advance(fonts, word, _MEASURE_PX) / _MEASURE_PX for word in words]
    space = ink.advance(fonts, " ", _MEASURE_PX) / _MEASURE_PX
    best = (_size(box, 1, sum(ems)), -sum(ems), ["".join(words)])
    for k in range(1, len(words)):
        first = sum(ems[:k]) - (space if words[k - 1].endswith(" ") else 0)
        widest = max(first, sum(ems[k:]))
        lines = ["".join(words[:k]).rstrip(), "".join(words[k:])]
        best = max(best, (_size(box, 2, widest), -widest, lines))
    return best[0], best[2]


def _divided(fonts: Fonts, text: str, box: Box) -> tuple[float, list[str]]:
    """Return a long word on two lines of about the same length."""
    parts = script.clusters(text)[:MOST_CLUSTERS]
    half = (len(parts) + 1) // 2
    first, second = "".join(parts[:half]), "".join(parts[half:])
    if script.can_hyphenate(first, second):
        first += HYPHEN
    widest = max(ink.advance(fonts, part, _MEASURE_PX) for part in (first, second))
    return _size(box, 2, widest / _MEASURE_PX), [first, second]


def _size(box: Box, line_count: int, ems: float) -> float:
    """Return the largest size at which lines `ems` wide fit, in steps."""
    tallest = _TALLEST if line_count == 2 else 1.0
    size_px = min(box.most_px, box.width / max(ems, 0.01), box.height / tallest)
    return size_px // _STEP_PX * _STEP_PX


def _shortened(fonts: Fonts, text: str, box: Box) -> tuple[list[Ink], float]:
    """Fill two lines at the smallest size, or the one there is room for; end in an ellipsis."""
    first, rest = _first_line(fonts, text, box)
    second = _cut(fonts, rest, box, ELLIPSIS)
    drawn = [ink.line(fonts, part, box.least_px) for part in (first, second)]
    if not _fits(drawn, box.least_px, box):
        drawn = [ink.line(fonts, _cut(fonts, text, box, ELLIPSIS), box.least_px)]
    return drawn, box.least_px


def _first_line(fonts: Fonts, text: str, box: Box) -> tuple[str, str]:
    """Return the words that fill a line, and the rest; a first word too long is divided."""
    line = ""
    for word in script.words(text):
        if ink.line(fonts, (line + word).rstrip(), box.least_px).width > box.width:
            break
        line += word
    if line:
        return line.rstrip(), text[len(line) :]
    line = _cut(fonts, text, box, "")
    if script.can_hyphenate(line, text[len(line) :]):
        line = _cut(fonts, text, box, HYPHEN).removesuffix(HYPHEN)
        return line + HYPHEN, text[len(line) :]
    return line, text[len(line) :].lstrip()


def _cut(fonts: Fonts, text: str, box: Box, end: str) -> str:
    """Return as much of `text` as a line holds, at least one cluster, then `end` if cut."""
    parts = script.clusters(text)[:MOST_CLUSTERS]
    whole = "".join(parts)
    if whole == text and ink.line(fonts, whole, box.least_px).width <= box.width:
        return text
    low, high = 1, len(parts)
    while low < high:
        middle = (low + high + 1) // 2
        if ink.line(fonts, "".join(parts[:middle]) + end, box.least_px).width <= box.width:
            low = middle
        else:
            high = middle - 1
    return "".join(parts[:low]).rstrip() + end


def _fits(drawn: list[Ink], size_px: float, box: Box) -> bool:
    is_narrow = max(part.width for part in drawn) <= box.width
    return is_narrow and _height(drawn, size_px) <= box.height


def _pitch(drawn: list[Ink], size_px: float) -> int:
    """Return the distance of two base lines: marks of one never touch letters of the other."""
    first, second = drawn
    needed = first.top + first.height - second.top + 1
    return max(round(size_px * _LEADING), needed)


def _height(drawn: list[Ink], size_px: float) -> int:
    bottom = drawn[-1].top + drawn[-1].height
    if len(drawn) == 2:
        bottom += _pitch(drawn, size_px)
    return bottom - drawn[0].top


def _centred(drawn: list[Ink], size_px: float, box: Box) -> Ink:
    """Set the lines midway between the capitals' top and the last base line.

    So a name without descenders sits where its neighbour with them does; ink stays in the box.
    """
    pitch = _pitch(drawn, size_px) if len(drawn) == 2 else 0
    base = round((box.height + size_px * _CAPITAL - pitch) / 2 - size_px * 0.04)
    base = max(base, -drawn[0].top)
    overhang = base + drawn[0].top + _height(drawn, size_px) - box.height
    base -= max(0, overhang)
    mask, pictures = Image.new("L", (box.width, box.height)), None
    if any(part.pictures for part in drawn):
        pictures = Image.new("RGBA", mask.size)
    for row, part in enumerate(drawn):
        at = (int((box.width - part.width) * box.align), base + row * pitch + part.top)
        mask.paste(part.mask, at, part.mask)
        if pictures is not None and part.pictures is not None:
            pictures.paste(part.pictures, at)
    return Ink(mask, pictures)
