"""Every state that a key can show, by name: for the tests that compare them, and the sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from faces.looks import LIT, acknowledged, active, idle, overflow
from lightstack_desktop.alerts.look import BLANK, Banner, Kind, Look, Touch

if TYPE_CHECKING:
    from collections.abc import Iterable

CHASE = (0, 0, 45, 100, 0, 0, 0)
PRESSED, REFUSED = Touch.PRESSED, Touch.REFUSED


def action(name: str, **fields: object) -> Look:
    return Look(Kind.ACTION, action=name, **fields)  # type: ignore[arg-type]


def states(color: int, title: str = "Garage door", icon: str | None = "garage") -> dict[str, Look]:
    """Return each state of one alert, and what else a key may show."""
    lit = active(title, color=color, priority=2, icon=icon)
    known = acknowledged(title, color=color, priority=2, icon=icon)
    waiting = idle(title, color=color, priority=2, icon=icon)
    more = overflow(7, color=color, priority=2)
    return {
        "idle": waiting,
        "active": lit,
        "active, repeated": replace(lit, repeats=3, bar=CHASE),
        "acknowledged": known,
        "pressed": replace(lit, touch=PRESSED),
        "holding": replace(lit, touch=PRESSED, hold=60),
        "refused": replace(lit, touch=REFUSED),
        "idle, not true": replace(waiting, is_true=False),
        "active, not true": replace(lit, is_true=False),
        "acknowledged, not true": replace(known, is_true=False),
        "overflow": more,
        "overflow, not true": replace(more, is_true=False),
        "all clear": Look(Kind.CLEAR),
        "status": action("status", count=7, priority=2, color=color),
        "acknowledge all": action("acknowledge_all"),
        "clear all": action("clear_all"),
        "next page": action("next_page"),
        "previous page": action("previous_page"),
        "brighter": action("brighter"),
        "darker": action("darker"),
        "toggle": action("toggle", title=title),
        "nothing": action("nothing"),
        "blank": BLANK,
    }


def alerts() -> dict[str, Look]:
    """Return alerts as they come: five priorities, with and without icons, in five colours."""
    return {
        "leak": active("Water leak", color=0, priority=1, repeats=3, icon="water-alert"),
        "garage": active("Garage door", color=21, priority=2, bar=CHASE),
        "ci": active(
            "CI main failed", color=42, priority=3, age="48m", icon="source-branch-remove"
        ),
        "washer": active("Washer done", color=85, priority=4, age="2h", icon="washing-machine"),
        "backup": active(
            "Backup running late", color=170, priority=5, age="1d", icon="backup-restore"
        ),
        "lamp": active("Lamp", color=255, priority=3, age="now", icon="lightbulb-on"),
    }


def banners() -> Iterable[tuple[str, Banner]]:
    """Return what a strip or an info bar may show."""
    found = alerts()
    yield "active", Banner(found["leak"], 3, 1, "2/3")
    yield "active, alone", Banner(found["garage"], 1)
    yield "active, not true", Banner(replace(found["backup"], is_true=False), 1, 4)
    known = acknowledged("Water leak", color=0, icon="water-alert")
    yield "acknowledged", Banner(known, 0, 2)
    yield "all clear", Banner(Look(Kind.CLEAR), page="1/2")
    yield "blank", Banner()


def frames(look: Look) -> Iterable[Look]:
    """Return `look` from its darkest to its brightest."""
    for glow in (0, 25, 50, 75, 100):
        yield replace(look, glow=glow, bar=LIT)
