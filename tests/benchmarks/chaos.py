"""Lets loose all that can go wrong, for as long as wanted, and prints what was done and lost.

    python tests/benchmarks/chaos.py [--minutes 60] [--seed N]

See tests/chaos/runner.py for what happens and what must hold. As root on Linux it fills a disk
of its own, too. The same seed makes the same choices; how they meet is the machine's.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pytest
from chaos.runner import BrokenError, run, seed_of
from small_disk import small_disk

DISK_KIB = 1024 * 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int)
    chosen = parser.parse_args()
    seed = chosen.seed or seed_of(dict(os.environ))
    with tempfile.TemporaryDirectory() as home, ExitStack() as disks:
        try:
            disk = disks.enter_context(small_disk(Path(home, "data"), DISK_KIB))
        except pytest.skip.Exception:
            disk = None
        try:
            run(Path(home), seed, chosen.minutes * 60, disk)
        except BrokenError as broken:
            print(f"BROKEN: {broken}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
