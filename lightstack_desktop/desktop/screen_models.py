"""The models that the on-screen deck can look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lightstack_desktop.alerts.palette import RGB

DARK_BODY: RGB = (30, 31, 35)
LIGHT_BODY: RGB = (226, 227, 231)
DEFAULT = "mk2"


@dataclass(frozen=True, slots=True)
class ScreenModel:
    """One model. `gap` and `border` are measured in keys, so that a body keeps its shape."""

    name: str
    title: str
    columns: int
    rows: int
    body: RGB = DARK_BODY
    gap: float = 0.26
    border: float = 0.42

    @property
    def key_count(self) -> int:
        return self.columns * self.rows

    @property
    def width(self) -> float:
        """Return the body's width in keys."""
        return self.columns + (self.columns - 1) * self.gap + 2 * self.border

    @property
    def height(self) -> float:
        """Return the body's height in keys."""
        return self.rows + (self.rows - 1) * self.gap + 2 * self.border


MODELS = {
    model.name: model
    for model in (
        ScreenModel("mini", "Stream Deck Mini", 3, 2),
        ScreenModel("original", "Stream Deck Original", 5, 3, gap=0.34),
        ScreenModel("mk2", "Stream Deck MK.2", 5, 3),
        ScreenModel("neo", "Stream Deck Neo", 4, 2, LIGHT_BODY),
        ScreenModel("plus", "Stream Deck +", 4, 2, gap=0.38),
        ScreenModel("xl", "Stream Deck XL", 8, 4, gap=0.3),
    )
}
