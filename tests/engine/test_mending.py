"""A store that cannot be opened or was found broken: the program runs, and heals by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, board_with
from fakes import NO_ROOM, FakeStore, Listener

from engine.test_not_saved import SOON_S, not_saved, wait_for_saved
from engine.waiting import LONG_S, answer
from lightstack_desktop import ledger
from lightstack_desktop.alerts.change import CurrentAlertChanged, StateSaved
from lightstack_desktop.engine import Engine
from lightstack_desktop.errors import DamagedStoreError, ForeignStoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN = DamagedStoreError("It is damaged.")


@pytest.fixture
def engine(store: FakeStore) -> Iterator[Engine]:
    """Return an engine that was not started, and tries a failed store again at once."""
    engine = Engine(store, lambda: NOON, retry_s=SOON_S)
    yield engine
    engine.stop()


def test_a_database_that_is_not_ours_stops_the_start(engine: Engine, store: FakeStore) -> None:
    store.fails("open", ForeignStoreError("made by a newer version"))

    with pytest.raises(ForeignStoreError):
        engine.start()


def test_what_can_be_read_is_loaded_and_alerts_go_on_in_memory(store: FakeStore) -> None:
    store.board = board_with(door=1)
    store.fails("open")
    engine = Engine(store, lambda: NOON, retry_s=3600)

    engine.start()
    change = not_saved(engine.trigger("dryer", source="rest"))

    assert [alert.key for alert in engine.board.active] == ["door", "dryer"]
    assert not change.board.is_saved
    assert engine.board.notice is None
    engine.stop()


def test_what_was_read_and_what_happened_since_is_saved_when_it_can_be(
    engine: Engine, store: FakeStore
) -> None:
    store.board = board_with(door=1)
    store.fails("open")
    engine.start()
    is_saved = wait_for_saved(engine)
    store.heals()

    assert is_saved.wait(LONG_S)

    assert answer(engine.trigger("dryer", source="rest")).board.is_saved
    assert [alert.key for alert in engine.board.active] == ["door", "dryer"]


def test_a_database_that_cannot_be_read_is_an_empty_board_that_says_so(store: FakeStore) -> None:
    store.fails("open")
    store.fails("peek")
    engine = Engine(store, lambda: NOON, retry_s=3600)

    engine.start()

    assert engine.board.alerts == {}
    assert engine.board.notice == ledger.NOT_READ
    engine.stop()


def test_what_happened_without_the_database_is_joined_with_it(store: FakeStore) -> None:
    store.board = board_with(door=1)
    store.fails("open")
    store.fails("peek")
    engine = Engine(store, lambda: NOON, retry_s=3600)
    engine.start()
    listener = Listener()
    answer(engine.subscribe(listener))
    not_saved(engine.trigger("dryer", source="rest"))
    store.heals()

    engine.stop()

    last = listener.changes[-1]
    assert [alert.key for alert in last.board.active] == ["door", "dryer"]
    assert (last.board.is_saved, last.board.notice) == (True, None)
    assert last.events[0] == StateSaved()
    assert isinstance(last.events[1], CurrentAlertChanged)
    (written,) = store.saved
    assert written.before is store.board
    assert [row.alert_key for row in written.history] == ["dryer"]


def test_damage_met_while_saving_is_mended_at_once(
    store: FakeStore, caplog: pytest.LogCaptureFixture
) -> None:
    engine = Engine(store, lambda: NOON, retry_s=3600)
    engine.start()
    is_saved = wait_for_saved(engine)
    answer(engine.trigger("door", source="rest"))
    store.fails("commit", BROKEN, times=1)
    store.mended = board_with(old=3)
    store.notice = "A backup was restored."

    not_saved(engine.trigger("dryer", source="rest"))

    assert is_saved.wait(LONG_S)
    assert engine.board.notice == "A backup was restored."
    assert caplog.text.count("A backup was restored.") == 1
    assert set(engine.board.alerts) == {"door", "dryer"}  # memory knows better than a backup
    assert set(store.saved[-1].keys) == {"door", "dryer", "old"}
    engine.stop()


def test_a_database_that_was_found_damaged_is_mended_at_once(store: FakeStore) -> None:
    engine = Engine(store, lambda: NOON, retry_s=3600)
    engine.start()
    is_saved = wait_for_saved(engine)
    answer(engine.trigger("door", source="rest"))
    store.mended = replace(engine.board, alerts={}, active=())

    answer(engine.distrust())

    assert is_saved.wait(LONG_S)
    assert store.is_distrusted
    assert store.saved[-1].keys == ("door",)
    engine.stop()


def test_distrust_while_nothing_can_be_saved_holds_on_to_what_is_held(store: FakeStore) -> None:
    engine = Engine(store, lambda: NOON, retry_s=3600)
    engine.start()
    store.fails("commit")
    not_saved(engine.trigger("door", source="rest"))
    store.heals()

    answer(engine.distrust())
    engine.stop()

    assert [row.alert_key for change in store.saved for row in change.history] == ["door"]


def test_a_mending_that_fails_loses_nothing_and_is_tried_again(
    engine: Engine, store: FakeStore
) -> None:
    engine.start()
    is_saved = wait_for_saved(engine)
    store.fails("commit", BROKEN, times=1)
    store.fails("mend", NO_ROOM, times=3)

    not_saved(engine.trigger("door", source="rest"))

    assert is_saved.wait(LONG_S)
    assert [row.alert_key for change in store.saved for row in change.history] == ["door"]


def test_the_log_says_once_a_minute_that_nothing_can_be_saved(
    store: FakeStore, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = 1000.0
    monkeypatch.setattr(ledger.time, "monotonic", lambda: seconds)
    what = ledger.Ledger(store, lambda: NOON, lambda _change: None, 5.0)
    store.fails("open")
    what.open()

    for _ in range(60):  # five minutes of tries
        seconds += 5.0
        what.work([])

    assert caplog.text.count("cannot save") == 1 + 5
    store.heals()
    seconds += 5.0
    what.work([])
    assert what.board.is_saved
    store.fails("commit")
    what.distrust()
    assert caplog.text.count("cannot save") == 1 + 5 + 1
