"""How long an LED effect moves: LightStack's one-byte code for seconds, minutes and hours."""

from __future__ import annotations

from lightstack_desktop.errors import InvalidAlertError

FOREVER = 255


def seconds(duration: int) -> float | None:
    """Return how long an LED duration byte lasts, in seconds; None means until cleared.

    1-60 s, 61-120 min, 121-254 h, 255 for ever; 0 lights nothing. Raises InvalidAlertError
    outside 0-255. Source: LightStack's led_duration.
    """
    if not 0 <= duration <= FOREVER:
        raise InvalidAlertError(f"led_duration must be 0 to 255, not {duration}", "led_duration")
    if duration == FOREVER:
        return None
    if duration <= 60:
        return float(duration)
    if duration <= 120:
        return (duration - 60) * 60.0
    return (duration - 120) * 3600.0
