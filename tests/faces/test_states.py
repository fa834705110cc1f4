"""States, actions and priorities are told apart by shape: in grey and without any one cone."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from faces import seen
from faces.looks import active
from faces.scenes import action, banners, states
from lightstack_desktop.alerts import palette

if TYPE_CHECKING:
    from lightstack_desktop.faces.faces import Faces

LEAST = 9.0  # of 255, over the whole key: a badge's worth of black on white


@pytest.mark.parametrize("eyes", seen.EYES)
@pytest.mark.parametrize(
    ("icon", "colors"), [("garage", tuple(palette.NAMES)), (None, (0, 42, 170))]
)
def test_every_pair_of_states_differs_to_any_eyes(
    eyes: str, icon: str | None, colors: tuple[int, ...], faces: Faces
) -> None:
    for color in colors:
        drawn = {
            name: seen.by(seen.EYES[eyes], faces.image(look, (72, 72)))
            for name, look in states(color, icon=icon).items()
        }
        for one, other in combinations(drawn, 2):
            apart = seen.difference(drawn[one], drawn[other])
            assert apart > LEAST, (color, one, other, apart)


@pytest.mark.parametrize("size", [(80, 80), (96, 96), (120, 120), (80, 120)])
def test_every_pair_of_states_differs_in_grey_on_every_model(
    size: tuple[int, int], faces: Faces
) -> None:
    drawn = {name: faces.image(look, size).convert("L") for name, look in states(42).items()}

    for one, other in combinations(drawn, 2):
        assert seen.difference(drawn[one], drawn[other]) > LEAST, (one, other)


def test_what_a_press_does_to_one_alert_differs_whatever_its_symbol(faces: Faces) -> None:
    for icon in ("door", None):
        drawn = [
            faces.image(action(name, title="Front door", icon=icon), (72, 72)).convert("L")
            for name in ("trigger", "acknowledge", "clear", "toggle")
        ]
        assert min(seen.difference(a, b) for a, b in combinations(drawn, 2)) > LEAST


def test_an_action_that_we_do_not_know_shows_its_name(faces: Faces) -> None:
    known, other = (
        faces.image(action(name), (72, 72)).convert("L") for name in ("make_tea", "make_coffee")
    )

    assert seen.difference(known, other) > LEAST


def test_priorities_differ_on_the_key_itself(faces: Faces) -> None:
    badges = [
        faces.image(active(priority=n), (72, 72)).crop((0, 0, 24, 24)).convert("L")
        for n in range(1, 6)
    ]

    assert min(seen.difference(a, b) for a, b in combinations(badges, 2)) > 20


@pytest.mark.parametrize("eyes", seen.EYES)
@pytest.mark.parametrize("size", [(800, 100), (248, 58)])
def test_every_pair_of_banners_differs_to_any_eyes(
    eyes: str, size: tuple[int, int], faces: Faces
) -> None:
    drawn = {name: seen.by(seen.EYES[eyes], faces.strip(each, size)) for name, each in banners()}

    for one, other in combinations(drawn, 2):
        assert seen.difference(drawn[one], drawn[other]) > LEAST, (one, other)


def test_what_moves_is_seen_to_move(faces: Faces) -> None:
    dark = active(bar=(0,) * 7, color=42)
    for led in range(7):
        lit = active(bar=tuple(100 * (n == led) for n in range(7)), color=42)
        apart = [faces.image(look, (72, 72)).convert("L") for look in (dark, lit)]
        assert seen.difference(*apart) > 5
