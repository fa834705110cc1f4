"""Prints what the README claims about speed and thrift, measured on a virtual Stream Deck.

    python tests/benchmarks/measure.py [--quick] [start|press|idle|motion ...]

Needs the virtual deck (see tests/virtual_deck.py); `memory` measures the window too where there
is a screen. Figures of shared machines are noisy: compare runs of one machine, side by side.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import motion
import sections
import virtual_deck
from program import Program, environment
from usage import memory_mib, usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CABLE_S = 0.001
GUARD_S = 0.45  # a key that changed less than 0.4 s ago takes no press
ORIGINAL_CABLE_S = 0.008  # its reports are eight times as long
MODELS = ("MK2", "XL", "ORIGINAL", "MINI")


def main() -> None:
    sections.run(
        __doc__,
        {
            "start": start,
            "press": press,
            "idle": idle,
            "replug": replug,
            "memory": memory,
            "cli": cli,
            "motion": motion.motion,
            "endurance": motion.endurance,
        },
    )


def start(quick: bool) -> None:
    """From the start command to the last report of the last key's first picture."""
    for model in MODELS:
        took = []
        with _bus(model) as (bus, deck), tempfile.TemporaryDirectory() as home:
            for _ in range(3 if quick else 7):
                mark = deck.mark()
                program = Program("--headless", env=environment(Path(home), bus.env()))
                try:
                    last = _painted(deck, mark)
                    took.append(last - program.started_at)
                    program.wait_ready()
                finally:
                    program.stop()
            print_line(f"{model}: start to every key painted", took[1:], "s", 1)
            _check(deck)


def press(quick: bool) -> None:
    """From the report that acts (the release) to the last report of the new state's picture."""
    for model in MODELS:
        with _running(model) as (program, deck):
            program.create("bench", name="Garage door", default_priority=2, led_color=21)
            deck.wait_quiet()
            took = [_press(deck) for _ in range(30 if quick else 300)]
            print_line(f"{model}: press to picture", took, "ms", 1000)
            _check(deck)


def idle(quick: bool) -> None:
    """Reports, processor time and wake-ups while nothing is active."""
    seconds = 10 if quick else 60
    with _running("MK2") as (program, deck):
        program.create("bench")
        deck.wait_quiet(2)
        reports, before = deck.reports, usage(program.process.pid)
        time.sleep(seconds)
        after = usage(program.process.pid)
        print(f"{deck.reports - reports} output reports in {seconds} s")
        print(f"{(after[0] - before[0]) / seconds:.2%} of a core")
        print(f"{(after[1] - before[1]) / seconds:.1f} wake-ups a second")
        _check(deck)


def replug(quick: bool) -> None:
    """From the cable's return to the right picture, on the same port and on another."""
    losses = (0.05, 0.3, 0.6, 1, 2, 5)
    took = []
    with _running("MK2") as (program, deck):
        for number in range(10 if quick else 100):
            key = f"bench{number}"
            deck.unplug()
            program.request("POST", "/alerts/clear-all")
            program.trigger(key)
            time.sleep(losses[number % len(losses)])
            mark, back = deck.mark(), time.monotonic()
            deck.replug(port=1 + number // 2 % 3)
            took.append(deck.wait_image(0, 10, mark, _is_lit).t - back)
            deck.wait_image(14, 10, mark)
            deck.wait_quiet(0.1)
        print_line("cable back to the right picture", took, "ms", 1000)
        _check(deck)


def memory(quick: bool) -> None:
    """Proportional set size after a hundred alerts; time to the tray icon; time to quit."""
    kinds = [("--headless",)]
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        kinds.append(("--screen-deck", "mk2"))
    for arguments in kinds:
        sizes, trays, quits = [], [], []
        for _ in range(2 if quick else 5):
            with _running("MK2", *arguments) as (program, deck):
                for number in range(100):
                    program.trigger(f"alert {number}")
                program.request("POST", "/alerts/clear-all")
                deck.wait_quiet(2)
                sizes.append(memory_mib(program.process.pid))
                trays += _tray_times(program)
                asked = time.monotonic()
                program.stop()
                quits.append(time.monotonic() - asked)
                dark = all(not any(m[1] for m in im.getextrema()) for im in deck.images.values())
                print("deck dark" if dark else "DECK STILL LIT")
        print_line(f"{' '.join(arguments)}: proportional set size", sizes, "MiB", 1)
        print_line(f"{' '.join(arguments)}: SIGTERM to the end", quits, "s", 1)
        if trays:
            print_line(f"{' '.join(arguments)}: start to tray icon", trays, "s", 1)


def cli(quick: bool) -> None:
    """How long a command to the running program takes."""
    with _running("MK2") as (program, _):
        took = []
        for _ in range(5 if quick else 20):
            began = time.monotonic()
            assert program.cli("trigger", "bench").returncode == 0
            took.append(time.monotonic() - began)
        print_line("lightstack trigger", took, "ms", 1000)


@contextmanager
def _bus(model: str) -> Iterator[tuple[Any, Any]]:
    vdeck = virtual_deck.load()
    with vdeck.VirtualDecks([vdeck.Model[model]]) as bus:
        bus.decks[0].fault(write_delay=ORIGINAL_CABLE_S if model == "ORIGINAL" else CABLE_S)
        yield bus, bus.decks[0]


@contextmanager
def _running(model: str, *arguments: str) -> Iterator[tuple[Program, Any]]:
    with _bus(model) as (bus, deck), tempfile.TemporaryDirectory() as home:
        env = environment(Path(home), bus.env())
        program = Program(*(arguments or ("--headless",)), env=env)
        try:
            program.wait_ready()
            _painted(deck, 0)
            yield program, deck
        finally:
            program.stop()


def _painted(deck: Any, mark: int) -> float:
    return max(float(deck.wait_image(k, 20, since=mark).t) for k in range(deck.key_count))


def _press(deck: Any) -> float:
    """Return seconds from the report that fires the action, the release, to the last picture."""
    deck.wait_quiet(GUARD_S)
    mark = deck.mark()
    deck.press(0)
    deck.wait_image(0, since=mark)  # the inset
    deck.wait_quiet(0.03)
    mark = deck.mark()
    event = deck.release(0)
    deck.wait_image(0, since=mark)
    deck.wait_quiet(0.03)
    last = [image for image in deck.image_log[mark:] if image.key == 0][-1]
    return float(last.t - event.t)


def _is_lit(image: Any) -> bool:
    return bool(max(image.getpixel((4, image.height // 2))) > 90)


def _tray_times(program: Program) -> list[float]:
    """Return when the log says that the tray icon was shown, in seconds after the start."""
    log = Path(program.env["LIGHTSTACK_STATE_DIR"], "lightstack.log").read_text()
    shown = [line.split()[0] for line in log.splitlines() if line.endswith("tray icon shown")]
    return [datetime.fromisoformat(when).timestamp() - program.started for when in shown]


def print_line(what: str, values: Sequence[float], unit: str, factor: float) -> None:
    ordered = sorted(value * factor for value in values)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(
        f"{what}: p50 {statistics.median(ordered):.2f} {unit}, p95 {p95:.2f} {unit}, "
        f"most {ordered[-1]:.2f} {unit}, n {len(ordered)}",
        flush=True,
    )


def _check(deck: Any) -> None:
    if deck.errors or deck.bad_images():
        print(f"PROTOCOL ERRORS: {deck.errors[:3]} {deck.bad_images()[:3]}")


if __name__ == "__main__":
    main()
