from __future__ import annotations

from faces.looks import COLORS
from lightstack_desktop.alerts import palette
from lightstack_desktop.faces import tones


def test_ink_is_readable_on_the_ground_of_every_colour() -> None:
    own = [tones.of(color) for color in COLORS]

    assert min(tones.contrast(each.ink, each.ground) for each in own) >= 4.5


def test_badges_and_lines_on_the_dark_are_readable_in_every_colour() -> None:
    own = [tones.of(color) for color in COLORS]

    assert min(tones.contrast(each.line, tones.NIGHT) for each in own) >= 4.5


def test_quiet_names_are_readable_on_the_dark() -> None:
    assert tones.contrast(tones.QUIET, tones.NIGHT) >= 4.5
    assert tones.contrast(tones.CLEAR, tones.NIGHT) >= 4.5


def test_no_ground_is_brighter_than_the_light_it_stands_for() -> None:
    for color in COLORS:
        full = palette.rgb(color)
        assert tones.luminance(tones.of(color).ground) <= max(tones.luminance(full), 0.33) + 0.01


def test_contrast_is_that_of_wcag() -> None:
    assert round(tones.contrast((0, 0, 0), (255, 255, 255)), 2) == 21
    assert round(tones.contrast((119, 119, 119), (255, 255, 255)), 2) == 4.48


def test_an_led_gets_brighter_with_its_level() -> None:
    light = tones.of(0).light
    steps = [tones.luminance(tones.led(light, level)) for level in range(0, 101, 10)]

    assert steps == sorted(set(steps))
    assert tones.led(light, 0) == tones.UNLIT
    assert tones.led(light, 100) == light
