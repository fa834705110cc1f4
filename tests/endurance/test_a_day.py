"""R11: a day of random activity on a fast clock costs no more memory, files or threads.

The real store, history, upkeep and decks (on a fake bus), driven by a clock that a test sets on.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from deck import desk as desks
from fake_hid import FakeDeck

from lightstack_desktop.errors import RefusedError
from lightstack_desktop.store import backups
from lightstack_desktop.store.history import History
from lightstack_desktop.store.retention import Retention
from lightstack_desktop.store.store import DATABASE, Store
from lightstack_desktop.upkeep import Upkeep

KEYS = tuple(f"alert {number}" for number in range(20))
HOUR_S = 3600.0
WARM_HOURS = 6

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts files in /proc")


class Desk(desks.Desk):
    """The desk of the decks' tests, on a database."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, *decks: FakeDeck) -> None:
        monkeypatch.setattr(desks, "FakeStore", lambda: Store(path))
        super().__init__(*decks)
        self.history = History(path)
        kept = Retention(rows=1000)
        self.upkeep = Upkeep(self.engine, path, kept, self.clock, self.ticks)

    def close(self) -> None:
        super().close()
        self.history.close()


class Usage:
    """What grows if something is forgotten."""

    def __init__(self) -> None:
        gc.collect()
        self.objects = len(gc.get_objects())
        self.files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a count
        self.threads = threading.active_count()
        status = Path("/proc/self/status").read_text()
        self.kib = int(status.split("VmRSS:")[1].split()[0])

    def __repr__(self) -> str:
        return str(vars(self))


@pytest.mark.parametrize(
    ("hours", "acts"),
    [(24, 12), pytest.param(24 * 10, 500, marks=pytest.mark.full)],
    ids=["quick", "full"],
)
def test_a_day_costs_no_more_than_its_first_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: int, acts: int
) -> None:
    seed = random.randrange(1 << 30)
    print(f"seed {seed}, {hours} hours, {acts} acts an hour")
    chance = random.Random(seed)
    decks = FakeDeck(serial="ONE", path="a"), FakeDeck(serial="TWO", path="b")
    with closing(Desk(tmp_path / DATABASE, monkeypatch, *decks)) as desk:
        desk.watcher.start()
        desk.wait(lambda: len(desk.sessions) == 2)
        usages = []
        for hour in range(hours):
            for _ in range(acts):
                act(desk, decks, chance)
                desk.pass_time(chance.uniform(0, 2 * HOUR_S / acts))
            desk.upkeep.look()
            settle(desk, decks)
            if hour >= WARM_HOURS:
                usages.append(Usage())

        first, last = usages[0], usages[-1]
        print(f"after {WARM_HOURS} hours: {first}\nin the end: {last}")
        assert last.threads == first.threads
        # A reader of the history more or less; what leaks, leaks hundreds of times.
        assert last.files <= first.files + 3
        # A cache of pictures and one of counts fill up to their bounds.
        assert last.objects <= first.objects * 1.1 + 2000
        assert last.kib <= first.kib * 1.25 + 8192
        assert 1 <= len(backups.listed(tmp_path / DATABASE)) <= hours / 24 + 2


def act(desk: Desk, decks: tuple[FakeDeck, ...], chance: random.Random) -> None:
    """Do one of the things that happen at a desk."""
    key, deck = chance.choice(KEYS), chance.choice(decks)
    doings: dict[Any, int] = {
        lambda: desk.trigger(key, chance.choice((None, 1, 2, 5))): 8,
        lambda: desk.acknowledge(key): 3,
        lambda: desk.clear(key): 5,
        lambda: tap(deck, chance.randrange(15)): 5,
        lambda: desk.history.page(None, None, chance.randint(1, 3), 50): 3,
        lambda: desk.history.counts(desk.clock() - timedelta(hours=chance.randint(1, 30))): 1,
        lambda: cable(desk, deck): 1,
        lambda: (desk.watcher.suspend(), desk.watcher.resume()): 1,
        lambda: desk.watcher.set_locked(chance.random() < 0.3): 1,
        lambda: desk.engine.delete_config(key, source="rest").result(): 1,
    }
    (do,) = chance.choices([*doings], [*doings.values()])
    try:
        do()
    except RefusedError:
        return


def tap(deck: FakeDeck, key: int) -> None:
    deck.press(key)
    deck.release()


def cable(desk: Desk, deck: FakeDeck) -> None:
    deck.unplug()
    deck.plug()
    desk.watcher._events.wake()


def settle(desk: Desk, decks: tuple[FakeDeck, ...]) -> None:
    """Wait until both decks are open, once, and shown."""
    for deck in decks:
        deck.wait(lambda deck=deck: len(deck.open_handles) == 1 and len(deck.pictures) == 15, 10)
    desk.wait(lambda: True)
