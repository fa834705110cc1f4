"""Dials, the touch strip and touch keys."""

from __future__ import annotations

import pytest

from alerts.builders import NOON, active_alert, board_of
from alerts.desk import Desk
from lightstack_desktop.alerts.model import Board

HIGH = ("acknowledge", "high")


def two() -> Board:
    return board_of(active_alert("low", 5, id=1), active_alert("high", 1, id=2))


def crowd() -> Board:
    return board_of(*(active_alert(chr(97 + n), 3, id=n + 1) for n in range(12)))


def test_a_push_and_a_touch_acknowledge_the_current_alert() -> None:
    assert Desk(two()).push() == [HIGH]
    assert Desk(two()).touch() == [HIGH]


def test_a_long_touch_clears_also_what_is_critical() -> None:
    assert Desk(two()).touch(is_long=True) == [("clear", "high")]


def test_there_is_nothing_to_do_with_what_is_known_or_all_clear() -> None:
    known = board_of(active_alert("known", 3, acknowledged_at=NOON))

    assert Desk(known).push() == []
    assert Desk(known).touch(is_long=True) == [("clear", "known")]
    assert Desk(Board()).push() == Desk(Board()).touch(is_long=True) == []


def test_what_has_just_become_current_is_not_meant() -> None:
    desk = Desk(two())
    desk.obey(desk.push())

    assert desk.push() == desk.touch() == desk.touch(is_long=True) == []
    desk.wait(0.4)
    assert desk.push() == [("acknowledge", "low")]


def test_the_first_dial_turns_pages_either_way_round() -> None:
    desk = Desk(crowd())

    pages = []
    for steps in (1, 1, 1, -1, 2):
        desk.turn(0, steps)
        pages.append(desk.view.page)

    assert pages == [1, 2, 0, 2, 1]


def test_the_last_dial_sets_the_brightness_and_the_others_do_nothing() -> None:
    desk = Desk(crowd())

    assert desk.turn(3, 2) == [("brighten", "+20")]
    assert desk.turn(3, -1) == [("brighten", "-10")]
    assert desk.turn(1, 5) == desk.turn(2, -5) == []
    assert desk.view.page == 0


def test_a_swipe_turns_pages() -> None:
    desk = Desk(crowd())
    desk.swipe(1)
    desk.swipe(1)
    desk.swipe(-1)

    assert desk.view.page == 1


def test_touch_keys_turn_pages() -> None:
    desk = Desk(crowd())

    desk.touch_key(0)
    assert desk.view.page == 2
    desk.touch_key(1)
    assert desk.view.page == 0


@pytest.mark.parametrize("control", ["push", "touch", "turn", "swipe", "touch_key"])
def test_the_first_input_on_a_dim_deck_only_wakes_it(control: str) -> None:
    board = board_of(*(active_alert(chr(97 + n), 3, id=n + 1) for n in range(12)))
    desk = Desk(board, dim_after_s=60)
    desk.wait(60)
    arguments = {"push": (), "touch": (), "turn": (0, 1), "swipe": (1,), "touch_key": (1,)}

    assert getattr(desk, control)(*arguments[control]) == []
    assert desk.view.page == 0
    assert desk.brightness_percent == 70


def test_turning_a_page_counts_as_a_press() -> None:
    desk = Desk(crowd())
    desk.turn(0, 1)
    desk.wait(29)
    desk.turn(0, 1)
    desk.wait(29)

    assert desk.view.page == 2
