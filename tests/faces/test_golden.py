"""Faces look as they did when somebody looked at them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageFilter

from faces import golden, seen

if TYPE_CHECKING:
    from lightstack_desktop.faces.faces import Faces

# Blurred, as from an arm's length: a hinting or rounding that differs between two FreeTypes
# leaves less, another icon, word or colour more.
MOST = 6.0


def _glance(image: Image.Image) -> Image.Image:
    return image.convert("RGB").filter(ImageFilter.GaussianBlur(1.2))


@pytest.fixture(scope="module")
def drawn(faces: Faces) -> dict[str, Image.Image]:
    return golden.drawn(faces)


@pytest.fixture(scope="module")
def kept() -> dict[str, Image.Image]:
    pictures = {}
    for path in golden.FOLDER.glob("*.png"):
        with Image.open(path) as image:
            pictures[path.stem] = image.convert("RGB")
    return pictures


def test_every_picture_is_kept_and_no_other(
    drawn: dict[str, Image.Image], kept: dict[str, Image.Image]
) -> None:
    assert set(kept) == set(drawn)


def test_every_face_looks_as_it_did(
    drawn: dict[str, Image.Image], kept: dict[str, Image.Image]
) -> None:
    apart = {
        name: round(seen.difference(_glance(image), _glance(kept[name])), 1)
        for name, image in drawn.items()
    }

    assert {name: far for name, far in apart.items() if far > MOST} == {}


def test_no_face_would_pass_for_another(kept: dict[str, Image.Image]) -> None:
    keys = [_glance(image) for image in kept.values() if image.size == golden.KEY]

    assert min(seen.difference(one, other) for one, other in combinations(keys, 2)) > 1.5 * MOST


def test_a_third_of_a_pixel_is_forgiven(kept: dict[str, Image.Image]) -> None:
    image = kept["leak"]
    shift = (1, 0, 0.33, 0, 1, 0)
    shifted = image.transform(image.size, Image.Transform.AFFINE, shift, Image.Resampling.BILINEAR)

    assert seen.difference(_glance(image), _glance(shifted)) < MOST
