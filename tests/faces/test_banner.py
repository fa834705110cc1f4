"""What a touch strip and an info bar show of the current alert."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import ImageChops

from faces.looks import LIT, NASTY, acknowledged, active, ring
from faces.scenes import banners
from lightstack_desktop.alerts.look import Banner, Kind, Look
from lightstack_desktop.faces import tones
from lightstack_desktop.faces.band import Band

if TYPE_CHECKING:
    from PIL import Image

    from lightstack_desktop.faces.faces import Faces

STRIP, INFO = (800, 100), (248, 58)
SIZES = (STRIP, INFO)


def _changed(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(one, other).getbbox()


@pytest.mark.parametrize("size", [*SIZES, (100, 100), (1200, 100), (480, 272)])
def test_every_banner_is_as_large_as_asked(size: tuple[int, int], faces: Faces) -> None:
    for _, banner in banners():
        drawn = faces.strip(banner, size)
        assert (drawn.size, drawn.mode) == (size, "RGB")


def test_strip_and_info_bar_speak_the_same_language(faces: Faces) -> None:
    banner = Banner(active())

    assert faces.strip(banner, INFO) == faces.info(banner, INFO)


@pytest.mark.parametrize("size", SIZES)
def test_the_bar_alone_moves_from_frame_to_frame(size: tuple[int, int], faces: Faces) -> None:
    dark, lit = (faces.strip(Banner(active(bar=bar)), size) for bar in ((0,) * 7, LIT))

    changed = _changed(dark, lit)

    assert changed is not None
    assert changed[0] >= Band(size).ground[0]


@pytest.mark.parametrize("size", SIZES)
def test_the_first_led_is_at_the_bottom(size: tuple[int, int], faces: Faces) -> None:
    left, top, right, bottom = Band(size).bar
    drawn = faces.strip(Banner(active(bar=(100, 0, 0, 0, 0, 0, 0))), size)
    pitch = (bottom - top) / 7
    levels = [
        tones.luminance(drawn.getpixel(((left + right) // 2, int(bottom - (n + 0.55) * pitch))))  # type: ignore[arg-type]
        for n in range(7)
    ]

    assert levels[0] > 3 * max(levels[1:])


@pytest.mark.parametrize("size", SIZES)
def test_each_fact_shows(size: tuple[int, int], faces: Faces) -> None:
    plain = Banner(active("Door", priority=3), 1)
    others = [
        replace(plain, shown=replace(plain.shown, **change))
        for change in (
            {"age": "6m"}, {"repeats": 2}, {"title": "Window"}, {"priority": 2}, {"color": 85},
            {"icon": "door"}, {"is_true": False}, {"glow": 0},
        )
    ]  # fmt: skip
    others += [replace(plain, active_count=2), replace(plain, acknowledged_count=2)]
    others += [replace(plain, page="1/2")]

    drawn = {faces.strip(each, size).tobytes() for each in (plain, *others)}

    assert len(drawn) == len(others) + 1


@pytest.mark.parametrize("make", [active, acknowledged])
@pytest.mark.parametrize("size", SIZES)
def test_a_name_stays_between_symbol_and_facts(make, size: tuple[int, int], faces: Faces) -> None:  # type: ignore[no-untyped-def]
    band = Band(size)
    full = Banner(make("A", icon="door", age="48m"), 12, 4, "2/3")
    plain = faces.strip(full, size)
    for title in NASTY:
        drawn = faces.strip(replace(full, shown=replace(full.shown, title=title)), size)
        changed = _changed(plain, drawn)
        if changed is not None:
            assert changed[0] >= band.margin + band.badge + band.gap + band.symbol, title
            assert changed[2] < band.right - band.px(60), title
        assert [a.tobytes() for a in ring(drawn, 2)] == [a.tobytes() for a in ring(plain, 2)], title


@pytest.mark.parametrize("size", SIZES)
def test_hatching_stands_beside_the_name(size: tuple[int, int], faces: Faces) -> None:
    true = faces.strip(Banner(active("Door")), size)
    other = faces.strip(Banner(active("x", is_true=False)), size)
    same = faces.strip(Banner(active("Door", is_true=False)), size)

    assert _changed(true, same) is not None
    changed = _changed(other, same)
    assert changed is not None
    assert changed[0] > Band(size).margin + Band(size).badge + Band(size).px(80)


def test_all_clear_is_calm(faces: Faces) -> None:
    drawn = faces.strip(Banner(Look(Kind.CLEAR)), STRIP)
    counted = {color: count for count, color in drawn.getcolors(99_999) or []}

    assert counted[tones.NIGHT] > 0.9 * STRIP[0] * STRIP[1]


def test_a_picture_is_the_callers_own(faces: Faces) -> None:
    first = faces.strip(Banner(active()), STRIP)
    first.paste((1, 2, 3), (0, 0, *STRIP))

    assert faces.strip(Banner(active()), STRIP).getpixel((300, 3)) == tones.of(0).ground
