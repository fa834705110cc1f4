"""R7: kill -9 on the way to a newer schema: it is completed or untouched, and backed up first."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON

from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board, HistoryEntry
from lightstack_desktop.store import backups, migrate
from lightstack_desktop.store.store import Store
from store.files import DATABASE, commit, reopened, rows
from store.test_migrate import a_next_revision

if TYPE_CHECKING:
    from pathlib import Path

UPGRADE = """
import pathlib, sys
from lightstack_desktop.store import migrate
from lightstack_desktop.store.store import Store
migrate.SCRIPTS, migrate.REVISIONS = pathlib.Path(sys.argv[2]), tuple(sys.argv[3:])
store = Store(pathlib.Path(sys.argv[1]))
print("begins", flush=True)
store.open()
store.close()
"""
REWRITE = "op.execute(\"UPDATE alert_history SET note = note || ' seen'\")"


def fill(path: Path, count: int) -> None:
    """Write so many history rows."""
    store = Store(path)
    store.open()
    entry = HistoryEntry("door", "triggered", "a note", "rest", NOON)
    commit(store, Change(Board(), Board(), history=(entry,) * count))
    store.close()


def upgrade(path: Path, killed_after_s: float | None) -> float:
    """Upgrade in a process of its own, killed after so long; return how long it took."""
    command = [sys.executable, "-c", UPGRADE, str(path), str(migrate.SCRIPTS), *migrate.REVISIONS]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begins\n"
        began = time.monotonic()
        try:
            assert process.wait(killed_after_s) == 0
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        return time.monotonic() - began


def kill_upgrades(path: Path, home: Path, count: int, kills: int) -> dict[str, int]:
    """Return how often the upgrade was found untouched and completed after a kill."""
    seed = random.randrange(1 << 30)
    print("seed", seed)
    chance, seen = random.Random(seed), dict.fromkeys(migrate.REVISIONS[-2:], 0)
    whole_s = upgrade(shutil.copy(path, home / "whole.db"), None)
    for number in range(kills):
        database = home / f"data {number}" / DATABASE
        database.parent.mkdir()
        shutil.copy(path, database)
        upgrade(database, chance.uniform(0, whole_s))
        check(database, count, seen)
    print(f"{kills} upgrades of {count} rows killed within {whole_s:.1f} s, found at", seen)
    return seen


def check(database: Path, count: int, seen: dict[str, int]) -> None:
    ((revision,),) = rows(database, "SELECT version_num FROM alembic_version")
    seen[revision] += 1
    old = migrate.REVISIONS[-2]
    note = "a note" if revision == old else "a note seen"
    found = rows(database, "SELECT note, count(*) FROM alert_history GROUP BY note")
    assert found == [(note, count)]
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    made = backups.listed(database)
    assert made or revision == old
    for backup in made:
        assert backups.check(backup.path) == backups.Contents(old, 0, count)
    assert set(reopened(database).decks) == {"new"}  # the next start completes it
    assert rows(database, "SELECT count(*) FROM alert_history WHERE note = 'a note seen'") == [
        (count,)
    ]


def run(path: Path, home: Path, patch: pytest.MonkeyPatch, count: int, kills: int) -> None:
    fill(path, count)
    a_next_revision(home, patch, rest=REWRITE)
    assert sum(kill_upgrades(path, home, count, kills).values()) == kills


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_an_upgrade_that_is_killed_is_completed_or_untouched(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(path, tmp_path, monkeypatch, count=5_000, kills=3)


@pytest.mark.full
@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_30_upgrades_of_100000_rows_that_are_killed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(path, tmp_path, monkeypatch, count=100_000, kills=30)
