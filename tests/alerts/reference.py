"""LightStack's rank, plan and life of an alert, written down once more from its contract alone.

It shares no code with the rules it judges: alerts are plain dicts with the wire's names.
"""

from __future__ import annotations

from typing import Any

Plain = dict[str, Any]

STEADY = ("off", "solid", "clear_effect")
SINGLE_LED = (
    "off solid fast_blink slow_blink pulse chase falling rising aurora clear_effect"
).split()
DARK = {"effect": "clear_effect", "color": 0, "level": 0, "duration": 255}


def ranked(active: list[Plain]) -> list[Plain]:
    """Return the alerts as every list shows them."""
    return sorted(active, key=lambda a: (a["acknowledged"], a["effective_priority"], a["key"]))


def plan(active: list[Plain]) -> Plain:
    """Return the render plan as the wire has it."""
    order = ranked(active)
    unknown = [a for a in order if not a["acknowledged"]]
    deciding = unknown or order
    bars = [a for a in deciding if a["led_scope"] == "bar"]
    slots, leds = [], []
    for led in range(1, 8):
        claims = bars or [a for a in deciding if led in (a["led_positions"] or [])]
        light = _light(claims[0]) if claims else DARK
        slots.append({"led": led, "alert_key": claims[0]["key"] if claims else None, **light})
        leds.append({"individual_led_effect": {"led": str(led), **(DARK if bars else light)}})
    shown = {slot["alert_key"] for slot in slots}
    whole = {"led_effect": _light(bars[0]) if bars else DARK}
    return {
        "mode": "bar" if bars else "individual" if active else "idle",
        "is_all_clear": not active,
        "bar_alert_key": bars[0]["key"] if bars else None,
        "leds": slots,
        "suppressed": sorted(a["key"] for a in active if a["key"] not in shown),
        "commands": [*leds, whole] if bars else [whole, *leds],
    }


def _light(alert: Plain) -> Plain:
    effect = alert["led_effect"] or "solid"
    is_foreign = alert["led_scope"] == "individual" and effect not in SINGLE_LED
    is_foreign |= alert["led_scope"] == "bar" and effect in ("falling", "rising")
    if is_foreign or (alert["acknowledged"] and effect not in STEADY):
        effect = "solid"
    color, level, duration = (alert[f"led_{x}"] for x in ("color", "brightness", "duration"))
    return {
        "effect": effect,
        "color": 0 if color is None else color,
        "level": 100 if level is None else level,
        "duration": 255 if duration is None else duration,
    }


class LightStack:
    """What LightStack would hold: per key the default, the override, and whether it is active."""

    def __init__(self) -> None:
        self.defaults: dict[str, int] = {}
        self.overrides: dict[str, int | None] = {}
        self.active: set[str] = set()
        self.trigger_counts: dict[str, int] = {}

    def trigger(self, key: str, priority: int | None) -> None:
        self.defaults.setdefault(key, 3)
        self.overrides[key] = priority
        self.active.add(key)
        self.trigger_counts[key] = self.trigger_counts.get(key, 0) + 1

    def clear(self, key: str) -> None:
        if key in self.active:
            self.active.remove(key)
            self.overrides[key] = None

    def clear_all(self) -> None:
        for key in tuple(self.active):
            self.clear(key)

    def put(self, key: str, default_priority: int) -> None:
        self.defaults[key] = default_priority

    def delete(self, key: str) -> None:
        self.defaults.pop(key, None)
        self.overrides.pop(key, None)
        self.active.discard(key)

    def listed(self) -> list[tuple[int, str]]:
        """Return (effective priority, key) of the active alerts, in rank order."""
        return sorted((self.overrides[key] or self.defaults[key], key) for key in self.active)
