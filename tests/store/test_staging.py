"""History of another program: added once, however often it is brought, and nothing merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.builders import after

from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board, HistoryEntry
from lightstack_desktop.store.store import Store
from store.files import commit, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lightstack_desktop.store.history import History

ALL = "SELECT alert_key, action, note, source, created_at FROM alert_history ORDER BY id"


def entry(
    key: str = "door",
    action: str = "triggered",
    note: str | None = None,
    seconds: float = 0,
    source: str = "lightstack",
) -> HistoryEntry:
    return HistoryEntry(key, action, note, source, after(seconds=seconds))


def bring(path: Path, entries: Sequence[HistoryEntry]) -> tuple[int, int, dict[str, int]]:
    """Import these as a new run would; return how many were new, known, and triggered by key."""
    store = Store(path)
    store.open()
    staging = store.stage(entries, lambda _: None)
    store.begin()
    store.save_staged(staging, lambda _: None)
    store.commit()
    found = staging.count(), staging.known, staging.triggered()
    store.close()
    return found


def test_a_second_import_adds_nothing(path: Path) -> None:
    entries = [entry(), entry(action="cleared", note="by hand"), entry("dryer", seconds=1)]

    assert bring(path, entries) == (3, 0, {"door": 1, "dryer": 1})
    first = rows(path, ALL)

    assert bring(path, entries) == (0, 3, {})
    assert rows(path, ALL) == first


def test_equal_rows_of_one_second_are_all_kept_and_none_doubled(path: Path) -> None:
    twice = [entry(), entry(note=""), entry()]

    assert bring(path, twice)[:2] == (3, 0)
    assert bring(path, [*twice, entry(), entry()])[:2] == (2, 3)
    assert bring(path, [*twice, entry(), entry()])[:2] == (0, 5)
    assert len(rows(path, ALL)) == 5


def test_only_what_is_new_is_added_in_the_order_of_writing(path: Path) -> None:
    bring(path, [entry(seconds=2), entry(seconds=4)])

    new = bring(path, [entry(seconds=n) for n in (1, 2, 3, 4, 5)])

    assert new == (3, 2, {"door": 3})
    seconds = [row[4] // 1_000_000 % 60 for row in rows(path, ALL)]
    assert seconds == [2, 4, 1, 3, 5]


def test_a_row_of_our_own_is_not_taken_for_an_imported_one(path: Path, store: Store) -> None:
    commit(store, Change(Board(), Board(), history=(entry(source="rest"),)))
    store.close()

    assert bring(path, [entry()])[:2] == (1, 0)
    assert [row[3] for row in rows(path, ALL)] == ["rest", "lightstack"]


def test_rows_differ_by_note_action_and_fraction_of_a_second(path: Path) -> None:
    different = [
        entry(),
        entry(note="triggered"),
        entry(action="cleared"),
        entry(seconds=0.000001),
        entry("Door"),
    ]
    bring(path, different)

    assert bring(path, different)[:2] == (0, 5)
    assert len(rows(path, ALL)) == 5


def test_nothing_is_added_before_it_is_written(path: Path, history: History) -> None:
    store = Store(path)
    store.open()

    store.stage([entry()], lambda _: None)
    store.close()

    assert history.page(None, None, 1, 50).total == 0


def test_many_rows_are_told_of_as_they_go(path: Path) -> None:
    store, told = Store(path), list[int]()
    store.open()
    staging = store.stage((entry(seconds=n) for n in range(12_000)), told.append)
    store.begin()
    store.save_staged(staging, told.append)
    store.commit()
    store.close()

    assert told == [5_000, 10_000, 12_000] * 2
    assert len(rows(path, ALL)) == 12_000
