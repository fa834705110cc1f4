"""The heart is covered by its own tests, every line and every branch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEART = ("alerts/*", "engine.py", "ledger.py", "api/wire.py")
ITS_TESTS = ("tests/alerts", "tests/engine", "tests/api")


@pytest.mark.full  # one to two minutes: measuring doubles the time of 1,200 tests
def test_the_rules_the_engine_and_the_wire_are_covered_whole(tmp_path: Path) -> None:
    include = ",".join(f"*/lightstack_desktop/{name}" for name in HEART)
    # Not the project's own settings: those measure the whole package.
    options = (f"--rcfile={tmp_path / 'none'}", f"--data-file={tmp_path / 'data'}")
    (tmp_path / "none").write_text("")

    ran = coverage("run", *options, "--branch", f"--include={include}", "-m", "pytest", *ITS_TESTS)
    told = coverage("report", *options, "--show-missing", "--skip-covered", "--fail-under=100")

    # Whether those tests pass is their own matter: a slow machine must not hide what is covered.
    assert told.returncode == 0, told.stdout + told.stderr + ran.stdout[-2000:] + ran.stderr


def coverage(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coverage", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
