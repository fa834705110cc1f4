"""R1: kills the program at random moments of concurrent commands, and counts what was lost.

    python tests/benchmarks/kills.py [--rounds 200] [--operations 5000] [--seed N]

Every round ends with kill -9 and a start; what callers were told is then compared with what the
database and the program say. The whole of it takes about an hour.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from e2e.test_power_cut import kill_at_random
from measure import print_line
from program import Program, environment


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--operations", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}, {chosen.rounds} rounds of {chosen.operations}", flush=True)
    starts: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        running: list[Program] = []

        def start(*arguments: str) -> Program:
            program = Program(*arguments, env=environment(Path(home)))
            running.append(program)
            program.wait_ready()
            starts.append(time.monotonic() - program.started_at)
            return program

        began = time.monotonic()
        try:
            confirmed, in_flight = kill_at_random(
                start, Path(home), chosen.rounds, chosen.operations, chosen.seed
            )
        finally:
            for program in running[-1:]:
                program.stop()
        took = time.monotonic() - began
    print(f"{chosen.rounds} kills, {confirmed:,} commands confirmed, {in_flight:,} in flight")
    print(f"lost: 0, {took:.0f} s in all")
    print_line("start to ready after a kill", starts[1:], "s", 1)


if __name__ == "__main__":
    main()
