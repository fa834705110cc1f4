"""How long an LED effect moves."""

from __future__ import annotations

import pytest

from lightstack_desktop.alerts import durations
from lightstack_desktop.errors import InvalidAlertError


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        (0, 0),
        (1, 1),
        (60, 60),
        (61, 60),
        (120, 3600),
        (121, 3600),
        (254, 134 * 3600),
        (255, None),
    ],
)
def test_a_duration_byte_means_seconds_minutes_or_hours(
    duration: int, seconds: float | None
) -> None:
    assert durations.seconds(duration) == seconds


@pytest.mark.parametrize("duration", [-1, 256])
def test_a_duration_is_a_byte(duration: int) -> None:
    with pytest.raises(InvalidAlertError, match="0 to 255") as refusal:
        durations.seconds(duration)

    assert refusal.value.field == "led_duration"
