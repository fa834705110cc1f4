"""The history: newest first, in pages, beside the one that writes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, after, create, trigger

from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board, HistoryEntry
from lightstack_desktop.store import connections
from lightstack_desktop.store.history import History, HistoryCounts, Mark, Wanted
from store.files import commit

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from lightstack_desktop.store.store import Store


def entry(
    key: str = "door", action: str = "triggered", seconds: float = 0, note: str | None = None
) -> HistoryEntry:
    return HistoryEntry(key, action, note, "rest", after(seconds=seconds))


def record(store: Store, *entries: HistoryEntry) -> None:
    commit(store, Change(Board(), Board(), history=entries))


def ids(history: History, page: int, page_size: int, key: str | None = None) -> list[int]:
    return [row.id for row in history.page(key, None, page, page_size).items]


def test_rows_of_one_moment_stand_in_the_order_of_writing(store: Store, history: History) -> None:
    record(store, *(entry() for _ in range(5)))

    assert ids(history, 1, 3) == [5, 4, 3]
    assert ids(history, 2, 3) == [2, 1]
    assert [row.id for row in history.of("door", 2)] == [5, 4]


def test_a_later_moment_comes_first_whatever_its_id(store: Store, history: History) -> None:
    record(store, entry(seconds=1), entry(seconds=0.000001), entry(seconds=0))

    assert ids(history, 1, 50) == [1, 2, 3]


@pytest.mark.parametrize("page_size", [1, 2, 3, 7, 10, 20, 100])
def test_the_pages_together_hold_every_row_once(
    store: Store, history: History, page_size: int
) -> None:
    record(store, *(entry(seconds=number // 3) for number in range(20)))

    pages = [ids(history, page, page_size) for page in range(1, 20 // page_size + 2)]

    assert [row_id for page in pages for row_id in page] == list(range(20, 0, -1))
    assert all(len(page) == page_size for page in pages[: 20 // page_size])


@pytest.mark.parametrize("page", [3, 2**31, 2**63, 10**20, 10**400])
def test_a_page_past_the_end_is_empty_and_still_tells_the_total(
    store: Store, history: History, page: int
) -> None:
    record(store, entry(), entry())

    found = history.page(None, None, page, 1)

    assert (found.items, found.total) == ((), 2)


def test_filters_are_exact_and_can_be_combined(store: Store, history: History) -> None:
    record(
        store,
        entry("50%"),
        entry("500"),
        entry("a_b"),
        entry("axb", "cleared"),
        entry("a_b", "cleared"),
    )

    def found(key: str | None, action: str | None) -> list[tuple[str, str]]:
        page = history.page(key, action, 1, 50)
        assert page.total == len(page.items)
        return [(row.alert_key, row.action) for row in page.items]

    assert found("50%", None) == [("50%", "triggered")]
    assert found("a_b", None) == [("a_b", "cleared"), ("a_b", "triggered")]
    assert found(None, "cleared") == [("a_b", "cleared"), ("axb", "cleared")]
    assert found("a_b", "cleared") == [("a_b", "cleared")]
    assert found("a_b", "' OR 1=1 --") == []
    assert found("unknown", None) == []
    assert len(found("", "")) == len(found(None, None)) == 5


def test_an_empty_history_has_an_empty_first_page(store: Store, history: History) -> None:
    page = history.page(None, None, 1, 50)

    assert (page.items, page.total) == ((), 0)
    assert history.of("door", 50) == ()


def test_a_reader_sees_a_commit_at_once_and_nothing_before_it(
    store: Store, history: History
) -> None:
    store.begin()
    store.save(trigger(Board(), "door"))
    before = history.page(None, None, 1, 50).total
    store.commit()

    assert (before, history.page(None, None, 1, 50).total) == (0, 1)


def test_a_page_and_its_total_are_of_one_moment(
    store: Store, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(store, entry(), entry())
    connect = connections.reader

    def write_between(statement: str) -> None:
        if "ORDER BY" in statement:
            record(store, entry(seconds=1))

    def connect_traced(path: Path) -> sqlite3.Connection:
        raw = connect(path)
        raw.set_trace_callback(write_between)
        return raw

    monkeypatch.setattr(connections, "reader", connect_traced)

    page = history.page(None, None, 1, 50)

    assert ([row.id for row in page.items], page.total) == ([2, 1], 2)


def test_many_threads_read_while_one_writes(store: Store, path: Path) -> None:
    history, together = History(path), threading.Barrier(8)

    def read(_: int) -> bool:
        together.wait(timeout=10)
        pages = [history.page("door", None, 1, 100) for _ in range(20)]
        return all(page.total == len(page.items) for page in pages)

    with ThreadPoolExecutor(8) as threads:
        reading = threads.map(read, range(8))
        for number in range(50):
            record(store, entry(seconds=number))
        assert all(reading)
    assert history.page("door", None, 1, 1).total == 50
    history.close()


def test_counts_are_those_of_lightstacks_statistics(store: Store, history: History) -> None:
    critical = create(Board(), "fire", default_priority=1)
    commit(store, critical)
    record(
        store,
        entry("fire", seconds=-1),
        entry("fire"),
        entry("door", seconds=1),
        entry("gone", seconds=1),
        entry("door", "cleared", note="Home AUTOmation", seconds=2),
        entry("fire", "cleared", note="by hand", seconds=2),
        entry("fire", "cleared", seconds=2),
        entry("fire", "acknowledged", note="auto", seconds=2),
        entry("door", "cleared", note="auto", seconds=-2),
    )

    assert history.counts(NOON) == HistoryCounts(triggered=3, critical=1, auto_cleared=1)


def test_a_database_that_was_replaced_is_asked_from_then_on(store: Store, history: History) -> None:
    record(store, entry())
    assert history.page(None, None, 1, 1).total == 1
    store.distrust()
    store.mend()

    record(store, entry())

    assert history.page(None, None, 1, 1).total == 2


def test_a_history_can_be_closed_before_it_was_asked(path: Path) -> None:
    History(path).close()


def test_who_did_it_and_when_can_be_asked_for(store: Store, history: History) -> None:
    sources = ("rest", "deck:A1", "deck:B2", "decks", "a_b", "a%b")
    entries = tuple(
        HistoryEntry("door", "triggered", source, source, after(seconds=n))
        for n, source in enumerate(sources)
    )
    record(store, *entries)

    def found(**wanted: object) -> list[str | None]:
        page = history.page_of(Wanted(**wanted), 1, 50)  # type: ignore[arg-type] # what stands above
        assert page.total == len(page.items) == history.total(Wanted(**wanted))  # type: ignore[arg-type] # the same
        return [row.note for row in page.items]

    assert found(source="rest") == ["rest"]
    assert found(source="deck") == ["deck:B2", "deck:A1"]
    assert found(source="deck:A1") == ["deck:A1"]
    assert found(source="a_b") == ["a_b"]
    assert found(since=after(seconds=4)) == ["a%b", "a_b"]
    assert found(until=after(seconds=1)) == ["rest"]
    assert found(since=after(seconds=1), until=after(seconds=3), source="deck") == [
        "deck:B2",
        "deck:A1",
    ]
    assert found(since=after(seconds=9)) == []


def test_the_steps_of_a_time_come_in_order_and_in_pieces(store: Store, history: History) -> None:
    record(store, *(entry(f"key {n}", seconds=n // 2) for n in range(9)))
    last_id = history.last_id()
    record(store, entry("late", seconds=3))

    found, ahead = list[str](), None
    while steps := history.steps(after(seconds=1), ahead, 2, last_id):
        found += [key for _, _, key, _ in steps]
        ahead = Mark(*steps[-1][:2])

    assert found == [f"key {n}" for n in range(2, 9)]


def test_notes_are_those_of_the_trigger_that_is_meant(store: Store, history: History) -> None:
    record(
        store,
        entry(note="first"),
        entry(seconds=5, note="second"),
        entry(seconds=5, action="acknowledged", note="no trigger"),
        entry("leak", seconds=1),
    )

    assert history.trigger_notes({"door": after(seconds=5), "leak": after(seconds=1)}) == {
        "door": "second"
    }
    assert history.trigger_notes({"door": NOON, "attic": NOON}) == {"door": "first"}
