"""Reading LightStack's SQLite file: nothing is changed there, and what cannot be read is said."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from lightstack_source import FIRST, SECOND, THIRD, Source

from lightstack_desktop.alerts.adopt import TheirConfig, TheirEntry, TheirState
from lightstack_desktop.errors import SettingsError, SourceError
from lightstack_desktop.store import lightstack, lightstack_file

if TYPE_CHECKING:
    from pathlib import Path

KILLED_WHILE_WRITING = """
import os, sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute(f"PRAGMA journal_mode={sys.argv[2]}")
raw.execute("PRAGMA cache_size=5")
raw.execute("UPDATE alert_configs SET name = 'saved'")
raw.execute("BEGIN")
raw.execute("UPDATE alert_configs SET name = 'unfinished'")
raw.execute("INSERT INTO alert_history (alert_key, action, note) "
    "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
    "SELECT 'door', 'triggered', hex(zeroblob(200)) FROM n")
os._exit(9)
"""


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return Source(tmp_path / "their folder" / "light#stack?.db")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "their folder"
    folder.mkdir()
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def why(source: Path | str) -> str:
    with pytest.raises(SourceError) as refused, lightstack.opened(str(source)):
        pass
    return str(refused.value)


def names(path: Path) -> list[object]:
    with lightstack.opened(str(path)) as found:
        return [config.name for config in found.configs()]


def test_every_column_is_read(source: Source) -> None:
    source.config("door", name="Garage", led_scope="individual", led_positions="[1, 2]")
    source.state("door", priority=2)
    source.entry("door", note="Front", at="2026-11-20 09:30:00")

    with lightstack.opened(str(source.path)) as found:
        assert [*found.configs()] == [
            TheirConfig(
                "door",
                "Garage",
                None,
                3,
                "individual",
                "[1, 2]",
                None,
                None,
                None,
                None,
                "2026-11-20 08:00:00",
                "2026-11-20 08:00:00",
            )
        ]
        assert [*found.states()] == [
            TheirState(
                "door",
                1,
                2,
                "2026-11-20 09:30:00.250000",
                "2026-11-20 08:00:00",
                "2026-11-20 08:00:00",
                "2026-11-20 09:30:00",
                1,
            )
        ]
        assert [*found.entries()] == [
            TheirEntry("door", "triggered", "Front", "2026-11-20 09:30:00")
        ]
        assert found.entry_count() == 1


def test_an_activation_began_behind_the_last_clear(source: Source) -> None:
    for key in ("door", "dryer", "never"):
        source.config(key)
        source.state(key, is_active=key != "dryer")
    for minute, action in enumerate(("triggered", "cleared", "triggered", "triggered")):
        source.entry("door", f"2026-11-20 09:0{minute}:00", action)
        source.entry("dryer", f"2026-11-20 09:0{minute}:00", action)

    with lightstack.opened(str(source.path)) as found:
        activations = {s.alert_key: (s.activated_at, s.repeat_count) for s in found.states()}

    assert activations == {
        "door": ("2026-11-20 09:02:00", 2),
        "dryer": (None, None),
        "never": (None, None),
    }


@pytest.mark.parametrize("steps", [(FIRST,), (FIRST, SECOND), (FIRST, SECOND, THIRD)])
@pytest.mark.parametrize("is_stamped", [True, False])
def test_every_schema_that_lightstack_ever_had_is_read(
    tmp_path: Path, steps: tuple[str, ...], is_stamped: bool
) -> None:
    source = Source(tmp_path / "old.db", *steps)
    source.config("door", name="Garage")
    if not is_stamped:
        source.run("DROP TABLE alembic_version")

    with lightstack.opened(str(source.path)) as found:
        (config,) = found.configs()

    assert (config.name, config.led_scope, config.led_duration) == ("Garage", "bar", None)


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_nothing_is_changed_or_made_beside_the_file(
    source: Source, folder: Path, mode: str
) -> None:
    source.run(f"PRAGMA journal_mode={mode}")
    source.config("door", name="Garage")
    before = content(folder)

    assert names(source.path) == ["Garage"]
    assert content(folder) == before


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_what_lightstack_never_finished_writing_is_left_out(
    source: Source, folder: Path, mode: str
) -> None:
    source.config("door")
    killed = [sys.executable, "-c", KILLED_WHILE_WRITING, str(source.path), mode]
    assert subprocess.run(killed, check=False).returncode == 9
    before = content(folder)
    assert len(before) > 1

    assert names(source.path) == ["saved"]
    assert {name: data for name, data in content(folder).items() if "-shm" not in name} == {
        name: data for name, data in before.items() if "-shm" not in name
    }


def test_a_log_without_its_index_is_read_without_making_one(source: Source, folder: Path) -> None:
    source.config("door")
    killed = [sys.executable, "-c", KILLED_WHILE_WRITING, str(source.path), "wal"]
    subprocess.run(killed, check=False)
    (folder / f"{source.path.name}-shm").unlink()
    before = content(folder)

    assert names(source.path) == ["saved"]
    assert content(folder) == before


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_lightstack_may_run_and_have_written_just_now(source: Source, mode: str) -> None:
    with closing(sqlite3.connect(source.path)) as running:
        running.execute(f"PRAGMA journal_mode={mode}")
        source.config("door", name="Garage")
        with lightstack.opened(str(source.path)) as found:
            source.config("dryer", name="Too late")
            assert [config.name for config in found.configs()] == ["Garage"]


def test_a_file_that_stays_locked_is_said_to_be_locked(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lightstack_file, "BUSY_TIMEOUT_S", 0.1)
    with closing(sqlite3.connect(source.path, isolation_level=None)) as busy:
        busy.execute("BEGIN EXCLUSIVE")
        assert "Stop LightStack" in why(source.path)


def test_undecodable_text_is_read(source: Source) -> None:
    source.config("door")
    source.run("UPDATE alert_configs SET name = CAST(x'ff41' AS TEXT)")

    assert names(source.path) == ["\udcffA"]


def test_what_is_no_database_of_lightstack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello")
    (tmp_path / "nothing").touch()
    (tmp_path / "garbage").write_bytes(b"SQLite format 3\x00" + os.urandom(5000))
    sqlite3.connect(tmp_path / "other").execute("CREATE TABLE alerts (id)").connection.close()

    assert why(tmp_path / "missing") == f"There is no file {tmp_path / 'missing'}."
    assert why(tmp_path) == f"{tmp_path} is no file."
    assert why(tmp_path / "text").endswith("text is no SQLite database.")
    assert why(tmp_path / "nothing").endswith("nothing is no SQLite database.")
    assert why(tmp_path / "garbage").startswith("Cannot read")
    assert why(tmp_path / "other").endswith("other is no database of LightStack.")


def test_a_damaged_file_is_refused(source: Source) -> None:
    for number in range(200):
        source.config(f"alert {number}", description="d" * 500)
    whole = source.path.read_bytes()
    for damaged in (whole[:30_000], whole[:40_000] + bytes(20_000) + whole[60_000:]):
        source.path.write_bytes(damaged)
        assert why(source.path).endswith("it is damaged.")


def test_a_newer_schema_is_refused(source: Source) -> None:
    source.run("UPDATE alembic_version SET version_num = 'add_sound'")

    assert "newer LightStack (schema add_sound)" in why(source.path)


def test_our_own_database_is_refused(path: Path) -> None:
    assert "is a database of Lightstack Desktop" in why(path)


@pytest.mark.parametrize("url", ["mysql://a@b/c", "http://x/y", "://"])
def test_another_url_is_refused(url: str) -> None:
    assert "Name a SQLite file of LightStack" in why(url)


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read_is_said_to_be_so(source: Source) -> None:
    source.path.chmod(0)

    assert why(source.path).endswith("Permission denied.")


def test_without_a_place_for_the_copy_it_says_how_to_name_one(
    source: Source, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))

    with pytest.raises(SettingsError, match="TMPDIR"), lightstack.opened(str(source.path)):
        pass


def test_the_copy_is_gone_afterwards(
    source: Source, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))

    names(source.path)

    assert content(room) == {}


def test_a_server_that_cannot_be_reached_is_said_without_the_password() -> None:
    pytest.importorskip("psycopg")

    said = why("postgresql://me:secret@127.0.0.1:1/lightstack")

    assert said.startswith("Cannot read postgresql://me:***@127.0.0.1:1/lightstack: ")
    assert "secret" not in said


def test_without_the_driver_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert "pip install 'lightstack-desktop[postgres]'" in why("postgresql://me@127.0.0.1:1/x")
