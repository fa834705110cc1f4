"""What a finger on a key does: the table of presses, and what they cannot do."""

from __future__ import annotations

import pytest

from alerts.builders import NOON, active_alert, after, board_of, idle_alert, trigger
from alerts.desk import Desk
from lightstack_desktop.alerts import view
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.look import Kind, Touch
from lightstack_desktop.alerts.model import Alert, Board

IDLE = idle_alert("door", is_kept=True)
IDLE_P1 = idle_alert("door", is_kept=True, default_priority=1)
ACTIVE = active_alert("door", 3)
ACTIVE_P1 = active_alert("door", 1)
RISEN_TO_P1 = active_alert("door", 5, override=1)
KNOWN = active_alert("door", 3, acknowledged_at=NOON)
KNOWN_P1 = active_alert("door", 1, acknowledged_at=NOON)
KEY = 0


def door(intent: str) -> list[tuple[str, str]]:
    return [(intent, "door")]


def crowd(count: int, priority: int = 3) -> Board:
    """Return a board of so many active alerts: a, b, c, …"""
    return board_of(*(active_alert(chr(97 + n), priority, id=n + 1) for n in range(count)))


@pytest.mark.parametrize(
    ("alert", "at_down", "at_release"),
    [
        (IDLE, [], door("trigger")),
        (IDLE_P1, [], door("trigger")),
        (ACTIVE, [], door("acknowledge")),
        (ACTIVE_P1, [], door("acknowledge")),
        (RISEN_TO_P1, [], door("acknowledge")),
        (KNOWN, door("clear"), []),
        (KNOWN_P1, [], []),
    ],
    ids=["idle", "idle P1", "active", "active P1", "risen to P1", "acknowledged", "known P1"],
)
def test_a_short_press(
    alert: Alert, at_down: list[tuple[str, str]], at_release: list[tuple[str, str]]
) -> None:
    desk = Desk(board_of(alert))

    assert desk.press(KEY) == at_down
    desk.wait(0.2)
    assert desk.release(KEY) == at_release


@pytest.mark.parametrize(
    ("alert", "hold_s", "ordered"),
    [
        (IDLE, 0.5, door("open")),
        (IDLE_P1, 0.5, door("open")),
        (ACTIVE, 0.5, door("clear")),
        (ACTIVE_P1, 1.0, door("clear")),
        (RISEN_TO_P1, 1.0, door("clear")),
        (KNOWN_P1, 1.0, door("clear")),
    ],
    ids=["idle", "idle P1", "active", "active P1", "risen to P1", "known P1"],
)
def test_a_hold_acts_at_its_threshold_and_once(
    alert: Alert, hold_s: float, ordered: list[tuple[str, str]]
) -> None:
    desk = Desk(board_of(alert))

    assert desk.press(KEY) == []
    assert desk.wait(hold_s - 0.001) == []
    assert desk.wait(0.001) == ordered
    assert desk.wait(5) == []
    assert desk.release(KEY) == []


def test_holding_an_acknowledged_alert_clears_it_at_press_down_and_once() -> None:
    desk = Desk(board_of(KNOWN))

    assert desk.press(KEY) == door("clear")
    assert desk.wait(3) == []
    assert desk.release(KEY) == []


def test_a_release_after_the_threshold_is_a_hold_also_if_no_tick_came_between() -> None:
    desk = Desk(board_of(ACTIVE))
    desk.press(KEY)

    desk._s += 0.6

    assert desk.release(KEY) == door("clear")


def test_overflow_turns_the_page_at_release_and_goes_back_when_held() -> None:
    desk = Desk(crowd(14))
    last = 5
    assert desk.titles == ["a", "b", "c", "d", "e", "+9"]

    assert desk.tap(last) == []
    assert desk.titles == ["f", "g", "h", "i", "j", "+9"]
    desk.tap(last)
    assert desk.titles == ["k", "l", "m", "n", "", "+10"]

    desk.press(last)
    desk.wait(0.5)
    assert desk.view.page == 0
    desk.release(last)
    assert desk.view.page == 0


def test_after_the_last_page_comes_the_first() -> None:
    desk = Desk(crowd(7))

    desk.tap(5)
    assert desk.view.page == 1
    desk.tap(5)
    assert desk.view.page == 0


def test_an_empty_key_takes_no_press() -> None:
    desk = Desk(board_of(ACTIVE))

    assert desk.tap(3) == []
    assert desk.press(99) == desk.press(-1) == []
    assert desk.view.fingers == ()


def test_a_release_without_a_press_means_nothing() -> None:
    assert Desk(board_of(ACTIVE)).release(KEY) == []


def test_a_press_that_is_reported_twice_is_one_finger() -> None:
    desk = Desk(board_of(ACTIVE))

    assert desk.press(KEY) == desk.press(KEY) == []
    assert desk.release(KEY) == door("acknowledge")
    assert desk.release(KEY) == []


def test_two_fingers_do_not_mix() -> None:
    desk = Desk(board_of(active_alert("a", id=1), active_alert("b", id=2)))
    desk.press(0)
    desk.wait(0.3)
    desk.press(1)

    assert desk.wait(0.2) == [("clear", "a")]
    assert desk.release(1) == [("acknowledge", "b")]
    assert desk.release(0) == []


# What changes under the finger


def test_what_has_just_appeared_cannot_be_meant() -> None:
    desk = Desk(Board())
    desk.trigger("door")

    desk.wait(0.39)
    assert desk.tap(KEY) == []
    desk.wait(0.5)
    assert desk.tap(KEY) == door("acknowledge")


def test_a_refused_press_shows_so_until_the_finger_is_gone_and_a_moment_longer() -> None:
    desk = Desk(Board())
    desk.trigger("door")

    desk.press(KEY)
    assert desk.looks[KEY].touch is Touch.REFUSED
    desk.wait(2)
    assert desk.looks[KEY].touch is Touch.REFUSED, "the hold of a refused press does nothing"
    desk.release(KEY)
    assert desk.looks[KEY].touch is Touch.NONE

    desk.clear("door")
    desk.trigger("door")
    desk.press(KEY)
    desk.release(KEY)
    assert desk.looks[KEY].touch is Touch.REFUSED
    desk.wait(0.4)
    assert desk.looks[KEY].touch is Touch.NONE
    assert desk.view.refusals == ()


def test_two_quick_taps_do_not_acknowledge_and_clear() -> None:
    desk = Desk(board_of(ACTIVE))
    said = desk.tap(KEY)
    desk.obey(said)
    desk.wait(0.2)

    assert (said, desk.tap(KEY)) == (door("acknowledge"), [])

    desk.wait(0.4)
    assert desk.tap(KEY) == door("clear")


def test_a_press_that_comes_with_an_unseen_board_is_refused_where_it_differs() -> None:
    desk = Desk(board_of(active_alert("a", id=1), active_alert("b", id=2)))
    desk.board = trigger(desk.board, "a", 1).board

    assert desk.tap(0) == []
    assert desk.tap(1) == [("acknowledge", "b")]


def test_what_is_triggered_again_and_again_can_still_be_acknowledged() -> None:
    desk = Desk(board_of(ACTIVE))
    for _ in range(20):
        desk.wait(0.1)
        desk.trigger("door")

    assert desk.tap(KEY) == door("acknowledge")


def test_the_alert_under_a_finger_stays_while_the_key_goes_to_another() -> None:
    desk = Desk(board_of(active_alert("a", id=1)), 2)
    desk.trigger("b")
    desk.wait(1)
    desk.press(0)

    desk.clear("a")

    assert desk.key_of("b") == 0
    assert desk.looks[0].title == "a"
    assert desk.release(0) == [], "what is cleared already cannot be acknowledged"
    assert desk.looks[0].title == "b"
    assert desk.looks[0].touch is Touch.REFUSED


def test_a_hold_clears_nothing_but_what_was_held() -> None:
    desk = Desk(board_of(active_alert("a", id=1)), 2)
    desk.trigger("b")
    desk.wait(1)
    desk.press(0)
    desk.clear("a")

    assert desk.wait(0.5) == []


@pytest.mark.parametrize("change", ["acknowledge", "clear", "forget", "worse", "again"])
def test_an_acknowledgement_is_void_if_it_is_pointless_or_about_something_unseen(
    change: str,
) -> None:
    desk = Desk(board_of(ACTIVE))
    desk.press(KEY)
    desk.wait(0.1)

    if change == "worse":
        desk.trigger("door", 2)
    elif change == "again":
        desk.clear("door")
        desk.trigger("door")
    elif change == "forget":
        desk.board = desk.board.without_alert("door")
    else:
        getattr(desk, change)("door")

    assert desk.release(KEY) == []


def test_a_hold_clears_what_somebody_else_acknowledged_meanwhile() -> None:
    desk = Desk(board_of(ACTIVE))
    desk.press(KEY)
    desk.acknowledge("door")

    assert desk.wait(0.5) == door("clear")


def test_an_alert_is_not_raised_again_by_a_press_that_found_it_idle() -> None:
    desk = Desk(board_of(IDLE))
    desk.press(KEY)
    desk.trigger("door")

    assert desk.release(KEY) == []


def test_opening_an_idle_alert_needs_nothing_of_its_state() -> None:
    desk = Desk(board_of(IDLE))
    desk.press(KEY)
    desk.trigger("door")

    assert desk.wait(0.5) == door("open")


# Double press


def test_a_double_press_clears_where_the_deck_is_set_so() -> None:
    desk = Desk(board_of(ACTIVE), has_double_press=True)
    said = desk.tap(KEY)
    desk.obey(said)

    assert (said, desk.tap(KEY)) == (door("acknowledge"), door("clear"))


def test_a_double_press_need_not_wait_for_the_first_to_be_shown() -> None:
    desk = Desk(board_of(ACTIVE), has_double_press=True)

    assert desk.tap(KEY) + desk.tap(KEY) == [*door("acknowledge"), *door("clear")]


def test_a_slow_second_press_is_no_double_press() -> None:
    desk = Desk(board_of(ACTIVE), has_double_press=True)
    desk.tap(KEY)
    desk.wait(0.5)

    assert desk.tap(KEY) == door("acknowledge")


@pytest.mark.parametrize("other", ["critical", "another key", "cleared", "no key"])
def test_a_double_press_is_about_one_alert_that_is_not_critical(other: str) -> None:
    first = ACTIVE_P1 if other == "critical" else ACTIVE
    board = board_of(first, active_alert("bell", 3, id=2))
    desk = Desk(board, has_double_press=True)
    at = desk.key_of("door")
    desk.obey(desk.tap(at))
    if other == "cleared":
        desk.clear("door")
    elif other == "another key":
        at = desk.key_of("bell")
    elif other == "no key":
        at = 4

    assert ("clear", "door") not in desk.tap(at)


# Tasks


def with_task(board: Board, action: Action, alert_key: str | None = None) -> Desk:
    return Desk(board, actions=(KeyAction(2, action, alert_key),))


@pytest.mark.parametrize(
    ("alert", "action", "said"),
    [
        (IDLE, Action.TRIGGER, door("trigger")),
        (ACTIVE, Action.TRIGGER, door("trigger")),
        (IDLE, Action.ACKNOWLEDGE, []),
        (ACTIVE, Action.ACKNOWLEDGE, door("acknowledge")),
        (KNOWN, Action.ACKNOWLEDGE, []),
        (IDLE, Action.CLEAR, []),
        (ACTIVE, Action.CLEAR, door("clear")),
        (KNOWN, Action.CLEAR, door("clear")),
        (ACTIVE_P1, Action.CLEAR, []),
        (IDLE, Action.TOGGLE, door("trigger")),
        (ACTIVE, Action.TOGGLE, door("clear")),
        (KNOWN_P1, Action.TOGGLE, []),
    ],
)
def test_a_key_with_a_task_about_one_alert_acts_at_press_down(
    alert: Alert, action: Action, said: list[tuple[str, str]]
) -> None:
    desk = with_task(board_of(alert), action, "door")

    assert desk.press(2) == said
    assert desk.release(2) == []


@pytest.mark.parametrize("action", [Action.CLEAR, Action.TOGGLE])
def test_a_critical_alert_is_cleared_only_by_holding_whatever_the_task(action: Action) -> None:
    desk = with_task(board_of(ACTIVE_P1), action, "door")

    assert desk.hold(2, 0.99) == []
    assert desk.wait(0.01) == door("clear")


def test_a_task_about_no_alert_in_particular_is_about_the_current_one() -> None:
    board = board_of(active_alert("low", 5, id=1), active_alert("high", 1, id=2))

    assert with_task(board, Action.ACKNOWLEDGE).tap(2) == [("acknowledge", "high")]
    assert with_task(Board(), Action.ACKNOWLEDGE).tap(2) == []


def test_a_task_about_an_alert_that_is_gone_does_nothing() -> None:
    assert with_task(Board(), Action.TRIGGER, "gone").tap(2) == []


def test_a_toggle_that_has_just_changed_sides_is_not_meant() -> None:
    desk = with_task(board_of(IDLE), Action.TOGGLE, "door")
    desk.trigger("door")

    assert desk.tap(2) == []


def test_acknowledge_all_is_about_what_is_active_at_press_down() -> None:
    board = board_of(
        active_alert("a", 3, id=1),
        active_alert("b", 1, id=2),
        active_alert("known", 1, id=3, acknowledged_at=NOON),
        idle_alert("idle", id=4),
    )

    said = with_task(board, Action.ACKNOWLEDGE_ALL).press(2)

    assert said == [("acknowledge", "b"), ("acknowledge", "a")]


def test_clear_all_is_always_a_hold_and_spares_what_came_up_meanwhile() -> None:
    desk = with_task(board_of(active_alert("a", 3, id=1)), Action.CLEAR_ALL)
    assert desk.tap(2) == []

    desk.press(2)
    desk.wait(0.5)
    desk.trigger("unseen")

    assert desk.wait(0.5) == [("clear", "a")]


def test_keys_for_pages_and_brightness() -> None:
    tasks = (
        KeyAction(0, Action.PREVIOUS_PAGE),
        KeyAction(1, Action.NEXT_PAGE),
        KeyAction(2, Action.BRIGHTER),
        KeyAction(3, Action.DARKER),
        KeyAction(4, Action.STATUS),
    )
    desk = Desk(crowd(12), 12, actions=tasks)

    desk.tap(0)
    assert desk.view.page == 1
    desk.tap(4)
    assert desk.view.page == 0
    desk.tap(1)
    assert desk.view.page == 1
    assert [key.kind for key in desk.looks[:5]] == [Kind.ACTION] * 5
    assert desk.tap(2) == [("brighten", "+10")]
    assert desk.tap(3) == [("brighten", "-10")]


def test_a_key_that_is_to_do_nothing_is_dark_and_does_nothing() -> None:
    desk = with_task(board_of(ACTIVE), Action.NOTHING)

    assert desk.tap(2) == []
    assert desk.looks[2].kind is Kind.BLANK


# Pedals


def test_a_pedal_does_what_it_was_given() -> None:
    tasks = (KeyAction(0, Action.ACKNOWLEDGE_ALL), KeyAction(2, Action.CLEAR, "door"))
    desk = Desk(board_of(ACTIVE), 0, actions=tasks)

    assert desk.press(0) == door("acknowledge")
    assert desk.release(0) == []
    assert desk.press(2) == door("clear")


def test_a_new_pedal_says_i_know_in_the_middle() -> None:
    desk = Desk(board_of(ACTIVE), 0)

    assert desk.tap(0) == desk.tap(2) == []
    assert desk.tap(1) == door("acknowledge")


def test_a_pedal_does_not_mean_what_has_just_become_current() -> None:
    desk = Desk(Board(), 0)
    desk.trigger("door")

    assert desk.tap(1) == []
    desk.wait(0.4)
    assert desk.tap(1) == door("acknowledge")


# What ends a press


def test_unplugging_and_locking_cancel_a_press() -> None:
    desk = Desk(board_of(ACTIVE))
    desk.press(KEY)
    desk.view = view.cancelled(desk.view)
    assert desk.wait(1) + desk.release(KEY) == []

    desk.press(KEY)
    desk.set_locked(True)
    assert desk.wait(1) + desk.release(KEY) == []


def test_the_wall_clock_does_not_move_a_hold() -> None:
    desk = Desk(board_of(active_alert("door", activated_at=after(minutes=-5))))
    desk.press(KEY)

    desk.set_clock(hours=1)
    assert desk.wait(0.4) == []
    desk.set_clock(days=-2)
    assert desk.wait(0.1) == door("clear")
