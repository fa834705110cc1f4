"""The middle row of a face that has a symbol: the symbol, the repeats, the hatching.

1. The symbol is an icon or the user's own picture. 2. What may not be true is hatched on both
sides of its symbol, with "!" beside it: never over a name. 3. Where both hatching and repeats ask
for room the symbol gives way: then there is no such row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.faces.ink import Ink

if TYPE_CHECKING:
    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.faces.ink import Placed
    from lightstack_desktop.faces.parts import Parts
    from lightstack_desktop.faces.plan import Plan

_WIDEST_COUNT = 30


def is_shown(look: Look) -> bool:
    """Tell whether the face of this look has a middle row."""
    has_symbol = bool(look.icon or look.picture)
    return has_symbol and (look.is_true or look.repeats <= 1)


def draw(
    look: Look, plan: Plan, parts: Parts, span: tuple[int, int], top: int, size_px: int
) -> list[Placed]:
    """Draw the row between the x of `span`, its symbol `size_px` high from `top`."""
    symbol = parts.symbol(look.icon, look.picture, size_px)
    middle = top + size_px // 2
    if not look.is_true:
        return _hatched(symbol, plan, parts, span, middle)
    left, right = span
    if look.repeats <= 1:
        return [(symbol, _centred(symbol, (left + right) // 2, middle))]
    count = parts.label(times(look.repeats), plan.text, plan.px(_WIDEST_COUNT))
    symbol_middle = min((left + right) // 2, (left + right - count.width - plan.px(2)) // 2)
    return [
        (symbol, _centred(symbol, symbol_middle, middle)),
        (count, (right - count.width, middle - count.height // 2)),
    ]


def times(repeats: int) -> str:
    """Return how often in a few characters."""
    return f"\u00d7{repeats}" if repeats < 10_000 else "\u00d79999+"


def _hatched(
    symbol: Ink, plan: Plan, parts: Parts, span: tuple[int, int], middle: int
) -> list[Placed]:
    left, right = span
    mark = Ink(parts.mark(plan.px(6), plan.px(16)))
    gap, height = plan.px(2), plan.px(12)
    first = (left + right - symbol.width - mark.width) // 2
    end = first + symbol.width + mark.width
    top = middle - height // 2
    placed = [
        (symbol, (first, middle - symbol.height // 2)),
        (mark, (end - mark.width, middle - mark.height // 2)),
    ]
    for start, stop in ((left, first - gap), (end + gap, right)):
        if stop - start > 2:
            placed.append((Ink(parts.stripes(stop - start, height)), (start, top)))
    return placed


def _centred(drawn: Ink, x: int, y: int) -> tuple[int, int]:
    return x - drawn.width // 2, y - drawn.height // 2
