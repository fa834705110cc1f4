"""Until when a painter may sleep: never too long, and not a moment too short."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.builders import NOON, active_alert, after, board_of, idle_alert
from alerts.desk import Desk
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.alerts.view import Options

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Alert

NEVER: dict[str, Any] = {"dim_after_s": None}


def test_a_deck_on_which_nothing_is_active_sleeps_for_ever() -> None:
    board = board_of(idle_alert("door", is_kept=True))

    assert Desk(board, **NEVER).next_s is None


def test_a_deck_that_is_to_dim_sleeps_until_then() -> None:
    desk = Desk(board_of(idle_alert("door", is_kept=True)))
    assert desk.next_s == pytest.approx(590)

    desk.wait(590)
    assert desk.next_s is None


def test_a_dim_deck_sleeps_until_it_is_to_fall_asleep_and_then_for_ever() -> None:
    desk = Desk(Board(), dim_after_s=60, sleep_after_s=100)
    desk.wait(60)
    assert desk.next_s == pytest.approx(30)

    desk.wait(30)
    assert desk.next_s is None


def test_what_is_urgent_is_waited_for_by_nobody() -> None:
    desk = Desk(board_of(active_alert("fire", 1)))

    assert desk.next_s == pytest.approx(50), "the age, not the dimming"


def test_a_steady_alert_wakes_once_a_minute() -> None:
    desk = Desk(board_of(active_alert("door", activated_at=after(seconds=-130))), **NEVER)

    assert desk.next_s == pytest.approx(40)


def test_a_moving_one_wakes_at_each_frame() -> None:
    desk = Desk(board_of(active_alert("door", led_effect="slow_blink")), **NEVER)
    desk.wait(0.3)

    wanted = 0.8 - (5010.3 % 0.8)
    assert desk.next_s == pytest.approx(wanted, abs=2e-6)


def test_what_is_on_another_page_wakes_nobody() -> None:
    steady = [active_alert(key, id=n) for n, key in enumerate("abcde", 1)]
    board = board_of(*steady, active_alert("z", 5, id=9, led_effect="fast_siren"))
    desk = Desk(board, **NEVER)
    assert desk.next_s == pytest.approx(50)

    desk.tap(5)
    assert desk.next_s < 0.1


def test_a_page_that_is_turned_goes_back_in_time() -> None:
    desk = Desk(board_of(*(active_alert(key, id=n) for n, key in enumerate("abcdefg", 1))), **NEVER)
    desk.tap(5)

    assert desk.next_s == pytest.approx(30)


def test_a_locked_deck_wakes_for_its_power_alone() -> None:
    desk = Desk(board_of(active_alert("door", led_effect="chase")))
    desk.set_locked(True)

    assert desk.next_s == pytest.approx(590)


def test_a_banner_is_painted_in_time_where_there_is_one() -> None:
    moving = board_of(active_alert("z", 5, led_effect="chase"))

    assert Desk(moving, 1, options=Options(has_banner=True), **NEVER).next_s < 0.13
    assert Desk(moving, 1, options=Options(), **NEVER).next_s is None


def test_an_acknowledged_alert_and_a_task_do_not_move() -> None:
    known = active_alert("door", led_effect="chase", acknowledged_at=NOON)
    task = KeyAction(2, Action.CLEAR, "door")

    assert Desk(board_of(known), actions=(task,), **NEVER).next_s == pytest.approx(50)


def test_a_light_that_is_over_wakes_nobody_again() -> None:
    desk = Desk(board_of(active_alert("door", led_effect="chase", led_duration=12)), **NEVER)
    desk.wait(2)

    assert desk.next_s == pytest.approx(48)


def test_the_end_of_a_light_is_in_time_although_nothing_moves() -> None:
    desk = Desk(board_of(active_alert("door", led_duration=12)), **NEVER)

    assert desk.next_s == pytest.approx(2)


def test_a_light_can_end_before_its_next_frame() -> None:
    desk = Desk(board_of(active_alert("door", led_effect="slow_blink", led_duration=12)), **NEVER)
    desk.wait(1.9)

    assert desk.next_s == pytest.approx(0.1)


def test_a_hold_wakes_at_each_step_of_its_ring_and_at_its_threshold() -> None:
    desk = Desk(board_of(active_alert("door", 3)), **NEVER)
    desk.press(0)
    steps = []
    while not desk.orders:
        steps.append(desk.next_s)
        desk.wait(desk.next_s)

    assert steps == pytest.approx([0.5 / 8] * 8, abs=1e-5)
    desk.release(0)


def test_a_hold_that_is_overdue_is_due_at_once() -> None:
    desk = Desk(board_of(active_alert("door", 3)), **NEVER)
    desk.press(0)

    desk._s += 2

    assert desk.next_s == 0


def state(desk: Desk) -> tuple[Any, ...]:
    """Return all that a painter and a finger can notice."""
    return desk.looks, desk.banner, desk.brightness_percent, desk.view.page, len(desk.orders)


some_alert = st.builds(
    active_alert,
    st.just("door"),
    st.integers(1, 5),
    led_effect=st.sampled_from([None, "chase", "fast_siren", "pulse", "slow_blink", "off"]),
    led_duration=st.sampled_from([None, 0, 11, 12, 62, 255]),
    led_brightness=st.sampled_from([None, 0, 50]),
    activated_at=st.floats(-200, 0).map(lambda s: after(seconds=s)),
    acknowledged_at=st.sampled_from([None, None, NOON]),
)
some_boards = st.lists(some_alert, max_size=8).map(
    lambda alerts: board_of(*(_renamed(a, f"a{n}", n + 1) for n, a in enumerate(alerts)))
)


def _renamed(alert: Alert, key: str, number: int) -> Alert:
    return replace(alert, config=replace(alert.config, alert_key=key, id=number))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    board=some_boards,
    key_count=st.sampled_from([3, 6]),
    waits=st.lists(st.floats(0, 40), max_size=3),
    key_index=st.integers(0, 5),
    is_still=st.booleans(),
    choices=st.sampled_from([{}, NEVER, {"dim_after_s": 20, "sleep_after_s": 45}]),
    is_pressed=st.booleans(),
)
def test_nothing_happens_before_the_next_moment_and_then_something_does(
    board: Board,
    key_count: int,
    waits: list[float],
    key_index: int,
    is_still: bool,
    choices: dict[str, Any],
    is_pressed: bool,
) -> None:
    desk = Desk(board, key_count, options=Options(is_still, has_banner=True), **choices)
    for wait_s in waits:
        desk.press(key_index)
        desk.wait(wait_s)
        if wait_s < 20:
            desk.release(key_index)
    if is_pressed:
        desk.press(key_index)
    for _ in range(6):
        next_s = desk.next_s
        before = state(desk)
        if next_s is None:
            desk.wait(10_000)
            assert state(desk) == before
            return
        assert next_s > 0
        # Frames are a microsecond late on purpose, and the clocks are floats.
        early_s = next_s - 2e-5
        if early_s > 0:
            desk.wait(early_s / 2)
            assert state(desk) == before
            desk.wait(early_s / 2)
            assert state(desk) == before
            desk.wait(2e-5)
        else:
            desk.wait(next_s)
        desk.wait(2e-6)  # what the wall clock lost by counting in whole microseconds
        assert state(desk) != before, "nobody is woken for nothing"
