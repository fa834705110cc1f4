"""R13: a clock that somebody sets harms nothing: rows stay in order, waits are not its to rule."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from fakes import FakeStore
from store.files import rows

from engine.waiting import LONG_S, answer, failure
from lightstack_desktop.alerts import look
from lightstack_desktop.alerts.change import Change, StateSaved
from lightstack_desktop.engine import Engine
from lightstack_desktop.errors import NotSavedError
from lightstack_desktop.store.history import History
from lightstack_desktop.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
# A day back, an hour on, the beginning of counting, beyond 32 bits, both ends of summer.
JUMPS = (
    NOON,
    NOON - timedelta(days=1),
    NOON + timedelta(hours=1),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
    NOON,
)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def test_rows_stand_in_the_order_of_what_happened_whatever_the_clock_said(tmp_path: Path) -> None:
    path, clock = tmp_path / "lightstack.db", Clock()
    engine = Engine(Store(path), clock)
    engine.start()

    for number, clock.now in enumerate(JUMPS):
        answer(engine.trigger("door", note=f"n{number}", source="rest"))
    engine.stop()

    found = rows(path, "SELECT id, note FROM alert_history ORDER BY id")
    assert found == [(n + 1, f"n{n}") for n in range(len(JUMPS))]
    history = History(path)
    shown = history.page(None, None, 1, 50)
    history.close()
    assert shown.total == len(JUMPS)
    assert {row.created_at for row in shown.items} == set(JUMPS)


def test_the_board_and_its_restart_agree_whatever_the_clock_said(tmp_path: Path) -> None:
    path, clock = tmp_path / "lightstack.db", Clock()
    engine = Engine(Store(path), clock)
    engine.start()
    for number, clock.now in enumerate(JUMPS):
        answer(engine.trigger(f"key {number % 3}", source="rest"))
        answer(engine.acknowledge(f"key {number % 3}", source="screen"))
        if number % 2:
            answer(engine.clear(f"key {number % 3}", source="rest"))
    board = engine.board
    engine.stop()

    again = Engine(Store(path), clock)
    again.start()
    assert again.board == board
    again.stop()


@pytest.mark.parametrize("now", JUMPS, ids=str)
def test_an_age_is_never_less_than_nothing(now: datetime) -> None:
    shown = look.age_text(NOON, now)

    assert "-" not in shown
    assert now > NOON or shown == look.age_text(NOON, NOON)


@pytest.mark.parametrize("jump", [-timedelta(days=1), timedelta(days=4200)], ids=["back", "on"])
def test_a_store_that_failed_is_tried_again_in_time_whatever_the_clock_does(
    jump: timedelta,
) -> None:
    store, clock, is_saved = FakeStore(), Clock(), threading.Event()
    engine = Engine(store, clock, retry_s=0.05)
    engine.start()

    def listen(change: Change) -> None:
        if StateSaved() in change.events:
            is_saved.set()

    answer(engine.subscribe(listen))
    store.fails("begin")
    assert isinstance(failure(engine.trigger("door", source="rest")), NotSavedError)
    clock.now += jump
    store.heals()

    assert is_saved.wait(LONG_S)
    engine.stop()
    assert [row.created_at for change in store.saved for row in change.history] == [NOON]
