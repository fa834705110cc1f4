"""The house keeps its rooms: imports, the top level, and what a quick command may load."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {
    "lightstack_desktop",
    "assets",
    "tests",
    "pyproject.toml",
    "udev-rules",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
}
HEAVY = "PySide6 sqlalchemy alembic fastapi pydantic uvicorn PIL StreamDeck hid hidraw".split()

SHOW_LOADED = """
import json, sys
from lightstack_desktop import cli
code = cli.main(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]))
"""


def test_every_room_imports_only_what_stands_below_it() -> None:
    ended = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_top_level_holds_what_it_may_and_no_more() -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    ended = subprocess.run(
        [git, "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        pytest.skip(f"this is no git checkout: {ended.stderr.strip()}")

    found = {path.split("/")[0] for path in ended.stdout.splitlines()}

    assert {name for name in found if not name.startswith(".")} == TOP_LEVEL


@pytest.mark.parametrize(
    "argv",
    [
        ("trigger", "door"),
        ("acknowledge", "door"),
        ("clear", "--all"),
        ("status", "--json"),
        ("list",),
        ("history",),
    ],
)
def test_commands_to_a_running_app_load_nothing_heavy(
    argv: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATA", "CONFIG", "STATE", "RUNTIME"):
        monkeypatch.setenv(f"LIGHTSTACK_{name}_DIR", str(tmp_path))
    ended = subprocess.run(
        [sys.executable, "-c", SHOW_LOADED, *argv], capture_output=True, text=True, check=True
    )

    code, loaded = json.loads(ended.stdout)

    assert code == 3
    assert set(HEAVY).isdisjoint({module.split(".")[0] for module in loaded})
