"""What is worth a notification, when it is told, and when it is taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, acknowledge, clear, trigger

from lightstack_desktop.alerts import decide
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.desktop import news
from lightstack_desktop.desktop.news import FEW, FLOOD_S
from lightstack_desktop.desktop.news_state import (
    TOGETHER,
    TOGETHER_PAUSE_S,
    Rules,
    Show,
    ShowTogether,
    State,
    Withdraw,
)

if TYPE_CHECKING:
    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.desktop.news_state import Order


class Desk:
    """A person at a desk: what happens, and what they are told of it."""

    def __init__(self, **rules: object) -> None:
        self.board = Board()
        self.rules = Rules(**rules)
        self.state = State()
        self.s = 100.0
        self.next_s: float | None = None

    def see(self, change: Change) -> None:
        self.board = change.board
        self.state = news.hear(self.state, change)

    def raises(self, key: str, priority: int | None = None, source: str = "rest") -> None:
        self.see(decide.trigger(self.board, key, priority, f"note of {key}", source, NOON))

    def told(self) -> list[str]:
        """Return what is said now, in short."""
        return [said(order) for order in self.orders()]

    def orders(self) -> tuple[Order, ...]:
        spoken = news.speak(self.state, self.board, self.rules, self.s)
        self.state, self.next_s = spoken.state, spoken.next_s
        return spoken.orders

    def follow(self, **rules: object) -> None:
        self.rules = replace(self.rules, **rules)


def said(order: Order) -> str:
    if isinstance(order, Withdraw):
        return f"withdraw {order.name}".strip()
    sound = "!" if order.is_sounding else ""
    if isinstance(order, Show):
        return order.alert.key + sound
    return f"{order.count} ({', '.join(alert.key for alert in order.top)}){sound}"


def test_an_alert_that_becomes_active_is_told_with_its_note() -> None:
    desk = Desk()
    desk.raises("door", 2)

    (order,) = desk.orders()

    assert isinstance(order, Show)
    assert (order.alert.key, order.note, order.is_private) == ("door", "note of door", False)
    assert desk.next_s is None


def test_what_was_active_before_we_looked_is_no_news() -> None:
    desk = Desk()
    desk.see(replace(trigger(Board(), "door"), before=trigger(Board(), "door").board))

    assert desk.told() == []


def test_a_repeat_is_no_news() -> None:
    desk = Desk()
    desk.raises("door")
    desk.told()
    desk.raises("door")

    assert desk.told() == []


def test_a_raise_in_priority_is_news_and_takes_the_place_of_what_was_told() -> None:
    desk = Desk()
    desk.raises("door", 3)
    desk.told()
    desk.raises("door", 2)
    assert desk.told() == ["door"]
    desk.raises("door", 4)
    assert desk.told() == []


def test_a_raise_above_what_was_acknowledged_is_news() -> None:
    desk = Desk()
    desk.raises("door", 3)
    desk.told()
    desk.see(acknowledge(desk.board, "door"))
    desk.told()
    desk.raises("door", 3)
    assert desk.told() == []
    desk.raises("door", 1)

    assert desk.told() == ["door!"]


@pytest.mark.parametrize("source", ["deck:AL01", "screen", "window", "tray", "cli", "notification"])
def test_what_this_person_did_is_no_news(source: str) -> None:
    desk = Desk()
    desk.raises("door", 1, source)

    assert desk.told() == []


def test_only_the_priorities_that_were_chosen_are_told() -> None:
    desk = Desk(notify=(1, 4))
    for key, priority in (("a", 3), ("b", 4), ("c", 5)):
        desk.raises(key, priority)

    assert desk.told() == ["b"]
    assert desk.state.waiting == ()


def test_only_the_priorities_that_were_chosen_sound() -> None:
    desk = Desk(sound=(2,))
    desk.raises("a", 1)
    desk.raises("b", 2)

    assert desk.told() == ["a", "b!"]


@pytest.mark.parametrize("end", [clear, acknowledge])
def test_what_was_dealt_with_is_taken_back(end: object) -> None:
    desk = Desk()
    desk.raises("door")
    desk.told()
    desk.see(end(desk.board, "door"))  # type: ignore[operator]

    assert desk.told() == ["withdraw door"]
    assert desk.told() == []
    assert desk.state.is_idle


def test_a_configuration_that_was_deleted_is_taken_back() -> None:
    desk = Desk()
    desk.raises("door")
    desk.told()
    desk.see(decide.delete_config(desk.board, "door", "window", NOON))

    assert desk.told() == ["withdraw door"]


def test_what_was_dealt_with_before_it_was_told_is_never_told() -> None:
    desk = Desk()
    desk.raises("door")
    desk.see(clear(desk.board, "door"))

    assert desk.told() == []
    assert desk.state.is_idle


def test_many_at_once_are_told_together_the_most_important_first() -> None:
    desk = Desk()
    for number in range(40):
        desk.raises(f"job{number:02}", 3)
    desk.raises("leak", 2)

    assert desk.told() == ["41 (leak, job00, job01)"]


def test_a_flood_does_not_take_the_place_of_priority_1() -> None:
    desk = Desk()
    for number in range(40):
        desk.raises(f"job{number:02}", 3)
    desk.raises("leak", 1)

    assert desk.told() == ["leak!", "40 (job00, job01, job02)"]


def test_after_a_few_in_a_short_time_the_next_are_told_together_and_not_too_often() -> None:
    desk = Desk()
    for number in range(FEW):
        desk.raises(f"a{number}")
        assert desk.told() == [f"a{number}"]
    desk.raises("b")
    assert desk.told() == ["1 (b)"]
    desk.raises("c")
    assert desk.told() == []
    assert desk.next_s == TOGETHER_PAUSE_S
    desk.s += TOGETHER_PAUSE_S

    assert desk.told() == ["2 (b, c)"]


def test_when_the_flood_is_over_an_alert_is_told_alone_again() -> None:
    desk = Desk()
    for number in range(FEW + 1):
        desk.raises(f"a{number}")
    desk.told()
    desk.s += FLOOD_S
    desk.raises("b")

    assert desk.told() == ["b"]


def test_what_was_told_together_is_taken_back_when_all_of_it_was_dealt_with() -> None:
    desk = Desk()
    for number in range(FEW + 1):
        desk.raises(f"a{number}")
    desk.told()
    for number in range(FEW):
        desk.see(clear(desk.board, f"a{number}"))
        assert desk.told() == []
    desk.see(clear(desk.board, f"a{FEW}"))

    assert desk.told() == ["withdraw"]
    assert TOGETHER == ""


def test_what_rises_out_of_a_flood_is_told_alone_and_stays_so() -> None:
    desk = Desk()
    for number in range(FEW + 1):
        desk.raises(f"a{number}")
    desk.told()
    desk.raises("a0", 1)
    assert desk.told() == ["a0!"]
    desk.raises("b")
    desk.s += TOGETHER_PAUSE_S

    assert desk.told() == ["4 (a1, a2, a3)"]


def test_together_is_taken_back_when_its_last_one_is_told_alone() -> None:
    desk = Desk()
    for number in range(FEW):
        desk.raises(f"a{number}")
        desk.told()
    desk.raises("b")
    assert desk.told() == ["1 (b)"]
    desk.raises("b", 1)

    assert desk.told() == ["b!", "withdraw"]


def test_while_nobody_is_there_nothing_is_told_and_what_stands_afterwards_is_told_once() -> None:
    desk = Desk(is_away=True)
    for key in ("a", "b", "c"):
        desk.raises(key, 1)
        assert desk.told() == []
    desk.see(clear(desk.board, "b"))
    desk.follow(is_away=False)

    assert desk.told() == ["2 (a, c)!"]
    assert desk.told() == []


def test_a_single_one_that_waited_is_told_by_itself() -> None:
    desk = Desk(is_away=True)
    desk.raises("a")
    desk.told()
    desk.follow(is_away=False)

    assert desk.told() == ["a"]


def test_what_comes_while_a_return_settles_belongs_to_it() -> None:
    desk = Desk(is_away=True)
    desk.raises("a")
    desk.told()
    desk.follow(is_away=False, settled_s=desk.s + 3)
    desk.raises("b")
    assert desk.told() == []
    assert desk.next_s == 3
    desk.s += 3

    assert desk.told() == ["2 (a, b)"]


def test_a_hundred_returns_tell_of_what_waited_once() -> None:
    desk = Desk(is_away=True)
    for key in ("a", "b", "c"):
        desk.raises(key)
    told = []
    for _ in range(100):
        desk.follow(is_away=True)
        told += desk.told()
        desk.follow(is_away=False, settled_s=desk.s + 3)
        desk.s += 3
        told += desk.told()

    assert told == ["3 (a, b, c)"]


def test_private_alerts_are_told_while_the_screen_is_locked_without_their_names() -> None:
    desk = Desk(is_away=True, while_away="private")
    desk.raises("a", 1)

    (order,) = desk.orders()

    assert isinstance(order, Show)
    assert order.is_private


def test_after_the_lock_what_was_told_without_names_is_told_with_them_and_without_a_sound() -> None:
    desk = Desk(is_away=True, while_away="private")
    desk.raises("a", 1)
    assert desk.told() == ["a!"]
    desk.follow(is_away=False)

    (order,) = desk.orders()

    assert isinstance(order, Show)
    assert (order.note, order.is_private, order.is_sounding) == ("note of a", False, False)
    assert desk.told() == []


def test_several_that_were_told_without_names_are_told_together_in_their_place() -> None:
    desk = Desk(is_away=True, while_away="private")
    for key in ("a", "b", "c"):
        desk.raises(key, 2)
        desk.told()
    desk.see(clear(desk.board, "c"))
    assert desk.told() == ["withdraw c"]
    desk.follow(is_away=False)

    assert desk.told() == ["withdraw a", "withdraw b", "2 (a, b)"]


def test_a_locked_screen_may_be_told_everything() -> None:
    desk = Desk(is_away=True, while_away="all")
    desk.raises("a", 1)

    (order,) = desk.orders()

    assert isinstance(order, Show)
    assert not order.is_private


def test_quiet_holds_everything_back_but_priority_1() -> None:
    desk = Desk(is_quiet=True)
    desk.raises("a", 1)
    desk.raises("b", 2)
    assert desk.told() == ["a!"]
    desk.raises("c", 2)
    assert desk.told() == []
    desk.follow(is_quiet=False)

    assert desk.told() == ["2 (b, c)"]


def test_a_raise_to_priority_1_gets_through_the_quiet() -> None:
    desk = Desk(is_quiet=True)
    desk.raises("b", 2)
    desk.told()
    desk.raises("b", 1)

    assert desk.told() == ["b!"]


def test_together_sounds_only_for_what_is_new_in_it() -> None:
    desk = Desk(is_away=True)
    desk.raises("a", 1)
    desk.raises("b", 2)
    desk.told()
    desk.follow(is_away=False)
    (first,) = desk.orders()
    desk.raises("c", 2)
    desk.s += TOGETHER_PAUSE_S

    (second,) = desk.orders()

    assert isinstance(first, ShowTogether)
    assert isinstance(second, ShowTogether)
    assert (first.is_sounding, second.is_sounding) == (True, False)
