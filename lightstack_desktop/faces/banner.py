"""A Banner as a picture, for a strip or a bar of any size: the current alert as a key shows it,
with more room.

1. What stands still is drawn once, as one layer of ink, as on a key. 2. From the left: badge and
symbol, the name, then age and repeats above the counts; at the right end the LED bar. 3. Measures
scale with the height.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from lightstack_desktop.alerts.look import Kind
from lightstack_desktop.faces import actions, ink, row, tones
from lightstack_desktop.faces.band import Band
from lightstack_desktop.faces.ink import Ink

if TYPE_CHECKING:
    from lightstack_desktop.alerts.look import Banner, Look
    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.faces.ink import Placed
    from lightstack_desktop.faces.parts import Parts


def draw(shown: Banner, size: tuple[int, int], parts: Parts) -> Image.Image:
    """Draw a banner; the picture is the caller's own."""
    band = Band(size)
    match shown.shown.kind:
        case Kind.ACTIVE:
            return _active(shown, band, parts)
        case Kind.ACKNOWLEDGED:
            return _acknowledged(shown, band, parts)
        case Kind.CLEAR:
            return _clear(shown, band, parts)
        case _:
            return Image.new("RGB", size, tones.BLACK)


def layer(shown: Banner, band: Band, parts: Parts) -> Ink:
    """Draw what stands still of an alert, as ink as large as the band."""
    look = shown.shown
    head = _head(look, band, parts)
    facts = _facts(shown, band, parts)
    left = max((at[0] + drawn.width for drawn, at in head), default=_mark_right(band)) + band.gap
    right = min((at[0] for drawn, at in facts), default=band.right)
    box = band.name_box(right - band.gap - left)
    return ink.joined(
        band.size, [*head, *facts, (parts.name(look.title, box), (left, band.name_top))]
    )


def _active(shown: Banner, band: Band, parts: Parts) -> Image.Image:
    """The ground in the alert's colour, and the bar."""
    look = shown.shown
    own = parts.tones(look.color)
    image = Image.new("RGB", band.size, tones.BLACK)
    image.paste(tones.glowing(own, look.glow), (0, 0, *band.ground))
    _mark(image, parts.badge(look.priority, band.badge), band, own.ink)
    _layer(shown, band, parts).paste(image, (0, 0), own.ink)
    image.paste(parts.bar(band, own.light, look.bar), band.bar[:2])
    return image


def _acknowledged(shown: Banner, band: Band, parts: Parts) -> Image.Image:
    """Dark, a steady frame in the alert's colour, a check mark in place of the badge."""
    line = parts.tones(shown.shown.color).line
    image = Image.new("RGB", band.size, tones.NIGHT)
    image.paste(line, (0, 0), parts.frame(band))
    _mark(image, Ink(parts.tick(band.badge)), band, line)
    _layer(shown, band, parts).paste(image, (0, 0), tones.CLEAR)
    return image


def _clear(shown: Banner, band: Band, parts: Parts) -> Image.Image:
    """Nothing is active: one calm check, and the page."""
    image = Image.new("RGB", band.size, tones.NIGHT)
    symbol = parts.symbol(actions.ALL_CLEAR.icon, None, band.symbol)
    said = shown.shown.title or parts.word(actions.ALL_CLEAR.word)
    word = parts.label(said, band.fact_sizes[0], band.size[0] // 2)
    start = (band.size[0] - symbol.width - band.gap - word.width) // 2
    symbol.paste(image, (start, (band.size[1] - symbol.height) // 2), tones.CALM)
    at = (start + symbol.width + band.gap, (band.size[1] - word.height) // 2)
    word.paste(image, at, tones.CLEAR)
    for drawn, place in _facts(shown, band, parts):
        drawn.paste(image, place, tones.QUIET)
    return image


def _layer(shown: Banner, band: Band, parts: Parts) -> Ink:
    """Return the layer that all frames and colours of a banner share."""
    still = replace(shown.shown, priority=0, color=0, bar=(), glow=100)
    return parts.banner(replace(shown, shown=still), band)


def _mark(image: Image.Image, mark: Ink, band: Band, color: RGB) -> None:
    mark.paste(image, (band.margin, (band.size[1] - mark.height) // 2), color)


def _mark_right(band: Band) -> int:
    return band.margin + band.badge


def _head(look: Look, band: Band, parts: Parts) -> list[Placed]:
    """What stands between badge and name: the symbol, the hatching of what may not be true."""
    placed: list[Placed] = []
    x = _mark_right(band) + band.gap
    if (look.icon or look.picture) and (look.is_true or band.is_wide):
        symbol = parts.symbol(look.icon, look.picture, band.symbol)
        placed.append((symbol, (x, (band.size[1] - symbol.height) // 2)))
        x += symbol.width + band.gap
    if not look.is_true:
        hatching = Ink(parts.hatching(band.px(80), band.px(34)))
        placed.append((hatching, (x, (band.size[1] - hatching.height) // 2)))
    return placed


def _facts(shown: Banner, band: Band, parts: Parts) -> list[Placed]:
    """Two lines at the right: age and repeats, then how many there are and the page."""
    look = shown.shown
    repeats = row.times(look.repeats) if look.repeats > 1 else ""
    lines = (_joined(parts.word(look.age), repeats), _joined(*_counts(shown, band), shown.page))
    placed: list[Placed] = []
    for text, middle, size_px in zip(lines, band.fact_middles, band.fact_sizes, strict=True):
        if text:
            drawn = parts.label(text, size_px, band.fact_width)
            placed.append((drawn, (band.right - drawn.width, middle - drawn.height // 2)))
    return placed


def _counts(shown: Banner, band: Band) -> tuple[str, ...]:
    """Return how many alerts there are, where that is more than the one that is shown."""
    active, known = shown.active_count, shown.acknowledged_count
    if active + known <= 1:
        return ()
    if not band.is_wide:
        return (f"+{active + known - 1}",)
    return f"{active} active" if active else "", f"{known} ack" if known else ""


def _joined(*texts: str) -> str:
    return "  ".join(filter(None, texts))
