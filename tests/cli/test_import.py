"""`lightstack import-lightstack`: what it brings, what it says, and when it changes nothing."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alerts.builders import create, trigger
from lightstack_source import Source
from store.files import commit, commit_each

from lightstack_desktop import progress
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.errors import SourceError
from lightstack_desktop.instance import Lock
from lightstack_desktop.store import changes, lightstack
from lightstack_desktop.store.history import History
from lightstack_desktop.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run

    from lightstack_desktop.folders import Folders

DONE, REFUSED, USAGE = range(3)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """Return a LightStack with two alerts, one of them active, and a history."""
    source = Source(tmp_path / "theirs.db")
    source.config("door", name="Garage door", default_priority=2, led_color=21)
    source.config("dryer")
    source.state("door", priority=1)
    source.entry("door", "2026-11-20 09:00:00", note="first")
    source.entry("door", "2026-11-20 09:00:00", note="first")
    source.entry("door", "2026-11-20 09:01:00", "cleared")
    source.entry("door", "2026-11-20 09:30:00")
    return source


@pytest.fixture
def database(places: Folders) -> Path:
    return places.data_dir / "lightstack.db"


def board(database: Path) -> Board:
    with closing(Store(database)) as store:
        return store.open()


def history(database: Path) -> list[tuple[str, str, str | None]]:
    with closing(History(database)) as found:
        items = found.page(None, None, 1, 100).items
    return [(row.alert_key, row.action, row.note) for row in items]


def test_everything_comes_over(run: Run, source: Source, database: Path) -> None:
    code, out, err = run("import-lightstack", str(source.path))

    assert (code, err.splitlines()) == (
        DONE,
        ["Reading the history (4 rows)", "Writing it (4 rows)"],
    )
    first, last = out.splitlines()
    assert first == (f"Imported from {source.path}: 2 configurations, 1 state, 4 history rows.")
    assert last.startswith(f"The database as it was before: {database.parent / 'backups'}")
    found = board(database)
    assert [alert.key for alert in found.alerts.values()] == ["door", "dryer"]
    assert all(alert.config.is_kept for alert in found.alerts.values())
    (active,) = found.active
    assert (active.title, active.effective_priority) == ("Garage door", 1)
    assert active.state is not None
    assert active.state.repeat_count == 1
    assert found.trigger_counts == {"door": 3}
    assert history(database) == [
        ("door", "triggered", None),
        ("door", "cleared", None),
        ("door", "triggered", "first"),
        ("door", "triggered", "first"),
    ]


def test_a_second_run_brings_only_what_is_new(run: Run, source: Source, database: Path) -> None:
    run("import-lightstack", str(source.path))
    source.config("washer")
    source.entry("door", "2026-11-20 09:00:00", note="first")

    code, out, _ = run("import-lightstack", str(source.path))

    assert code == DONE
    assert out.splitlines()[0].endswith(
        "1 configuration (2 more were here), 0 states, 1 history row (4 more were here)."
    )
    assert sorted(board(database).alerts) == ["door", "dryer", "washer"]
    assert board(database).trigger_counts == {"door": 4}
    assert history(database).count(("door", "triggered", "first")) == 3


def test_where_nothing_is_new_nothing_is_written_and_no_backup_made(
    run: Run, source: Source, database: Path
) -> None:
    run("import-lightstack", str(source.path))
    before = database.read_bytes()
    for backup in (database.parent / "backups").iterdir():
        backup.unlink()

    code, out, _ = run("import-lightstack", str(source.path))

    assert (code, len(out.splitlines())) == (DONE, 1)
    assert database.read_bytes() == before
    assert [*(database.parent / "backups").iterdir()] == []


def test_the_backup_is_how_it_was_before(run: Run, source: Source, database: Path) -> None:
    database.parent.mkdir(parents=True)
    with closing(Store(database)) as store:
        before = commit(store, trigger(store.open(), "ours"))

    run("import-lightstack", str(source.path))

    (backup,) = (database.parent / "backups").iterdir()
    assert board(backup) == before
    assert sorted(board(database).alerts) == ["door", "dryer", "ours"]


def test_refused_keys_and_values_are_listed_in_words(
    run: Run, source: Source, database: Path
) -> None:
    source.config("a/\x1b[31mb", default_priority=99)
    source.state("a/\x1b[31mb", priority="abc")
    source.entry("a/\x1b[31mb", note="n\x00")
    source.entry("a/\x1b[31mb", at="yesterday")

    code, out, _ = run("import-lightstack", str(source.path))

    assert code == DONE
    assert out.splitlines()[1:-1] == [
        "Keys that are not allowed here got another name:",
        r"  a/\x1b[31mb -> escaped:a%2F%1B[31mb",
        "What could not be taken over as it was:",
        "  escaped:a%2F%1B[31mb: default_priority 99 became 5",
        '  escaped:a%2F%1B[31mb: priority "abc" was left out',
        "  notes of history rows were too long or held control characters, and were changed: 1",
        "  history rows without a key, an action or a time were left out: 1",
    ]
    assert board(database).alerts["escaped:a%2F%1B[31mb"].effective_priority == 5
    assert ("escaped:a%2F%1B[31mb", "triggered", "n\ufffd") in history(database)


def test_a_dry_run_says_the_same_and_changes_nothing(
    run: Run, source: Source, database: Path
) -> None:
    database.parent.mkdir(parents=True)
    with closing(Store(database)) as store:
        commit_each(store, store.open(), lambda board: create(board, "door"))
    before = database.read_bytes()

    code, out, err = run("import-lightstack", str(source.path), "--dry-run")

    assert (code, err) == (DONE, "Reading the history (4 rows)\n")
    assert out == (
        f"Would import from {source.path}: 1 configuration (1 more was here), 1 state, "
        "4 history rows.\n"
    )
    assert database.read_bytes() == before
    assert not (database.parent / "backups").exists()


def test_a_dry_run_makes_no_database(run: Run, source: Source, places: Folders) -> None:
    code, out, _ = run("import-lightstack", str(source.path), "--dry-run")

    assert (code, out.startswith("Would import")) == (DONE, True)
    assert not places.data_dir.exists()


def test_while_the_app_runs_only_a_dry_run_is_done(
    run: Run, source: Source, places: Folders, database: Path
) -> None:
    with Lock(places.data_dir), closing(Store(database)) as app:
        app.open()
        code, out, err = run("import-lightstack", str(source.path))
        dry_code, _, _ = run("import-lightstack", str(source.path), "--dry-run")

    assert (code, out, dry_code) == (REFUSED, "", DONE)
    assert "Quit it, then run this again" in err
    assert board(database) == Board()


def test_what_cannot_be_read_changes_nothing(run: Run, places: Folders, tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"

    assert run("import-lightstack", str(missing)) == (
        REFUSED,
        "",
        f"lightstack: There is no file {missing}.\n",
    )
    assert not places.data_dir.exists()


def test_a_source_that_breaks_on_the_way_changes_nothing(
    run: Run, source: Source, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import-lightstack", str(source.path))
    before = board(database)
    source.config("washer")

    def broken(found: lightstack.LightStack) -> Iterator[object]:
        yield from ()
        raise SourceError("The server went away.")

    monkeypatch.setattr(lightstack.LightStack, "entries", broken)

    assert run("import-lightstack", str(source.path))[::2] == (
        REFUSED,
        "lightstack: The server went away.\n",
    )
    assert board(database) == before


def test_a_disk_that_fills_up_changes_nothing(
    run: Run, source: Source, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(changes, "_write_alerts", full)

    code, out, err = run("import-lightstack", str(source.path))

    assert (code, out) == (REFUSED, "")
    assert "disk is full" in err
    assert (board(database), history(database)) == (Board(), [])


@pytest.mark.parametrize("argv", [(), ("",), ("a.db", "b.db"), ("--dry-run",)])
def test_a_source_must_be_named(run: Run, argv: tuple[str, ...]) -> None:
    assert run("import-lightstack", *argv)[0] == USAGE


def test_on_a_terminal_a_bar_grows() -> None:
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    bar = progress.Bar(terminal)

    for done in (1, 50, 50, 100):
        bar.show("Reading", done, 100)
    bar.close()

    assert terminal.getvalue().replace("\x1b[K", "").split("\r")[1:] == [
        f"Reading (100 rows) [{'':30}]   1 %",
        f"Reading (100 rows) [{'#' * 15:30}]  50 %",
        f"Reading (100 rows) [{'#' * 30}] 100 %\n",
    ]


@pytest.fixture
def broken(database: Path) -> Path:
    """Return our database, which is none any more."""
    database.parent.mkdir(parents=True)
    database.write_bytes(b"no database at all, but long enough to look like one" * 100)
    return database


def test_a_broken_database_is_rescued_first_and_that_is_said(
    run: Run, source: Source, broken: Path
) -> None:
    content = broken.read_bytes()

    code, out, _ = run("import-lightstack", str(source.path))

    assert code == DONE
    assert out.startswith("The database was damaged, and there was no backup; a new one was begun.")
    assert set(board(broken).alerts) == {"door", "dryer"}
    (aside,) = broken.parent.glob(f"{broken.name}.corrupt-*")
    assert aside.read_bytes() == content


def test_a_dry_run_says_that_the_database_is_broken_and_leaves_it(
    run: Run, source: Source, broken: Path
) -> None:
    content = broken.read_bytes()

    code, out, err = run("import-lightstack", str(source.path), "--dry-run")

    assert (code, out) == (REFUSED, "")
    assert "no database" in err
    assert broken.read_bytes() == content
    assert list(broken.parent.glob("*.corrupt-*")) == []


def test_a_dry_run_into_an_empty_file_is_one_into_a_new_database(
    run: Run, source: Source, database: Path
) -> None:
    database.parent.mkdir(parents=True)
    database.touch()

    code, out, _ = run("import-lightstack", str(source.path), "--dry-run")

    assert code == DONE
    assert "2 configurations, 1 state, 4 history rows." in out
    assert database.read_bytes() == b""
