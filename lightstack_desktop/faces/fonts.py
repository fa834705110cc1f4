"""Which font draws which part of a text: the shipped one first, then the system's.

1. Every cluster has a font: what no font has is drawn as the shipped font's box. 2. Fonts are
opened when a text needs them, found once, and kept in bounded caches. 3. The system is not asked
about what has no writing system, nor for ever about one it has no font for. 4. Without fribidi
Pillow does not shape: a right-to-left run is then reversed, letter by letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import ImageFont

from lightstack_desktop.faces import script
from lightstack_desktop.faces.coverage import Coverage
from lightstack_desktop.faces.system_fonts import SystemFonts, Typeface

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.faces.system_fonts import Finder

LATIN = "Inter-SemiBold.otf"
PICTURE_PX = 109  # the one size that bitmap emoji fonts have
# Asking takes about 15 ms: a name of sixty letters that no font has must not hold up a deck.
MOST_MISSES = 4


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text that one font draws in one direction ("" is that of its surroundings)."""

    text: str
    typeface: Typeface
    direction: str


class Fonts:
    """The shipped font in `font_dir`, and those of the system that `find` knows."""

    def __init__(self, font_dir: Path, find: Finder | None = None) -> None:
        self._latin = Typeface(font_dir / LATIN)
        self._find = find if find is not None else SystemFonts()
        self._coverage = lru_cache(maxsize=32)(_coverage)
        self._found: dict[str, list[Typeface]] = {}
        self._misses: dict[str, int] = {}
        self.typeface = lru_cache(maxsize=1024)(self._typeface)
        self.opened = lru_cache(maxsize=64)(_opened)
        # Shaping a word takes 0.2 ms, and fitting a name measures its words again and again.
        self.length = lru_cache(maxsize=1024)(self._length)

    def runs(self, text: str) -> list[Run]:
        """Divide `text` into runs, in the order of the text."""
        runs: list[Run] = []
        for cluster in script.clusters(text):
            typeface = self._next(cluster, runs)
            direction = script.direction(cluster)
            if runs and runs[-1].typeface == typeface and _agree(runs[-1].direction, direction):
                last = runs.pop()
                runs.append(Run(last.text + cluster, typeface, last.direction or direction))
            else:
                runs.append(Run(cluster, typeface, direction))
        return runs

    def _length(self, run: Run, size_px: float) -> float:
        """Return how far a run moves the pen, in pixels."""
        font = self.opened(run.typeface, size_px)
        return font.getlength(letters(font, run), direction=direction(font, run))

    def _next(self, cluster: str, runs: list[Run]) -> Typeface:
        """Return the font of the next cluster; a space stays with the font before it, but one
        of pictures has spaces as wide as they are."""
        before = runs[-1].typeface if runs else None
        if cluster != " " or before is None or before.is_color or not self._draws(before, cluster):
            return self.typeface(cluster)
        return before

    def _typeface(self, cluster: str) -> Typeface:
        wants_color = script.is_emoji(cluster)
        if not wants_color and self._draws(self._latin, cluster):
            return self._latin
        kind = "emoji" if wants_color else script.script(cluster[0])
        known = self._found.setdefault(kind, [])
        for typeface in known:
            if self._draws(typeface, cluster):
                return typeface
        if not kind or self._misses.get(kind, 0) >= MOST_MISSES:
            return self._latin
        return self._new(cluster, kind, wants_color)

    def _new(self, cluster: str, kind: str, wants_color: bool) -> Typeface:
        """Ask the system; without a coloured picture a plain one will do."""
        for color in (True, False) if wants_color else (False,):
            found = self._find((script.drawn(cluster) or cluster)[0], color)
            if found is not None and self._draws(found, cluster) and self._has_ink(found, cluster):
                self._found[kind].append(found)
                return found
        self._misses[kind] = self._misses.get(kind, 0) + 1
        return self._latin

    def _draws(self, typeface: Typeface, cluster: str) -> bool:
        return self._coverage(typeface).has(script.drawn(cluster))

    def _has_ink(self, typeface: Typeface, cluster: str) -> bool:
        """Tell whether Pillow can draw with this font: it opens, and its pictures are of a kind
        that FreeType knows."""
        try:
            font = self.opened(typeface, PICTURE_PX)
            left, top, right, bottom = font.getbbox(cluster, "RGBA" if typeface.is_color else "L")
        except OSError:
            return False
        return not typeface.is_color or (right > left and bottom > top)


def letters(font: ImageFont.FreeTypeFont, run: Run) -> str:
    """Return the text of a run as Pillow is to be given it."""
    if run.direction == "rtl" and not _can_shape(font):
        return "".join(reversed(script.clusters(run.text)))
    return run.text


def direction(font: ImageFont.FreeTypeFont, run: Run) -> str | None:
    """Return the direction to give Pillow; None where it knows of none."""
    return run.direction or "ltr" if _can_shape(font) else None


def _can_shape(font: ImageFont.FreeTypeFont) -> bool:
    return font.layout_engine == ImageFont.Layout.RAQM


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _coverage(typeface: Typeface) -> Coverage:
    return Coverage(typeface.path, typeface.index)


def _opened(typeface: Typeface, size_px: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(typeface.path), size_px, index=typeface.index)
