"""What is drawn for each state, measured on the picture."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat

from faces.looks import COLORS, SIZES, acknowledged, active, idle, overflow
from lightstack_desktop.alerts.look import BLANK, Look
from lightstack_desktop.faces import badge, tones
from lightstack_desktop.faces.plan import Plan

if TYPE_CHECKING:
    from lightstack_desktop.faces.faces import Faces
    from lightstack_desktop.faces.fonts import Fonts

KEY = (72, 72)
# Around the name, clear of badge, bar and frame.
NAME = (8, 26, 60, 66)


def _best_contrast(image: Image.Image, ground: tones.RGB) -> float:
    """Return how well the fullest ink of a cutting stands out from `ground`."""
    colors = image.getcolors(image.width * image.height) or []
    return max(tones.contrast(color, ground) for _, color in colors)  # type: ignore[arg-type]


def _difference(one: Image.Image, other: Image.Image) -> float:
    grey = ImageChops.difference(one.convert("L"), other.convert("L"))
    return ImageStat.Stat(grey).rms[0]


@pytest.mark.parametrize(
    ("make", "name"),
    [(idle, NAME), (active, NAME), (acknowledged, NAME)],
    ids=["idle", "active", "acknowledged"],
)
def test_names_are_readable_in_every_colour(make, name, faces: Faces) -> None:  # type: ignore[no-untyped-def]
    for color in COLORS:
        drawn = faces.image(make(color=color), KEY).crop(name)
        most, ground = max(drawn.getcolors(52 * 40) or [])
        assert most > 500
        assert _best_contrast(drawn, ground) >= 4.5  # type: ignore[arg-type]


def test_the_ground_behind_a_name_is_the_toned_one(faces: Faces) -> None:
    for color in COLORS:
        drawn = faces.image(active(color=color), KEY).crop(NAME)
        assert max(drawn.getcolors(52 * 40) or [])[1] == tones.of(color).ground


def test_the_count_of_an_overflow_is_readable_in_every_colour(faces: Faces) -> None:
    for color in COLORS:
        drawn = faces.image(overflow(color=color), KEY)
        assert _best_contrast(drawn.crop((10, 32, 58, 60)), tones.NIGHT) >= 4.5
        assert _best_contrast(drawn.crop((7, 11, 24, 28)), tones.NIGHT) >= 4.5


@pytest.mark.parametrize("size", SIZES)
def test_states_differ_clearly_in_greyscale(size: tuple[int, int], faces: Faces) -> None:
    for color in (0, 21, 42, 85, 127, 170, 234, 255):
        states = [
            BLANK,
            idle(color=color),
            active(color=color),
            acknowledged(color=color),
            overflow(color=color),
            idle(color=color, is_true=False),
            active(color=color, is_true=False),
            acknowledged(color=color, is_true=False),
            overflow(color=color, is_true=False),
        ]
        drawn = [faces.image(each, size) for each in states]
        assert min(_difference(a, b) for a, b in combinations(drawn, 2)) > 12


def test_priorities_differ_by_the_shape_of_their_badge() -> None:
    shapes = [badge._shape(priority, (18, 18)) for priority in range(1, 6)]

    assert min(_difference(a, b) for a, b in combinations(shapes, 2)) > 30


def test_each_badge_carries_its_digit(fonts: Fonts) -> None:
    for priority in range(1, 6):
        whole = badge._shape(priority, (18, 18))
        assert _difference(badge.draw(fonts, priority, 18).mask, whole) > 40


def test_a_blank_key_is_black(faces: Faces) -> None:
    assert faces.image(BLANK, KEY).getextrema() == ((0, 0), (0, 0), (0, 0))


def _leds(image: Image.Image) -> list[float]:
    """Return how bright the middle of each LED is, the lowest first."""
    left, top, right, bottom = Plan(image.size).bar
    pitch = (bottom - top) / 7
    middles = [bottom - (n + 0.55) * pitch for n in range(7)]
    pixels = [image.getpixel(((left + right) // 2, int(y))) for y in middles]
    return [tones.luminance(pixel) for pixel in pixels]  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES)
def test_each_led_is_lit_as_the_look_says_the_first_at_the_bottom(
    size: tuple[int, int], faces: Faces
) -> None:
    rising = _leds(faces.image(active(bar=(0, 15, 30, 45, 60, 80, 100)), size))
    lowest = _leds(faces.image(active(bar=(100, 0, 0, 0, 0, 0, 0)), size))
    dark = tones.luminance(tones.UNLIT)

    assert rising == sorted(set(rising))
    assert [level > dark for level in lowest] == [True] + [False] * 6


def test_an_active_face_without_levels_has_a_dark_bar(faces: Faces) -> None:
    assert len(set(_leds(faces.image(active(bar=()), KEY)))) == 1


def test_only_a_repeated_alert_shows_a_count(faces: Faces) -> None:
    footer = (4, 57, 61, 70)
    once, thrice = (faces.image(active("A", repeats=n), KEY).crop(footer) for n in (1, 3))
    many = faces.image(active("A", repeats=10**9), KEY).crop(footer)

    assert len(once.getcolors(999) or []) == 1
    assert len(thrice.getcolors(999) or []) > 1
    assert ImageChops.difference(many, thrice).getbbox() is not None


@pytest.mark.parametrize("make", [active, acknowledged, idle])
def test_hatching_leaves_the_name_whole(make, faces: Faces) -> None:  # type: ignore[no-untyped-def]
    for size in SIZES:
        plan, look = Plan(size), make("Garage door", is_true=False)
        box, _ = plan.name_box(has_footer=True, has_symbol=False)
        drawn = faces.image(look, size)
        other = faces.image(make("x", is_true=False), size)
        changed = ImageChops.difference(drawn, other).getbbox()
        assert changed is not None
        assert changed[3] <= plan.footer[0] - plan.px(3)
        assert changed[3] - changed[1] <= box.height


def test_an_age_or_a_count_of_any_length_stays_in_its_place(faces: Faces) -> None:
    for size in SIZES:
        plan = Plan(size)
        plain = faces.image(active("A", age=""), size)
        wide = faces.image(active("A", age="99999d"), size)
        changed = ImageChops.difference(plain, wide).getbbox()
        assert changed is not None
        assert changed[0] > plan.margin + plan.badge
        assert changed[2] <= plan.content_right


def test_a_picture_is_the_callers_own(faces: Faces) -> None:
    first = faces.image(active(), KEY)
    first.paste((1, 2, 3), (0, 0, 72, 72))

    assert faces.image(active(), KEY).getpixel((40, 3)) == tones.of(0).ground


def test_a_key_of_any_size_gets_a_face(faces: Faces) -> None:
    looks: list[Look] = [active(), idle(), acknowledged(), overflow(), active(is_true=False)]
    for size in ((48, 48), (64, 72), (200, 100), (144, 144), (248, 58)):
        assert [faces.image(each, size).size for each in looks] == [size] * len(looks)
