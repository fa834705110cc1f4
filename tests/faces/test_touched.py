"""What a finger does to a face: at once, and nothing of the text is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from faces.looks import SIZES, active
from faces.scenes import states
from lightstack_desktop.alerts.look import Touch
from lightstack_desktop.faces import tones
from lightstack_desktop.faces.plan import Plan

if TYPE_CHECKING:
    from lightstack_desktop.faces.faces import Faces

KEY = (72, 72)


def _edge(image: Image.Image, width: int) -> Image.Image:
    """Return the edge of a picture, its inside black."""
    edge = image.copy()
    edge.paste(0, (width, width, image.width - width, image.height - width))
    return edge


@pytest.mark.parametrize("size", SIZES)
def test_a_press_insets_the_same_face_whatever_it_is(size: tuple[int, int], faces: Faces) -> None:
    margin, radius = Plan(size).px(6), Plan(size).radius
    inner = (size[0] - 2 * margin, size[1] - 2 * margin)
    for name, look in states(42).items():
        if look.touch is not Touch.NONE:
            continue
        pressed = faces.image(replace(look, touch=Touch.PRESSED), size)
        face = faces.image(look, size).resize(inner, Image.Resampling.LANCZOS)
        within = pressed.crop((margin, margin, size[0] - margin, size[1] - margin))
        rows = (0, radius, inner[0], inner[1] - radius)  # clear of the round corners
        assert within.crop(rows) == face.crop(rows), name
        assert _edge(pressed, margin).getbbox() is None, name


@pytest.mark.parametrize("size", SIZES)
def test_a_ring_fills_with_the_hold_and_hides_nothing(size: tuple[int, int], faces: Faces) -> None:
    look = active(icon="door", touch=Touch.PRESSED)
    pressed, margin = faces.image(look, size), Plan(size).px(6)
    white = []
    for hold in range(10, 101, 10):
        drawn = faces.image(replace(look, hold=hold), size)
        inside = (margin + 3, margin + 3, size[0] - margin - 3, size[1] - margin - 3)
        assert drawn.crop(inside) == pressed.crop(inside)
        counts = _edge(drawn, margin).getcolors(99_999) or []
        white.append(sum(count for count, color in counts if color == tones.WHITE))

    assert white == sorted(set(white))


def test_a_hold_alone_is_a_press(faces: Faces) -> None:
    held = replace(active(), hold=40)

    assert faces.image(held, KEY) == faces.image(replace(held, touch=Touch.PRESSED), KEY)


def test_a_refused_press_has_a_bar_across_the_inset(faces: Faces) -> None:
    look = active("Door", color=170)
    pressed, refused = (
        faces.image(replace(look, touch=touch), KEY) for touch in (Touch.PRESSED, Touch.REFUSED)
    )

    assert refused.getpixel((36, 36)) == tones.CLEAR
    changed = ImageChops.difference(pressed, refused).getbbox()
    assert changed is not None
    assert changed[2] - changed[0] > 50
    assert changed[3] - changed[1] > 50
