"""A Look as a picture: one function for each state.

1. States differ by shape as well as by colour. 2. Nothing is drawn over a name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from lightstack_desktop.alerts.look import Kind, Touch
from lightstack_desktop.faces import actions, active, row, tones, touched
from lightstack_desktop.faces.ink import Ink

if TYPE_CHECKING:
    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.faces.actions import Sign
    from lightstack_desktop.faces.ink import Placed
    from lightstack_desktop.faces.parts import Parts
    from lightstack_desktop.faces.plan import Plan

_IDLE_PICTURES = 0.6  # pictures bring their own colours: dimmed, they wait too
_BIG = 28
_IDLE_SYMBOL = 32
_SIGN = 36
_SMALL_SIGN = 20


def draw(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """Draw a face; the picture is the caller's own."""
    if look.touch is not Touch.NONE or look.hold:
        face = draw(replace(look, touch=Touch.NONE, hold=0), plan, parts)
        return touched.draw(face, look, plan, parts)
    return _DRAWN[look.kind](look, plan, parts)


def _blank(_look: Look, plan: Plan, _parts: Parts) -> Image.Image:
    return Image.new("RGB", plan.size, tones.BLACK)


def _idle(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """Dark, icon and name in grey, a thin line in the alert's colour."""
    image = parts.night(plan).copy()
    line = parts.underline(plan)
    at = ((plan.size[0] - line.width) // 2, plan.size[1] - line.height - plan.px(1))
    image.paste(tones.mixed(parts.tones(look.color).line, tones.NIGHT, 0.2), at, line)
    has_row, has_footer = row.is_shown(look), not look.is_true and not row.is_shown(look)
    box, top = plan.name_box(has_footer=has_footer, has_symbol=has_row)
    left = (plan.size[0] - box.width) // 2
    if has_row:
        span = (plan.px(7), plan.size[0] - plan.px(7))
        placed = row.draw(look, plan, parts, span, plan.px(7), plan.px(_IDLE_SYMBOL))
        _paste(image, placed, tones.QUIET, _IDLE_PICTURES)
        top -= plan.px(2)
    else:
        top = plan.px(8) if has_footer else (plan.size[1] - box.height) // 2 - plan.px(2)
    parts.name(look.title, box).paste(image, (left, top), tones.QUIET, _IDLE_PICTURES)
    if has_footer:
        _hatch(image, plan, parts, (left, left + box.width), tones.QUIET, plan.px(3))
    return image


def _acknowledged(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """Dark, a steady frame in the alert's colour, a check mark, the age."""
    line = parts.tones(look.color).line
    image = parts.night(plan).copy()
    image.paste(line, (0, 0), parts.frame(plan))
    image.paste(line, (plan.px(7), plan.px(6)), parts.tick(plan.px(16)))
    _paste(image, parts.age(look.age, plan, plan.size[0] - plan.px(8)), tones.CLEAR)
    has_row, has_footer = row.is_shown(look), not look.is_true and not row.is_shown(look)
    if has_row:
        span = (plan.px(8), plan.size[0] - plan.px(8))
        placed = row.draw(look, plan, parts, span, plan.symbol_top, plan.symbol)
        _paste(image, placed, line)
    box, top = plan.name_box(has_footer=has_footer, has_symbol=has_row)
    left = (plan.size[0] - box.width) // 2
    parts.name(look.title, box).paste(image, (left, top), tones.CLEAR)
    if has_footer:
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


def _clear(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """Nothing is active: one calm check."""
    image = parts.night(plan).copy()
    word = look.title or parts.word(actions.ALL_CLEAR.word)
    _sign(image, actions.ALL_CLEAR._replace(word=word), look, plan, parts, tones.CALM)
    return image


def _action(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """A key that does something: a keycap with a glyph and a word."""
    image = parts.night(plan).copy()
    if look.action == actions.STATUS:
        _status(image, look, plan, parts)
        return image
    sign = actions.sign(look.action)
    if look.action != "nothing":
        image.paste(tones.UNLIT, (0, 0), parts.keycap(plan))
    word = look.title or parts.word(sign.word)
    _sign(image, sign._replace(word=word), look, plan, parts, tones.CLEAR)
    if look.icon or look.picture:
        # The alert's own symbol took the place of the glyph: what a press does stands beside it.
        small = parts.symbol(sign.icon, None, plan.px(_SMALL_SIGN))
        small.paste(image, (plan.px(4), plan.px(4)), tones.CALM)
    return image


def _status(image: Image.Image, look: Look, plan: Plan, parts: Parts) -> None:
    """How many alerts are active, with the badge of the highest."""
    line = parts.tones(look.color).line
    if look.priority:
        parts.badge(look.priority, plan.badge).paste(image, (plan.margin, plan.margin), line)
    count = parts.label(str(look.count), plan.px(_BIG), plan.size[0] - 2 * plan.px(7))
    said = look.title or parts.word(actions.STATUS_WORD)
    word = parts.label(said, plan.text, plan.size[0] - plan.px(10))
    top = plan.px(24)
    count.paste(image, ((plan.size[0] - count.width) // 2, top), tones.CLEAR)
    bottom = plan.size[1] - plan.px(17)
    word.paste(image, ((plan.size[0] - word.width) // 2, bottom), tones.QUIET)
    if not look.is_true:
        span = (plan.margin + plan.badge + plan.px(4), plan.size[0] - plan.px(6))
        hatching = Ink(parts.hatching(span[1] - span[0], plan.px(11)))
        hatching.paste(image, (span[0], plan.px(7)), tones.CLEAR)


def _sign(image: Image.Image, sign: Sign, look: Look, plan: Plan, parts: Parts, color: RGB) -> None:
    """Draw a glyph and a word, or a large glyph alone; what the look brings wins."""
    icon, size = look.icon or sign.icon, plan.px(_SIGN)
    symbol = parts.symbol(icon, look.picture, size)
    top = plan.px(7) if sign.word else (plan.size[1] - size) // 2
    symbol.paste(image, ((plan.size[0] - symbol.width) // 2, top), color)
    if sign.word:
        box, name_top = plan.name_box(has_footer=False, has_symbol=True)
        left = (plan.size[0] - box.width) // 2
        parts.name(sign.word, box).paste(image, (left, name_top - plan.px(1)), tones.CLEAR)
    if not look.is_true:
        mark = Ink(parts.mark(plan.px(6), plan.px(16)))
        mark.paste(image, (plan.size[0] - plan.px(15), plan.px(8)), tones.CLEAR)


def _paste(
    image: Image.Image, placed: list[Placed], color: RGB, picture_share: float = 1.0
) -> None:
    for drawn, at in placed:
        drawn.paste(image, at, color, picture_share)


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


_DRAWN = {
    Kind.BLANK: _blank,
    Kind.IDLE: _idle,
    Kind.ACTIVE: active.draw,
    Kind.ACKNOWLEDGED: _acknowledged,
    Kind.OVERFLOW: _overflow,
    Kind.CLEAR: _clear,
    Kind.ACTION: _action,
}
