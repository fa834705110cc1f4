"""What a seven-LED bar should show for a set of alerts: LightStack's render plan.

1. A bar alert beats individual ones, whatever their priority. 2. Each LED goes to the alert of
the highest rank that claims it; effects never blend. 3. Unacknowledged alerts decide; when all
are acknowledged those do, without movement: a moving light is new, a steady one is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lightstack_desktop.alerts.durations import FOREVER
from lightstack_desktop.alerts.effects import is_moving
from lightstack_desktop.alerts.fields import LED_COUNT, effects_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lightstack_desktop.alerts.model import Alert

LEDS = range(1, LED_COUNT + 1)


@dataclass(frozen=True, slots=True)
class Light:
    """What one LED, or the whole bar, shows. `color` and `duration` are bytes, `level` 0-100 %."""

    effect: str = "clear_effect"
    color: int = 0
    level: int = 0
    duration: int = FOREVER


CLEAR = Light()


@dataclass(frozen=True, slots=True)
class LedSlot:
    """One LED, 1 at the bottom to 7, and the alert that won it."""

    led: int
    alert_key: str | None = None
    light: Light = CLEAR


@dataclass(frozen=True, slots=True)
class LedCommand:
    """One step to make a bar show the plan; `led` None addresses the whole bar."""

    led: int | None
    light: Light


@dataclass(frozen=True, slots=True)
class LedPlan:
    """The plan; `suppressed` are the active keys not shown, by code point."""

    mode: Literal["bar", "individual", "idle"]
    slots: tuple[LedSlot, ...]
    suppressed: tuple[str, ...] = ()
    bar_alert_key: str | None = None

    @property
    def is_all_clear(self) -> bool:
        return self.mode == "idle"

    @property
    def commands(self) -> tuple[LedCommand, ...]:
        """Return the eight steps that set a bar from any earlier state."""
        if self.mode == "bar":
            clears = (LedCommand(led, CLEAR) for led in LEDS)
            return (*clears, LedCommand(None, self.slots[0].light))
        return (LedCommand(None, CLEAR), *(LedCommand(s.led, s.light) for s in self.slots))


def plan(active: Iterable[Alert]) -> LedPlan:
    """Return the plan for these active alerts, in any order."""
    ranked = sorted(active, key=lambda alert: alert.rank)
    deciding = [a for a in ranked if not a.is_acknowledged] or ranked
    winner = next((a for a in deciding if a.config.fields.led_scope == "bar"), None)
    if winner is not None:
        light = light_of(winner)
        slots = tuple(LedSlot(led, winner.key, light) for led in LEDS)
        return LedPlan("bar", slots, _others(ranked, {winner.key}), winner.key)
    slots = tuple(_slot(led, deciding) for led in LEDS)
    shown = {slot.alert_key for slot in slots if slot.alert_key is not None}
    return LedPlan("individual" if ranked else "idle", slots, _others(ranked, shown))


def light_of(alert: Alert) -> Light:
    """Return what an alert lights, with LightStack's defaults; an acknowledged one is steady."""
    fields = alert.config.fields
    effect = fields.led_effect or "solid"
    if effect not in effects_of(fields.led_scope) or (alert.is_acknowledged and is_moving(effect)):
        effect = "solid"
    return Light(
        effect,
        fields.led_color if fields.led_color is not None else 0,
        fields.led_brightness if fields.led_brightness is not None else 100,
        fields.led_duration if fields.led_duration is not None else FOREVER,
    )


def _slot(led: int, ranked: list[Alert]) -> LedSlot:
    for alert in ranked:
        if led in (alert.config.fields.led_positions or ()):
            return LedSlot(led, alert.key, light_of(alert))
    return LedSlot(led)


def _others(ranked: list[Alert], shown: set[str]) -> tuple[str, ...]:
    return tuple(sorted(alert.key for alert in ranked if alert.key not in shown))
