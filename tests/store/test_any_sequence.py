"""Whatever is commanded, a restart finds the board that was in memory."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alerts.builders import after
from hypothesis import given, settings
from hypothesis import strategies as st

from lightstack_desktop.alerts import decide, decide_deck
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.held import Held
from lightstack_desktop.alerts.model import Board, ConfigFields
from lightstack_desktop.errors import RefusedError
from lightstack_desktop.store.history import History
from lightstack_desktop.store.store import Store
from store.files import DATABASE, commit, reopened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from lightstack_desktop.alerts.change import Change

    Decide = Callable[[Board, datetime], Change]

some_key = st.sampled_from(["a", "b", "c", "é 🚪", "%"])
some_priority = st.none() | st.integers(1, 5)
some_text = st.none() | st.text(st.characters(exclude_categories=["C"]), max_size=20)
some_fields = st.builds(
    ConfigFields,
    name=some_text,
    description=some_text,
    default_priority=st.integers(1, 5),
    led_scope=st.sampled_from(["bar", "individual"]),
    led_positions=st.lists(st.integers(1, 7), min_size=1).map(tuple),
    led_color=st.none() | st.integers(0, 255),
    led_effect=st.sampled_from([None, "solid", "pulse", "off"]),
    led_brightness=st.none() | st.integers(0, 100),
    led_duration=st.none() | st.integers(0, 255),
)
some_source = st.sampled_from(["rest", "deck:AL01", "screen"])


def _trigger(key: str, priority: int | None, note: str | None, source: str) -> Decide:
    return lambda board, now: decide.trigger(board, key, priority, note, source, now)


def _acknowledge(key: str, source: str) -> Decide:
    return lambda board, now: decide.acknowledge(board, key, None, source, now)


def _unacknowledge(key: str, source: str) -> Decide:
    return lambda board, now: decide.unacknowledge(board, key, None, source, now)


def _clear(key: str, source: str) -> Decide:
    return lambda board, now: decide.clear(board, key, None, source, now)


def _clear_all(source: str) -> Decide:
    return lambda board, now: decide.clear_all(board, None, source, now)


def _create(key: str, fields: ConfigFields) -> Decide:
    return lambda board, now: decide.create_config(board, key, fields, now)


def _update(key: str, fields: ConfigFields) -> Decide:
    return lambda board, now: decide.update_config(board, key, lambda _: fields, now)


def _delete(key: str, source: str) -> Decide:
    return lambda board, now: decide.delete_config(board, key, source, now)


def _attach(serial: str, key_count: int) -> Decide:
    return lambda board, _now: decide_deck.attach(board, serial, "MK.2", key_count, 3)


def _one(task: KeyAction) -> tuple[KeyAction, ...]:
    return (task,)


def _edit(serial: str, **choices: Any) -> Decide:
    return lambda board, _now: decide_deck.edit(board, serial, lambda d: replace(d, **choices))


some_commands = st.lists(
    st.one_of(
        st.builds(_trigger, some_key, some_priority, some_text, some_source),
        st.builds(_trigger, some_key, some_priority, some_text, some_source),
        st.builds(_acknowledge, some_key, some_source),
        st.builds(_unacknowledge, some_key, some_source),
        st.builds(_clear, some_key, some_source),
        st.builds(_clear_all, some_source),
        st.builds(_create, some_key, some_fields),
        st.builds(_update, some_key, some_fields),
        st.builds(_delete, some_key, some_source),
        st.builds(_attach, st.sampled_from(["one", "two"]), st.sampled_from([1, 3, 6])),
        st.builds(_attach, st.sampled_from(["one", "two"]), st.sampled_from([1, 3, 6])),
        st.builds(
            _edit,
            st.sampled_from(["one", "two"]),
            priorities=st.lists(st.integers(1, 5), min_size=1),
            patterns=st.lists(st.sampled_from(["*", "[ab]", "é*"]), max_size=2),
            taken_off=st.lists(some_key, max_size=2),
        ),
        st.builds(
            _edit,
            st.just("one"),
            actions=st.builds(KeyAction, st.integers(0, 5), st.just(Action.STATUS)).map(_one),
        ),
    ),
    max_size=25,
)


def decided(board: Board, commands: list[Decide]) -> Iterator[Change]:
    """Yield what the commands change, one after the other; what is refused is left out."""
    for number, command in enumerate(commands):
        with suppress(RefusedError):
            change = command(board, after(seconds=number / 7))
            yield change
            board = change.board


def without_ids(board: Board) -> Board:
    """Return a board as a restart may find it: ids of what was deleted are free again."""
    return replace(board, next_config_id=0, next_state_id=0)


@settings(max_examples=60, deadline=None)
@given(commands=some_commands, batch_size=st.integers(1, 4))
def test_changes_saved_one_by_one_are_found_again(
    empty_database: Path, commands: list[Decide], batch_size: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(empty_database, Path(folder) / DATABASE)
        changes = list(decided(Board(), commands))
        store = Store(path)
        store.open()
        for start in range(0, len(changes), batch_size):
            commit(store, *changes[start : start + batch_size])
        store.close()

        found = reopened(path)
        history = History(path)
        written = history.page(None, None, 1, 1000).items[::-1]
        history.close()

    board = changes[-1].board if changes else Board()
    assert without_ids(found) == without_ids(board)
    assert list(map(_as_entry, written)) == [
        _as_entry(row) for change in changes for row in change.history
    ]


@settings(max_examples=60, deadline=None)
@given(saved=some_commands, unsaved=some_commands)
def test_changes_that_were_held_and_saved_as_one_are_found_again(
    empty_database: Path, saved: list[Decide], unsaved: list[Decide]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(empty_database, Path(folder) / DATABASE)
        store = Store(path)
        board = store.open()
        for change in decided(board, saved):
            board = commit(store, change)
        held = Held(board)
        for change in decided(board, unsaved):
            held, board = held.plus(change), change.board
        commit(store, held.as_change(board))
        store.close()

        assert without_ids(reopened(path)) == without_ids(board)


def _as_entry(row: Any) -> tuple[object, ...]:
    return row.alert_key, row.action, row.note, row.source, row.created_at
