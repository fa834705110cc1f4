"""Prints how long a trigger waits while the day's upkeep works beside it on a long history.

    python tests/benchmarks/upkeep.py [--quick] [--folder FOLDER] [purge|backup|compact ...]

The engine is the program's own, with the real store, and one caller that triggers a hundred times
a second. A purge must never hold a trigger for more than 100 ms. `--folder` names a place on the
disk that is to be measured; figures of shared machines are noisy: compare `alone` with the rest.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

import scale
from measure import print_line

from lightstack_desktop import runtime
from lightstack_desktop.engine import Engine
from lightstack_desktop.store import backups
from lightstack_desktop.store.retention import Retention
from lightstack_desktop.store.store import DATABASE, Store, warm_up
from lightstack_desktop.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVERY_S = 0.01
MOST_S = 0.1


class Caller(threading.Thread):
    """Triggers at a steady rate, and notes how long each took."""

    def __init__(self, engine: Engine, keys: int) -> None:
        super().__init__(daemon=True)
        self.took: list[float] = []
        self._engine = engine
        self._keys = keys
        self._stopping = threading.Event()

    def run(self) -> None:
        chance = random.Random(2)
        while not self._stopping.wait(EVERY_S):
            began = time.monotonic()
            key = f"key {chance.randrange(self._keys)}"
            self._engine.trigger(key, source="rest").result()
            self.took.append(time.monotonic() - began)

    def end(self) -> None:
        self._stopping.set()
        self.join()


def main() -> None:
    sections: dict[str, Callable[[Path, bool], None]] = {
        "purge": purge,
        "backup": backup,
        "compact": compact,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows")
    parser.add_argument("--folder", help="where to make the database")
    parser.add_argument("section", nargs="*", choices=[*sections, []], help="default: all")
    chosen = parser.parse_args()
    # As the program itself runs.
    runtime.prepare()
    for name in chosen.section or sections:
        print(f"# {name}", flush=True)
        with tempfile.TemporaryDirectory(dir=chosen.folder) as home:
            sections[name](Path(home), chosen.quick)


def purge(home: Path, quick: bool) -> None:
    """A tenth of the history goes."""
    rows, keys = scale.fill(home, quick)
    with _engine(home) as engine:
        _alone(engine, keys)
        upkeep = _upkeep(home, engine, Retention(rows=rows - rows // 10))
        backups.create(_database(home), "daily", datetime.now(UTC))
        _beside(f"purge of {rows // 10:,} rows", engine, keys, upkeep.look)


def backup(home: Path, quick: bool) -> None:
    """The copy of the day is made, verified and compared."""
    _, keys = scale.fill(home, quick)
    size = _database(home).stat().st_size / 1e6
    with _engine(home) as engine:
        _alone(engine, keys)
        for turn in range(3):
            now = datetime.now(UTC) + timedelta(days=turn)
            upkeep = _upkeep(home, engine, Retention(), now)
            _beside(f"backup of {size:.0f} MB", engine, keys, upkeep.look)


def compact(home: Path, quick: bool) -> None:
    """Most of the file is given back."""
    rows, keys = scale.fill(home, quick)
    with _engine(home) as engine:
        backups.create(_database(home), "daily", datetime.now(UTC))
        kept = Retention(rows=rows // 10)
        _beside("purge and compaction", engine, keys, _upkeep(home, engine, kept).look)
        print(f"the file is {_database(home).stat().st_size / 1e6:.0f} MB now")


def _alone(engine: Engine, keys: int) -> None:
    _beside("alone", engine, keys, lambda: time.sleep(5))


def _beside(name: str, engine: Engine, keys: int, work: Callable[[], None]) -> None:
    """Trigger while `work` is done, and print what that cost."""
    caller = Caller(engine, keys)
    caller.start()
    began = time.monotonic()
    work()
    took = time.monotonic() - began
    caller.end()
    late = sum(each > MOST_S for each in caller.took)
    print_line(f"{name} ({took:.1f} s), a trigger beside it", caller.took, "ms", 1000)
    print(f"triggers that waited longer than {MOST_S * 1000:.0f} ms: {late}", flush=True)


@contextmanager
def _engine(home: Path) -> Iterator[Engine]:
    engine = Engine(Store(_database(home)), lambda: datetime.now(UTC))
    engine.start()
    warm_up()
    engine.trigger("first", source="rest").result()
    try:
        yield engine
    finally:
        engine.stop()


def _upkeep(home: Path, engine: Engine, kept: Retention, now: datetime | None = None) -> Upkeep:
    return Upkeep(engine, _database(home), kept, lambda: now or datetime.now(UTC))


def _database(home: Path) -> Path:
    return home / "data" / DATABASE


if __name__ == "__main__":
    main()
