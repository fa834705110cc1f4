"""Upkeep on the engine's thread: a step is a transaction of its own, and never costs a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.test_not_saved import not_saved
from engine.waiting import answer, failure
from lightstack_desktop.errors import StoreError

if TYPE_CHECKING:
    import pytest
    from fakes import FakeStore

    from lightstack_desktop.engine import Engine


def test_old_history_goes_a_step_at_a_time(engine: Engine, store: FakeStore) -> None:
    store.row_ids = [1, 2, 3, 4, 5]

    assert answer(engine.forget_history(5, 3)) == 3
    assert answer(engine.forget_history(5, 3)) == 1

    assert store.row_ids == [5]
    assert store.transactions == [(), ()]


def test_unused_pages_are_given_back_until_none_is_left(engine: Engine, store: FakeStore) -> None:
    store.unused_pages = 100

    assert answer(engine.give_back(64)) == 36
    assert answer(engine.give_back(64)) == 0


def test_a_step_that_fails_is_undone_and_the_next_change_is_saved(
    engine: Engine, store: FakeStore, caplog: pytest.LogCaptureFixture
) -> None:
    store.row_ids = [1, 2]
    store.fails("forget")

    assert isinstance(failure(engine.forget_history(3, 10)), StoreError)

    assert store.transactions == []
    assert answer(engine.trigger("door", source="rest")).board.is_saved
    assert caplog.records == []  # who asked for the step says what became of it


def test_while_nothing_can_be_saved_no_step_is_taken(engine: Engine, store: FakeStore) -> None:
    store.row_ids = [1, 2]
    store.fails("begin")
    not_saved(engine.trigger("door", source="rest"))
    store.heals()

    assert isinstance(failure(engine.forget_history(3, 10)), StoreError)

    assert store.row_ids == [1, 2]
