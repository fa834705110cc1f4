"""R3, R4: a disk that is full, read-only or gone; alerts go on, and it heals by itself."""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from small_disk import fill, make_read_only, make_room, small_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from program import Program

    Start = Callable[..., Program]

HEALED_WITHIN_S = 10.0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a small disk on which the program keeps its data, and nothing else."""
    with small_disk(tmp_path / "data", 16384) as mounted:
        yield mounted


def trigger(program: Program, key: str, note: str = "") -> tuple[int, Any]:
    return program.request("POST", f"/alerts/{key}/trigger", {"note": note})


def health(program: Program) -> Any:
    port, reply = program.port, program.cli("status", "--json")
    assert port is not None
    assert reply.returncode == 0, reply.stderr
    return json.loads(reply.stdout)["trouble"]


def wait_until_saved(program: Program) -> float:
    """Return how long it took until a trigger was stored again."""
    began = time.monotonic()
    pause = threading.Event()
    while trigger(program, "probe")[0] != 200:
        assert time.monotonic() - began < HEALED_WITHIN_S + 5
        pause.wait(0.1)
    return time.monotonic() - began


def history(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(f"file:{path}/lightstack.db?mode=ro", uri=True)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        query = "SELECT alert_key, note FROM alert_history WHERE alert_key <> 'probe' ORDER BY id"
        return raw.execute(query).fetchall()


def errors_logged(home: Path) -> list[str]:
    log = (home / "state" / "lightstack.log").read_text()
    return [line for line in log.splitlines() if "cannot save" in line]


def fill_up_and_heal(start: Start, home: Path, disk: Path, count: int) -> tuple[int, float]:
    program = start("--headless")
    done: list[tuple[str, str]] = []
    not_saved = 0
    for number in range(count):
        if number == count // 4:
            fill(disk)
        key, note = f"k{number % 20}", f"n{number} " + "n" * 200
        status, _ = trigger(program, key, note)
        assert status in {200, 507}
        not_saved += status == 507
        done.append((key, note))
    assert not_saved > count // 4
    assert health(program) == ["Not saved."]
    make_room(disk)
    took = wait_until_saved(program)
    assert health(program) == []
    assert history(disk) == done
    assert len(errors_logged(home)) <= 1 + took // 60 + 1
    return not_saved, took


def test_a_full_disk_loses_nothing_that_the_program_lives_to_write(
    start: Start, tmp_path: Path, disk: Path
) -> None:
    _, took = fill_up_and_heal(start, tmp_path, disk, 400)

    assert took <= HEALED_WITHIN_S


@pytest.mark.full
def test_a_disk_that_is_full_during_5000_triggers(start: Start, tmp_path: Path) -> None:
    with small_disk(tmp_path / "data", 65536) as disk:
        not_saved, took = fill_up_and_heal(start, tmp_path, disk, 5000)

    print(
        f"5000 triggers, {not_saved} while the disk was full, none lost; saved after {took:.1f} s"
    )
    assert took <= HEALED_WITHIN_S


@pytest.mark.parametrize(
    ("trouble", "is_killed"),
    [
        ("full", True),
        ("read-only", False),
        pytest.param("full", False, marks=pytest.mark.full),
        pytest.param("read-only", True, marks=pytest.mark.full),
    ],
)
def test_started_on_a_disk_that_cannot_be_written_it_shows_what_it_knows_and_heals(
    start: Start, tmp_path: Path, disk: Path, trouble: str, is_killed: bool
) -> None:
    program = start("--headless")
    assert trigger(program, "door", "before")[0] == 200
    program.kill() if is_killed else program.stop()
    if trouble == "full":
        fill(disk)
    else:
        make_read_only(disk)

    program = start("--headless")
    assert program.alert("door")["is_active"]
    assert trigger(program, "dryer", "meanwhile")[0] == 507
    assert health(program) == ["Not saved."]
    if trouble == "full":
        make_room(disk)
    else:
        make_read_only(disk, is_read_only=False)
    took = wait_until_saved(program)

    assert took <= HEALED_WITHIN_S
    assert history(disk) == [("door", "before"), ("dryer", "meanwhile")]


@pytest.mark.full
@pytest.mark.skipif(sys.platform == "win32", reason="a file in use cannot be removed there")
def test_a_database_removed_while_it_is_open_is_written_anew(start: Start, tmp_path: Path) -> None:
    program = start("--headless")
    for number in range(20):
        assert trigger(program, "door", f"n{number}")[0] == 200
    for file in (tmp_path / "data").glob("lightstack.db*"):
        file.unlink()

    status, _ = trigger(program, "door", "meanwhile")
    took = wait_until_saved(program)

    assert status == 507
    assert took <= HEALED_WITHIN_S
    assert [note for _, note in history(tmp_path / "data")] == [
        *(f"n{number}" for number in range(20)),
        "meanwhile",
    ]
    assert "removed while it was in use" in health(program)[0]
