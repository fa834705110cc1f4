"""The shipped icons by name: Material Design Icons, the set that Home Assistant's users know.

1. The names are read when the first is asked for, the font when the first is drawn. 2. A search
finds by name and by words; who matches the name better comes first, the plainer name before the
longer. 3. Safe to ask from any thread.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FONT = "materialdesignicons.ttf"
INDEX = "index.tsv"
MOST_FOUND = 60

_NAME = re.compile("[a-z0-9-]+")
_DEPRECATED = "deprecated"  # brands that the set will drop: drawn, but no longer offered
_FINE = 4


class Icons:
    """A set of icons in `folder`: an index of names, and a font. It is a container of its names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.has(name)

    def has(self, name: str) -> bool:
        """Tell whether there is an icon of this name, written as the set does: `door-open`."""
        return self._line(name) >= 0

    def find(self, words: str, limit: int = MOST_FOUND) -> tuple[str, ...]:
        """Return names of icons that have all of `words`, or else any of them, the best first."""
        asked = re.findall(r"[^\W_]+", words.lower())
        ranked = [found for word in asked for found in self._ranked(word)]
        fits = Counter(name for _, name in ranked)
        most = len(asked) if len(asked) in fits.values() else 1
        ranks: Counter[str] = Counter()
        for rank, name in ranked:
            ranks[name] += rank
        names = [name for name, count in fits.items() if count >= most]
        names.sort(key=lambda name: (-fits[name], ranks[name], len(name), name))
        return tuple(names[:limit])

    def _ranked(self, word: str) -> Iterator[tuple[int, str]]:
        """Yield the icons that a word fits, with how badly."""
        for line in self._index.splitlines():
            if word in line:
                name, _, tags = line.split("\t")
                rank = _rank(word, name, tags)
                if rank is not None:
                    yield rank, name

    def draw(self, name: str, size_px: int) -> Image.Image | None:
        """Draw an icon as a mask of `size_px` each way; None if there is none of this name."""
        start = self._line(name)
        if start < 0:
            return None
        code = self._index[start + len(name) + 1 :].partition("\t")[0]
        large = Image.new("L", (size_px * _FINE, size_px * _FINE))
        # Every glyph fills the same square of one em, with its own margin: no measuring.
        ImageDraw.Draw(large).text(
            (size_px * _FINE / 2, size_px * _FINE / 2),
            chr(int(code, 16)),
            255,
            ImageFont.truetype(str(self._folder / FONT), size_px * _FINE),
            anchor="mm",
        )
        return large.reduce(_FINE)

    def _line(self, name: str) -> int:
        """Return where the line of an icon begins in the index, -1 if there is none."""
        if not _NAME.fullmatch(name):
            return -1
        if self._index.startswith(f"{name}\t"):
            return 0
        return self._index.find(f"\n{name}\t") + 1 or -1

    @cached_property
    def _index(self) -> str:
        # One text of 0.35 MB, searched as it is: parsed it would take 3 MB and 10 ms.
        return (self._folder / INDEX).read_text("ascii")


def _rank(word: str, name: str, tags: str) -> int | None:
    """Return how badly a word fits an icon, 0 for its very name; None if it does not."""
    if tags == _DEPRECATED:
        return None
    if word == name:
        return 0
    parts = name.split("-")
    if word in parts:
        return 1
    if any(part.startswith(word) for part in parts):
        return 2
    found = [part for part in re.split("[ -]", tags) if part.startswith(word)]
    return None if not found else 3 if word in found else 4
