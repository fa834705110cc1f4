"""Text is readable in every frame of every effect: measured on the pixels, not on the plan."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from faces.looks import COLORS, acknowledged, active, idle
from faces.scenes import action, banners, frames
from lightstack_desktop.alerts import effects, palette
from lightstack_desktop.alerts.fields import BAR_EFFECTS, LED_EFFECTS
from lightstack_desktop.alerts.look import Kind, Look, Touch
from lightstack_desktop.faces import tones
from lightstack_desktop.faces.format import KeyFormat
from lightstack_desktop.faces.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lightstack_desktop.faces.faces import Faces

LEAST = 4.5
KEY = (72, 72)
# Left, top, right, bottom at 72 pixels: name, name below an icon, badge, age, repeats.
NAME, LOW_NAME = (4, 26, 60, 66), (4, 43, 60, 68)
BADGE, AGE, REPEATS = (4, 4, 21, 21), (34, 4, 62, 20), (38, 22, 62, 40)


def _contrast(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    """Return how well the fullest ink in a box stands out from what is behind most of it."""
    counted = image.crop(box).getcolors(99_999) or []
    _, ground = max(counted)
    return max(tones.contrast(color, ground) for _, color in counted)  # type: ignore[arg-type]


def _frames(scope: str, effect: str, look: Look) -> Iterator[Look]:
    """Return each frame of an effect, on the darkest and the brightest ground, and between."""
    for frame in effects.loop(scope, effect).frames:
        bar = tuple(round(100 * level) for level in (frame * 7)[:7])
        mean = sum(bar) // 7
        for glow in (0, mean, 100):
            yield replace(look, bar=bar, glow=glow)


EFFECTS = [("bar", name) for name in sorted(BAR_EFFECTS)]
EFFECTS += [("individual", name) for name in sorted(LED_EFFECTS)]


@pytest.mark.parametrize(("scope", "effect"), EFFECTS)
def test_all_text_is_readable_in_every_frame_on_every_colour(
    scope: str, effect: str, faces: Faces
) -> None:
    for color in palette.NAMES:
        look = active("Water leak", color=color, icon="water-alert", repeats=3, age="48m")
        for frame in _frames(scope, effect, look):
            drawn = faces.image(frame, KEY)
            for box in (LOW_NAME, BADGE, AGE, REPEATS):
                assert _contrast(drawn, box) >= LEAST, (color, frame.glow, box)


def test_the_name_is_readable_on_the_darkest_ground_of_all_256_colours(faces: Faces) -> None:
    for color in COLORS:
        for frame in (active(color=color, glow=0), active(color=color, glow=50)):
            assert _contrast(faces.image(frame, KEY), NAME) >= LEAST, (color, frame.glow)


@pytest.mark.parametrize("size", [(72, 72), (96, 96), (120, 120)])
def test_a_name_is_readable_as_the_deck_unpacks_it(size: tuple[int, int], faces: Faces) -> None:
    key_format = KeyFormat(size, "JPEG")
    left, top, right, bottom = (v * size[0] // 72 for v in LOW_NAME)
    for color in (*palette.NAMES, *range(0, 256, 8)):
        for frame in frames(active(color=color, icon="door")):
            picture = Image.open(BytesIO(faces.native(frame, key_format))).convert("RGB")
            name = picture.crop((left, top, right, bottom)).convert("L")
            levels = sorted(name.tobytes())
            ground = levels[len(levels) // 2]
            darkest, brightest = levels[len(levels) // 100], levels[-len(levels) // 100]
            best = max(tones.contrast((ink,) * 3, (ground,) * 3) for ink in (darkest, brightest))
            assert best >= LEAST, (color, frame.glow, best)


@pytest.mark.parametrize(
    ("look", "box"),
    [
        (idle(icon="door"), LOW_NAME),
        (acknowledged(icon="door"), (8, 43, 64, 67)),
        (acknowledged(), AGE),
        (action("brighter"), LOW_NAME),
        (action("status", count=7, priority=1), (10, 24, 62, 48)),
        (action("status", count=7, priority=1), (6, 52, 66, 70)),
        (action("status", count=7, priority=1), BADGE),
        (Look(Kind.CLEAR), LOW_NAME),
    ],
)
def test_text_on_the_dark_is_readable_in_every_colour(
    look: Look, box: tuple[int, int, int, int], faces: Faces
) -> None:
    for color in palette.NAMES:
        drawn = faces.image(replace(look, color=color), KEY)
        assert _contrast(drawn, box) >= LEAST, color


def test_a_pressed_name_is_readable_too(faces: Faces) -> None:
    for color in palette.NAMES:
        look = replace(active("Door", color=color), touch=Touch.PRESSED, hold=50)
        assert _contrast(faces.image(look, KEY), (10, 26, 54, 60)) >= LEAST


@pytest.mark.parametrize("size", [(800, 100), (248, 58)])
def test_a_banner_is_readable_in_every_colour(size: tuple[int, int], faces: Faces) -> None:
    for _, banner in banners():
        if banner.shown.kind is Kind.BLANK:
            continue
        for color in palette.NAMES:
            for glow in (0, 100):
                shown = replace(banner, shown=replace(banner.shown, color=color, glow=glow))
                drawn = faces.strip(shown, size)
                left, right = size[0] // 4, size[0] - 28
                assert _contrast(drawn, (left, 4, right, size[1] - 4)) >= LEAST


def test_the_ground_breathes_and_never_flashes() -> None:
    for color in COLORS:
        own = tones.of(color)
        steps = [tones.luminance(tones.glowing(own, glow)) for glow in range(0, 101, 10)]

        assert steps == sorted(steps)
        # A tenth of the luminance is where a flash begins: WCAG 2.3.1.
        assert steps[-1] - steps[0] < 0.1
        assert tones.contrast(tones.glowing(own, 100), tones.glowing(own, 0)) > 1.1


def test_the_ground_moves_no_more_than_the_glow_says(faces: Faces) -> None:
    bright, dark = (faces.image(active("A", glow=glow), KEY) for glow in (100, 0))
    right = Plan(KEY).ground[0]

    assert bright.crop((right, 0, 72, 72)) == dark.crop((right, 0, 72, 72))
    assert bright.getpixel((30, 68)) == tones.of(0).ground
    assert dark.getpixel((30, 68)) == tones.of(0).low
