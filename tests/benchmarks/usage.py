"""What a process takes of the machine, as Linux counts it."""

from __future__ import annotations

import os
from pathlib import Path


def usage(pid: int) -> tuple[float, int]:
    """Return processor seconds and voluntary context switches of all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    switches = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        text = (task / "status").read_text()
        switches += int(text.split("voluntary_ctxt_switches:")[1].split()[0])
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), switches


def memory_mib(pid: int) -> float:
    """Return the proportional set size."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(text.split("Pss:")[1].split()[0]) / 1024
