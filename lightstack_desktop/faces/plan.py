"""Where everything stands on a face of a given size.

1. All measures are for a key of 72 pixels and scale with the shorter side. 2. A name has a box of
the same size in every state, so that it is fitted once and does not jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from lightstack_desktop.faces.fit import Box

DESIGN_PX = 72


class Measures(Protocol):
    """What the parts that keys and banners share need to know."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""

    @property
    def radius(self) -> int:
        """How round the corners are."""

    @property
    def bar(self) -> tuple[int, int, int, int]:
        """The box of the LED bar."""

    def px(self, measure: float) -> int:
        """Return a measure of the design in whole pixels."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The measures of a face of `size` pixels."""

    size: tuple[int, int]

    def px(self, measure: float) -> int:
        """Return a measure of the design in whole pixels, at least one."""
        return max(1, round(measure * min(self.size) / DESIGN_PX))

    @property
    def margin(self) -> int:
        return self.px(4)

    @property
    def radius(self) -> int:
        return self.px(9)

    @property
    def badge(self) -> int:
        return self.px(17)

    @property
    def text(self) -> float:
        """The size of ages and counts, in pixels an em."""
        return 13.5 * min(self.size) / DESIGN_PX

    @property
    def ground(self) -> tuple[int, int]:
        """The size of the coloured ground, left of the bar.

        Where one is near it ends between two of JPEG's blocks of eight pixels: an edge inside
        them costs bytes.
        """
        right = self.size[0] - self.px(8)
        between = right // 8 * 8
        is_near = right - between <= self.px(2)
        return between if is_near else right, self.size[1]

    @property
    def bar(self) -> tuple[int, int, int, int]:
        """The box of the LED bar."""
        return self.ground[0] + self.px(1), self.px(2), self.size[0] - self.px(1), self.size[1]

    @property
    def content_right(self) -> int:
        """Where the content of an active face ends."""
        return self.ground[0] - self.px(3)

    @property
    def footer(self) -> tuple[int, int]:
        """The top and height of the lowest row: the hatching, the count of repeats."""
        return self.size[1] - self.px(16), self.px(11)

    def name_box(self, *, has_footer: bool, has_symbol: bool) -> tuple[Box, int]:
        """Return the room for a name, and its top."""
        unit = min(self.size) / DESIGN_PX
        width = self.ground[0] - 2 * self.px(2.4)
        if has_symbol:
            top = self.px(43)
            return Box(width, self.size[1] - self.px(4) - top, 9.5 * unit, 17 * unit), top
        bottom = self.footer[0] - self.px(3) if has_footer else self.size[1] - self.px(5)
        return Box(width, bottom - self.name_top, 9.5 * unit, 20 * unit), self.name_top

    @property
    def name_top(self) -> int:
        """Where a name begins on a face without a symbol."""
        return self.margin + self.badge + self.px(3)

    @property
    def symbol(self) -> int:
        """The side of an icon's square; the set leaves a twelfth of it free on each side."""
        return self.px(24)

    @property
    def symbol_top(self) -> int:
        return self.px(18)
