"""An active face: what stands still is one layer of ink, what moves is ground and bar.

1. A frame is a ground, the layer in one colour, and the bar: the layer is drawn once for all
frames of an effect.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.faces import ink, row
from lightstack_desktop.faces.ink import Ink

if TYPE_CHECKING:
    from PIL import Image

    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.faces.ink import Placed
    from lightstack_desktop.faces.parts import Parts
    from lightstack_desktop.faces.plan import Plan

_WIDEST_COUNT = 40


def draw(look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """Draw the frame that `look` is of."""
    own = parts.tones(look.color)
    image = parts.ground(plan, own, look.glow).copy()
    parts.layer(replace(look, color=0, bar=(), glow=100), plan).paste(image, (0, 0), own.ink)
    image.paste(parts.bar(plan, own.light, look.bar), plan.bar[:2])
    return image


def layer(look: Look, plan: Plan, parts: Parts) -> Ink:
    """Draw what stands still, as ink as large as the key."""
    badge = parts.badge(look.priority, plan.badge)
    placed: list[Placed] = [(badge, (plan.margin, plan.margin))]
    placed += parts.age(look.age, plan, plan.content_right)
    has_row = row.is_shown(look)
    if has_row:
        span = (plan.margin, plan.content_right)
        placed += row.draw(look, plan, parts, span, plan.symbol_top, plan.symbol)
    has_footer = not has_row and (look.repeats > 1 or not look.is_true)
    if has_footer:
        placed += _footer(look, plan, parts)
    box, top = plan.name_box(has_footer=has_footer, has_symbol=has_row)
    placed.append((parts.name(look.title, box), ((plan.ground[0] - box.width) // 2, top)))
    return ink.joined(plan.size, placed)


def _footer(look: Look, plan: Plan, parts: Parts) -> list[Placed]:
    """The lowest row of a face without a symbol: the hatching, the count of repeats."""
    top, height = plan.footer
    right = plan.content_right
    placed: list[Placed] = []
    if look.repeats > 1:
        count = parts.label(row.times(look.repeats), plan.text, plan.px(_WIDEST_COUNT))
        placed.append((count, (right - count.width, top + (height - count.height) // 2)))
        right -= count.width + plan.px(4)
    if not look.is_true:
        placed.append((Ink(parts.hatching(right - plan.margin, height)), (plan.margin, top)))
    return placed
