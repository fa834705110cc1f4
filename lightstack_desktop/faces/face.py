"""A Look as a picture: one function for each state.

1. States differ by shape as well as by colour. 2. Nothing is drawn over a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from lightstack_desktop.alerts.look import Kind
from lightstack_desktop.faces import tones

if TYPE_CHECKING:
    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.faces.parts import Parts
    from lightstack_desktop.faces.plan import Plan

_IDLE_PICTURES = 0.6  # emoji bring their own colours: dimmed, they wait too
_WIDEST_AGE = 34
_WIDEST_COUNT = 40
_BIG = 27


def draw(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """Draw a face; the picture is the caller's own."""
    if look.kind is Kind.BLANK:
        return Image.new("RGB", plan.size, tones.BLACK)
    if look.kind is Kind.IDLE:
        return _idle(look, plan, parts)
    if look.kind is Kind.ACTIVE:
        return _active(look, plan, parts)
    if look.kind is Kind.ACKNOWLEDGED:
        return _acknowledged(look, plan, parts)
    return _overflow(look, plan, parts)


def _idle(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """Dark, the name in grey, a short line in the alert's colour."""
    image = parts.night(plan).copy()
    line = parts.underline(plan)
    at = ((plan.size[0] - line.width) // 2, plan.size[1] - plan.px(4) - line.height // 2)
    image.paste(tones.mixed(parts.tones(look.color).line, tones.NIGHT, 0.2), at, line)
    has_footer = not look.is_true
    box = plan.name_box(has_footer)
    left = (plan.size[0] - box.width) // 2
    top = plan.px(8) if has_footer else (plan.size[1] - box.height) // 2 - plan.px(2)
    parts.name(look.title, box).paste(image, (left, top), tones.QUIET, _IDLE_PICTURES)
    if has_footer:
        _hatch(image, plan, parts, (left, left + box.width), tones.QUIET, plan.px(3))
    return image


def _active(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """The ground in the alert's colour, badge, age, name, count of repeats, LED bar."""
    own = parts.tones(look.color)
    image = parts.ground(plan, own).copy()
    image.paste(parts.bar(plan, own.light, look.bar), plan.bar[:2])
    parts.badge(look.priority, plan.badge).paste(image, (plan.margin, plan.margin), own.ink)
    _age(image, look, plan, parts, plan.content_right, own.ink)
    has_footer = look.repeats > 1 or not look.is_true
    left = plan.px(2.4)
    name = parts.name(look.title, plan.name_box(has_footer))
    name.paste(image, (left, plan.name_top), own.ink)
    right = plan.content_right
    if look.repeats > 1:
        right = _repeats(image, look, plan, parts, right, own.ink)
    if not look.is_true:
        _hatch(image, plan, parts, (plan.margin, right), own.ink)
    return image


def _acknowledged(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """Dark, a steady frame in the alert's colour, a check mark, the age."""
    line = parts.tones(look.color).line
    image = parts.night(plan).copy()
    image.paste(line, (0, 0), parts.frame(plan))
    image.paste(line, (plan.px(7), plan.px(6)), parts.tick(plan))
    _age(image, look, plan, parts, plan.size[0] - plan.px(8), tones.CLEAR)
    box = plan.name_box(not look.is_true)
    left = (plan.size[0] - box.width) // 2
    parts.name(look.title, box).paste(image, (left, plan.name_top), tones.CLEAR)
    if not look.is_true:
        _hatch(image, plan, parts, (plan.px(9), plan.size[0] - plan.px(9)), tones.CLEAR, plan.px(2))
    return image


def _overflow(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """A stack of cards with the badge of the highest hidden alert, and how many there are."""
    line = parts.tones(look.color).line
    image = parts.night(plan).copy()
    image.paste(line, (0, 0), parts.stack(plan))
    step, badge = plan.px(5), parts.badge(look.priority, plan.badge)
    badge.paste(image, (plan.px(7), step + plan.px(6)), line)
    card = (plan.size[0] - step, plan.size[1] - step)
    count = parts.label(f"+{look.count}", plan.px(_BIG), card[0] - 2 * plan.px(7))
    lift = 0 if look.is_true else plan.px(5)
    middle = step + round(card[1] * 0.62) - lift
    count.paste(image, ((card[0] - count.width) // 2, middle - count.height // 2), tones.CLEAR)
    if not look.is_true:
        _hatch(image, plan, parts, (plan.px(8), card[0] - plan.px(8)), tones.CLEAR, plan.px(2))
    return image


def _age(image: Image.Image, look: Look, plan: Plan, parts: Parts, right: int, color: RGB) -> None:
    """Write the age at the top right, level with the badge's middle."""
    if not look.age:
        return
    age = parts.label(look.age, plan.text, plan.px(_WIDEST_AGE))
    # From the figures' height, not the ink's: "now" stands on the same line as "59m".
    base = plan.margin + round((plan.badge + plan.text * 0.73) / 2)
    age.paste(image, (right - age.width, base + age.top), color)


def _repeats(
    image: Image.Image, look: Look, plan: Plan, parts: Parts, right: int, color: RGB
) -> int:
    """Write how often it was raised at the bottom right; return where that begins."""
    count = f"\u00d7{look.repeats}" if look.repeats < 10_000 else "\u00d79999+"
    drawn = parts.label(count, plan.text, plan.px(_WIDEST_COUNT))
    top, height = plan.footer
    drawn.paste(image, (right - drawn.width, top + (height - drawn.height) // 2), color)
    return right - drawn.width - plan.px(4)


def _hatch(
    image: Image.Image,
    plan: Plan,
    parts: Parts,
    span: tuple[int, int],
    color: RGB,
    lift: int = 0,
) -> None:
    """Draw the hatching of what may not be true in the lowest row, from and to x `span`."""
    top, height = plan.footer
    image.paste(color, (span[0], top - lift), parts.hatching(span[1] - span[0], height))
