"""What doctor sees of files and buses, and what it says to do."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop import doctor_buses, doctor_files, settings
from lightstack_desktop.desktop import bus_names
from lightstack_desktop.desktop.bus_names import LOGIND, NOTIFICATIONS, TRAY
from lightstack_desktop.store import backups
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.check import Check
    from lightstack_desktop.settings import Settings

DAY_S = 86_400
NAMES = ("DATA", "CONFIG", "STATE", "RUNTIME")


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    return settings.load({f"LIGHTSTACK_{n}_DIR": str(tmp_path / n.lower()) for n in NAMES})


@pytest.fixture
def database(chosen: Settings) -> Path:
    path = chosen.data_dir / DATABASE
    with closing(Store(path)) as store:
        store.open()
    return path


def check(chosen: Settings, name: str) -> Check:
    return next(each for each in doctor_files.checks(chosen) if each.name == name)


def test_a_database_of_a_newer_version_is_an_error(chosen: Settings, database: Path) -> None:
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")

    found = check(chosen, "database")

    assert (found.state, "9999" in found.seen) == ("error", True)


def test_a_sound_database_is_ok(chosen: Settings, database: Path) -> None:
    assert check(chosen, "database").state == "ok"


def test_the_newest_backup_is_named(chosen: Settings, database: Path) -> None:
    assert check(chosen, "backups").seen == "none yet"

    backups.create(database, "asked", datetime(2026, 11, 21, 12, tzinfo=UTC))

    assert check(chosen, "backups").seen == "1, the newest of 2026-11-21 12:00 UTC"


def test_a_database_that_goes_on_for_days_without_a_backup_is_warned_of(
    chosen: Settings, database: Path
) -> None:
    now = time.time()
    made_at = datetime.fromtimestamp(now - 9 * DAY_S, UTC)
    backups.create(database, "daily", made_at)
    os.utime(database, (now, now - 8 * DAY_S))
    assert check(chosen, "backups").state == "ok"

    os.utime(database, (now, now))

    found = check(chosen, "backups")
    assert (found.state, found.todo.startswith("Make one:")) == ("warning", True)


@pytest.mark.parametrize("name", ["data", "state", "runtime"])
def test_a_file_in_the_place_of_a_folder_is_an_error(
    chosen: Settings, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("in the way")

    assert check(chosen, name).state == "error"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_made_is_an_error(chosen: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert check(chosen, "data").state == "error"
    finally:
        tmp_path.chmod(0o700)


def test_a_log_behind_a_link_is_an_error_and_one_open_to_others_is_warned_of(
    chosen: Settings, tmp_path: Path
) -> None:
    chosen.state_dir.mkdir(mode=0o700)
    log = chosen.state_dir / "lightstack.log"
    log.touch(0o644)
    log.chmod(0o644)
    assert check(chosen, "log").state == "warning"
    log.unlink()
    log.symlink_to(tmp_path / "elsewhere")

    assert check(chosen, "log").state == "error"


NO_BUS = {"problem": "there is none", "names": []}


def bus(*names: str) -> dict[str, object]:
    return {"problem": None, "names": list(names)}


@pytest.mark.parametrize(
    ("session", "system", "states"),
    [
        (bus(TRAY, NOTIFICATIONS), bus(LOGIND), {"tray": "ok", "messages": "ok", "bus": "ok"}),
        (bus(), bus(), {"tray": "warning", "messages": "warning", "bus": "warning"}),
        (NO_BUS, NO_BUS, {"tray": "warning", "bus": "warning"}),
    ],
)
def test_what_the_buses_lack_is_said_with_what_follows(
    session: dict[str, object], system: dict[str, object], states: dict[str, str]
) -> None:
    found = doctor_buses.checks({"session": session, "system": system})

    assert {each.name: each.state for each in found} == states
    assert all(bool(each.todo) == (each.state == "warning") for each in found)


def test_a_bus_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    nowhere = f"unix:path={tmp_path}/none"
    environ = {
        "DBUS_SESSION_BUS_ADDRESS": nowhere,
        "DBUS_SYSTEM_BUS_ADDRESS": nowhere,
        "PATH": os.environ["PATH"],
    }

    found = bus_names.ask(environ)

    assert all(each["problem"] and not each["names"] for each in found.values())
