"""The parts of faces, drawn once and kept: what differs between two looks is only how they meet.

1. Every cache is bounded. 2. A part is never changed after it is drawn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from lightstack_desktop.faces import badge, fit, shapes, tones

if TYPE_CHECKING:
    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.faces.fit import Box
    from lightstack_desktop.faces.fonts import Fonts
    from lightstack_desktop.faces.ink import Ink
    from lightstack_desktop.faces.plan import Plan
    from lightstack_desktop.faces.tones import Tones

LED_COUNT = 7


class Parts:
    """One set of caches; used by one thread."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self.tones = lru_cache(maxsize=256)(tones.of)
        self.name = lru_cache(maxsize=256)(self._name)
        self.label = lru_cache(maxsize=256)(self._label)
        self.badge = lru_cache(maxsize=32)(self._badge)
        self.bar = lru_cache(maxsize=256)(self._bar)
        self.ground = lru_cache(maxsize=64)(self._ground)
        self._rounded = lru_cache(maxsize=32)(shapes.rounded)
        self.night = lru_cache(maxsize=8)(_night)
        self.frame = lru_cache(maxsize=8)(_frame)
        self.stack = lru_cache(maxsize=8)(_stack)
        self.tick = lru_cache(maxsize=8)(_tick)
        self.underline = lru_cache(maxsize=8)(_underline)
        self.hatching = lru_cache(maxsize=32)(_hatching)

    def _name(self, title: str, box: Box) -> Ink:
        return fit.name(self._fonts, title, box)

    def _label(self, text: str, size_px: float, width: int) -> Ink:
        return fit.label(self._fonts, text, size_px, width)

    def _badge(self, priority: int, size_px: int) -> Ink:
        return badge.draw(self._fonts, priority, size_px)

    def _ground(self, plan: Plan, own: Tones) -> Image.Image:
        """The coloured ground of an active face, square where it meets the bar."""
        image = Image.new("RGB", plan.size, tones.BLACK)
        image.paste(own.ground, (0, 0), self._rounded(plan.ground, plan.radius))
        right, bottom = plan.ground
        image.paste(own.ground, (right - plan.radius, 0, right, bottom))
        return image

    def _bar(self, plan: Plan, light: RGB, levels: tuple[int, ...]) -> Image.Image:
        """The seven LEDs, the first at the bottom; `levels` may be empty: dark."""
        left, top, right, bottom = plan.bar
        image = Image.new("RGB", (right - left, bottom - top), tones.BLACK)
        pitch = image.height / LED_COUNT
        shape = self._rounded((image.width, int(pitch) - plan.px(1.4)), plan.px(2))
        for n, level in enumerate(levels or (0,) * LED_COUNT):
            at = (0, round(image.height - (n + 1) * pitch))
            image.paste(tones.led(light, level), at, shape)
        return image


def _hatching(width: int, height: int) -> Image.Image:
    """Slanted bars with an exclamation mark in a gap: this may not be true."""
    mask = shapes.stripes((width, height), height * 0.75)
    gap, middle = round(height * 0.6), width // 2
    ImageDraw.Draw(mask).rectangle((middle - gap, 0, middle + gap, height), fill=0)
    mark = shapes.exclamation((round(height * 0.4), height))
    mask.paste(mark, (middle - mark.width // 2, 0))
    return mask


def _night(plan: Plan) -> Image.Image:
    """The dark ground of quiet faces."""
    image = Image.new("RGB", plan.size, tones.BLACK)
    image.paste(tones.NIGHT, (0, 0), shapes.rounded(plan.size, plan.radius))
    return image


def _frame(plan: Plan) -> Image.Image:
    """The steady frame of what somebody knows of."""
    return shapes.frame(plan.size, plan.radius, plan.px(3))


def _stack(plan: Plan) -> Image.Image:
    """Two cards, one behind the other: more than is shown."""
    step, width = plan.px(5), plan.px(3)
    card = (plan.size[0] - step, plan.size[1] - step)
    line = shapes.frame(card, plan.radius, width)
    mask = Image.new("L", plan.size)
    mask.paste(line, (step, 0))
    gap = plan.px(2)
    hidden = shapes.rounded((card[0] + gap, card[1] + gap), plan.radius)
    mask.paste(0, (0, step - gap), hidden)
    mask.paste(line, (0, step), line)
    return mask


def _tick(plan: Plan) -> Image.Image:
    side = plan.px(16)
    return shapes.stroke((side, side), shapes.TICK, plan.px(4))


def _underline(plan: Plan) -> Image.Image:
    size = (plan.px(30), plan.px(3))
    return shapes.rounded(size, size[1] / 2)
