"""While the store cannot save: alerts go on in memory, and every answer says so."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON
from fakes import FakeStore, Listener

from engine.waiting import LONG_S, answer, failure, held_up
from lightstack_desktop.alerts.change import AlertTriggered, Change, StateSaved
from lightstack_desktop.alerts.held import ROWS_KEPT
from lightstack_desktop.alerts.model import ConfigFields
from lightstack_desktop.engine import Engine
from lightstack_desktop.errors import (
    ConfigExistsError,
    InvalidAlertError,
    NotSavedError,
    StoreError,
    UnknownAlertError,
)

if TYPE_CHECKING:
    from concurrent.futures import Future

SOON_S = 0.001


def not_saved(future: Future[Change]) -> Change:
    """Return the change that was done in memory only."""
    error = failure(future)
    assert isinstance(error, NotSavedError)
    assert error.change is not None
    return error.change


def wait_for_saved(engine: Engine) -> threading.Event:
    """Return an Event that is set when the engine says that all is saved."""
    is_saved = threading.Event()

    def listen(change: Change) -> None:
        if StateSaved() in change.events:
            is_saved.set()

    answer(engine.subscribe(listen))
    return is_saved


@pytest.mark.parametrize("step", ["begin", "save", "commit"])
def test_an_alert_that_cannot_be_saved_is_raised_in_memory(
    engine: Engine, store: FakeStore, step: str
) -> None:
    store.fails(step)
    listener = Listener()
    answer(engine.subscribe(listener))

    change = not_saved(engine.trigger("door", source="rest"))

    assert change.alert.is_active
    assert engine.board is change.board
    assert not engine.board.is_saved
    assert listener.changes[-1] is change
    assert isinstance(change.events[0], AlertTriggered)
    assert store.transactions == []


def test_every_essential_command_goes_on_in_memory(engine: Engine, store: FakeStore) -> None:
    answer(engine.create_config("door", ConfigFields()))
    store.fails("commit")

    assert not_saved(engine.trigger("door", source="rest")).alert.is_active
    assert not_saved(engine.acknowledge("door", source="tray")).alert.is_acknowledged
    assert not not_saved(engine.unacknowledge("door", source="tray")).alert.is_acknowledged
    assert not not_saved(engine.clear("door", source="rest")).alert.is_active
    not_saved(engine.trigger("dryer", source="rest"))
    assert not_saved(engine.clear_all(source="rest")).keys == ("dryer",)
    assert not_saved(engine.attach_deck("AB12", "XL", 32, 8)).decks == ("AB12",)


def test_everything_else_is_refused_and_changes_nothing(engine: Engine, store: FakeStore) -> None:
    answer(engine.create_config("door", ConfigFields()))
    store.fails("commit")
    not_saved(engine.trigger("dryer", source="rest"))
    before = engine.board

    for future in (
        engine.create_config("new", ConfigFields()),
        engine.update_config("door", lambda _fields: ConfigFields(name="Door")),
        engine.delete_config("door", source="window"),
    ):
        error = failure(future)
        assert isinstance(error, NotSavedError)
        assert error.change is None
        assert "Nothing was changed" in str(error)
    assert engine.board is before


def test_a_refused_command_alone_makes_the_state_not_saved_too(
    engine: Engine, store: FakeStore
) -> None:
    store.fails("commit")
    listener = Listener()
    answer(engine.subscribe(listener))

    assert isinstance(failure(engine.create_config("door", ConfigFields())), NotSavedError)

    assert engine.board.alerts == {}
    assert not engine.board.is_saved
    assert [board.is_saved for board in listener.boards] == [True, False]


def test_a_refusal_keeps_its_own_error(engine: Engine, store: FakeStore) -> None:
    answer(engine.create_config("door", ConfigFields()))
    store.fails("commit")
    not_saved(engine.trigger("dryer", source="rest"))

    assert isinstance(failure(engine.clear("nothing", source="rest")), UnknownAlertError)
    assert isinstance(failure(engine.trigger("a/b", source="rest")), InvalidAlertError)
    assert isinstance(failure(engine.create_config("door", ConfigFields())), ConfigExistsError)
    assert isinstance(failure(engine.delete_config("x", source="cli")), UnknownAlertError)


def test_a_command_tried_again_does_not_look_as_if_it_was_saved(
    engine: Engine, store: FakeStore
) -> None:
    store.fails("commit")
    not_saved(engine.trigger("door", source="rest"))
    not_saved(engine.acknowledge("door", source="rest"))
    assert not_saved(engine.acknowledge("door", source="rest")).alert.is_acknowledged

    not_saved(engine.clear("door", source="rest"))
    assert not not_saved(engine.clear("door", source="rest")).alert.is_active
    assert not_saved(engine.clear_all(source="rest")).keys == ()


def test_a_batch_that_cannot_be_committed_is_held_as_a_whole(
    engine: Engine, store: FakeStore
) -> None:
    store.fails("commit")
    listener = Listener()
    answer(engine.subscribe(listener))

    with held_up(engine):
        futures = [engine.trigger(key, source="rest") for key in ("a", "b", "c")]

    changes = [not_saved(future) for future in futures]
    assert listener.changes[2:] == changes
    assert not any(board.is_saved for board in listener.boards[1:])
    assert list(engine.board.alerts) == ["a", "b", "c"]
    assert engine.board.trigger_counts == dict.fromkeys("abc", 1)


def test_the_messages_say_what_was_done_and_what_to_do(engine: Engine, store: FakeStore) -> None:
    store.fails("commit")

    done = str(failure(engine.trigger("door", source="rest")))
    refused = str(failure(engine.create_config("dryer", ConfigFields())))

    assert done.startswith("Kept in memory only")
    assert refused.startswith("Nothing was changed")
    assert all("disk" in message for message in (done, refused))


def test_what_is_held_is_written_in_order_in_one_transaction(store: FakeStore) -> None:
    hours = iter([NOON.replace(hour=hour) for hour in (1, 2, 3, 3, 4, 5)])
    engine = Engine(store, lambda: next(hours), retry_s=3600)
    engine.start()
    saved = answer(engine.trigger("door", source="rest")).board
    answer(engine.clear("door", source="rest"))
    store.fails("commit")
    for command in (engine.trigger, engine.acknowledge, engine.clear):
        not_saved(command("door", source="rest"))
    store.heals()

    engine.stop()

    (change,) = store.transactions[-1]
    rows = [(row.action, row.created_at.hour) for row in change.history]
    assert rows == [("triggered", 3), ("acknowledged", 4), ("cleared", 5)]
    assert change.keys == ("door",)
    assert saved.is_saved
    assert change.before is store.transactions[1][0].board
    assert change.board.is_saved
    assert engine.board is not change.before
    assert engine.board.is_saved


def test_the_cause_gone_it_saves_by_itself_and_says_so(store: FakeStore) -> None:
    engine = Engine(store, lambda: NOON, retry_s=SOON_S)
    engine.start()
    is_saved = wait_for_saved(engine)
    listener = Listener()
    answer(engine.subscribe(listener))
    store.fails("commit", times=4)

    not_saved(engine.trigger("door", source="rest"))

    assert is_saved.wait(LONG_S)
    engine.stop()
    assert [board.is_saved for board in listener.boards] == [True, False, False, True]
    assert listener.changes[-1].events == (StateSaved(),)
    assert listener.changes[-1].before is listener.changes[-2].board
    assert store.attempts == 5
    assert [[row.action for row in change.history] for change in store.saved] == [["triggered"]]


def test_after_healing_answers_are_plain_again(store: FakeStore) -> None:
    engine = Engine(store, lambda: NOON, retry_s=SOON_S)
    engine.start()
    is_saved = wait_for_saved(engine)
    store.fails("begin", times=1)
    not_saved(engine.trigger("door", source="rest"))
    assert is_saved.wait(LONG_S)

    assert answer(engine.trigger("door", source="rest")).board.is_saved
    assert answer(engine.create_config("dryer", ConfigFields())).board.is_saved
    engine.stop()


def test_a_stream_of_commands_does_not_keep_it_from_trying_again(store: FakeStore) -> None:
    engine = Engine(store, lambda: NOON, retry_s=0)
    engine.start()
    store.fails("commit", times=1)

    with held_up(engine):
        first = engine.trigger("door", source="rest")
        mark = engine.subscribe(Listener())
        second = engine.trigger("door", source="rest")

    not_saved(first)
    answer(mark)
    assert answer(second).board.trigger_counts == {"door": 2}
    engine.stop()
    assert [len(change.history) for change in store.saved] == [1, 1]


def test_a_failed_store_is_not_tried_again_with_every_command(
    engine: Engine, store: FakeStore
) -> None:
    store.fails("commit")

    for _ in range(5):
        not_saved(engine.trigger("door", source="rest"))

    assert store.attempts == 1


def test_a_bug_in_writing_what_is_held_loses_nothing(
    store: FakeStore, caplog: pytest.LogCaptureFixture
) -> None:
    engine = Engine(store, lambda: NOON, retry_s=SOON_S)
    engine.start()
    is_saved = wait_for_saved(engine)
    store.fails("commit", times=1)
    with held_up(engine):
        future = engine.trigger("door", source="rest")
        mark = engine.subscribe(lambda _change: store.fails("save", RuntimeError("a bug"), times=2))
    not_saved(future)
    answer(mark)

    assert is_saved.wait(LONG_S)
    engine.stop()
    assert caplog.text.count("what is held could not be written") == 2
    assert [change.keys for change in store.saved] == [("door",)]


def test_quitting_without_a_store_says_what_is_lost(
    store: FakeStore, caplog: pytest.LogCaptureFixture
) -> None:
    engine = Engine(store, lambda: NOON)
    engine.start()
    store.fails("commit", StoreError("The disk is full."))
    not_saved(engine.trigger("door", source="rest"))

    engine.stop()

    assert "cannot save: The disk is full." in caplog.text
    assert "stopped with 1 history rows not saved" in caplog.text
    assert not store.is_open


def test_a_loss_is_said_in_words(store: FakeStore, caplog: pytest.LogCaptureFixture) -> None:
    engine = Engine(store, lambda: NOON, retry_s=3600)
    engine.start()
    store.fails("commit")
    with held_up(engine):
        futures = [engine.trigger("door", source="rest") for _ in range(ROWS_KEPT + 7)]
    not_saved(futures[-1])
    store.heals()

    engine.stop()

    assert "7 repeats of alerts were counted" in caplog.text
    assert "are not in the history" in (engine.board.notice or "")
    assert len(store.saved[0].history) == ROWS_KEPT
    assert engine.board.trigger_counts == {"door": ROWS_KEPT + 7}
