"""Prints how the program does with a long history and under load, on rows of its own making.

    python tests/benchmarks/scale.py [--quick] [start|read|trigger|rate|import|export ...]

Every figure is of requests over real HTTP, but for `import` and `export`. What was answered with
200 is counted in the database afterwards. Figures of shared machines are noisy: compare runs of
one machine.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

import http_load
import sections
from lightstack_source import Source
from measure import print_line
from program import Program, environment

from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DAYS = 90
MICROSECONDS = 1_000_000
P99_S = 0.1


def main() -> None:
    sections.run(
        __doc__,
        {
            "start": start,
            "read": read,
            "trigger": trigger,
            "rate": rate,
            "import": bring,
            "export": carry,
        },
    )


def start(quick: bool) -> None:
    """From the start command to the line that says it serves."""
    with tempfile.TemporaryDirectory() as home:
        fill(Path(home), quick)
        took = []
        for _ in range(3 if quick else 6):
            program = Program("--headless", env=environment(Path(home)))
            try:
                program.wait_ready()
                took.append(time.monotonic() - program.started_at)
            finally:
                program.stop()
        print_line("start to ready", took[1:], "s", 1)


def read(quick: bool) -> None:
    """Lists, pages and statistics; `first` is the very first question after the start."""
    with tempfile.TemporaryDirectory() as home:
        rows, keys = fill(Path(home), quick)
        with _running(Path(home)) as program:
            for name, path in _questions(rows, keys):
                took = [_timed(program, path) for _ in range(10 if quick else 100)]
                print_line(f"{name} (first {took[0] * 1000:.0f} ms)", took[1:], "ms", 1000)


def trigger(quick: bool) -> None:
    """Durable triggers a second, over 50 keys and beside a long history."""
    with tempfile.TemporaryDirectory() as home:
        rows, _ = fill(Path(home), quick)
        done = 0
        with _running(Path(home)) as program:
            for clients in (1, 50):
                seconds = 2 if quick else 10
                load = http_load.as_fast_as_possible(
                    program.port or 0, clients, seconds, lambda n: trigger_path(n % 50)
                )
                done += len(load.took)
                _say(f"{clients} clients", load)
        _count(Path(home), rows, done)


def rate(quick: bool) -> None:
    """What a steady rate and bursts do, over 200 keys; then the highest rate that goes well."""
    with tempfile.TemporaryDirectory() as home:
        rows, _ = fill(Path(home), quick)
        done = 0

        def send(per_second: int, seconds: float) -> http_load.Load:
            nonlocal done
            load = http_load.at_rate(
                program.port or 0, per_second, seconds, lambda n: trigger_path(n % 200)
            )
            done += len(load.took)
            _say(f"{per_second}/s for {seconds} s", load)
            return load

        with _running(Path(home)) as program:
            send(500, 6 if quick else 60)
            for _ in range(1 if quick else 3):
                send(1000, 1 if quick else 5)
                time.sleep(1)
            best = _highest(lambda tried: _is_well(send(tried, 2 if quick else 10)))
            print(f"highest rate with p99 within {P99_S * 1000:.0f} ms: {best}/s")
        _count(Path(home), rows, done)


def _highest(goes_well: Callable[[int], bool]) -> int:
    """Return the highest rate that goes well, in steps of 100 a second, or 0."""
    best = 0
    for tried in range(500, 3001, 100):
        if not goes_well(tried):
            break
        best = tried
    return best or next(filter(goes_well, range(400, 0, -100)), 0)


def _is_well(load: http_load.Load) -> bool:
    return not load.failed and load.percentile(0.99) <= P99_S


def bring(quick: bool) -> None:
    """An import of a long history, and of the same once more."""
    rows = 100_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory() as home:
        source = Source(Path(home, "theirs.db"))
        with closing(sqlite3.connect(source.path)) as raw, raw:
            raw.executemany(
                "INSERT INTO alert_history (alert_key, action, note, created_at) "
                "VALUES (?, ?, ?, datetime(?, 'unixepoch'))",
                ((key, action, note, at // MICROSECONDS) for key, action, note, at in _rows(rows)),
            )
        command = [sys.executable, "-m", "lightstack_desktop", "import-lightstack"]
        for name in ("first import", "the same again"):
            began = time.monotonic()
            subprocess.run(
                [*command, source.path],
                env=environment(Path(home)),
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            print(f"{name} of {rows:,} rows: {time.monotonic() - began:.1f} s", flush=True)


def carry(quick: bool) -> None:
    """An export with a long history, brought to an empty desk; and how much memory that took."""
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as other:
        rows, _ = fill(Path(home), quick)
        file = Path(other, "desk.json")
        for name, where, arguments in (
            ("export", home, ("export", str(file), "--history")),
            ("import", other, ("import", str(file))),
            ("the same again", other, ("import", str(file))),
        ):
            began = time.monotonic()
            process = subprocess.Popen(
                [sys.executable, "-m", "lightstack_desktop", *arguments],
                env=environment(Path(where)),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            took, mib = time.monotonic() - began, used.ru_maxrss / 1024
            verdict = "" if process.returncode == 0 else ", FAILED"
            print(f"{name} of {rows:,} rows: {took:.1f} s, at most {mib:.0f} MiB{verdict}")
        print(f"the file: {file.stat().st_size / 1e6:.0f} MB", flush=True)


def fill(home: Path, quick: bool) -> tuple[int, int]:
    """Make a database of configured keys and history rows; return how many of each."""
    rows, keys = (100_000, 200) if quick else (1_000_000, 2_000)
    path = home / "data" / DATABASE
    with closing(Store(path)) as store:
        store.open()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executemany(
            "INSERT INTO alert_configs (id, alert_key, default_priority, led_scope, is_kept, "
            "created_at, updated_at) VALUES (?, ?, ?, 'bar', 1, 0, 0)",
            ((number + 1, f"key {number}", number % 5 + 1) for number in range(keys)),
        )
        raw.executemany(
            "INSERT INTO alert_history (alert_key, action, note, source, created_at) "
            "VALUES (?, ?, ?, 'rest', ?)",
            _rows(rows, keys),
        )
        raw.execute(
            "INSERT INTO trigger_counts SELECT alert_key, count(*) FROM alert_history "
            "WHERE action = 'triggered' GROUP BY alert_key"
        )
    return rows, keys


def _rows(count: int, keys: int = 2_000) -> Iterator[tuple[str, str, str | None, int]]:
    """Yield rows over the last days, as many triggers as clears."""
    chance = random.Random(1)
    now = int(time.time()) * MICROSECONDS
    step = DAYS * 86_400 * MICROSECONDS // count
    for number in range(count):
        note = chance.choice((None, "by automation", f"Front door, person {number}"))
        action = ("triggered", "cleared")[number % 2]
        yield f"key {chance.randrange(keys)}", action, note, now - (count - number) * step


def _questions(rows: int, keys: int) -> Iterator[tuple[str, str]]:
    yield f"summary of {keys} alerts", "/alert-configs/summary"
    yield f"{keys} configurations", "/alert-configs"
    yield "statistics", "/stats"
    yield "newest page", "/history"
    for name, part in (("middle", 2), ("three quarters", 4 / 3), ("last", 1)):
        yield f"{name} page", f"/history?page={int(rows / 50 / part)}"
    for name, part in (("newest", rows), ("middle", 2)):
        page = max(1, int(rows / 100 / part))
        yield f"{name} page of triggers", f"/history?action=triggered&page={page}"
    middle = rows // keys // 100
    yield "middle page of one alert", f"/history?alert_key=key%207&page={max(1, middle)}"
    both = f"/history?alert_key=key%207&action=triggered&page={max(1, middle // 2)}"
    yield "middle page of one alert's triggers", both
    yield "newest 500 of one alert", "/history/key%207?limit=500"


def _timed(program: Program, path: str) -> float:
    began = time.monotonic()
    status, _ = program.request("GET", path)
    took = time.monotonic() - began
    if status != 200:
        print(f"{path} answered {status}")
    return took


@contextmanager
def _running(home: Path) -> Iterator[Program]:
    program = Program("--headless", env=environment(home))
    try:
        program.wait_ready()
        yield program
    finally:
        program.stop()


def trigger_path(number: int) -> str:
    return f"/api/v1/alerts/key%20{number}/trigger"


def _say(name: str, load: http_load.Load) -> None:
    print(
        f"{name}: {load.rate:.0f} done a second, {load.failed} failed, "
        f"p50 {load.percentile(0.5) * 1000:.1f} ms, p99 {load.percentile(0.99) * 1000:.1f} ms, "
        f"most {max(load.took) * 1000:.1f} ms",
        flush=True,
    )


def _count(home: Path, before: int, answered: int) -> None:
    """Say whether every trigger that was answered is in the database.

    Only what was filled in before, the oldest, may be gone: no more is kept than the settings say.
    """
    with closing(sqlite3.connect(home / "data" / DATABASE)) as raw:
        (found,) = raw.execute(
            "SELECT count(*) FROM alert_history WHERE id > ?", (before,)
        ).fetchone()
    lost = answered - found
    print("every answered trigger is stored" if lost == 0 else f"LOST {lost}")


if __name__ == "__main__":
    main()
