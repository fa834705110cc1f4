"""From an older schema to ours: backed up first, whole or not at all, never from a newer one."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alerts.builders import NOON, trigger
from sqlalchemy import create_engine

from lightstack_desktop.alerts.model import ConfigFields, Deck, Pin
from lightstack_desktop.errors import StoreError
from lightstack_desktop.store import first, migrate, second
from lightstack_desktop.store.store import Store
from store.files import DATABASE, commit, damage, reopened, rows

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.alerts.model import Board

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.execute("ALTER TABLE decks ADD COLUMN colour TEXT")
    op.execute(
        "INSERT INTO decks (serial, model, key_count, columns, brightness_percent, colour) "
        "VALUES ('new', 'XL', 32, 8, 70, 'black')"
    )
    {rest}
"""
REBUILD = """
    with op.batch_alter_table("alert_configs", recreate="always") as table:
        table.add_column(sa.Column("tag", sa.Text))
"""
NUMBER_OF_CHECKS = 16
OPEN_AND_TELL = """
import pathlib, sys
from lightstack_desktop.store.history import History
from lightstack_desktop.store.store import Store
path = pathlib.Path(sys.argv[1])
history, store = History(path), Store(path)
store.open()
print(sorted({"sqlalchemy", "alembic"} & set(sys.modules)))
store.close()
"""


OLDEST = """
INSERT INTO alert_configs VALUES
    (1, 'door', 'Front door', NULL, 2, 'individual', '[1,7]', 85, 'pulse', 50, 255, NULL, 1, 0, 0),
    (2, 'bell', NULL, NULL, 3, 'bar', NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO alerts VALUES (1, 'door', 1, NULL, 5, 5, 1, NULL, NULL, NULL, 0, 5);
INSERT INTO alert_history (alert_key, action, source, created_at)
    VALUES ('door', 'triggered', 'rest', 5);
INSERT INTO trigger_counts VALUES ('door', 1);
INSERT INTO decks VALUES ('one', 'MK.2', 15, 5, 40);
INSERT INTO pins VALUES ('one', 0, 'door', 1);
INSERT INTO alembic_version VALUES ('0001');
"""


@pytest.fixture
def oldest(tmp_path: Path) -> Path:
    """Return a database as the first version left it, in use."""
    path = tmp_path / DATABASE
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        for statement in (*first.STATEMENTS, first.VERSION_TABLE):
            raw.execute(statement)
        raw.executescript(OLDEST)
    return path


@pytest.fixture
def used(path: Path) -> Board:
    """Return the board of a database that is in use."""
    store = Store(path)
    board = commit(store, trigger(store.open(), "door"))
    store.close()
    return board


def a_next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rest: str = "") -> None:
    """Let the program know a revision 0004."""
    scripts = tmp_path / "100% scripts"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "r0004_next.py").write_text(NEXT.format(rest=rest))
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "REVISIONS", (*migrate.REVISIONS, "0004"))


def open_at_noon(path: Path) -> Board:
    store = Store(path, lambda: NOON)
    try:
        return store.open()
    finally:
        store.close()


def backups(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").glob("*")) if (path.parent / "backups").exists() else []


def test_the_revisions_are_those_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))

    scripts = list(ScriptDirectory.from_config(config).walk_revisions())

    assert tuple(script.revision for script in reversed(scripts)) == migrate.REVISIONS


def test_opening_a_current_database_imports_neither_alembic_nor_sqlalchemy(path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", OPEN_AND_TELL, path], capture_output=True, text=True, check=True
    )

    assert told.stdout == "[]\n"


def test_a_new_database_is_the_one_that_alembic_would_make(path: Path, tmp_path: Path) -> None:
    reopened(path)
    by_alembic = tmp_path / "by-alembic.db"
    engine = create_engine(f"sqlite:///{by_alembic}")
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, migrate.REVISIONS[-1])
    engine.dispose()

    for query in (
        "SELECT type, name, tbl_name FROM sqlite_master ORDER BY name",
        "SELECT sql FROM sqlite_master WHERE tbl_name <> 'alembic_version' ORDER BY name",
        "SELECT version_num FROM alembic_version",
        "SELECT name, type, pk FROM pragma_table_info('alembic_version')",
    ):
        assert rows(path, query) == rows(by_alembic, query)


def test_the_first_schema_is_upgraded_with_all_that_it_holds(oldest: Path) -> None:
    board = open_at_noon(oldest)

    door, bell = board.alerts["door"], board.alerts["bell"]
    assert door.config.fields == ConfigFields(
        name="Front door",
        default_priority=2,
        led_scope="individual",
        led_positions=(1, 7),
        led_color=85,
        led_effect="pulse",
        led_brightness=50,
        led_duration=255,
    )
    assert (door.is_active, door.config.is_kept) == (True, True)
    assert (bell.is_active, bell.config.is_kept) == (False, False)
    assert board.decks == {"one": Deck("one", "MK.2", 15, 5, 40, (Pin(0, "door", True),))}
    assert board.trigger_counts == {"door": 1}
    assert rows(oldest, "SELECT alert_key, action FROM alert_history") == [("door", "triggered")]
    assert rows(oldest, "PRAGMA integrity_check") == [("ok",)]
    found = {b.name: rows(b, "SELECT version_num FROM alembic_version") for b in backups(oldest)}
    assert found == {
        "20261121T120000Z-before-0002.db": [("0001",)],
        "20261121T120000Z-before-0003.db": [("0002",)],
    }


def test_the_first_schema_upgraded_is_the_one_that_a_new_database_has(
    oldest: Path, tmp_path: Path
) -> None:
    open_at_noon(oldest)
    new = tmp_path / "new" / DATABASE
    new.parent.mkdir()
    reopened(new)

    query = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    assert rows(oldest, query) == rows(new, query)


def test_a_damaged_row_does_not_stop_the_upgrade_of_the_first_schema(oldest: Path) -> None:
    damage(oldest, "UPDATE alert_configs SET led_color = 999 WHERE alert_key = 'bell'")

    assert set(open_at_noon(oldest).alerts) == {"door"}

    with closing(sqlite3.connect(oldest)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE decks SET dim_percent = 101")


def test_an_upgrade_of_the_first_schema_that_fails_leaves_no_trace(
    oldest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(second, "STATEMENTS", (*second.STATEMENTS[:-1], "SELECT nothing"))
        with pytest.raises(StoreError):
            open_at_noon(oldest)
    assert rows(oldest, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert rows(oldest, "SELECT name FROM sqlite_master WHERE name = 'key_actions'") == []

    assert set(open_at_noon(oldest).alerts) == {"door", "bell"}


KILLED = """
import os, pathlib, signal, sys
from lightstack_desktop.store import migrate
from lightstack_desktop.store.store import Store

def check(raw, name):
    os.kill(os.getpid(), signal.SIGKILL)

migrate._check_references = check
Store(pathlib.Path(sys.argv[1])).open()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_an_upgrade_killed_before_it_is_committed_begins_anew(oldest: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, oldest], check=False)

    assert killed.returncode == -signal.SIGKILL
    assert rows(oldest, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert set(open_at_noon(oldest).alerts) == {"door", "bell"}
    assert rows(oldest, "SELECT version_num FROM alembic_version") == [("0003",)]


def test_a_current_database_and_a_new_one_are_not_backed_up(path: Path, tmp_path: Path) -> None:
    reopened(path)
    reopened(tmp_path / "new" / DATABASE)

    assert backups(path) == []
    assert backups(tmp_path / "new" / DATABASE) == []


def test_an_older_database_is_backed_up_then_upgraded(
    path: Path, tmp_path: Path, used: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_next_revision(tmp_path, monkeypatch)

    board = open_at_noon(path)

    assert board.alerts == used.alerts
    assert set(board.decks) == {"new"}
    assert rows(path, "SELECT version_num FROM alembic_version") == [("0004",)]
    (backup,) = backups(path)
    assert backup.name == "20261121T120000Z-before-0004.db"
    assert rows(backup, "PRAGMA integrity_check") == [("ok",)]
    assert rows(backup, "SELECT version_num FROM alembic_version") == [("0003",)]
    assert rows(backup, "SELECT alert_key FROM alerts") == [("door",)]
    assert rows(backup, "SELECT * FROM decks") == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_backup_is_for_its_owner_alone(
    path: Path, tmp_path: Path, used: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_next_revision(tmp_path, monkeypatch)
    open_at_noon(path)

    (backup,) = backups(path)

    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700


def test_a_backup_can_replace_the_database(
    path: Path, tmp_path: Path, used: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        a_next_revision(tmp_path, newer)
        open_at_noon(path)
    (backup,) = backups(path)

    backup.replace(path)

    assert reopened(path) == used


def test_a_step_that_fails_leaves_no_trace(
    path: Path, tmp_path: Path, used: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        a_next_revision(tmp_path, broken, rest="raise KeyError('oh')")
        with pytest.raises(KeyError, match="oh"):
            open_at_noon(path)

    assert reopened(path) == used
    assert "colour" not in rows(path, "SELECT sql FROM sqlite_master WHERE name = 'decks'")[0][0]


def test_a_step_that_sqlite_refuses_leaves_no_trace(
    path: Path, tmp_path: Path, used: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        a_next_revision(tmp_path, broken, rest="op.execute('UPDATE alerts SET priority = 9')")
        with pytest.raises(RuntimeError, match="CHECK"):
            open_at_noon(path)

    assert reopened(path) == used


def test_a_step_that_leaves_rows_without_their_parent_is_undone(
    path: Path, tmp_path: Path, used: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        a_next_revision(tmp_path, broken, rest="op.execute('DELETE FROM alert_configs')")
        with pytest.raises(RuntimeError, match="0004"):
            open_at_noon(path)

    assert reopened(path) == used


def test_a_step_that_rebuilds_a_table_keeps_what_refers_to_it(
    path: Path, tmp_path: Path, used: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_next_revision(tmp_path, monkeypatch, rest=REBUILD)

    board = open_at_noon(path)

    assert board.alerts == used.alerts
    (schema,) = rows(path, "SELECT sql FROM sqlite_master WHERE name = 'alert_configs'")
    assert "tag" in schema[0]
    assert schema[0].count("CHECK") == NUMBER_OF_CHECKS


def break_an_index(path: Path) -> bytes:
    """Overwrite one that a start does not read; return what the file holds then."""
    (root,) = rows(
        path, "SELECT rootpage FROM sqlite_master WHERE name = 'ix_alert_history_action'"
    )[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096 + 8)
        file.write(b"\xff" * 64)
    return path.read_bytes()


def test_a_damaged_database_of_the_first_schema_is_rescued_with_all_that_it_holds(
    oldest: Path, tmp_path: Path
) -> None:
    whole = shutil.copy(oldest, tmp_path / "whole.db")
    broken = break_an_index(oldest)

    board = open_at_noon(oldest)

    assert board == open_at_noon(whole)
    assert rows(oldest, "SELECT version_num FROM alembic_version") == [("0003",)]
    assert rows(oldest, "SELECT alert_key, action FROM alert_history") == [("door", "triggered")]
    assert oldest.with_name(f"{DATABASE}.corrupt-20261121T120000Z").read_bytes() == broken


def test_a_damaged_database_is_rescued_before_it_is_upgraded(
    path: Path, tmp_path: Path, used: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = break_an_index(path)
    a_next_revision(tmp_path, monkeypatch)

    board = open_at_noon(path)

    assert board.alerts == used.alerts
    assert rows(path, "SELECT version_num FROM alembic_version") == [("0004",)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert path.with_name(f"{DATABASE}.corrupt-20261121T120000Z").read_bytes() == broken


def test_a_row_that_breaks_a_rule_does_not_stop_an_upgrade(
    path: Path, tmp_path: Path, used: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(path, "UPDATE alerts SET priority = 99")
    a_next_revision(tmp_path, monkeypatch)

    open_at_noon(path)

    assert len(backups(path)) == 1


@pytest.mark.parametrize("is_crashed", [False, True], ids=["closed", "crashed"])
def test_a_newer_database_is_refused_and_not_touched(
    path: Path, tmp_path: Path, is_crashed: bool
) -> None:
    newer = tmp_path / "newer" / DATABASE
    newer.parent.mkdir()
    raw = sqlite3.connect(path)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    if not is_crashed:
        raw.close()
    for file in path.parent.glob(f"{DATABASE}*"):  # the log too, if nobody tidied up
        shutil.copy(file, newer.parent)
    before = newer.read_bytes()
    wal = newer.with_name(f"{DATABASE}-wal")
    log_before = wal.read_bytes() if wal.exists() else b""

    with pytest.raises(StoreError, match="newer version"):
        Store(newer).open()

    assert newer.read_bytes() == before
    assert (wal.read_bytes() if wal.exists() else b"") == log_before
    assert bool(log_before) is is_crashed
    assert backups(newer) == []
    raw.close()


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    theirs = tmp_path / DATABASE
    raw = sqlite3.connect(theirs)
    raw.execute("CREATE TABLE recipes (name TEXT)")
    raw.close()
    before = theirs.read_bytes()

    with pytest.raises(StoreError, match="another program"):
        Store(theirs).open()

    assert theirs.read_bytes() == before
