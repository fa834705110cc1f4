"""The frames of every effect, as LightStack's preview plays them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightstack_desktop.alerts import effects
from lightstack_desktop.alerts.fields import BAR_EFFECTS, LED_EFFECTS

BAR_MS_AND_FRAMES = {
    "off": (None, 1),
    "solid": (None, 1),
    "clear_effect": (None, 1),
    "fast_blink": (180, 2),
    "medium_blink": (400, 2),
    "slow_blink": (800, 2),
    "pulse": (260, 4),
    "chase": (120, 8),
    "fast_chase": (70, 8),
    "slow_chase": (220, 8),
    "open_close": (150, 7),
    "small_to_big": (150, 7),
    "aurora": (200, 8),
    "fast_falling": (70, 7),
    "medium_falling": (130, 7),
    "slow_falling": (240, 7),
    "fast_rising": (70, 7),
    "medium_rising": (130, 7),
    "slow_rising": (240, 7),
    "fast_siren": (90, 2),
    "slow_siren": (260, 2),
}
LED_MS_AND_LEVELS = {
    "off": (None, (0,)),
    "solid": (None, (1,)),
    "clear_effect": (None, (0,)),
    "fast_blink": (180, (1, 0)),
    "slow_blink": (800, (1, 0)),
    "pulse": (150, (0.15, 0.5, 0.85, 1, 0.85, 0.5)),
    "chase": (150, (0.2, 0.6, 1, 0.6)),
    "falling": (150, (1, 0.7, 0.4, 0.1)),
    "rising": (150, (0.1, 0.4, 0.7, 1)),
    "aurora": (220, (0.35, 0.6, 0.9, 1, 0.7, 0.45)),
}
EVERY = [("bar", effect) for effect in sorted(BAR_EFFECTS)] + [
    ("individual", effect) for effect in sorted(LED_EFFECTS)
]


def picture(effect: str) -> list[str]:
    """Return a bar's frames as text, LED 1 first: # bright, + dim, . dark."""
    marks = {1.0: "#", 0.0: "."}
    return [
        "".join(marks.get(level, "+") for level in frame)
        for frame in effects.loop("bar", effect).frames
    ]


def test_the_tables_name_every_effect() -> None:
    assert set(BAR_MS_AND_FRAMES) == BAR_EFFECTS
    assert set(LED_MS_AND_LEVELS) == LED_EFFECTS
    assert (len(BAR_EFFECTS), len(LED_EFFECTS)) == (21, 10)


@pytest.mark.parametrize("effect", sorted(BAR_EFFECTS))
def test_a_bar_effect_has_the_frames_of_the_preview(effect: str) -> None:
    milliseconds, count = BAR_MS_AND_FRAMES[effect]

    loop = effects.loop("bar", effect)

    assert len(loop.frames) == count
    assert milliseconds is None or loop.frame_s == pytest.approx(milliseconds / 1000)
    assert all(len(frame) == 7 for frame in loop.frames)


@pytest.mark.parametrize("effect", sorted(LED_EFFECTS))
def test_a_single_leds_effect_has_the_levels_of_the_preview(effect: str) -> None:
    milliseconds, levels = LED_MS_AND_LEVELS[effect]

    loop = effects.loop("individual", effect)

    assert loop.frames == tuple((level,) for level in levels)
    assert milliseconds is None or loop.frame_s == pytest.approx(milliseconds / 1000)


@pytest.mark.parametrize(("scope", "effect"), EVERY)
def test_levels_are_fractions_and_loops_are_short(scope: str, effect: str) -> None:
    frames = effects.loop(scope, effect).frames

    assert all(0 <= level <= 1 for frame in frames for level in frame)
    assert len(set(frames)) <= 8


@pytest.mark.parametrize(("scope", "effect"), EVERY)
def test_an_effect_moves_if_its_frames_differ(scope: str, effect: str) -> None:
    loop = effects.loop(scope, effect)

    assert loop.is_moving == effects.is_moving(effect) == (len(set(loop.frames)) > 1)


def test_every_moving_effect_can_be_told_from_the_others() -> None:
    for scope, names in (("bar", BAR_EFFECTS), ("individual", LED_EFFECTS)):
        loops = [effects.loop(scope, name) for name in names if effects.is_moving(name)]
        assert len(set(loops)) == len(loops)


def test_a_chase_runs_up_and_a_siren_changes_sides() -> None:
    assert picture("chase")[:3] == ["#......", "+#.....", ".+#...."]
    assert picture("chase")[-1] == "......+"
    assert picture("fast_siren") == ["...####", "####..."]


def test_rising_fills_from_the_bottom_and_falling_from_the_top() -> None:
    assert picture("slow_rising")[:2] == ["#......", "##....."]
    assert picture("slow_falling")[:2] == ["......#", ".....##"]
    assert picture("slow_rising")[-1] == picture("slow_falling")[-1] == "#######"


def test_open_close_opens_from_the_middle_and_small_to_big_from_the_bottom() -> None:
    opening = ["...#...", "..###..", ".#####.", "#######", ".#####.", "..###..", "......."]
    growing = ["#......", "###....", "#####..", "#######", "#####..", "###....", "#......"]

    assert picture("open_close") == opening
    assert picture("small_to_big") == growing


def test_a_pulse_breathes_on_all_leds_at_once() -> None:
    frames = effects.loop("bar", "pulse").frames

    assert frames == tuple((level,) * 7 for level in (0.1, 0.5, 1, 0.5))


def test_an_effect_of_the_other_scope_and_none_at_all_are_solid() -> None:
    assert effects.loop("bar", "rising") == effects.loop("bar", "solid")
    assert effects.loop("individual", "fast_siren") == effects.loop("individual", "solid")
    assert effects.loop("bar", None) == effects.loop("bar", "") == effects.loop("bar", "solid")


@given(st.sampled_from(EVERY), st.floats(0, 1e6))
def test_the_next_frame_is_due_when_it_says(what: tuple[str, str], now_s: float) -> None:
    loop = effects.loop(*what)
    next_s = loop.next_s(now_s)

    if next_s is None:
        assert not loop.is_moving
        assert loop.index(now_s) == 0
        return
    # Late by a microsecond, so that a rounding error cannot make it early.
    assert 0 < next_s <= loop.frame_s + 2e-6
    assert loop.count(now_s + next_s) == loop.count(now_s) + 1
    assert loop.count(now_s + next_s - 2e-6) == loop.count(now_s)
    assert loop.index(now_s) == loop.count(now_s) % len(loop.frames)


def test_an_effect_begins_again_after_its_last_frame() -> None:
    loop = effects.loop("bar", "slow_blink")

    assert [loop.index(s) for s in (0, 0.79, 0.81, 1.59, 1.61, 2.41)] == [0, 0, 1, 1, 0, 1]
