"""R26: told to quit while it writes, it finishes what it has begun and loses nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from program import Program

    Start = Callable[..., Program]

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
CALLERS = 4


class Caller(threading.Thread):
    """Triggers until nobody answers; notes what was answered with 200."""

    def __init__(self, number: int, program: Program) -> None:
        super().__init__()
        self.stored: list[str] = []
        self.others: list[Any] = []
        self.has_begun = threading.Event()
        self._number = number
        self._program = program

    def run(self) -> None:
        for count in range(100_000):
            note = f"{self._number} {count}"
            try:
                path = f"/alerts/key{self._number}/trigger"
                status, body = self._program.request("POST", path, {"note": note})
            except (OSError, ValueError):
                return
            if status == 200:
                self.stored.append(note)
                self.has_begun.set()
            else:
                self.others.append((status, body))


@pytest.mark.parametrize(
    ("number", "arguments"),
    [
        (signal.SIGINT, ("--headless",)),
        pytest.param(signal.SIGTERM, ("--headless",), marks=pytest.mark.full),
        pytest.param(signal.SIGINT, (), marks=pytest.mark.full),
        pytest.param(signal.SIGTERM, (), marks=pytest.mark.full),
    ],
)
def test_told_to_quit_while_it_writes_it_loses_nothing(
    start: Start, tmp_path: Path, number: signal.Signals, arguments: tuple[str, ...]
) -> None:
    program = start(*arguments, base=os.environ | OFFSCREEN)
    callers = [Caller(n, program) for n in range(CALLERS)]
    for caller in callers:
        caller.start()
    assert all(caller.has_begun.wait(20) for caller in callers)

    began = time.monotonic()
    program.process.send_signal(number)
    code = program.process.wait(20)
    took = time.monotonic() - began
    for caller in callers:
        caller.join()

    print(f"ended after {took:.2f} s")
    assert code == 0
    with closing(sqlite3.connect(f"file:{tmp_path}/data/lightstack.db?mode=ro", uri=True)) as raw:
        notes = {note for (note,) in raw.execute("SELECT note FROM alert_history")}
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for caller in callers:
        assert notes.issuperset(caller.stored)
        # Whoever came too late was told so.
        assert all(status == 503 for status, _ in caller.others)
