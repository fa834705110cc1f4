"""What was saved is what the next start finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, acknowledge, after, clear, create, trigger

from lightstack_desktop.alerts import decide, decide_deck
from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.held import Held
from lightstack_desktop.alerts.model import (
    Alert,
    AlertConfig,
    AlertState,
    Board,
    ConfigFields,
    Deck,
    HistoryEntry,
    Pin,
)
from store.files import commit, commit_each, damage, reopened, rows

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.store.history import History
    from lightstack_desktop.store.store import Store

FULL_FIELDS = ConfigFields(
    name="Front door",
    description="Line one\nline two\tand é 🚪 ' \" % _",
    default_priority=2,
    led_scope="individual",
    led_positions=(1, 4, 7),
    led_color=0,
    led_effect="pulse",
    led_brightness=100,
    led_duration=255,
    icon="door",
    picture="a1b2c3.png",
)
FULL_STATE = AlertState(
    id=31,
    is_active=True,
    priority=1,
    last_triggered_at=after(minutes=3),
    activated_at=after(minutes=1),
    repeat_count=12,
    acknowledged_at=after(minutes=2),
    acknowledged_by="deck:AL01K2C00001",
    acknowledged_priority=2,
    created_at=after(minutes=-9),
    updated_at=after(minutes=4),
)


def config(key: str, fields: ConfigFields | None = None, config_id: int = 17) -> AlertConfig:
    return AlertConfig(config_id, key, fields or ConfigFields(), True, NOON, after(seconds=1))


def saved(store: Store, board: Board) -> None:
    """Write a board over an empty one."""
    commit(store, Change(Board(), board, keys=tuple(board.alerts), decks=tuple(board.decks)))


@pytest.mark.parametrize(
    "alert",
    [
        Alert(config("door", FULL_FIELDS), FULL_STATE),
        Alert(config("door", FULL_FIELDS), None),
        Alert(config("door"), replace(FULL_STATE, is_active=False, last_triggered_at=None)),
        Alert(
            config("é %_'\" <b>x"),
            AlertState(1, False, None, None, None, 0, None, None, None, NOON, NOON),
        ),
    ],
    ids=["full", "never triggered", "inactive", "all that may be missing is"],
)
def test_every_field_of_an_alert_comes_back(store: Store, path: Path, alert: Alert) -> None:
    saved(store, Board.of([alert]))

    assert reopened(path) == Board.of([alert])


def test_every_field_of_a_deck_and_its_pins_comes_back(store: Store, path: Path) -> None:
    pins = (Pin(0, "door", True), Pin(3, "gone", False))
    decks = [Deck("AL01", "Stream Deck XL", 32, 8, 0, pins), Deck("", "Pedal", 0, 3)]
    saved(store, Board.of(decks=decks))

    assert reopened(path) == Board.of(decks=decks)


def test_every_field_of_a_history_row_comes_back(store: Store, history: History) -> None:
    entry = HistoryEntry("door", "triggered", "a\nnote", "deck:AL01", after(seconds=0.000001))
    quiet = HistoryEntry("dryer", "cleared", None, "rest", NOON)
    commit(store, Change(Board(), Board(), history=(quiet, entry)))

    first, second = history.page(None, None, 1, 50).items

    assert (first.alert_key, first.action, first.note, first.source, first.created_at) == (
        "door",
        "triggered",
        "a\nnote",
        "deck:AL01",
        after(seconds=0.000001),
    )
    assert (second.alert_key, second.note, second.id) == ("dryer", None, 1)


def test_trigger_counts_outlive_their_configuration(store: Store, path: Path) -> None:
    board = commit_each(
        store,
        Board(),
        lambda b: trigger(b, "door"),
        lambda b: trigger(b, "door"),
        lambda b: decide.delete_config(b, "door", "rest", NOON),
    )

    assert reopened(path).trigger_counts == board.trigger_counts == {"door": 2}


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2038, 1, 19, 3, 14, 8, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_to_the_microsecond(store: Store, path: Path, moment: datetime) -> None:
    commit(store, trigger(Board(), "door", now=moment))

    state = reopened(path).alerts["door"].state

    assert state is not None
    assert state.last_triggered_at == moment
    assert state.created_at.tzinfo is UTC


def test_a_moment_of_another_zone_comes_back_in_utc(store: Store, path: Path) -> None:
    here = NOON.astimezone(timezone(timedelta(hours=5, minutes=45)))
    commit(store, trigger(Board(), "door", now=here))

    created_at = reopened(path).alerts["door"].config.created_at

    assert created_at == here
    assert created_at.utcoffset() == timedelta(0)


def test_a_change_that_names_a_key_without_changing_it_writes_nothing(
    store: Store, path: Path
) -> None:
    board = commit(store, trigger(Board(), "door"))
    before = rows(path, "SELECT * FROM alerts")
    edited = replace(board.alerts["door"].config, is_kept=True)
    sneaked = board.with_alert(replace(board.alerts["door"], config=edited))

    commit(store, Change(sneaked, sneaked, keys=("door",)))

    assert rows(path, "SELECT * FROM alerts") == before
    assert not reopened(path).alerts["door"].config.is_kept


def test_pins_that_move_free_their_old_key(store: Store, path: Path) -> None:
    old = Board.of(decks=[Deck("one", "MK.2", 15, 5, 70, (Pin(0, "a", True), Pin(1, "b", False)))])
    saved(store, old)
    moved = replace(old.decks["one"], pins=(Pin(1, "a", True), Pin(4, "b", False)))
    new = old.with_deck(replace(moved, brightness_percent=30))

    commit(store, Change(old, new, decks=("one",)))

    assert reopened(path) == new


def test_what_was_chosen_for_a_deck_is_found_again(store: Store, path: Path) -> None:
    chosen = Deck(
        "one",
        "Plus",
        8,
        4,
        brightness_percent=30,
        pins=(Pin(0, "a", True, lent_to="b"), Pin(1, "c", True)),
        actions=(KeyAction(4, Action.TOGGLE, "a"), KeyAction(6, Action.STATUS)),
        dim_after_s=None,
        dim_percent=5,
        sleep_after_s=3600,
        has_double_press=True,
        priorities=(1, 2),
        patterns=("ci-*", "é 🚪?", "[ab]\"'"),
        taken_off=("d", "é 🚪 \"'"),
    )

    saved(store, Board.of(decks=[chosen]))

    assert reopened(path).decks == {"one": chosen}


def test_a_task_that_is_taken_back_or_replaced_is_not_found_again(store: Store, path: Path) -> None:
    tasks = tuple(KeyAction(k, Action.NEXT_PAGE) for k in range(3))
    old = Board.of(decks=[Deck("one", "MK.2", 15, 5, actions=tasks)])
    saved(store, old)
    left = (tasks[0], KeyAction(2, Action.DARKER))

    commit(
        store,
        Change(old, old.with_deck(replace(old.decks["one"], actions=left)), decks=("one",)),
    )

    assert reopened(path).decks["one"].actions == left


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE decks SET priorities = '[9]'",
        "UPDATE decks SET priorities = '{}'",
        "UPDATE decks SET priorities = '[true]'",
        "UPDATE decks SET patterns = 'ci-*'",
        "UPDATE decks SET patterns = '[\"\"]'",
        "UPDATE decks SET dim_after_s = 0",
    ],
)
def test_a_damaged_choice_costs_its_deck_alone(store: Store, path: Path, sql: str) -> None:
    saved(store, Board.of(decks=[Deck("one", "MK.2", 15, 5)]))
    store.close()
    damage(
        path,
        sql,
        "INSERT INTO decks (serial, model, key_count, columns, brightness_percent) "
        "VALUES ('two', 'XL', 32, 8, 70)",
    )

    assert set(reopened(path).decks) == {"two"}


def test_a_damaged_task_costs_itself_alone(store: Store, path: Path) -> None:
    tasks = (KeyAction(0, Action.BRIGHTER), KeyAction(1, Action.DARKER))
    saved(store, Board.of(decks=[Deck("one", "MK.2", 15, 5, actions=tasks)]))
    store.close()
    damage(path, "UPDATE key_actions SET action = 'explode' WHERE key_index = 0")

    assert reopened(path).decks["one"].actions == tasks[1:]


def test_a_deck_that_is_forgotten_takes_its_pins_along(store: Store, path: Path) -> None:
    old = Board.of(decks=[Deck("one", "MK.2", 15, 5, 70, (Pin(0, "a", True),))])
    saved(store, old)

    commit(store, Change(old, Board(), decks=("one",)))

    assert rows(path, "SELECT * FROM decks") == []
    assert rows(path, "SELECT * FROM pins") == []


def test_held_changes_are_written_as_one(store: Store, path: Path, history: History) -> None:
    saved_board = commit_each(
        store,
        Board(),
        lambda b: decide_deck.attach(b, "one", "MK.2", 15, 5),
        lambda b: create(b, "edited"),
        lambda b: create(b, "deleted"),
        lambda b: trigger(b, "born again", 1),
        lambda b: trigger(b, "cleared"),
    )
    board, held = saved_board, Held(saved_board)
    for step in (
        lambda b: decide.update_config(b, "edited", lambda _: FULL_FIELDS_OF_TODAY, NOON),
        lambda b: decide.delete_config(b, "deleted", "rest", NOON),
        lambda b: decide.delete_config(b, "born again", "rest", NOON),
        lambda b: create(b, "born again", name="New"),
        lambda b: clear(b, "cleared"),
        lambda b: trigger(b, "added", 2),
        lambda b: acknowledge(b, "added"),
        lambda b: trigger(b, "come and gone"),
        lambda b: decide.delete_config(b, "come and gone", "rest", NOON),
    ):
        change = step(board)
        held, board = held.plus(change), change.board

    commit(store, held.as_change(board))

    found = reopened(path)
    assert set(found.alerts) == {"edited", "born again", "cleared", "added"}
    assert found == replace(
        board, next_config_id=found.next_config_id, next_state_id=found.next_state_id
    )
    assert found.alerts["born again"].state is None
    written = [row.action for row in history.page(None, None, 1, 50).items][::-1]
    assert written[2:] == [entry.action for entry in held.history]


def test_ids_go_on_above_the_highest_in_use(store: Store, path: Path) -> None:
    commit_each(store, Board(), lambda b: create(b, "a"), lambda b: trigger(b, "b"))

    board = reopened(path)

    assert (board.next_config_id, board.next_state_id) == (3, 2)


FULL_FIELDS_OF_TODAY = replace(FULL_FIELDS, icon=None)
