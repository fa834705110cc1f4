"""What a whole deck shows at one instant: the painter's task, and a window's view of the deck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.view import Power
from lightstack_desktop.deck.budget import Urgency
from lightstack_desktop.deck.spots import urgency

if TYPE_CHECKING:
    from lightstack_desktop.alerts.cells import Cell
    from lightstack_desktop.alerts.look import Banner, Look
    from lightstack_desktop.alerts.palette import RGB

DARK: RGB = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Frame:
    """One deck at one instant. Faces draws each Look, and the Banner, as the deck shows it.

    `cells` are the keys with a picture, from the top left: what each shows, and what it is about.
    `banner` is what a strip or an info bar shows, an empty one where the model has neither; `light`
    the colour of the touch keys. `page` counts from 0, and of `page_count` there is one at least.
    A deck that is ASLEEP or locked shows nothing. `next_s` is in how many seconds it will show
    something else by itself, None for never.
    """

    cells: tuple[Cell, ...]
    banner: Banner
    brightness_percent: int
    light: RGB = DARK
    page: int = 0
    page_count: int = 1
    power: Power = Power.AWAKE
    is_locked: bool = False
    next_s: float | None = None

    @property
    def looks(self) -> tuple[Look, ...]:
        """Return what each key shows, from the top left."""
        return tuple(cell.look for cell in self.cells)


def is_news(before: Frame | None, now: Frame | None) -> bool:
    """Tell whether a deck shows something else, apart from the motion of its effects."""
    if before is now:
        return False
    if before is None or now is None:
        return True
    if _plain(before) != _plain(now):
        return True
    if urgency(before.banner, now.banner) is not Urgency.MOTION:
        return True
    pairs = zip(before.looks, now.looks, strict=True)
    return any(urgency(was, wanted) is not Urgency.MOTION for was, wanted in pairs)


def _plain(frame: Frame) -> tuple[object, ...]:
    """Return what of a frame never moves."""
    return (
        tuple([cell.subject for cell in frame.cells]),
        frame.brightness_percent,
        frame.light,
        frame.page,
        frame.page_count,
        frame.power,
        frame.is_locked,
    )
