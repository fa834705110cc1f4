"""What light an active alert gives at an instant: its seven-LED bar, and the ground behind it.

1. The bar shows what a switch on the wall shows: while `led_duration` lasts the effect, then
nothing. The alert itself does not end with it. 2. `led_brightness` scales the bar. 3. Where no
light can be seen to move nothing is computed to move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.alerts import durations, effects
from lightstack_desktop.alerts.fields import LED_COUNT
from lightstack_desktop.alerts.led_plan import light_of

if TYPE_CHECKING:
    from datetime import datetime

    from lightstack_desktop.alerts.model import Alert

Bar = tuple[int, ...]

DARK: Bar = (0,) * LED_COUNT


def shown(alert: Alert, now: datetime, beat_s: float | None) -> tuple[Bar, int]:
    """Return the levels of the bar from the bottom and that of the ground, 0-100 %.

    `beat_s` is the animation's clock, the same for every key; None holds the first frame.
    """
    left_s = _left_s(alert, now)
    if left_s is not None and left_s <= 0:
        return DARK, 100
    loop = _loop(alert)
    if beat_s is None or not _is_moving(alert):
        return _bar(alert, loop.frames[0]), 100
    count = loop.count(beat_s)
    return _bar(alert, loop.frames[count % len(loop.frames)]), loop.glows[count % len(loop.glows)]


def next_s(alert: Alert, now: datetime, beat_s: float | None) -> float | None:
    """Return in how many seconds the light differs; None if it never will."""
    left_s = _left_s(alert, now)
    if left_s is not None and left_s <= 0:
        return None
    frame_s = _loop(alert).next_s(beat_s) if beat_s is not None and _is_moving(alert) else None
    if left_s is None or frame_s is None:
        return frame_s if left_s is None else left_s
    return min(left_s, frame_s)


def _loop(alert: Alert) -> effects.Loop:
    return effects.loop(alert.config.fields.led_scope, light_of(alert).effect)


def _is_moving(alert: Alert) -> bool:
    return light_of(alert).level > 0 and _loop(alert).is_moving


def _left_s(alert: Alert, now: datetime) -> float | None:
    """Return how long the light still lasts; None for ever. Every trigger starts it anew."""
    duration_s = durations.seconds(light_of(alert).duration)
    if duration_s is None or alert.state is None or alert.state.last_triggered_at is None:
        return duration_s
    # Not more than all of it where the clock was set back.
    return min(duration_s - (now - alert.state.last_triggered_at).total_seconds(), duration_s)


def _bar(alert: Alert, frame: effects.Levels) -> Bar:
    level, fields = light_of(alert).level, alert.config.fields
    if fields.led_scope == "bar":
        return tuple(round(part * level) for part in frame)
    positions = fields.led_positions or ()
    return tuple(round(frame[0] * level) if n in positions else 0 for n in range(1, LED_COUNT + 1))
