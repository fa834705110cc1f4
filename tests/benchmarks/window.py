"""Prints how quickly the window answers beside a long history, and whether it ever stands still.

    python tests/benchmarks/window.py [--quick]

The program runs as a process of its own with a probe beside Qt's loop; on a screen if there is
one, else offscreen. `gap` is the longest time in which a timer of 10 ms did not come: a stall.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import http_load
import scale
from program import Program, environment
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from usage import memory_mib

from lightstack_desktop import app, instance, settings
from lightstack_desktop.desktop.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

BEAT_MS = 10
LONGEST_S = 60
LOAD_PER_S = 500
PAGES = ("now", "deck", "alerts", "history", "statistics", "simulator", "settings")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows")
    parser.add_argument("command", nargs="*", help="how the program inside is started")
    chosen = parser.parse_args()
    if chosen.command:
        sys.exit(inside())
    with tempfile.TemporaryDirectory() as home:
        rows, keys = scale.fill(Path(home), chosen.quick)
        print(f"{rows:,} rows of {keys:,} alerts", flush=True)
        outside(Path(home), 5 if chosen.quick else 20)


def outside(home: Path, seconds: int) -> None:
    """Start the program, press on its doorbell, and send the load when the probe asks for it."""
    env = environment(home)
    if not os.environ.get("DISPLAY"):
        env["QT_QPA_PLATFORM"] = "offscreen"
    program = Program(env=env, launcher=(__file__,))
    try:
        program.wait_ready()
        for page in PAGES:
            _await(program, f"under load: {page}")
            load = http_load.at_rate(
                program.port or 0, LOAD_PER_S, seconds, lambda n: scale.trigger_path(n % 200)
            )
            print(f"{load.rate:.0f} triggers a second, {load.failed} failed", flush=True)
        _await(program, "put away")
        print(f"memory after all that load: {memory_mib(program.process.pid):.0f} MiB")
        print(
            f"SIGTERM to the end: {_timed(program.stop):.2f} s, exit {program.process.returncode}"
        )
    finally:
        program.kill()
        print("".join(line for line in program.output if line.startswith("* ")), end="")


def _await(program: Program, line: str) -> None:
    end = time.monotonic() + LONGEST_S
    while f"{line}\n" not in program.output:
        if time.monotonic() > end:
            raise TimeoutError("".join(program.output))
        time.sleep(0.05)


def _timed(act: Callable[[], Any]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def inside() -> int:
    """Run the program with a probe; on this thread, as it always does."""
    chosen = settings.load(os.environ)
    threading.Thread(target=_probe, args=(chosen,), daemon=True).start()
    return app.run(chosen, lambda: "")


def _probe(chosen: Any) -> None:
    while (record := instance.read_record(chosen)) is None or record.port is None:
        time.sleep(0.05)
    time.sleep(3)  # The start is over then.
    heart = Heart(lambda act: QTimer.singleShot(0, QApplication.instance(), act))
    asked = time.monotonic()
    instance.raise_window(chosen)
    main = heart.until(_main_window)
    heart.until(lambda: main.windowHandle().isExposed() and main.pages)
    print(f"* window open after {(time.monotonic() - asked) * 1000:.0f} ms", flush=True)
    for page in PAGES:
        began = time.monotonic()
        took = heart.longest(partial(main.open_page, page), 0)
        if page == "history":
            heart.until(main.pages["history"].rows.rowCount)
            print(f"* history: rows after {(time.monotonic() - began) * 1000:.0f} ms", flush=True)
        took = max(took, heart.longest(lambda: None, 2))
        print(f"* {page}: longest gap while it opens {took:.0f} ms", flush=True)
    print(f"* memory, every page visited once: {_memory_mib():.0f} MiB", flush=True)
    heart.on_qt(main.close)
    time.sleep(5)
    print(f"* memory, the window closed: {_memory_mib():.0f} MiB", flush=True)
    instance.raise_window(chosen)
    heart.until(lambda: main.windowHandle().isExposed())
    for page in PAGES:
        heart.on_qt(partial(main.open_page, page))
        time.sleep(1)
        print(f"under load: {page}", flush=True)
        gap = heart.longest(lambda: None, 8)
        print(
            f"* {page} under {LOAD_PER_S} triggers a second: longest gap {gap:.0f} ms", flush=True
        )
        time.sleep(14)
    heart.on_qt(main.close)
    time.sleep(5)
    print("put away", flush=True)


def _memory_mib() -> float:
    return memory_mib(os.getpid())


def _main_window() -> Any:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return found[0] if found and found[0].isVisible() else None


class Heart:
    """Beats on Qt's thread. `call` has something called there."""

    def __init__(self, call: Callable[[Callable[[], None]], None]) -> None:
        self._call = call
        self._beats: list[float] = []
        self._timer: Any = None
        self.on_qt(self._begin)

    def on_qt(self, act: Callable[[], Any]) -> Any:
        """Return what `act` returns on Qt's thread."""
        answer: list[Any] = []
        done = threading.Event()

        def run() -> None:
            answer.append(act())
            done.set()

        self._call(run)
        if not done.wait(LONGEST_S):
            raise TimeoutError("Qt's loop does not answer")
        return answer[0]

    def until(self, condition: Callable[[], Any]) -> Any:
        """Return what `condition` says as soon as that is something."""
        end = time.monotonic() + LONGEST_S
        while not (found := self.on_qt(condition)):
            if time.monotonic() > end:
                raise TimeoutError("it never came")
            time.sleep(0.005)
        return found

    def longest(self, act: Callable[[], Any], seconds: float) -> float:
        """Return the longest gap in ms from before `act` until so many seconds after it."""
        first = len(self._beats)
        self.on_qt(act)
        time.sleep(seconds)
        # One more beat ends the gap that is going on.
        seen = len(self._beats)
        self.until(lambda: len(self._beats) > seen)
        beats = self._beats[max(0, first - 1) :]
        return max(b - a for a, b in pairwise(beats)) * 1000

    def _begin(self) -> None:
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._beats.append(time.monotonic()))
        self._timer.start()


if __name__ == "__main__":
    main()
