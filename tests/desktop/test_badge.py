"""The tray's badge: states differ in shape as well as in colour."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, active_alert

from lightstack_desktop.alerts.model import Board
from lightstack_desktop.alerts.palette import rgb
from lightstack_desktop.desktop import badge
from lightstack_desktop.desktop.badge import Badge

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

RED, GREEN = (255, 25, 25), (25, 255, 25)


def drawn(shown: Badge | None, size: int) -> QImage:
    return badge.pixmap(shown, size).toImage()


def covered(image: QImage) -> set[tuple[int, int]]:
    """Return the pixels that are mostly opaque: the shape, whatever its colour."""
    size = range(image.width())
    return {(x, y) for x in size for y in size if image.pixelColor(x, y).alpha() > 128}


@pytest.mark.parametrize("size", badge.TRAY_SIZES)
def test_each_priority_has_a_shape_of_its_own(app: QApplication, size: int) -> None:
    shapes = [covered(drawn(Badge(p, RED, "1", False), size)) for p in range(1, 6)]

    # Five in a hundred of the square is what tells an octagon from a circle at 16 pixels.
    smallest = min(len(a ^ b) / size**2 for a, b in combinations(shapes, 2))
    assert smallest > 0.03


@pytest.mark.parametrize("size", badge.TRAY_SIZES)
def test_acknowledged_is_hollow(app: QApplication, size: int) -> None:
    active = drawn(Badge(4, GREEN, "1", False), size)
    known = drawn(Badge(4, GREEN, "1", True), size)

    # Beside the digit and the check mark, within the shape.
    at = (size // 2, round(size * 0.18))
    assert active.pixelColor(*at).green() > 200
    assert known.pixelColor(size // 2, round(size * 0.25)).alpha() < 100


@pytest.mark.parametrize("color", [0, 21, 42, 85, 127, 170, 195, 234, 255])
def test_acknowledged_is_quieter_and_seen_on_light_and_dark_panels(
    app: QApplication, color: int
) -> None:
    active, known = (drawn(Badge(4, rgb(color), "1", is_known), 64) for is_known in (False, True))
    frame = known.pixelColor(32, 3)

    assert frame.alpha() == 255
    assert frame.hsvSaturation() <= active.pixelColor(32, 10).hsvSaturation() + 5
    for panel in (0.87, 0.024):
        lighter, darker = sorted((panel, badge._luminance(frame)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 2.5


@pytest.mark.parametrize("size", badge.TRAY_SIZES)
def test_calm_has_a_shape_that_no_acknowledged_alert_has(app: QApplication, size: int) -> None:
    calm = covered(drawn(None, size))

    for priority in range(1, 6):
        known = covered(drawn(Badge(priority, RED, "1", True), size))
        assert len(calm ^ known) / size**2 > 0.1


def test_calm_has_no_colour(app: QApplication) -> None:
    image = drawn(None, 32)

    hues = {image.pixelColor(*at).hsvSaturation() for at in covered(image)}

    assert max(hues) < 40


def test_the_badge_has_the_colour_of_the_current_alert(app: QApplication) -> None:
    board = Board.of([active_alert("dryer", 4, led_color=85), active_alert("leak", 1, led_color=0)])

    shown = badge.of_board(board)

    assert shown == Badge(1, rgb(0), "2", False)
    assert drawn(shown, 32).pixelColor(5, 16).red() > 240


def test_many_are_counted_as_nine_and_more() -> None:
    board = Board.of([active_alert(f"a{n}") for n in range(40)])

    shown = badge.of_board(board)

    assert shown is not None
    assert shown.text == "9+"


def test_when_all_are_acknowledged_the_badge_is_hollow() -> None:
    board = Board.of([active_alert("a", acknowledged_at=NOON), active_alert("b")])
    assert badge.of_board(board) == Badge(3, rgb(0), "1", False)

    board = Board.of([active_alert("a", acknowledged_at=NOON)])
    assert badge.of_board(board) == Badge(3, rgb(0), "1", True)


@pytest.mark.parametrize("color", [0, 21, 42, 85, 127, 170, 195, 234, 255])
def test_the_digit_contrasts_with_every_colour(app: QApplication, color: int) -> None:
    image = drawn(Badge(5, rgb(color), "8", False), 64)

    levels = [luminance(image, at) for at in covered(image) if 20 <= at[0] < 44 > at[1] >= 20]

    assert (max(levels) + 0.05) / (min(levels) + 0.05) >= 4.5


def luminance(image: QImage, at: tuple[int, int]) -> float:
    return badge._luminance(image.pixelColor(*at))
