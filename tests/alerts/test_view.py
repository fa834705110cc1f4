"""What a deck remembers for a short while: its page, its power, what has just changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alerts.builders import NOON, active_alert, board_of, idle_alert
from alerts.desk import MOVING, SERIAL, START_S, Desk
from lightstack_desktop.alerts import cells, decide_deck, fingers, view
from lightstack_desktop.alerts.look import BLANK, Banner, Kind
from lightstack_desktop.alerts.model import Board, Deck
from lightstack_desktop.alerts.view import Instant, Power, View

MINUTE = 60


def quiet() -> Board:
    """Return a board on which nothing keeps a deck awake."""
    return board_of(active_alert("door", 3))


def crowd(count: int) -> Board:
    return board_of(*(active_alert(chr(97 + n), 3, id=n + 1) for n in range(count)))


# Pages


def test_a_page_goes_back_after_30_s_without_a_press() -> None:
    desk = Desk(crowd(12))
    desk.tap(5)

    desk.wait(29.8)
    assert desk.view.page == 1
    desk.wait(0.2)
    assert desk.view.page == 0


def test_every_press_begins_the_30_s_anew() -> None:
    desk = Desk(crowd(12))
    desk.tap(5)
    desk.wait(29)
    desk.tap(0)
    desk.wait(29)

    assert desk.view.page == 1


def test_a_page_does_not_go_back_under_a_finger() -> None:
    desk = Desk(crowd(12))
    desk.tap(5)
    desk.press(4)
    desk.wait(40)
    assert desk.view.page == 1

    desk.release(4)
    assert desk.view.page == 1


def test_a_new_alert_that_shows_on_the_first_page_brings_it_back_at_once() -> None:
    desk = Desk(crowd(12))
    desk.tap(5)

    desk.trigger("fire", 1)

    assert desk.view.page == 0
    assert "fire" in desk.titles


@pytest.mark.parametrize("how", ["worse", "no longer known"])
def test_a_risen_alert_brings_the_first_page_back(how: str) -> None:
    desk = Desk(crowd(12))
    desk.acknowledge("a")
    desk.tap(5)
    assert desk.view.page == 1

    desk.trigger("a" if how == "no longer known" else "b", 2)

    assert desk.view.page == 0


def test_what_is_new_but_has_no_key_leaves_the_page() -> None:
    desk = Desk(crowd(12))
    desk.tap(5)

    desk.trigger("z", 5)
    desk.trigger("a")

    assert desk.view.page == 1


def test_a_page_that_is_empty_now_gives_way_to_the_last_one() -> None:
    desk = Desk(crowd(12))
    desk.tap(5)
    desk.tap(5)
    assert desk.view.page == 2

    for key in "fghij":
        desk.clear(key)

    assert desk.view.page == 1


def test_a_page_with_nothing_active_elsewhere_offers_the_way_back() -> None:
    pinned = [idle_alert(key, id=n, is_kept=True) for n, key in enumerate("abc", start=1)]
    desk = Desk(board_of(*pinned), 4)
    for key in ("a", "b", "c", "known"):
        desk.trigger(key)
    for key in ("a", "b", "c"):
        desk.acknowledge("known")
        desk.clear(key)
    desk.wait(1)
    assert desk.titles == ["a", "b", "c", "+1"]

    desk.tap(3)

    assert desk.titles == ["known", "", "", ""]
    assert (desk.looks[3].kind, desk.looks[3].action) == (Kind.ACTION, "previous_page")


# Power


def test_a_deck_dims_after_ten_minutes_without_a_press_and_does_not_sleep() -> None:
    desk = Desk(quiet(), brightness_percent=80)
    desk.tap(0)

    desk.wait(10 * MINUTE - 0.01)
    assert desk.brightness_percent == 80
    desk.wait(0.01)
    assert desk.brightness_percent == 20
    desk.wait(1e6)
    assert desk.brightness_percent == 20


def test_dimming_never_makes_a_deck_brighter() -> None:
    desk = Desk(quiet(), brightness_percent=10)
    desk.wait(10 * MINUTE)

    assert desk.view.power is Power.DIM
    assert desk.brightness_percent == 10


def test_dimming_and_sleep_are_the_users_choice() -> None:
    desk = Desk(quiet(), dim_after_s=None, sleep_after_s=60)
    desk.wait(49.9)
    assert desk.view.power is Power.AWAKE
    desk.wait(0.2)
    assert desk.brightness_percent == 0
    assert desk.looks == (BLANK,) * 6
    assert desk.banner == Banner()


def test_a_deck_that_dims_can_fall_asleep_later() -> None:
    desk = Desk(quiet(), dim_after_s=60, sleep_after_s=120)

    desk.wait(60)
    assert desk.view.power is Power.DIM
    desk.wait(60)
    assert desk.view.power is Power.ASLEEP


@pytest.mark.parametrize("power", [Power.DIM, Power.ASLEEP])
def test_the_first_press_on_a_dark_deck_only_wakes_it(power: Power) -> None:
    desk = Desk(quiet(), dim_after_s=60, sleep_after_s=120)
    desk.wait(60 if power is Power.DIM else 120)
    assert desk.view.power is power

    assert desk.press(0) + desk.wait(0.6) + desk.release(0) == []
    assert desk.view.power is Power.AWAKE
    assert desk.tap(0) == [("acknowledge", "door")]


def test_a_new_alert_wakes_a_deck_and_keeps_it_awake_as_long_as_a_press() -> None:
    desk = Desk(quiet(), dim_after_s=60)
    desk.wait(60)

    desk.trigger("bell", 5)

    assert desk.view.power is Power.AWAKE
    desk.wait(59)
    assert desk.view.power is Power.AWAKE
    desk.wait(1)
    assert desk.view.power is Power.DIM


def test_an_alert_that_comes_just_before_it_would_dim_keeps_it_awake_too() -> None:
    desk = Desk(quiet(), dim_after_s=60)
    desk.wait(45)
    desk.trigger("bell", 5)

    desk.wait(30)

    assert desk.view.power is Power.AWAKE


def test_a_rise_in_priority_wakes_and_a_repeat_or_a_fall_does_not() -> None:
    desk = Desk(quiet(), dim_after_s=60)
    desk.wait(60)

    desk.trigger("door")
    desk.trigger("door", 4)
    assert desk.view.power is Power.DIM

    desk.trigger("door", 3)
    assert desk.view.power is Power.AWAKE


@pytest.mark.parametrize("priority", [1, 2])
def test_what_is_urgent_and_not_known_prevents_both(priority: int) -> None:
    desk = Desk(board_of(active_alert("fire", priority)), dim_after_s=60, sleep_after_s=120)
    desk.wait(10_000)
    assert desk.view.power is Power.AWAKE

    desk.acknowledge("fire")
    desk.wait(59)
    assert desk.view.power is Power.AWAKE
    desk.wait(1)
    assert desk.view.power is Power.DIM


def test_what_a_deck_does_not_show_does_not_wake_it() -> None:
    desk = Desk(quiet(), dim_after_s=60, priorities=(3, 4, 5))
    desk.wait(60)

    desk.trigger("fire", 1)

    assert desk.view.power is Power.DIM


def test_a_deck_does_not_dim_under_a_finger() -> None:
    desk = Desk(quiet(), dim_after_s=60)
    desk.press(0)
    desk.wait(100)

    assert desk.view.power is Power.AWAKE


# The lock


def test_a_locked_deck_tells_nothing_and_takes_no_press() -> None:
    desk = Desk(quiet())

    desk.set_locked(True)

    assert desk.looks == (BLANK,) * 6
    assert desk.banner == Banner()
    assert desk.tap(0) + desk.push() + desk.touch() + desk.turn(3, 1) == []


def test_a_deck_plugged_in_while_locked_tells_nothing_either() -> None:
    desk = Desk(quiet())
    fresh = view.locked(View(), desk.at, is_locked=True)

    shown = cells.cells(desk.board, desk.deck, fresh, desk.at, MOVING)

    assert [cell.look for cell in shown] == [BLANK] * 6


def test_unlocking_shows_the_truth_and_wakes() -> None:
    desk = Desk(quiet(), dim_after_s=60)
    desk.set_locked(True)
    desk.wait(60)
    desk.trigger("bell", 3)
    desk.wait(60)
    assert desk.view.power is Power.DIM

    desk.set_locked(False)

    assert desk.view.power is Power.AWAKE
    assert desk.titles[:2] == ["door", "bell"]


# What has just changed


def test_a_fresh_deck_can_be_pressed_at_once() -> None:
    board = decide_deck.attach(quiet(), SERIAL, "Mini", 6, 3).board
    at = Instant(NOON, START_S)

    seen, _ = fingers.pressed(board, board.decks[SERIAL], View(), at, 0)
    _, orders = fingers.released(board, board.decks[SERIAL], seen, at, 0)

    assert [order.key for order in orders] == ["door"]


def test_a_view_that_is_up_to_date_is_itself() -> None:
    desk = Desk(quiet())

    assert view.seen(desk.board, desk.deck, desk.view, desk.at) is desk.view


def test_what_was_drawn_late_can_be_aimed_at_only_from_then_on() -> None:
    desk = Desk(Board())
    desk.is_slow = True
    desk.trigger("door")
    desk.wait(5)
    assert desk.tap(0) == []
    desk.view = view.painted(desk.view, {0}, desk.at)

    assert desk.tap(0) == []
    desk.wait(0.4)
    assert desk.tap(0) == [("acknowledge", "door")]


def test_a_key_that_is_drawn_again_for_other_reasons_stays_as_old_as_it_is() -> None:
    desk = Desk(quiet())
    desk.view = view.painted(desk.view, {0, 1, 99}, desk.at)

    assert desk.tap(0) == [("acknowledge", "door")]


def test_a_deck_that_comes_back_as_a_larger_model_shows_every_key() -> None:
    desk = Desk(quiet(), 3)
    larger = Deck(SERIAL, "XL", 32, 8, pins=desk.deck.pins)

    shown = cells.cells(desk.board.with_deck(larger), larger, desk.view, desk.at, MOVING)

    assert len(shown) == 32


def test_a_finger_on_a_key_that_is_gone_shows_nowhere() -> None:
    desk = Desk(crowd(6), 7)
    desk.press(5)
    smaller = replace(desk.deck, key_count=3, pins=desk.deck.pins[:2])

    shown = cells.cells(desk.board.with_deck(smaller), smaller, desk.view, desk.at, MOVING)

    assert len(shown) == 3


def test_a_refusal_on_a_key_that_is_gone_shows_nowhere() -> None:
    desk = Desk(Board(), 7)
    for key in "abcdef":
        desk.trigger(key)
    desk.tap(5)
    smaller = replace(desk.deck, key_count=3, pins=desk.deck.pins[:2])

    shown = cells.cells(desk.board.with_deck(smaller), smaller, desk.view, desk.at, MOVING)

    assert len(shown) == 3
