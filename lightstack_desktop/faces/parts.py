"""The parts of faces, drawn once and kept: what differs between two looks is only how they meet.

1. Every cache is bounded. 2. A part is never changed after it is drawn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from lightstack_desktop.faces import active, badge, fit, shapes, tones
from lightstack_desktop.faces.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lightstack_desktop.alerts.look import Banner, Look
    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.faces.band import Band
    from lightstack_desktop.faces.fit import Box
    from lightstack_desktop.faces.fonts import Fonts
    from lightstack_desktop.faces.ink import Ink, Placed
    from lightstack_desktop.faces.plan import Measures, Plan
    from lightstack_desktop.faces.symbols import Symbols
    from lightstack_desktop.faces.tones import Tones

LED_COUNT = 7
WIDEST_AGE = 34  # of the design's 72 pixels

# What the caches may hold, together 5 MB. A layer of 72 pixels takes 5 kB, one of 120 14 kB.
NAME_BYTES = 1 << 20
LAYER_BYTES = 1 << 20
SYMBOL_BYTES = 1 << 20
GROUND_BYTES = 1 << 20


class Parts:
    """One set of caches; used by one thread."""

    def __init__(self, fonts: Fonts, symbols: Symbols, words: Mapping[str, str]) -> None:
        self._fonts = fonts
        self._symbols = symbols
        self._words = words
        self.tones = lru_cache(maxsize=256)(tones.of)
        self.name = Cache(self._name, _ink_bytes, NAME_BYTES)
        self.layer = Cache(self._layer, _ink_bytes, LAYER_BYTES)
        self.banner = Cache(self._banner, _ink_bytes, LAYER_BYTES)
        self.symbol = Cache(symbols.draw, _ink_bytes, SYMBOL_BYTES)
        self.ground = Cache(self._ground, _rgb_bytes, GROUND_BYTES)
        self.label = lru_cache(maxsize=256)(self._label)
        self.badge = lru_cache(maxsize=32)(self._badge)
        self.bar = lru_cache(maxsize=256)(self._bar)
        self.rounded = lru_cache(maxsize=32)(shapes.rounded)
        self.night = lru_cache(maxsize=8)(_night)
        self.frame = lru_cache(maxsize=8)(_frame)
        self.stack = lru_cache(maxsize=8)(_stack)
        self.tick = lru_cache(maxsize=8)(_tick)
        self.underline = lru_cache(maxsize=8)(_underline)
        self.keycap = lru_cache(maxsize=8)(_keycap)
        self.ring = lru_cache(maxsize=32)(_ring)
        self.slash = lru_cache(maxsize=8)(_slash)
        self.hatching = lru_cache(maxsize=32)(_hatching)
        self.stripes = lru_cache(maxsize=32)(_stripes)
        self.mark = lru_cache(maxsize=8)(_mark)

    def word(self, text: str) -> str:
        """Return a word that a face says of itself, in the language that is spoken."""
        return self._words.get(text, text)

    def age(self, text: str, plan: Plan, right: int) -> list[Placed]:
        """Write an age that ends at x `right`, level with the badge's middle."""
        if not text:
            return []
        drawn = self.label(self.word(text), plan.text, plan.px(WIDEST_AGE))
        # From the figures' height, not the ink's: "now" stands on the same line as "59m".
        base = plan.margin + round((plan.badge + plan.text * 0.73) / 2)
        return [(drawn, (right - drawn.width, base + drawn.top))]

    def _name(self, title: str, box: Box) -> Ink:
        return fit.name(self._fonts, title, box)

    def _layer(self, look: Look, plan: Plan) -> Ink:
        return active.layer(look, plan, self)

    def _banner(self, shown: Banner, band: Band) -> Ink:
        from lightstack_desktop.faces import banner  # noqa: PLC0415 - two models have one

        return banner.layer(shown, band, self)

    def _label(self, text: str, size_px: float, width: int) -> Ink:
        return fit.label(self._fonts, text, size_px, width)

    def _badge(self, priority: int, size_px: int) -> Ink:
        return badge.draw(self._fonts, priority, size_px)

    def _ground(self, plan: Plan, own: Tones, glow: int) -> Image.Image:
        """The coloured ground of an active face, square where it meets the bar."""
        image = Image.new("RGB", plan.size, tones.BLACK)
        color = tones.glowing(own, glow)
        image.paste(color, (0, 0), self.rounded(plan.ground, plan.radius))
        right, bottom = plan.ground
        image.paste(color, (right - plan.radius, 0, right, bottom))
        return image

    def _bar(self, plan: Measures, light: RGB, levels: tuple[int, ...]) -> Image.Image:
        """The seven LEDs, the first at the bottom; `levels` may be empty: dark."""
        left, top, right, bottom = plan.bar
        image = Image.new("RGB", (right - left, bottom - top), tones.BLACK)
        pitch = image.height / LED_COUNT
        shape = self.rounded((image.width, int(pitch) - plan.px(1.4)), plan.px(2))
        for n, level in enumerate(levels or (0,) * LED_COUNT):
            at = (0, round(image.height - (n + 1) * pitch))
            image.paste(tones.led(light, level), at, shape)
        return image


def _ink_bytes(drawn: Ink) -> int:
    return drawn.bytes


def _rgb_bytes(image: Image.Image) -> int:
    return 3 * image.width * image.height


def _stripes(width: int, height: int) -> Image.Image:
    return shapes.stripes((width, height), height * 0.6)


def _mark(width: int, height: int) -> Image.Image:
    return shapes.exclamation((width, height))


def _keycap(plan: Plan) -> Image.Image:
    """The thin edge of a key that does something."""
    return shapes.frame(plan.size, plan.radius, plan.px(2))


def _ring(plan: Plan, percent: int) -> Image.Image:
    """A ring along the edge, `percent` of it filled clockwise from the top."""
    ring = shapes.frame(plan.size, plan.radius, plan.px(4))
    return ImageChops.multiply(ring, shapes.pie(plan.size, percent / 100))


def _slash(plan: Plan, width: int) -> Image.Image:
    """A bar across the face."""
    return shapes.stroke(plan.size, [(0.1, 0.9), (0.9, 0.1)], width)


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


def _frame(plan: Measures) -> Image.Image:
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


def _tick(side: int) -> Image.Image:
    """A check mark: somebody knows."""
    return shapes.stroke((side, side), shapes.TICK, max(1, round(side / 4)))


def _underline(plan: Plan) -> Image.Image:
    size = (plan.px(30), plan.px(3))
    return shapes.rounded(size, size[1] / 2)
