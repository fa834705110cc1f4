"""The history as a file: whole or not at all, defused, and no larger in memory than a page."""

from __future__ import annotations

import csv
import json
import os
import stat
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alerts.builders import after

from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board, HistoryEntry
from lightstack_desktop.errors import NotExportedError, StoreError
from lightstack_desktop.store import history_export
from lightstack_desktop.store.history import ALL, History, Wanted
from lightstack_desktop.store.history_export import HistoryExport, defused
from store.files import commit

if TYPE_CHECKING:
    from lightstack_desktop.store.store import Store


@pytest.fixture(autouse=True)
def short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_export, "ROWS_A_STEP", 3)


def record(store: Store, *notes: str | None, key: str = "door") -> None:
    entries = tuple(
        HistoryEntry(key, "triggered", note, "rest", after(seconds=n))
        for n, note in enumerate(notes)
    )
    commit(store, Change(Board(), Board(), history=entries))


def write(history: History, path: Path, form: str = "csv", wanted: Wanted = ALL) -> HistoryExport:
    export = HistoryExport(history, wanted, path, form)
    export.begin()
    while export.step():
        pass
    return export


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("count", [0, 1, 3, 7])
def test_every_row_is_written_once_the_newest_first(
    store: Store, history: History, tmp_path: Path, count: int
) -> None:
    record(store, *(f"note {n}" for n in range(count)))
    names = ["id", "alert_key", "action", "note", "source", "created_at"]

    export = write(history, tmp_path / "a.csv")
    write(history, tmp_path / "a.json", "json")

    table = read_csv(tmp_path / "a.csv")
    assert table[0] == names
    assert [row[3] for row in table[1:]] == [f"note {n}" for n in reversed(range(count))]
    found = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [list(row) for row in found] == [names] * count
    assert [row["note"] for row in found] == [row[3] for row in table[1:]]
    assert (export.count, export.total) == (count, count)


def test_times_are_utc_and_no_note_is_null_in_json(
    store: Store, history: History, tmp_path: Path
) -> None:
    record(store, None)

    write(history, tmp_path / "a.json", "json")

    (row,) = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert row["created_at"].endswith("Z")
    assert row["created_at"][:10] == after().date().isoformat()
    assert row["note"] is None


def test_the_filter_says_what_is_written(store: Store, history: History, tmp_path: Path) -> None:
    record(store, "a", "b")
    record(store, "c", key="dryer")

    write(history, tmp_path / "a.csv", wanted=Wanted("dryer"))

    assert [row[3] for row in read_csv(tmp_path / "a.csv")[1:]] == ["c"]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_s19_no_cell_begins_as_a_formula_does(
    store: Store, history: History, tmp_path: Path, begin: str
) -> None:
    record(store, f"{begin}cmd|' /C calc'!A0", key="=HYPERLINK")

    write(history, tmp_path / "a.csv")

    (row,) = read_csv(tmp_path / "a.csv")[1:]
    assert row[1] == "'=HYPERLINK"
    assert row[3] == f"'{begin}cmd|' /C calc'!A0"


def test_any_other_text_is_kept_as_it_is(store: Store, history: History, tmp_path: Path) -> None:
    notes = ["a,b", 'say "no"', "two\nlines", "'quoted", "Ünïcødé 洗濯機 \U0001f6aa", " =1"]
    record(store, *notes)

    write(history, tmp_path / "a.csv")
    write(history, tmp_path / "a.json", "json")

    assert [row[3] for row in read_csv(tmp_path / "a.csv")[1:]] == notes[::-1]
    found = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [row["note"] for row in found] == notes[::-1]
    assert [defused(note) for note in notes] == notes


def test_what_is_written_meanwhile_is_not_in_it(
    store: Store, history: History, tmp_path: Path
) -> None:
    record(store, *"abcdefg")
    export = HistoryExport(history, ALL, tmp_path / "a.csv", "csv")
    export.begin()
    export.step()
    record(store, "late")

    while export.step():
        pass

    assert [row[3] for row in read_csv(tmp_path / "a.csv")[1:]] == [*"gfedcba"]


def test_a_cancelled_export_leaves_what_was_there(
    store: Store, history: History, tmp_path: Path
) -> None:
    record(store, *"abcdefg")
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "a.csv"
    path.write_text("precious")
    export = HistoryExport(history, ALL, path, "csv")
    export.begin()
    assert export.step()

    export.cancel()

    assert export.step() is False
    assert [p.name for p in path.parent.iterdir()] == ["a.csv"]
    assert path.read_text() == "precious"


def test_cancelling_what_is_complete_leaves_it(
    store: Store, history: History, tmp_path: Path
) -> None:
    record(store, "a")
    export = write(history, tmp_path / "a.csv")

    export.cancel()

    assert len(read_csv(tmp_path / "a.csv")) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_leaves_no_half_file_and_says_so(
    store: Store, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(store, *"abc")
    (tmp_path / "out").mkdir()
    made = os.open

    def full(path: object, flags: int, mode: int = 0o777) -> int:
        os.close(made(path, flags, mode))
        return made("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(history_export.os, "open", full)
    export = HistoryExport(history, ALL, tmp_path / "out" / "a.csv", "csv")

    with pytest.raises(NotExportedError, match="No space left on device"):
        export.begin()

    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_is_not_there_is_told(history: History, tmp_path: Path, store: Store) -> None:
    export = HistoryExport(history, ALL, tmp_path / "nowhere" / "a.csv", "csv")

    with pytest.raises(NotExportedError, match="No such file or directory"):
        export.begin()


def test_a_database_that_breaks_leaves_no_half_file(
    store: Store, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(store, *"abcdefg")
    (tmp_path / "out").mkdir()
    export = HistoryExport(history, ALL, tmp_path / "out" / "a.csv", "csv")
    export.begin()
    export.step()

    def broken(*_: object) -> None:
        raise StoreError("gone")

    monkeypatch.setattr(history, "stretch", broken)
    with pytest.raises(StoreError):
        export.step()

    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_only_its_owner_can_read_it_and_a_planted_link_is_replaced(
    store: Store, history: History, tmp_path: Path
) -> None:
    record(store, "a")
    (tmp_path / "elsewhere").write_text("precious")
    (tmp_path / "a.csv").symlink_to(tmp_path / "elsewhere")
    before = os.umask(0)
    try:
        write(history, tmp_path / "a.csv")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600
    assert not (tmp_path / "a.csv").is_symlink()
    assert (tmp_path / "elsewhere").read_text() == "precious"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_memory_stays_flat_however_long_it_is(
    store: Store, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(history_export, "ROWS_A_STEP", 100)
    record(store, *("x" * 1000 for _ in range(5000)))
    export = HistoryExport(history, ALL, tmp_path / "a", form)
    export.begin()
    export.step()
    tracemalloc.start()

    while export.step():
        pass

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "a").stat().st_size > 5_000_000
    assert peak < 2_000_000
