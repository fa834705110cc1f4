"""What the painter does with the cable while everything moves: part of measure.py.

Effects are sped up to 50 frames a second, which is more than any cable carries, so that the deck
is asked for all that it can show.
"""

from __future__ import annotations

import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import virtual_deck
from program import Program, environment
from usage import memory_mib, usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FAST = """
import signal, sys
from dataclasses import replace
from lightstack_desktop.alerts import effects
for name in ("fast_chase", "fast_rising"):
    effects._BAR[name] = replace(effects._BAR[name], frame_s=0.02)
from lightstack_desktop.cli import main

def tell_caches(*_):
    import gc
    from lightstack_desktop.faces.cache import Cache
    kept = [cache for cache in gc.get_objects() if isinstance(cache, Cache)]
    used, most = (sum(getattr(cache, name) for cache in kept) for name in ("bytes", "most_bytes"))
    print(f"caches: {sum(map(len, kept))} pictures, {used >> 10} of {most >> 10} KiB", flush=True)

signal.signal(signal.SIGUSR1, tell_caches)
sys.exit(main())
"""
# What this machine can send at all, with nothing between the loop and hidapi.
BARE = """
import hidraw, time
deck = hidraw.device()
deck.open_path(hidraw.enumerate(0x0FD9, 0)[0]["path"])
report, end, sent = bytes([2, 0]) + bytes(1022), time.monotonic() + 4, 0
while time.monotonic() < end:
    sent += deck.write(report) > 0
print(f"a bare loop of writes: {sent / 4:.0f} reports a second")
"""
CABLE_S = {"ORIGINAL": 0.008}
USUAL_CABLE_S = 0.001
# By then every picture of every loop was drawn once.
WARM_UP_S = 8
# A report on the wire of each model, in those of 1,024 bytes.
UNITS = {"ORIGINAL": 8}


def motion(quick: bool) -> None:
    """Frames a second and key, the share of the cable, processor time; presses meanwhile."""
    _bare()
    for model in ("MK2", "XL", "MINI", "PLUS", "NEO", "ORIGINAL"):
        with moving(model) as (program, deck):
            _measure(program, deck, model, 5 if quick else 20)
            _presses(program, deck, model, 40 if quick else 200)
            _check(deck)
    with moving("MK2", count=1) as (program, deck):
        _measure(program, deck, "MK2, one key", 5 if quick else 20)
    with moving("MK2", count=1, launcher=("-m", "lightstack_desktop")) as (program, deck):
        _measure(program, deck, "MK2, one key at the effect's own speed", 5 if quick else 20)


def endurance(quick: bool) -> None:
    """Ten minutes of everything moving: memory flat, caches bounded, no protocol error."""
    minutes = 2 if quick else 10
    with moving("XL") as (program, deck):
        print(f"at the beginning: {_caches(program)}", flush=True)
        sizes, pictures, bad = [], 0, 0
        for _ in range(minutes * 2):
            time.sleep(30)
            sizes.append(memory_mib(program.process.pid))
            # Checked as they come: those of ten minutes would fill this process's memory.
            pictures, bad = pictures + len(deck.image_log), bad + len(deck.bad_images())
            del deck.image_log[:]
        print(f"memory after 30 s {sizes[0]:.1f} MiB, at the end {sizes[-1]:.1f} MiB")
        print(f"every 30 s: {' '.join(f'{size:.1f}' for size in sizes)}")
        print(f"at the end: {_caches(program)}")
        print(f"{pictures} pictures, {bad} bad, {len(deck.errors)} protocol errors", flush=True)
        _check(deck)


def _caches(program: Program) -> str:
    """Return what the program says of its caches; it answers a signal, see FAST."""
    known = len(program.output)
    program.process.send_signal(signal.SIGUSR1)
    end = time.monotonic() + 10
    while time.monotonic() < end:
        for line in program.output[known:]:
            if line.startswith("caches: "):
                return line.strip().removeprefix("caches: ")
        time.sleep(0.05)
    return "the program does not tell its caches"


@contextmanager
def moving(
    model: str, count: int | None = None, launcher: tuple[str, ...] = ("-c", FAST)
) -> Iterator[tuple[Program, Any]]:
    """Run the program with an active, moving alert on every key, the last one pinned by hand."""
    vdeck = virtual_deck.load()
    with vdeck.VirtualDecks([vdeck.Model[model]]) as bus, tempfile.TemporaryDirectory() as home:
        deck = bus.decks[0]
        env = environment(Path(home), bus.env())
        first = Program("--headless", env=env)
        first.wait_ready()
        count = deck.key_count if count is None else count
        for n in range(count):
            first.create(f"k{n:02}", name=f"Alert {n}", led_color=n * 37 % 256, default_priority=3)
            first.request("PUT", f"/alert-configs/k{n:02}", {"led_effect": "fast_chase"})
        first.stop()
        if count == deck.key_count:
            _pin(Path(home), deck, f"k{count - 1:02}")
        deck.fault(write_delay=CABLE_S.get(model, USUAL_CABLE_S))
        program = Program("--headless", env=env, launcher=launcher)
        try:
            program.wait_ready()
            for n in range(count):
                program.trigger(f"k{n:02}")
            time.sleep(WARM_UP_S)
            yield program, deck
        finally:
            program.stop()


def _pin(home: Path, deck: Any, key: str) -> None:
    with sqlite3.connect(home / "data" / "lightstack.db") as database:
        (serial,) = database.execute("SELECT serial FROM decks").fetchone()
        row = (serial, deck.key_count - 1, key)
        database.execute(
            "INSERT INTO pins (deck_serial, key_index, alert_key, is_kept) VALUES (?, ?, ?, 1)", row
        )


def _bare() -> None:
    vdeck = virtual_deck.load()
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        bus.decks[0].fault(write_delay=USUAL_CABLE_S)
        subprocess.run([sys.executable, "-c", BARE], env=bus.env(), check=True)


def _measure(program: Program, deck: Any, model: str, seconds: int) -> None:
    deck.raw_log = []
    mark, before, began = deck.mark(), usage(program.process.pid), time.monotonic()
    time.sleep(seconds)
    images, after = list(deck.image_log[mark:]), usage(program.process.pid)
    took = time.monotonic() - began
    sent, deck.raw_log = [t for t, _ in deck.raw_log], None
    units = UNITS.get(model, 1)
    shown = [sum(e.key == k for e in images) / took for k in range(deck.key_count)]
    shown = [fps for fps in shown if fps > 0]
    per_picture = statistics.mean(e.reports for e in images) if images else 0
    print(
        f"{model}: {len(shown)} keys move at {min(shown):.1f} to {max(shown):.1f} fps, "
        f"{len(sent) * units / took:.0f} reports a second (most in one second "
        f"{_most_in_a_second(sent) * units}), {per_picture:.1f} a picture, "
        f"{(after[0] - before[0]) / took:.1%} of a core",
        flush=True,
    )


def _presses(program: Program, deck: Any, model: str, count: int) -> None:
    """From the report of a press to the last report of the inset, all keys moving."""
    took = []
    for n in range(count):
        key = n * 7 % deck.key_count
        mark = deck.mark()
        event = deck.press(key)
        # The inset's picture is the first of this key that was begun after the press.
        while (image := deck.wait_image(key, since=mark)).t0 < event.t:
            mark = deck.image_log.index(image) + 1
        took.append((image.t - event.t) * 1000)
        time.sleep(0.02)
        deck.set_keys(set())
        # It was acknowledged: let it move again. The pause keeps no step with the beat.
        time.sleep(0.03)
        program.trigger(f"k{key:02}")
        time.sleep(0.05 + n % 7 * 0.011)
    took.sort()
    print(
        f"{model}: press to inset p50 {statistics.median(took):.1f} ms, "
        f"p95 {took[int(len(took) * 0.95)]:.1f} ms, most {took[-1]:.1f} ms, n {count}",
        flush=True,
    )


def _most_in_a_second(times: Sequence[float]) -> int:
    first, most = 0, 0
    for n, at in enumerate(times):
        while at - times[first] >= 1:
            first += 1
        most = max(most, n - first + 1)
    return most


def _check(deck: Any) -> None:
    if deck.errors or deck.bad_images():
        print(f"PROTOCOL ERRORS: {deck.errors[:3]} {deck.bad_images()[:3]}")
