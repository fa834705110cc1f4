"""A disk of a few hundred KiB that a test can fill, empty and make read-only. Linux, as root."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILLER = "filler"


@contextmanager
def small_disk(folder: Path, kib: int = 1024) -> Iterator[Path]:
    """Mount a disk of `kib` KiB at `folder`; skips the test where that is not allowed."""
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("needs mount")
    folder.mkdir(exist_ok=True)
    command = [mount, "-t", "tmpfs", "-o", f"size={kib}k,mode=700", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"a disk of its own needs root: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Leave not a byte free."""
    with (disk / FILLER).open("ab", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"\x00" * size)
            except OSError:
                continue


def make_room(disk: Path) -> None:
    (disk / FILLER).unlink()


def make_read_only(disk: Path, *, is_read_only: bool = True) -> None:
    mode = "ro" if is_read_only else "rw"
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)
