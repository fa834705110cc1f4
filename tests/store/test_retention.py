"""Old history goes in small steps, oldest first; what is counted elsewhere stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, trigger

from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board, HistoryEntry
from lightstack_desktop.store.retention import Retention, first_kept, spare_pages
from store.files import commit, reopened, rows

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from lightstack_desktop.store.history import History
    from lightstack_desktop.store.store import Store

DAY = timedelta(days=1)


def record(store: Store, *moments: datetime) -> None:
    history = tuple(HistoryEntry("door", "triggered", None, "rest", each) for each in moments)
    commit(store, Change(Board(), Board(), history=history))


def forget(store: Store, before_id: int, most: int) -> int:
    store.begin()
    gone = store.forget_history(before_id, most)
    store.commit()
    return gone


def ids(path: Path) -> list[int]:
    return [row_id for (row_id,) in rows(path, "SELECT id FROM alert_history ORDER BY id")]


@pytest.mark.parametrize(("kept", "first"), [(10, 0), (11, 0), (9, 2), (1, 10), (4, 7)])
def test_the_newest_rows_are_kept_by_number(
    store: Store, path: Path, kept: int, first: int
) -> None:
    record(store, *[NOON] * 10)

    assert first_kept(path, Retention(rows=kept), NOON) == first


def test_gaps_in_the_ids_are_no_rows(store: Store, path: Path) -> None:
    record(store, *[NOON] * 10)
    forget(store, 6, 100)
    record(store, NOON)

    assert first_kept(path, Retention(rows=6), NOON) == 0
    assert first_kept(path, Retention(rows=5), NOON) == 7


def test_what_is_older_than_so_many_days_may_go(store: Store, path: Path) -> None:
    record(store, NOON - 40 * DAY, NOON - 31 * DAY, NOON - 30 * DAY, NOON)

    assert first_kept(path, Retention(days=30), NOON) == 3
    assert first_kept(path, Retention(days=None), NOON) == 0


def test_a_row_written_while_the_clock_was_wrong_is_as_old_as_its_neighbours(
    store: Store, path: Path
) -> None:
    record(
        store,
        NOON - 40 * DAY,
        NOON + 4000 * DAY,
        NOON - 35 * DAY,
        NOON - 2 * DAY,
        NOON - 20_000 * DAY,
        NOON,
    )

    assert first_kept(path, Retention(days=30), NOON) == 4


def test_without_a_row_of_the_span_nothing_goes_because_the_clock_may_be_wrong(
    store: Store, path: Path
) -> None:
    record(store, NOON, NOON)

    assert first_kept(path, Retention(days=30), NOON + 4000 * DAY) == 0


def test_an_empty_history_has_nothing_to_go(path: Path) -> None:
    assert first_kept(path, Retention(rows=1, days=1), NOON) == 0


def test_a_step_removes_the_oldest_and_no_more_than_it_may(store: Store, path: Path) -> None:
    record(store, *[NOON] * 10)

    assert forget(store, 8, 3) == 3
    assert ids(path) == list(range(4, 11))
    assert forget(store, 8, 100) == 4
    assert ids(path) == [8, 9, 10]
    assert forget(store, 8, 100) == 0


def test_how_often_an_alert_was_triggered_outlives_its_rows(store: Store, path: Path) -> None:
    board = Board()
    for _ in range(5):
        board = commit(store, trigger(board, "door"))

    forget(store, 5, 100)

    assert reopened(path) == board
    assert board.trigger_counts == {"door": 5}


def test_what_a_reader_has_counted_before_is_counted_anew(
    store: Store, path: Path, history: History
) -> None:
    # The oldest by the clock stays, and so does the newest: nothing but the version tells.
    record(store, NOON, NOON, NOON - DAY, NOON)
    since = NOON - 2 * DAY
    assert history.page("door", None, 1, 50).total == history.counts(since).triggered == 4

    forget(store, 3, 100)

    page = history.page("door", None, 1, 50)
    assert ([row.id for row in page.items], page.total) == ([4, 3], 2)
    assert history.counts(since).triggered == 2


def test_a_removal_that_is_undone_leaves_what_was_counted(
    store: Store, path: Path, history: History
) -> None:
    record(store, NOON, NOON)
    assert history.page(None, None, 1, 50).total == 2
    (before,) = rows(path, "PRAGMA user_version")

    store.begin()
    store.forget_history(2, 100)
    store.rollback()

    assert rows(path, "PRAGMA user_version") == [before]
    assert history.page(None, None, 1, 50).total == 2


def test_versions_begin_anew_behind_the_last(store: Store, path: Path) -> None:
    record(store, NOON, NOON, NOON)
    store._driver.execute("PRAGMA user_version = 2147483647")

    forget(store, 2, 100)

    assert rows(path, "PRAGMA user_version") == [(0,)]
    assert ids(path) == [2, 3]


def test_a_file_that_is_mostly_unused_gives_its_pages_back(store: Store, path: Path) -> None:
    board = commit(store, trigger(Board(), "door"))
    note = HistoryEntry("door", "cleared", "n" * 1000, "rest", NOON)
    commit(store, Change(board, board, history=(note,) * 12_000))
    store._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.stat().st_size
    assert spare_pages(path) == 0
    forget(store, 11_500, 20_000)

    left = spare_pages(path)
    assert left > 2000
    while left:
        store.begin()
        left = store.give_back(500)
        store.commit()
    store._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    assert path.stat().st_size < before / 5
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert reopened(path) == board


def test_a_little_room_is_not_worth_giving_back(store: Store, path: Path) -> None:
    record(store, *[NOON] * 1000)
    forget(store, 990, 2000)

    assert spare_pages(path) == 0
