"""What light an active alert gives at an instant: its seven-LED bar, and the ground behind it.

1. The bar shows what a switch on the wall shows: while `led_duration` lasts the effect, then
nothing. The alert itself does not end with it. 2. `led_brightness` scales the bar. 3. Where no
light can be seen to move nothing is computed to move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.alerts import durations, effects
from lightstack_desktop.alerts.fields import LED_COUNT
from lightstack_desktop.alerts.led_plan import LEDS, light_of

if TYPE_CHECKING:
    from datetime import datetime

    from lightstack_desktop.alerts.led_plan import Light
    from lightstack_desktop.alerts.model import Alert

Bar = tuple[int, ...]

DARK: Bar = (0,) * LED_COUNT


def shown(alert: Alert, lamp: Light, now: datetime, beat_s: float | None) -> tuple[Bar, int]:
    """Return the levels of the bar from the bottom and that of the ground, 0-100 %.

    `lamp` is what `light_of` says of the alert. `beat_s` is the animation's clock, the same for
    every key; None holds the first frame.
    """
    left_s = _left_s(alert, lamp, now)
    if left_s is not None and left_s <= 0:
        return DARK, 100
    scope, loop = _loop(alert, lamp)
    count = loop.count(beat_s) if beat_s is not None else 0
    frame = loop.frames[count % len(loop.frames)]
    if scope == "bar":
        bar = tuple([round(part * lamp.level) for part in frame])
    else:
        lit = alert.config.fields.led_positions or ()
        bar = tuple([round(frame[0] * lamp.level) if n in lit else 0 for n in LEDS])
    is_breathing = beat_s is not None and lamp.level > 0
    return bar, loop.glows[count % len(loop.glows)] if is_breathing else 100


def next_s(alert: Alert, now: datetime, beat_s: float | None) -> float | None:
    """Return in how many seconds the light differs; None if it never will."""
    lamp = light_of(alert)
    left_s = _left_s(alert, lamp, now)
    is_over = left_s is not None and left_s <= 0
    if is_over or lamp.level == 0 or lamp.effect in effects.DARK:
        return None
    _, loop = _loop(alert, lamp)
    frame_s = loop.next_s(beat_s) if beat_s is not None else None
    if left_s is None or frame_s is None:
        return frame_s if left_s is None else left_s
    return min(left_s, frame_s)


def _loop(alert: Alert, lamp: Light) -> tuple[str, effects.Loop]:
    scope = alert.config.fields.led_scope
    return scope, effects.loop(scope, lamp.effect)


def _left_s(alert: Alert, lamp: Light, now: datetime) -> float | None:
    """Return how long the light still lasts; None for ever. Every trigger starts it anew."""
    duration_s = durations.seconds(lamp.duration)
    if duration_s is None or alert.state is None or alert.state.last_triggered_at is None:
        return duration_s
    # Not more than all of it where the clock was set back.
    return min(duration_s - (now - alert.state.last_triggered_at).total_seconds(), duration_s)
