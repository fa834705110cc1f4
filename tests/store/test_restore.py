"""Bringing a backup back loses nothing, and can be undone."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, trigger

from lightstack_desktop.alerts.model import Board
from lightstack_desktop.errors import StoreError
from lightstack_desktop.store import backups, migrate
from lightstack_desktop.store.restore import finish, part_of, restore, set_aside, stage
from lightstack_desktop.store.store import Store
from store.files import DATABASE, commit, damage, reopened

if TYPE_CHECKING:
    from lightstack_desktop.store.backups import Backup

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def backup(path: Path) -> Backup:
    """Return a backup with one alert of a database that has two by now."""
    store = Store(path)
    board = commit(store, trigger(store.open(), "door"))
    made = backups.create(path, "asked", NOON)
    commit(store, trigger(board, "dryer"))
    store.close()
    assert made is not None
    return made


def ready(path: Path, backup: Backup) -> None:
    """Go as far as a restore that is killed before it takes the old database away."""
    stage(path, Path(shutil.copy(backup.path, part_of(path))))


def alerts(path: Path) -> set[str]:
    return set(reopened(path).alerts)


def test_restoring_backs_up_what_was_there_so_it_can_be_undone(path: Path, backup: Backup) -> None:
    done = restore(path, backup, LATER)

    assert alerts(path) == {"door"}
    assert done.contents == backups.Contents(migrate.REVISIONS[-1], 1, 1)
    assert done.former == path.parent / "backups" / "20261121T130000Z-before-restore.db"

    restore(path, backups.named(path, done.former.name), LATER)
    assert alerts(path) == {"door", "dryer"}


def test_the_log_of_a_crashed_program_is_not_played_into_what_is_restored(
    path: Path, backup: Backup, tmp_path: Path
) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("UPDATE alert_configs SET name = 'in the log alone'")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in path.parent.glob(f"{DATABASE}*"):
        (crashed / file.name).write_bytes(file.read_bytes())
    raw.close()
    database = crashed / DATABASE
    assert database.with_name(f"{DATABASE}-wal").stat().st_size > 0

    done = restore(database, backup, LATER)

    assert reopened(database).alerts["door"].config.fields.name is None
    assert done.former is not None
    former = reopened(done.former)
    assert former.alerts["dryer"].config.fields.name == "in the log alone"


def test_a_broken_database_is_set_aside_when_a_backup_replaces_it(
    path: Path, backup: Backup
) -> None:
    path.write_bytes(b"broken" * 2000)

    done = restore(path, backup, LATER)

    assert alerts(path) == {"door"}
    assert done.former == path.with_name(f"{DATABASE}.corrupt-20261121T130000Z")
    assert done.former.read_bytes() == b"broken" * 2000


def test_a_database_that_is_gone_can_be_restored(path: Path, backup: Backup) -> None:
    path.unlink()

    assert restore(path, backup, LATER).former is None
    assert alerts(path) == {"door"}


def test_a_broken_backup_is_refused_and_nothing_changes(path: Path, backup: Backup) -> None:
    backup.path.write_bytes(backup.path.read_bytes()[:9000])
    before = path.read_bytes()

    with pytest.raises(StoreError, match="damaged"):
        restore(path, backup, LATER)

    assert path.read_bytes() == before
    assert backups.listed(path) == (backup,)


def test_a_backup_by_a_newer_version_is_refused_and_nothing_changes(
    path: Path, backup: Backup
) -> None:
    damage(backup.path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()

    with pytest.raises(StoreError, match="newer version"):
        restore(path, backup, LATER)

    assert path.read_bytes() == before


def test_a_database_that_another_program_reads_is_not_replaced(path: Path, backup: Backup) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM alerts").fetchone()

        with pytest.raises(StoreError, match="Close that program"):
            restore(path, backup, LATER)

    assert alerts(path) == {"door", "dryer"}


def test_killed_before_the_old_one_was_taken_away_nothing_has_happened(
    path: Path, backup: Backup
) -> None:
    ready(path, backup)

    assert alerts(path) == {"door", "dryer"}
    assert list(path.parent.glob("*.restored")) == []


def test_killed_after_the_old_one_was_taken_away_the_next_start_finishes(
    path: Path, backup: Backup
) -> None:
    ready(path, backup)
    aside = set_aside(path, LATER)
    path.with_name(f"{DATABASE}-wal").write_bytes(b"left behind")

    assert alerts(path) == {"door"}
    assert reopened(aside).alerts.keys() == {"door", "dryer"}
    assert path.with_name(f"{DATABASE}.corrupt-wal").read_bytes() == b"left behind"


def test_two_broken_databases_of_one_second_are_both_kept(path: Path) -> None:
    first = set_aside(path, NOON)
    path.write_bytes(b"second")

    second = set_aside(path, NOON)

    assert (first.exists(), second.read_bytes()) == (True, b"second")


def test_nothing_staged_leaves_everything_as_it_is(path: Path) -> None:
    before = path.read_bytes()

    finish(path)

    assert path.read_bytes() == before
    assert reopened(path) == Board()
