"""Prints how long the window's questions to a long history take, asked of the database itself.

    python tests/benchmarks/past.py [--quick] [filters|timeline|figures|export ...]

`first` is a question that was not asked before; what follows is kept up with what is new. Figures
of shared machines are noisy: compare runs of one machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

import scale
from measure import print_line
from usage import memory_mib

from lightstack_desktop.store.figures import Figures, Period
from lightstack_desktop.store.history import ALL, History, Mark, Wanted
from lightstack_desktop.store.history_export import FORMATS, HistoryExport
from lightstack_desktop.store.store import DATABASE

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE_SIZE = 100
PIECE = 1000
MONTH = timedelta(days=30)


def main() -> None:
    sections: dict[str, Callable[[History, Path], None]] = {
        "filters": filters,
        "timeline": timeline,
        "figures": figures,
        "export": export,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows")
    parser.add_argument("section", nargs="*", choices=[*sections, []], help="default: all")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        rows, keys = scale.fill(Path(home), chosen.quick)
        print(f"{rows:,} rows of {keys:,} alerts over {scale.DAYS} days", flush=True)
        with closing(History(Path(home) / "data" / DATABASE)) as history:
            history.last_id()
            for name in chosen.section or sections:
                print(f"# {name}", flush=True)
                sections[name](history, Path(home))


def filters(history: History, _home: Path) -> None:
    """Pages of what can be filtered by: the newest, and the one in the middle."""
    since = datetime.now(UTC) - MONTH
    for name, wanted in (
        ("all", ALL),
        ("one alert", Wanted("key 7")),
        ("one action", Wanted(None, "triggered")),
        ("a month", Wanted(since=since)),
        ("a month of one alert", Wanted("key 7", since=since)),
        ("a month of one action", Wanted(None, "triggered", since=since)),
        ("one source", Wanted(source="rest")),
        ("a source that there is not", Wanted(source="deck")),
    ):
        first = _timed(lambda w=wanted: history.page_of(w, 1, PAGE_SIZE))
        middle = max(1, history.total(wanted) // PAGE_SIZE // 2)
        far = _timed(lambda w=wanted, m=middle: history.page_of(w, m, PAGE_SIZE))
        took = [
            _timed(lambda w=wanted, p=page: history.page_of(w, p, PAGE_SIZE))
            for page in (1, middle) * 20
        ]
        print_line(
            f"{name} (first {first * 1000:.0f}, middle {far * 1000:.0f} ms)", took, "ms", 1e3
        )


def timeline(history: History, _home: Path) -> None:
    """Fifty activations of one alert, of many alerts."""
    took = [_timed(lambda n=n: history.activations(f"key {n}", None, 50)) for n in range(100)]
    print_line("50 activations", took, "ms", 1e3)


def figures(history: History, _home: Path) -> None:
    """What the Statistics page counts: each piece, and all of them."""
    last_id = history.last_id()
    for days in (30, 90):
        counted = Figures(Period.last(days, datetime.now(UTC)), {})
        mark, took, is_more = None, list[float](), True
        began = time.monotonic()
        while is_more:
            piece = time.monotonic()
            steps = history.steps(counted.period.since, mark, PIECE, last_id)
            counted.add(steps)
            took.append(time.monotonic() - piece)
            is_more = len(steps) == PIECE
            mark = Mark(*steps[-1][:2]) if steps else mark
        print_line(f"{days} days, a piece", took, "ms", 1e3)
        print(
            f"{days} days, {counted.summary().total:,} triggers: {time.monotonic() - began:.1f} s"
        )


def export(history: History, home: Path) -> None:
    """All of it as a file, and the memory that this takes."""
    for form in FORMATS:
        before, began = memory_mib(os.getpid()), time.monotonic()
        work = HistoryExport(history, ALL, home / f"all.{form}", form)
        work.begin()
        took, most, is_more = list[float](), before, True
        while is_more:
            step = time.monotonic()
            is_more = work.step()
            took.append(time.monotonic() - step)
            if len(took) % 100 == 0:
                most = max(most, memory_mib(os.getpid()))
        size = work.path.stat().st_size / 2**20
        print_line(f"{form}, a step", took, "ms", 1e3)
        print(
            f"{form}: {work.count:,} rows, {size:.0f} MiB in {time.monotonic() - began:.1f} s, "
            f"memory {before:.1f} -> at most {most:.1f} MiB",
            flush=True,
        )


def _timed(ask: Callable[[], object]) -> float:
    began = time.monotonic()
    ask()
    return time.monotonic() - began


if __name__ == "__main__":
    main()
