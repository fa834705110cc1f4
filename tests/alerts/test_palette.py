"""What colour an alert has."""

from __future__ import annotations

from colorsys import rgb_to_hls

import pytest

from lightstack_desktop.alerts import palette


def test_colour_0_and_no_colour_are_red_never_dark() -> None:
    assert palette.rgb(0) == palette.rgb(None) == (255, 26, 26)
    assert palette.NAMES[0] == "Red"


def test_colour_255_is_white() -> None:
    assert palette.rgb(255) == (255, 255, 255)
    assert palette.rgb(255, 0.5) == (128, 128, 128)


@pytest.mark.parametrize("color", range(255))
def test_a_colour_is_a_place_on_the_hue_circle_in_whole_degrees(color: int) -> None:
    hue, lightness, saturation = rgb_to_hls(*(part / 255 for part in palette.rgb(color)))

    apart = abs(hue * 360 - round(color / 255 * 360)) % 360
    assert min(apart, 360 - apart) < 0.3
    assert lightness == pytest.approx(0.55, abs=0.005)
    assert saturation == pytest.approx(1, abs=0.01)


def test_green_and_blue_are_what_they_are_called() -> None:
    assert palette.rgb(85) == (26, 255, 26)
    assert palette.rgb(170) == (26, 26, 255)


def test_the_level_dims_a_colour_to_black() -> None:
    assert palette.rgb(85, 0) == (0, 0, 0)
    assert max(palette.rgb(85, 0.5)) < max(palette.rgb(85))
