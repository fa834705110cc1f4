"""Reading a LightStack that keeps its data on a PostgreSQL server: a real one, on a socket."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lightstack_desktop.alerts.adopt import TheirConfig, TheirEntry, TheirState
from lightstack_desktop.errors import SourceError
from lightstack_desktop.store import lightstack

if TYPE_CHECKING:
    from collections.abc import Iterator

# As LightStack's migrations make them there.
STAMP = "TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL"
TABLES = f"""
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
INSERT INTO alembic_version VALUES ('add_led_scope_positions');
CREATE TABLE alert_configs (
    id SERIAL PRIMARY KEY, alert_key VARCHAR(100) NOT NULL UNIQUE, name VARCHAR(200),
    description TEXT, default_priority INTEGER NOT NULL, led_color INTEGER,
    led_effect VARCHAR(50), created_at {STAMP}, updated_at {STAMP}, led_brightness INTEGER,
    led_duration INTEGER, led_scope VARCHAR(20) DEFAULT 'bar' NOT NULL, led_positions JSON);
CREATE TABLE alert_history (
    id SERIAL PRIMARY KEY, alert_key VARCHAR(100) NOT NULL, action VARCHAR(50) NOT NULL,
    note TEXT, created_at {STAMP});
CREATE TABLE alerts (
    id SERIAL PRIMARY KEY,
    alert_key VARCHAR(100) NOT NULL UNIQUE REFERENCES alert_configs ON DELETE CASCADE,
    is_active BOOLEAN NOT NULL, priority INTEGER, last_triggered_at TIMESTAMP WITH TIME ZONE,
    created_at {STAMP}, updated_at {STAMP});
""".replace("REFERENCES alert_configs", "REFERENCES alert_configs (alert_key)")
ROWS = """
INSERT INTO alert_configs (alert_key, name, default_priority, led_scope, led_positions, created_at,
    updated_at) VALUES ('a/b', 'Garage', 2, 'individual', '[1, 7]',
    '2026-11-20 08:00:00.25+00', '2026-11-20 10:00:00+02');
INSERT INTO alerts (alert_key, is_active, last_triggered_at, created_at, updated_at)
    VALUES ('a/b', true, '2026-11-20 09:30:00+00', 'infinity', '2026-11-20 09:30:00+00');
INSERT INTO alert_history (alert_key, action, note, created_at) VALUES
    ('a/b', 'triggered', NULL, '2026-11-20 09:00:00+00'),
    ('a/b', 'cleared', 'Tür', '2026-11-20 09:10:00+00'),
    ('a/b', 'triggered', NULL, '2026-11-20 09:30:00.000001+00');
"""


def program(name: str) -> str:
    found = shutil.which(name) or next(
        (str(path) for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None
    )
    if found is None:
        pytest.skip("PostgreSQL's server is not installed")
    return found


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Start a server with LightStack's tables, reached by a socket alone."""
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed")
    # A socket's path is short, and root may not run the server.
    folder = tempfile.mkdtemp(dir="/tmp")
    user: dict[str, Any] = {}
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        user = {"user": "postgres", "group": "postgres"}

    def run(name: str, *arguments: str) -> None:
        ended = subprocess.run(
            [program(name), *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=60,
            **user,
        )
        assert ended.returncode == 0, ended.stdout

    data, server = f"{folder}/data", f"-c listen_addresses='' -c fsync=off -k {folder}"
    try:
        run("initdb", "-D", data, "-U", "lightstack", "-A", "trust", "--no-sync", "-E", "UTF8")
        run("pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", server, "start")
        try:
            run("psql", "-h", folder, "-U", "lightstack", "-c", TABLES + ROWS, "postgres")
            yield f"postgresql+asyncpg://lightstack:secret@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def read(url: str) -> None:
    with lightstack.opened(url):
        pass


def test_everything_is_read_with_times_in_utc(url: str) -> None:
    with lightstack.opened(url) as found:
        assert [*found.configs()] == [
            TheirConfig(
                alert_key="a/b",
                name="Garage",
                description=None,
                default_priority=2,
                led_scope="individual",
                led_positions="[1, 7]",
                led_color=None,
                led_effect=None,
                led_brightness=None,
                led_duration=None,
                created_at="2026-11-20 08:00:00.25+00",
                updated_at="2026-11-20 08:00:00+00",
            )
        ]
        assert [*found.states()] == [
            TheirState(
                alert_key="a/b",
                is_active=True,
                priority=None,
                last_triggered_at="2026-11-20 09:30:00+00",
                created_at="infinity",
                updated_at="2026-11-20 09:30:00+00",
                activated_at="2026-11-20 09:30:00.000001+00",
                repeat_count=1,
            )
        ]
        assert [*found.entries()] == [
            TheirEntry("a/b", "triggered", None, "2026-11-20 09:00:00+00"),
            TheirEntry("a/b", "cleared", "Tür", "2026-11-20 09:10:00+00"),
            TheirEntry("a/b", "triggered", None, "2026-11-20 09:30:00.000001+00"),
        ]
        assert found.entry_count() == 3


def test_nothing_can_be_written_there(url: str) -> None:
    with (
        lightstack.opened(url) as found,
        closing(found._connection.connection.cursor()) as cursor,
        pytest.raises(Exception, match="read-only transaction"),
    ):
        cursor.execute("DELETE FROM alert_history")


def test_everything_is_of_one_moment(url: str) -> None:
    import psycopg  # noqa: PLC0415 - only where it is installed

    plain = url.replace("+asyncpg", "")
    with lightstack.opened(url) as found, psycopg.connect(plain, autocommit=True) as other:
        assert found.entry_count() == 3
        other.execute("INSERT INTO alert_history (alert_key, action) VALUES ('late', 'triggered')")
        try:
            assert len([*found.entries()]) == 3
        finally:
            other.execute("DELETE FROM alert_history WHERE alert_key = 'late'")


def test_a_database_without_lightstack_is_refused_and_no_password_told(url: str) -> None:
    with pytest.raises(SourceError, match="is no database of LightStack") as refused:
        read(url.replace("/postgres?", "/template1?"))
    assert "secret" not in str(refused.value)


def test_a_database_that_is_not_there_is_said(url: str) -> None:
    with pytest.raises(SourceError, match='database "gone" does not exist') as refused:
        read(url.replace("/postgres?", "/gone?"))
    assert "secret" not in str(refused.value)
