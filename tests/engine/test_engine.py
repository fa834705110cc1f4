"""The flow of a change: decided, committed, published, answered."""

from __future__ import annotations

import threading

import pytest
from alerts.builders import NOON, board_with
from fakes import FakeStore, Listener

from engine.waiting import LONG_S, answer, failure, held_up
from lightstack_desktop.alerts.change import AlertTriggered
from lightstack_desktop.alerts.model import ConfigFields
from lightstack_desktop.engine import BATCH_SIZE, Engine
from lightstack_desktop.errors import (
    AlertNotActiveError,
    ForeignStoreError,
    InvalidAlertError,
    StoreError,
    UnknownAlertError,
    UnknownDeckError,
)


def test_start_loads_the_board_of_the_store() -> None:
    store = FakeStore(board_with(door=1))
    engine = Engine(store, lambda: NOON)

    engine.start()

    assert engine.board is store.board
    engine.stop()
    assert not store.is_open


@pytest.mark.parametrize("error", [ForeignStoreError("It is not ours."), RuntimeError("a bug")])
def test_start_raises_what_kept_the_store_from_opening(error: Exception) -> None:
    store = FakeStore()
    store.fails("open", error)
    engine = Engine(store, lambda: NOON)
    early = engine.trigger("door", source="rest")

    with pytest.raises(type(error), match=str(error)):
        engine.start()

    assert isinstance(failure(early), StoreError)
    engine.stop()
    assert isinstance(failure(engine.trigger("door", source="rest")), StoreError)


def test_every_command_decides_saves_and_answers(engine: Engine, store: FakeStore) -> None:
    change = answer(engine.trigger("door", priority=2, note="open", source="rest"))
    assert change.alert.effective_priority == 2
    assert change.history[0].note == "open"

    assert answer(engine.acknowledge("door", note="a", source="tray")).alert.is_acknowledged
    assert not answer(engine.unacknowledge("door", note="b", source="tray")).alert.is_acknowledged
    assert not answer(engine.clear("door", note="c", source="cli")).alert.is_active
    answer(engine.trigger("door", source="rest"))
    assert answer(engine.acknowledge_all(note="e", source="tray")).keys == ("door",)
    assert answer(engine.clear_all(note="d", source="window")).keys == ("door",)
    answer(engine.create_config("dryer", ConfigFields(name="Dryer")))
    answer(engine.update_config("dryer", lambda _fields: ConfigFields(name="Washer")))
    assert engine.board.alerts["dryer"].title == "Washer"
    answer(engine.delete_config("dryer", source="window"))
    assert answer(engine.attach_deck("AB12", "XL", 32, 8)).decks == ("AB12",)

    rows = [(row.action, row.note, row.source) for c in store.saved for row in c.history]
    assert rows == [
        ("triggered", "open", "rest"),
        ("acknowledged", "a", "tray"),
        ("unacknowledged", "b", "tray"),
        ("cleared", "c", "cli"),
        ("triggered", None, "rest"),
        ("acknowledged", "e", "tray"),
        ("cleared", "d", "window"),
    ]
    assert store.saved[-1].board is engine.board
    assert list(engine.board.alerts) == ["door"]


def test_a_deck_is_edited_as_it_is_then(engine: Engine, store: FakeStore) -> None:
    answer(engine.attach_deck("one", "Mini", 6, 3))
    steps = [engine.edit_deck("one", lambda deck: deck.brightened(-10)) for _ in range(3)]

    assert [answer(step).board.decks["one"].brightness_percent for step in steps] == [60, 50, 40]
    assert store.saved[-1].decks == ("one",)
    assert isinstance(failure(engine.edit_deck("two", lambda deck: deck)), UnknownDeckError)


def test_a_refusal_is_answered_and_changes_nothing(engine: Engine, store: FakeStore) -> None:
    before = engine.board

    assert isinstance(failure(engine.trigger("a/b", source="rest")), InvalidAlertError)
    assert isinstance(failure(engine.clear("door", source="rest")), UnknownAlertError)

    assert engine.board is before
    assert store.attempts == 0


def test_a_change_without_rows_is_told_but_not_saved(engine: Engine, store: FakeStore) -> None:
    answer(engine.trigger("door", source="rest"))
    answer(engine.clear("door", source="rest"))
    listener = Listener()
    answer(engine.subscribe(listener))

    again = answer(engine.clear("door", source="rest"))

    assert listener.changes[-1] is again
    assert len(store.transactions) == 2


def test_a_change_that_is_empty_is_not_told(engine: Engine) -> None:
    listener = Listener()
    answer(engine.subscribe(listener))

    answer(engine.clear_all(source="rest"))

    assert len(listener.changes) == 1


def test_nobody_hears_of_a_change_before_it_is_committed(engine: Engine, store: FakeStore) -> None:
    committed = []
    listener = Listener(also=lambda change: committed.append(change in store.saved))
    answer(engine.subscribe(listener))

    answer(engine.trigger("door", source="rest"))

    assert committed == [False, True]


def test_every_listener_hears_a_change_before_its_caller_does(engine: Engine) -> None:
    heard_first = []
    futures = []
    listener = Listener(also=lambda _change: heard_first.append([f.done() for f in futures]))
    with held_up(engine):
        engine.subscribe(listener)
        futures += [engine.trigger(key, source="rest") for key in ("door", "dryer")]

    for future in futures:
        answer(future)
    assert heard_first == [[False, False]] * 3


def test_the_board_is_the_published_one_when_a_listener_hears_of_it(engine: Engine) -> None:
    seen = []
    listener = Listener(also=lambda change: seen.append(engine.board is change.board))
    answer(engine.subscribe(listener))

    with held_up(engine):
        futures = [engine.trigger(key, source="rest") for key in ("a", "b", "c")]

    last = [answer(future) for future in futures][-1]
    assert seen == [True] * 4
    assert engine.board is last.board


def test_what_waits_together_is_committed_once_and_in_order(
    engine: Engine, store: FakeStore
) -> None:
    with held_up(engine):
        futures = [engine.trigger(key, source="rest") for key in ("c", "a", "b")]

    changes = tuple(answer(future) for future in futures)
    assert store.transactions == [changes]
    assert [change.keys for change in changes] == [("c",), ("a",), ("b",)]
    assert changes[1].before is changes[0].board
    assert list(changes[2].board.alerts) == ["c", "a", "b"]


def test_a_batch_has_a_bound(engine: Engine, store: FakeStore) -> None:
    with held_up(engine):
        futures = [engine.trigger("door", source="rest") for _ in range(BATCH_SIZE + 3)]

    assert answer(futures[-1]).board.trigger_counts == {"door": BATCH_SIZE + 3}
    assert [len(transaction) for transaction in store.transactions] == [BATCH_SIZE, 3]


def test_a_refusal_does_not_disturb_its_batch(engine: Engine, store: FakeStore) -> None:
    with held_up(engine):
        good = engine.trigger("door", source="rest")
        bad = engine.acknowledge("dryer", source="rest")
        late = engine.acknowledge("door", source="rest")

    assert isinstance(failure(bad), UnknownAlertError)
    assert store.transactions == [(answer(good), answer(late))]


def test_one_that_fails_alone_is_undone_alone(
    engine: Engine, store: FakeStore, caplog: pytest.LogCaptureFixture
) -> None:
    bug = RuntimeError("a bug in one statement")
    store.fails_for("bad", bug)
    with held_up(engine):
        first = engine.trigger("a", source="rest")
        bad = engine.trigger("bad", source="rest")
        last = engine.trigger("b", source="rest")

    assert failure(bad) is bug
    assert store.transactions == [(answer(first), answer(last))]
    assert answer(last).before is answer(first).board
    assert list(engine.board.alerts) == ["a", "b"]
    assert engine.board.is_saved
    assert "a change could not be written" in caplog.text


def test_a_bug_in_a_rule_is_its_callers_alone(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    answer(engine.create_config("door", ConfigFields()))

    def stumble(_fields: ConfigFields) -> ConfigFields:
        raise ZeroDivisionError

    with held_up(engine):
        bad = engine.update_config("door", stumble)
        good = engine.trigger("door", source="rest")

    assert isinstance(failure(bad), ZeroDivisionError)
    assert answer(good).alert.is_active
    assert "a rule failed" in caplog.text


@pytest.mark.parametrize("step", ["begin", "commit"])
def test_a_bug_in_the_store_costs_its_batch_and_not_the_engine(
    engine: Engine, store: FakeStore, step: str
) -> None:
    before = engine.board
    store.fails(step, RuntimeError("a bug"), times=1)

    assert isinstance(failure(engine.trigger("door", source="rest")), RuntimeError)
    assert engine.board is before

    assert answer(engine.trigger("door", source="rest")).board.trigger_counts == {"door": 1}
    assert len(store.transactions) == 1


def test_a_listener_that_raises_is_logged_and_the_others_go_on(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(_change: object) -> None:
        raise ZeroDivisionError

    listener = Listener()
    answer(engine.subscribe(stumble))
    answer(engine.subscribe(listener))

    change = answer(engine.trigger("door", source="rest"))

    assert listener.changes[-1] is change
    assert caplog.text.count("a listener failed") == 2


def test_a_subscription_begins_with_the_board(engine: Engine) -> None:
    answer(engine.trigger("door", source="rest"))
    listener = Listener()

    answer(engine.subscribe(listener))

    assert [change.is_empty for change in listener.changes] == [True]
    assert listener.boards == [engine.board]


def test_a_subscription_has_no_gap_and_tells_nothing_twice(engine: Engine) -> None:
    def work(key: str) -> None:
        for future in [engine.trigger(key, source="rest") for _ in range(50)]:
            answer(future)

    threads = [threading.Thread(target=work, args=(key,)) for key in "abcd"]
    listeners = [Listener() for _ in range(20)]
    for thread in threads:
        thread.start()
    for listener in listeners:
        answer(engine.subscribe(listener))
    for thread in threads:
        thread.join(LONG_S)

    for listener in listeners:
        assert listener.changes[0].is_empty
        boards = listener.boards
        befores = [change.before for change in listener.changes[1:]]
        assert all(a is b for a, b in zip(boards[:-1], befores, strict=True))
        assert boards[-1] is engine.board
    assert engine.board.trigger_counts == dict.fromkeys("abcd", 50)


def test_first_triggers_of_one_new_key_make_one_alert(engine: Engine, store: FakeStore) -> None:
    def work() -> None:
        futures.append(engine.trigger("new", source="rest"))

    futures: list = []
    threads = [threading.Thread(target=work) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_S)

    ids = {answer(future).alert.state.id for future in futures}
    assert ids == {1}
    assert sum(len(change.history) for change in store.saved) == 50
    assert engine.board.trigger_counts == {"new": 50}


def test_who_unsubscribed_hears_no_more(engine: Engine) -> None:
    listener = Listener()
    answer(engine.subscribe(listener))

    answer(engine.unsubscribe(listener))
    answer(engine.trigger("door", source="rest"))

    assert len(listener.changes) == 1


def test_unsubscribing_a_stranger_is_the_callers_error(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    assert isinstance(failure(engine.unsubscribe(Listener())), ValueError)

    assert "a call on the engine's thread failed" in caplog.text
    assert answer(engine.trigger("door", source="rest")).alert.is_active


def test_a_caller_who_went_away_does_not_break_the_batch(engine: Engine) -> None:
    listener = Listener()
    with held_up(engine):
        gone = [
            engine.trigger("door", source="rest"),
            engine.acknowledge("nothing", source="rest"),
            engine.subscribe(listener),
        ]
        stays = engine.trigger("dryer", source="rest")
        assert all(future.cancel() for future in gone)

    assert set(answer(stays).board.alerts) == {"door", "dryer"}
    answer(engine.unsubscribe(listener))


def test_a_callback_that_raises_does_not_break_the_engine(
    engine: Engine,
) -> None:
    def stumble(_future: object) -> None:
        raise ZeroDivisionError

    with held_up(engine):
        engine.trigger("door", source="rest").add_done_callback(stumble)
        later = engine.trigger("dryer", source="rest")

    answer(later)


def test_stop_finishes_what_waits(store: FakeStore) -> None:
    engine = Engine(store, lambda: NOON)
    engine.start()
    with held_up(engine):
        futures = [engine.trigger("door", source="rest") for _ in range(5)]

    engine.stop()

    assert all(future.done() for future in futures)
    assert store.saved[-1].board.trigger_counts == {"door": 5}
    assert not store.is_open


def test_what_is_asked_after_stop_is_refused_at_once(store: FakeStore) -> None:
    engine = Engine(store, lambda: NOON)
    engine.start()
    engine.stop()

    for future in (engine.trigger("door", source="rest"), engine.subscribe(Listener())):
        assert "quitting" in str(future.exception(0))
    engine.stop()


def test_an_event_shows_what_the_rule_said(engine: Engine) -> None:
    listener = Listener()
    answer(engine.subscribe(listener))

    answer(engine.trigger("door", source="rest"))

    assert isinstance(listener.changes[-1].events[0], AlertTriggered)
    assert isinstance(failure(engine.acknowledge("x", source="rest")), UnknownAlertError)
    answer(engine.clear("door", source="rest"))
    assert isinstance(failure(engine.acknowledge("door", source="rest")), AlertNotActiveError)


def test_every_change_has_the_time_of_its_decision(store: FakeStore) -> None:
    times = iter([NOON, NOON.replace(hour=13)])
    engine = Engine(store, lambda: next(times))
    engine.start()
    with held_up(engine):
        futures = [engine.trigger(key, source="rest") for key in ("a", "b")]

    assert [answer(future).history[0].created_at.hour for future in futures] == [12, 13]
    engine.stop()
