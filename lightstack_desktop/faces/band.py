"""Where everything stands on a banner of a given size: a touch strip, an info bar.

1. All measures are for a strip 100 pixels high and scale with the height.
"""

from __future__ import annotations

from dataclasses import dataclass

from lightstack_desktop.faces.fit import Box

DESIGN_PX = 100


@dataclass(frozen=True, slots=True)
class Band:
    """The measures of a banner of `size` pixels."""

    size: tuple[int, int]

    def px(self, measure: float) -> int:
        """Return a measure of the design in whole pixels, at least one."""
        return max(1, round(measure * self.size[1] / DESIGN_PX))

    @property
    def margin(self) -> int:
        return self.px(12)

    @property
    def gap(self) -> int:
        return self.px(12)

    @property
    def radius(self) -> int:
        return self.px(10)

    @property
    def badge(self) -> int:
        return self.px(44)

    @property
    def symbol(self) -> int:
        return self.px(76)

    @property
    def ground(self) -> tuple[int, int]:
        """The size of the coloured ground, left of the bar."""
        return (self.size[0] - self.px(18)) // 8 * 8, self.size[1]

    @property
    def bar(self) -> tuple[int, int, int, int]:
        """The box of the LED bar."""
        return self.ground[0] + self.px(2), self.px(2), self.size[0] - self.px(2), self.size[1]

    @property
    def right(self) -> int:
        """Where the content ends."""
        return self.ground[0] - self.px(10)

    @property
    def name_top(self) -> int:
        return self.px(10)

    @property
    def fact_middles(self) -> tuple[int, int]:
        """The middles of the two lines at the right."""
        return self.px(31), self.px(69)

    @property
    def fact_sizes(self) -> tuple[float, float]:
        """Their sizes, in pixels an em."""
        unit = self.size[1] / DESIGN_PX
        return 32 * unit, 25 * unit

    @property
    def is_wide(self) -> bool:
        """Tell whether there is room for words."""
        return self.size[0] > 5 * self.size[1]

    @property
    def fact_width(self) -> int:
        return self.size[0] // 3

    def name_box(self, width: int) -> Box:
        """Return the room for a name `width` pixels wide; its top is `name_top`."""
        unit = self.size[1] / DESIGN_PX
        least = max(23 * unit, 11)
        return Box(max(width, self.px(40)), self.size[1] - 2 * self.name_top, least, 42 * unit, 0)
