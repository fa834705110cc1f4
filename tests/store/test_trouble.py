"""The environment's trouble is a StoreError, ours is not; either way nothing is half written."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, active_alert, trigger

from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.errors import StoreError
from lightstack_desktop.store.history import History
from lightstack_desktop.store.store import Store
from store.files import DATABASE, commit, reopened

if TYPE_CHECKING:
    from pathlib import Path


def refused_change(board: Board) -> Change:
    """Return a change that only a bug of ours could make: no such priority."""
    made = board.with_alert(active_alert("broken", override=9, id=999))
    return Change(board, made, keys=("broken",), history=trigger(board, "broken").history)


def without_room(store: Store) -> None:
    """Let the database grow no further."""
    (pages,) = store._driver.execute("PRAGMA page_count").fetchone()
    store._driver.execute(f"PRAGMA max_page_count = {pages}")


def with_room(store: Store) -> None:
    store._driver.execute("PRAGMA max_page_count = 1000000")


def read_only(store: Store) -> None:
    store._driver.execute("PRAGMA query_only = ON")


def fill(store: Store, board: Board) -> Board:
    """Trigger until there is no room left."""
    for number in range(10_000):
        board = commit(store, trigger(board, f"key {number}", note="n" * 1000))
    return board


def test_one_failing_change_of_a_batch_is_undone_alone(store: Store, path: Path) -> None:
    first = trigger(Board(), "first")
    store.begin()
    store.save(first)
    with pytest.raises(RuntimeError, match="CHECK") as caught:
        store.save(refused_change(first.board))
    second = trigger(first.board, "second")
    store.save(second)
    store.commit()

    assert reopened(path) == second.board
    assert not isinstance(caught.value, sqlite3.Error)


def test_a_value_that_sqlite_cannot_hold_is_undone_alone(store: Store, path: Path) -> None:
    good = trigger(Board(), "good")
    store.begin()
    with pytest.raises(UnicodeEncodeError):
        store.save(replace(good, history=(replace(good.history[0], note="\ud800"),)))
    store.save(good)
    store.commit()

    assert reopened(path) == good.board


def test_what_is_rolled_back_was_never_there(store: Store, path: Path) -> None:
    store.begin()
    store.save(trigger(Board(), "door"))
    store.rollback()

    kept = commit(store, trigger(Board(), "dryer"))

    assert reopened(path) == kept


def test_what_was_not_committed_is_gone_after_close(path: Path) -> None:
    store = Store(path)
    store.open()
    store.begin()
    store.save(trigger(Board(), "door"))

    store.close()
    store.close()

    assert reopened(path) == Board()


def test_a_full_disk_is_a_store_error_and_what_was_committed_stays(
    store: Store, path: Path
) -> None:
    saved = commit(store, trigger(Board(), "saved"))
    without_room(store)

    with pytest.raises(StoreError, match="disk is full"):
        fill(store, saved)
    store.rollback()

    assert "saved" in reopened(path).alerts


def test_saving_works_again_when_there_is_room(store: Store, path: Path) -> None:
    without_room(store)
    with pytest.raises(StoreError):
        fill(store, Board())
    store.rollback()
    last = reopened(path)
    with_room(store)

    kept = commit(store, trigger(last, "after", note="n" * 1000))

    assert reopened(path).alerts == kept.alerts


def test_a_database_that_cannot_be_written_is_a_store_error(store: Store) -> None:
    read_only(store)

    with pytest.raises(StoreError, match="permission"):
        commit(store, trigger(Board(), "door"))
    store.rollback()


def test_a_database_locked_by_another_program_is_a_store_error(store: Store, path: Path) -> None:
    store._driver.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            store.begin()

    commit(store, trigger(Board(), "door"))


@pytest.mark.skipif(sys.platform == "win32", reason="a file in use cannot be removed there")
@pytest.mark.parametrize("come_back", [False, True], ids=["removed", "replaced"])
def test_a_database_that_is_taken_away_is_noticed(
    store: Store, path: Path, come_back: bool
) -> None:
    path.rename(path.with_name("elsewhere.db"))
    if come_back:
        path.write_bytes(b"")

    with pytest.raises(StoreError, match=DATABASE):
        store.begin()
    store.rollback()

    path.with_name("elsewhere.db").replace(path)
    commit(store, trigger(Board(), "door"))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StoreError, match="Cannot make the folder"):
        Store(tmp_path / "file" / DATABASE).open()


def test_history_without_a_database_is_a_store_error(tmp_path: Path) -> None:
    history = History(tmp_path / DATABASE)

    for ask in (
        lambda: history.page(None, None, 1, 50),
        lambda: history.of("door", 1),
        lambda: history.counts(NOON),
    ):
        with pytest.raises(StoreError, match="cannot be opened"):
            ask()


def test_rolling_back_a_store_that_never_opened_does_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / DATABASE)

    store.rollback()
    store.close()

    assert not (tmp_path / DATABASE).exists()
