"""A deck that a person made dark: until when, and what a press does to it."""

from __future__ import annotations

from alerts.builders import board_with
from alerts.desk import Desk
from lightstack_desktop.alerts import view


def blanked(**alerts: int) -> Desk:
    desk = Desk(board_with(**alerts))
    desk.view = view.blanked(desk.view)
    desk.tick()
    return desk


def test_it_is_dark_also_while_something_urgent_is_active() -> None:
    desk = blanked(leak=1)

    assert desk.brightness_percent == 0
    assert desk.wait(3600) == []
    assert desk.brightness_percent == 0


def test_nothing_is_done_while_it_is_dark() -> None:
    assert blanked(dryer=4).next_s is None


def test_the_first_press_only_wakes_it() -> None:
    desk = blanked(dryer=4)
    key = desk.key_of("dryer")

    assert desk.tap(key) == []
    assert desk.brightness_percent == 70

    assert desk.tap(key) == [("acknowledge", "dryer")]


def test_a_press_in_the_moment_before_it_is_dark_only_wakes_it() -> None:
    desk = Desk(board_with(dryer=4))
    desk.view = view.blanked(desk.view)

    assert desk.tap(desk.key_of("dryer")) == []
    assert desk.brightness_percent == 70


def test_a_hold_that_was_begun_comes_to_nothing() -> None:
    desk = Desk(board_with(dryer=4))
    key = desk.key_of("dryer")
    desk.press(key)

    desk.view = view.blanked(desk.view)

    assert desk.wait(10) == []
    assert desk.release(key) == []
    assert desk.brightness_percent == 0


def test_something_new_wakes_it_and_an_acknowledgement_does_not() -> None:
    desk = blanked(dryer=4)

    desk.acknowledge("dryer")
    assert desk.brightness_percent == 0

    desk.trigger("door")
    assert desk.brightness_percent == 70


def test_unlocking_wakes_it() -> None:
    desk = blanked(dryer=4)

    desk.set_locked(True)
    desk.set_locked(False)

    assert desk.brightness_percent == 70
