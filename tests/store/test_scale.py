"""A long history: pages and counts look at what is new, and stay true whatever is written."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop.store import connections, milestones
from lightstack_desktop.store.history import History, HistoryCounts, Mark, Wanted
from store.files import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

START = datetime(2026, 1, 1, tzinfo=UTC)
ROWS = 20_000
INSERT = (
    "INSERT INTO alert_history (alert_key, action, note, source, created_at) "
    "VALUES (?, ?, ?, 'rest', ?)"
)
FILTERS = [(None, None), (None, "triggered"), ("key 3", None), ("key 3", "cleared")]

Row = tuple[str, str, str | None, int]


def seconds(number: float) -> int:
    return (START - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) + int(
        number * 1_000_000
    )


def row(number: int, at: float | None = None) -> Row:
    action = "cleared" if number % 3 == 0 else "triggered"
    note = "Automation" if number % 5 == 0 else None
    return f"key {number % 7}", action, note, seconds(number if at is None else at)


def write(path: Path, found: Iterable[Row]) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executemany(INSERT, found)


def configure(path: Path, *critical: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DELETE FROM alert_configs")
        for key in critical:
            raw.execute(
                "INSERT INTO alert_configs (alert_key, default_priority, led_scope, is_kept, "
                "created_at, updated_at) VALUES (?, 1, 'bar', 1, 0, 0)",
                (key,),
            )


@pytest.fixture(scope="module")
def long_database(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Path:
    path = tmp_path_factory.mktemp("long") / "lightstack.db"
    path.write_bytes(empty_database.read_bytes())
    write(path, map(row, range(ROWS)))
    return path


@pytest.fixture
def long(long_database: Path, path: Path) -> Path:
    path.write_bytes(long_database.read_bytes())
    return path


@pytest.fixture
def spied(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Collect every statement that a reader runs."""
    statements, connect = list[str](), connections.reader

    def connect_traced(path: Path) -> sqlite3.Connection:
        raw = connect(path)
        raw.set_trace_callback(statements.append)
        return raw

    monkeypatch.setattr(connections, "reader", connect_traced)
    return statements


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count what SQLite does for readers, in hundreds of its instructions."""
    counted, connect = [0], connections.reader

    def count() -> int:
        counted[0] += 1
        return 0

    def connect_counted(path: Path) -> sqlite3.Connection:
        raw = connect(path)
        raw.set_progress_handler(count, 100)
        return raw

    monkeypatch.setattr(connections, "reader", connect_counted)
    return counted


def plain(path: Path, key: str | None, action: str | None, page: int, size: int) -> list[int]:
    """Return the ids of a page as the simplest query finds them."""
    wanted = [f"alert_key = '{key}'"] if key else []
    wanted += [f"action = '{action}'"] if action else []
    where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    order = f"ORDER BY created_at DESC, id DESC LIMIT {size} OFFSET {(page - 1) * size}"
    return [found[0] for found in rows(path, f"SELECT id FROM alert_history {where} {order}")]


def seen(history: History, key: str | None, action: str | None, page: int, size: int) -> list[int]:
    return [found.id for found in history.page(key, action, page, size).items]


@pytest.mark.parametrize(("key", "action"), FILTERS)
def test_pages_are_right_wherever_they_lie_and_whatever_is_written_between(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch, key: str, action: str
) -> None:
    monkeypatch.setattr(milestones, "STEP", 16)
    chance = random.Random(0)
    writes: list[Callable[[int], None]] = [
        lambda n: write(path, [row(n + i) for i in range(40)]),
        lambda n: write(path, [row(n + i, at=n) for i in range(5)]),
        lambda n: write(path, [row(n, at=n - 30)]),
        lambda n: write(path, [row(n, at=-n)]),
        lambda n: delete(path, chance.sample(range(1, n), 3)),
        lambda n: None,
    ]
    number = 10

    for _ in range(40):
        chance.choice(writes)(number)
        number += 40
        total = history.page(key, action, 1, 1).total
        assert total == len(plain(path, key, action, 1, 10**6))
        for _ in range(4):
            size = chance.randint(1, 20)
            page = chance.randint(1, total // size + 2)
            assert seen(history, key, action, page, size) == plain(path, key, action, page, size)


def delete(path: Path, ids: list[int]) -> None:
    """Delete as a purge does: telling those who remember."""
    with closing(sqlite3.connect(path)) as raw, raw:
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        raw.execute("BEGIN")
        raw.executemany("DELETE FROM alert_history WHERE id = ?", [(row_id,) for row_id in ids])
        raw.execute(f"PRAGMA user_version = {version + 1}")


def test_counts_keep_up_with_what_is_written_and_edited(path: Path, history: History) -> None:
    configure(path, "key 3")
    write(path, map(row, range(100)))
    assert history.counts(START) == HistoryCounts(66, 9, 7)

    write(path, [*map(row, range(100, 150)), row(1, at=-1), row(3, at=-1)])
    assert history.counts(START) == HistoryCounts(100, 14, 10)

    configure(path, "key 3", "key 4", "unused")
    assert history.counts(START) == HistoryCounts(100, 28, 10)
    assert history.counts(START + timedelta(seconds=100)) == HistoryCounts(34, 9, 3)

    delete(path, list(range(1, 101)))
    assert history.counts(START) == HistoryCounts(34, 9, 3)


def test_a_stretch_behind_a_mark_is_near_wherever_it_lies(long: Path, steps: list[int]) -> None:
    history = History(long)
    history.last_id()
    wanted = Wanted("key 3", None, None, START, START + timedelta(seconds=ROWS))
    for number in (100, ROWS // 2, ROWS - 100):
        before = steps[0]

        found = history.stretch(wanted, Mark(seconds(number), 0), 10, ROWS)
        also = history.steps(START, Mark(seconds(number), 0), 10, ROWS)

        assert len(found) == len(also) == 10
        assert (steps[0] - before) * 100 <= 10_000
    history.close()


@pytest.mark.parametrize(("key", "action"), FILTERS)
@pytest.mark.parametrize("where", [0.0, 0.3, 0.5, 0.7, 1.0])
def test_no_page_is_far_once_it_was_asked_for(
    long: Path,
    steps: list[int],
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    action: str,
    where: float,
) -> None:
    monkeypatch.setattr(milestones, "STEP", 64)
    history = History(long)
    page = int(history.page(key, action, 1, 10).total / 10 * where) or 1
    seen(history, key, action, page, 10)
    write(long, [row(ROWS + n) for n in range(10)])
    before = steps[0]

    found = seen(history, key, action, page, 10)

    # To count or to walk over 20,000 rows takes hundreds of thousands of instructions.
    assert (steps[0] - before) * 100 <= 10_000
    assert found == plain(long, key, action, page, 10)
    history.close()


def test_counting_again_looks_only_at_what_is_new(long: Path, steps: list[int]) -> None:
    configure(long, "key 3")
    history = History(long)
    history.counts(START)
    first = steps[0]
    write(long, [row(ROWS + n) for n in range(10)])

    counts = history.counts(START)

    assert first * 100 > 100_000
    assert (steps[0] - first) * 100 <= 2_000
    history.close()
    fresh = History(long)
    assert fresh.counts(START) == counts
    fresh.close()


def test_every_question_finds_its_rows_by_an_index(long: Path, spied: list[str]) -> None:
    configure(long, "key 3")
    history = History(long)
    for key, action in FILTERS:
        total = history.page(key, action, 1, 10).total
        history.page(key, action, total // 20, 10)
        history.page(key, action, total // 10, 10)
    history.of("key 3", 50)
    early, late = START + timedelta(seconds=ROWS // 4), START + timedelta(seconds=ROWS // 2)
    for key, action in FILTERS:
        wanted = Wanted(key, action, None, early, late)
        total = history.page_of(wanted, 1, 10).total
        history.page_of(wanted, total // 20, 10)
        history.stretch(wanted, Mark(seconds(ROWS // 3), 1), 10, ROWS)
    history.steps(early, None, 10, ROWS)
    older = history.activations("key 3", None, 5).older
    history.activations("key 3", older, 5)
    history.counts(START + timedelta(seconds=ROWS // 2))
    write(long, [row(ROWS)])
    history.page(None, "triggered", 1, 10)
    history.counts(START + timedelta(seconds=ROWS // 2))
    history.close()

    with closing(sqlite3.connect(long)) as raw:
        plans = {
            statement: " / ".join(p[3] for p in raw.execute(f"EXPLAIN QUERY PLAN {statement}"))
            for statement in spied
            if statement.startswith("SELECT")
        }

    assert len(plans) > 20
    for statement, plan in plans.items():
        assert "TEMP B-TREE" not in plan, (statement, plan)
        # Where every row is meant, they come in the order of the index.
        is_all = "WHERE" not in statement
        assert is_all or "SCAN alert_history" not in plan, (statement, plan)


def test_opening_the_store_reads_nothing_of_the_history(long: Path) -> None:
    from lightstack_desktop.store import boards  # noqa: PLC0415 - for this test alone

    read = list[str]()
    with closing(connections.writer(long)) as raw:
        raw.set_authorizer(lambda _, table, *rest: read.append(table) or sqlite3.SQLITE_OK)
        boards.read(raw)

    assert "alert_configs" in read
    assert "alert_history" not in read
