"""The models that the on-screen deck can look like, and where each has its parts.

Measured in keys, so that a body keeps its shape: a key is 1 wide and 1 high.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lightstack_desktop.alerts.palette import RGB

    Size = tuple[int, int]

DARK_BODY: RGB = (30, 31, 35)
LIGHT_BODY: RGB = (226, 227, 231)
DEFAULT = "mk2"
# Of what lies below the keys: how wide a dial is, and how far apart the rows are.
DIAL, ROW_GAP = 0.88, 0.34


class Box(NamedTuple):
    """Where a part's face is."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ScreenModel:
    """One model. `strip` and `info` are the pixels of its touch strip and of its info bar.

    The strip is as wide as the keys, with the dials in a row below it. The info bar is as wide as
    the keys between the outer ones, with a touch key at each end.
    """

    name: str
    title: str
    columns: int
    rows: int
    body: RGB = DARK_BODY
    gap: float = 0.26
    border: float = 0.42
    strip: Size | None = None
    dial_count: int = 0
    info: Size | None = None
    touch_key_count: int = 0

    @property
    def key_count(self) -> int:
        return self.columns * self.rows

    @property
    def width(self) -> float:
        """Return the body's width."""
        return self._inner + 2 * self.border

    @property
    def height(self) -> float:
        """Return the body's height."""
        return max(box.y + box.height for box in self._boxes()) + self.border

    def key_box(self, key_index: int) -> Box:
        row, column = divmod(key_index, self.columns)
        step = 1 + self.gap
        return Box(self.border + column * step, self.border + row * step, 1, 1)

    @property
    def strip_box(self) -> Box | None:
        if self.strip is None:
            return None
        height = self._inner * self.strip[1] / self.strip[0]
        return Box(self.border, self._foot, self._inner, height)

    def dial_box(self, dial: int) -> Box:
        """Return where a dial is: each below as much of the strip as the others."""
        strip = self.strip_box
        y = strip.y + strip.height + ROW_GAP if strip is not None else self._foot
        share = self._inner / self.dial_count
        return Box(self.border + share * (dial + 0.5) - DIAL / 2, y, DIAL, DIAL)

    @property
    def info_box(self) -> Box | None:
        if self.info is None:
            return None
        width = self._inner - 2 * (1 + self.gap)
        return Box(
            self.border + 1 + self.gap, self._foot, width, width * self.info[1] / self.info[0]
        )

    def touch_key_box(self, index: int) -> Box:
        info = self.info_box
        height = info.height if info is not None else 0.5
        x = self.border if index == 0 else self.border + self._inner - 1
        return Box(x, self._foot, 1, height)

    @property
    def _inner(self) -> float:
        return self.columns + (self.columns - 1) * self.gap

    @property
    def _foot(self) -> float:
        """Return where begins what lies below the keys."""
        return self.border + self.rows + (self.rows - 1) * self.gap + max(self.gap, ROW_GAP)

    def _boxes(self) -> Iterator[Box]:
        """Yield a box of each row of parts."""
        yield self.key_box(self.key_count - 1)
        if (strip := self.strip_box) is not None:
            yield strip
        if self.dial_count:
            yield self.dial_box(0)
        if (info := self.info_box) is not None:
            yield info


STRIP, LONG_STRIP, INFO = (800, 100), (1200, 100), (248, 58)

MODELS = {
    model.name: model
    for model in (
        ScreenModel("mini", "Stream Deck Mini", 3, 2),
        ScreenModel("original", "Stream Deck Original", 5, 3, gap=0.34),
        ScreenModel("mk2", "Stream Deck MK.2", 5, 3),
        ScreenModel(
            "neo", "Stream Deck Neo", 4, 2, LIGHT_BODY, gap=0.3, info=INFO, touch_key_count=2
        ),
        ScreenModel("plus", "Stream Deck +", 4, 2, gap=0.38, strip=STRIP, dial_count=4),
        ScreenModel("xl", "Stream Deck XL", 8, 4, gap=0.3),
        ScreenModel("plus_xl", "Stream Deck + XL", 9, 4, gap=0.3, strip=LONG_STRIP, dial_count=6),
    )
}
