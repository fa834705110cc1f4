"""Everything that the program writes is for its user alone, whatever the umask: S12."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest
from program import Program, environment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_every_file_and_folder_is_private_whatever_the_umask(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = environment(home) | {"QT_QPA_PLATFORM": "offscreen"}
    program = Program("--screen-deck", "mk2", env=env, umask=0)
    try:
        program.wait_ready()
        program.trigger("door")
        assert program.cli("token", "rotate").returncode == 0
        modes = {path.relative_to(home): mode(path) for path in home.rglob("*") if is_ours(path)}
    finally:
        program.stop()
    modes |= {path.relative_to(home): mode(path) for path in home.rglob("*") if is_ours(path)}

    names = {path.name for path in modes}
    assert {"token", "lightstack.db", "lightstack.db-wal", "lightstack.db-shm"} <= names
    assert {"instance.lock", "lightstack.log"} <= names
    assert {path.suffix for path in modes} >= {".json", ".sock"}
    assert {str(path): f"{found:o}" for path, found in modes.items() if found & 0o077} == {}


def is_ours(path: Path) -> bool:
    """Tell whether it lies in one of our four folders: Qt keeps a cache of its own beside them."""
    return any(part in ("config", "data", "state", "runtime") for part in path.parts[-3:])


def mode(path: Path) -> int:
    return stat.S_IMODE(os.lstat(path).st_mode)
