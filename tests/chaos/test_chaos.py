"""Everything that can go wrong, at once: a little of it in every run, an hour on demand."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from small_disk import small_disk

from chaos.runner import AMID, Report, run, seed_of

if TYPE_CHECKING:
    from pathlib import Path

DISK_KIB = 96 * 1024

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and resource limits")


def let_loose(home: Path, seconds: float) -> Report:
    with ExitStack() as disks:
        try:
            disk = disks.enter_context(small_disk(home / "data", DISK_KIB))
        except pytest.skip.Exception:
            # Without a disk of its own, what is full is told by the system's limit alone.
            disk = None
        return run(home, seed_of(dict(os.environ)), seconds, disk)


def test_nothing_is_lost_in_a_little_chaos(tmp_path: Path) -> None:
    report = let_loose(tmp_path, 12)

    after_507 = report.counts["asked: stored after a 507"]
    assert after_507 > 0
    assert report.counts["asked: stored"] >= after_507 + 2 * AMID
    assert report.counts["did: kill"] >= 2


@pytest.mark.full
def test_nothing_is_lost_in_ten_minutes_of_chaos(tmp_path: Path) -> None:
    report = let_loose(tmp_path, 600)

    assert max(report.starts) <= 3
    assert max(report.heals) <= 10
