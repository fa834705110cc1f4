"""R17: presses that race with everything else. A finger acts on what it found, or on nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from alerts.builders import create
from alerts.desk import Desk
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.alerts.press import Intent
from lightstack_desktop.alerts.subject import Role
from lightstack_desktop.errors import RefusedError

if TYPE_CHECKING:
    import random

    from lightstack_desktop.alerts.cells import Cell
    from lightstack_desktop.alerts.model import Alert

KEYS = "abcdefghij"
KEY_COUNT = 6


def allowed(cell: Cell, held_s: float) -> set[tuple[str, str]]:
    """Return what a press of so long may order on a key that shows this: keys.md's table."""
    alert = cell.subject.alert
    if cell.subject.role is not Role.ALERT or alert is None:
        return set()
    return {(intent, alert.key) for intent in _intents(alert, held_s)}


def _intents(alert: Alert, held_s: float) -> set[str]:
    is_critical = alert.effective_priority == 1
    is_held = held_s >= (1.0 if is_critical else 0.5)
    if not alert.is_active:
        return {"open"} if is_held else {"trigger"}
    if alert.is_acknowledged:
        return {"clear"} if is_held or not is_critical else set()
    return {"clear"} if is_held else {"acknowledge"}


def something_happens(desk: Desk, chance: random.Random) -> None:
    """Let one thing happen that no finger on this deck did."""
    key = chance.choice(KEYS)
    with suppress(RefusedError):
        match chance.randrange(6):
            case 0 | 1:
                desk.trigger(key, chance.choice([None, 1, 2, 3, 4, 5]))
            case 2:
                desk.acknowledge(key)
            case 3:
                desk.clear(key)
            case 4:
                desk.tap(KEY_COUNT - 1)
            case _:
                desk.wait(chance.uniform(0, 0.6))


@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.full)])
def test_a_press_acts_on_the_alert_that_was_shown_at_press_down(
    count: int, chance: random.Random
) -> None:
    board = Board()
    for key in "abc":
        board = create(board, key).board
    desk = Desk(board, KEY_COUNT)
    acted = 0
    for _ in range(count):
        for _ in range(chance.randrange(4)):
            something_happens(desk, chance)
        key_index = chance.randrange(KEY_COUNT - 1)
        shown = desk.cells[key_index]
        began = len(desk.orders)
        desk.press(key_index)
        down_s = desk.at.s
        for _ in range(chance.randrange(4)):
            something_happens(desk, chance)
            assert desk.cells[key_index].subject == shown.subject or not desk.view.finger_on(
                key_index
            )
        desk.release(key_index)
        orders = [(o.intent.value, o.key) for o in desk.orders[began:]]
        assert len(orders) <= 1
        assert set(orders) <= allowed(shown, desk.at.s - down_s + 1e-6)
        acted += len(orders)
        for order, then in zip(desk.orders[began:], desk.found[began:], strict=True):
            if order.intent is not Intent.OPEN:
                assert then.is_active == (order.intent is not Intent.TRIGGER)
                assert then.is_acknowledged <= (order.intent is Intent.CLEAR)
        with suppress(RefusedError):
            desk.obey([order for order in orders if order[0] != "open"])
        _assert_small(desk)
    assert acted > count / 10


def _assert_small(desk: Desk) -> None:
    """Assert that a view holds no more than an entry a key."""
    view = desk.view
    assert len(view.shown) == KEY_COUNT
    assert len(view.fingers) <= KEY_COUNT
    assert len(view.refusals) <= KEY_COUNT


def test_a_press_on_a_task_acts_on_no_other_alert(chance: random.Random) -> None:
    tasks = (KeyAction(0, Action.TOGGLE, "a"), KeyAction(1, Action.CLEAR, "b"))
    desk = Desk(Board(), KEY_COUNT, actions=tasks)
    for _ in range(500):
        something_happens(desk, chance)
        began = len(desk.orders)
        key_index = chance.randrange(2)
        desk.press(key_index)
        something_happens(desk, chance)
        desk.release(key_index)

        wanted = "ab"[key_index]
        assert {order.key for order in desk.orders[began:]} <= {wanted}
