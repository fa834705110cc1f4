"""R28: many commands at once, and the app killed under them: success means stored."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from program import Program

    Start = Callable[..., Program]

COMMAND = (sys.executable, "-m", "lightstack_desktop")
DONE, REFUSED, USAGE, NOT_RUNNING = range(4)
QUICK, FULL = 6, 200


def all_at_once(program: Program, count: int) -> list[subprocess.Popen[bytes]]:
    """Start so many triggers, half of them of one new alert."""
    return [
        subprocess.Popen(
            [*COMMAND, "trigger", "one" if n % 2 else f"key {n}", "--note", f"n{n}"],
            env=program.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for n in range(count)
    ]


def ends(commands: list[subprocess.Popen[bytes]]) -> list[tuple[int, bytes]]:
    """Return exit code and stderr of each."""
    return [(command.wait(), command.communicate()[1]) for command in commands]


def stored(home: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{home}/data/lightstack.db?mode=ro", uri=True)) as raw:
        return [note for (note,) in raw.execute("SELECT note FROM alert_history")]


@pytest.mark.parametrize("count", [QUICK, pytest.param(FULL, marks=pytest.mark.full)])
def test_many_commands_at_once_are_all_stored(start: Start, tmp_path: Path, count: int) -> None:
    program = start("--headless")

    found = ends(all_at_once(program, count))

    assert found == [(DONE, b"")] * count
    assert sorted(stored(tmp_path)) == sorted(f"n{n}" for n in range(count))
    assert len(program.request("GET", "/alert-configs")[1]) == count // 2 + 1


@pytest.mark.parametrize("count", [QUICK, pytest.param(FULL, marks=pytest.mark.full)])
def test_a_command_whose_app_is_killed_is_done_only_if_it_was_stored(
    start: Start, tmp_path: Path, count: int
) -> None:
    program = start("--headless")

    commands = all_at_once(program, count)
    commands[0].wait()
    program.kill()
    found = ends(commands)

    notes = set(stored(tmp_path))
    for number, (code, said) in enumerate(found):
        assert code in {DONE, REFUSED, NOT_RUNNING}
        assert b"Traceback" not in said
        assert code != DONE or f"n{number}" in notes
        assert code != NOT_RUNNING or f"n{number}" not in notes
