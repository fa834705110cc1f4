"""R15: a cable that comes and goes at any moment, for 50 ms to 5 s, on any port."""

from __future__ import annotations

import os
import random
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from e2e.test_main_job import is_lit

if TYPE_CHECKING:
    from collections.abc import Callable

    from program import Program

    Start = Callable[..., Program]

PORTS = (1, 3, 5)
MOST_GROWTH_MIB = 15
# The long ones are rare: a thousand take a quarter of an hour.
SHORT_LOSSES_S = (0.05, 0.05, 0.1, 0.1, 0.3)
LOSSES_S = (*SHORT_LOSSES_S * 3, 0.8, 0.8, 2.0, 5.0)


def test_unplugged_at_any_moment_two_decks_come_back_right(vdeck: Any, start: Start) -> None:
    plug_and_pull(vdeck, start, 16, SHORT_LOSSES_S, 5, seed=15)


@pytest.mark.full
def test_unplugged_a_thousand_times_two_decks_come_back_right(vdeck: Any, start: Start) -> None:
    plug_and_pull(vdeck, start, 1000, LOSSES_S, 3, seed=random.randrange(10**6))


def plug_and_pull(
    vdeck: Any, start: Start, times: int, losses: tuple[float, ...], most_s: float, seed: int
) -> None:
    print(f"seed {seed}")
    chance = random.Random(seed)
    with vdeck.VirtualDecks([vdeck.Model.MK2, vdeck.Model.MK2]) as bus:
        deck, other = bus.decks
        guest = bus.add(vdeck.Model.XL, port=7, plugged=False)
        for each in bus.decks:
            each.fault(write_delay=0.001)
        program = start("--headless", base=bus.env())
        for n in range(5):
            program.create(f"alert {n}")
        deck.wait_quiet(0.3)

        took, sizes = list[float](), list[float]()
        for n in range(times):
            took.append(pull(program, deck, guest, chance, losses, n))
            sizes.append(resident_mib(program.process.pid))

        program.request("POST", "/alerts/clear-all")
        deck.wait_quiet(1)
        other.wait_quiet(0.1)
        pictures = [{k: im.tobytes() for k, im in d.images.items()} for d in (deck, other)]
        assert pictures[0] == pictures[1]
        assert deck.errors == other.errors == guest.errors == []
        assert deck.bad_images() == other.bad_images() == []
        assert max(took) < most_s
        # By the first tenth every picture was drawn, and each kind of deck was opened.
        assert max(sizes) < max(sizes[: max(10, times // 10)]) + MOST_GROWTH_MIB
        print(f"cable back to the right picture: at most {max(took):.2f} s")
        print(f"memory: {' '.join(f'{size:.1f}' for size in sizes[:: max(1, times // 20)])} MiB")


def pull(
    program: Program,
    deck: Any,
    guest: Any,
    chance: random.Random,
    losses: tuple[float, ...],
    number: int,
) -> float:
    """Pull the cable while something is painted; return how long the right picture then took."""
    key = f"alert {number % 5}"
    mark = deck.mark()
    program.trigger(f"alert {(number + 1) % 5}")
    if chance.random() < 0.5:
        deck.wait(lambda d: len(d.image_log) > mark or not d.is_open)  # else mid-write, or before
    deck.unplug()
    program.request("POST", "/alerts/clear-all")
    program.trigger(key)
    if number % 10 == 5:
        # Another model on the same port.
        guest.replug(port=deck.port)
        guest.wait_image(31, timeout=5, since=guest.mark())
        guest.unplug()
    threading.Event().wait(chance.choice(losses))
    mark, back = deck.mark(), time.monotonic()
    deck.replug(port=chance.choice(PORTS))
    shown = deck.wait_image(number % 5, timeout=5, since=mark, match=is_lit)
    deck.wait_image(14, timeout=5, since=mark)
    return float(shown.t - back)


def resident_mib(pid: int) -> float:
    """Return how much memory a process holds now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 2**20
