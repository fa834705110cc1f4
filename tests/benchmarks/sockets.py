"""Prints how fast the WebSocket tells its clients, and what slow ones cost the others.

    python tests/benchmarks/sockets.py [--quick] [events|slow ...]

The program is a process of its own, its database a file; the clients share the machine with it.
Figures of shared machines are noisy: compare runs of one machine, side by side.
"""

from __future__ import annotations

import http.client
import json
import os
import selectors
import socket
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

import sections
from program import Program, environment
from websockets.frames import Frame, Opcode

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = 200
HANDSHAKE = (
    "GET /api/v1/ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\n"
    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


def main() -> None:
    sections.run(__doc__, {"events": events, "slow": slow})


def events(quick: bool) -> None:
    """Changes and events a second, when all clients have heard of all of them."""
    changes = 500 if quick else 5_000
    for clients in (1, 5, 50):
        with _running() as program, ExitStack() as closing:
            port = program.port or 0
            ears = [closing.enter_context(_connected(port)) for _ in range(clients)]
            drivers = [closing.enter_context(_connected(port)) for _ in range(8)]
            began, before = time.monotonic(), _seconds(program)
            _drive(drivers, changes)
            told = _hear(ears, drivers, changes)
            took, used = time.monotonic() - began, _seconds(program) - before
            print(
                f"{clients} clients beside 8 that trigger: {changes / took:.0f} changes/s, "
                f"{told / took:.0f} events/s to each, {told * (clients + 8) / took:.0f} in all, "
                f"{used / took:.0%} of a core",
                flush=True,
            )


def slow(quick: bool) -> None:
    """A trigger by REST, beside no client and beside fifty that never read."""
    count = 100 if quick else 1_000
    for clients in (0, 50):
        with _running() as program, ExitStack() as closing:
            program.create("big", description="x" * 4000)
            for _ in range(clients):
                closing.enter_context(_connected(program.port or 0))
            _trigger_times(program, 20)
            took = [1000 * each for each in _trigger_times(program, count)]
            print(
                f"{clients} clients that do not read: a trigger takes "
                f"p50 {statistics.median(took):.2f} ms, p95 {took[int(count * 0.95)]:.2f} ms, "
                f"most {took[-1]:.2f} ms",
                flush=True,
            )


@contextmanager
def _running() -> Iterator[Program]:
    with tempfile.TemporaryDirectory() as home:
        program = Program("--headless", env=environment(Path(home)))
        try:
            program.wait_ready()
            yield program
        finally:
            program.stop()


@contextmanager
def _connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(HANDSHAKE.format(port=port).encode())
        said = b""
        while b"connection_established" not in said:
            said += client.recv(1 << 16)
        yield client


def _drive(drivers: list[socket.socket], changes: int) -> None:
    """Have every driver trigger its share of the changes, none waiting for an answer."""
    for number in range(changes):
        data = {"alert_key": f"k{number % KEYS}", "priority": 2 + number % 4}
        text = json.dumps({"type": "trigger_alert", "id": "x", "data": data})
        frame = Frame(Opcode.TEXT, text.encode()).serialize(mask=True)
        drivers[number % len(drivers)].sendall(frame)


def _hear(ears: list[socket.socket], drivers: list[socket.socket], changes: int) -> int:
    """Read until every ear has heard of every change; return how many events each has heard."""
    heard, rest = dict.fromkeys(ears, 0), dict.fromkeys(ears, b"")
    told = 0
    with selectors.DefaultSelector() as ready:
        for each in (*ears, *drivers):
            ready.register(each, selectors.EVENT_READ)
        while min(heard.values()) < changes:
            for key, _ in ready.select():
                each = key.fileobj
                assert isinstance(each, socket.socket)
                data = each.recv(1 << 20)
                if each not in heard:
                    continue
                # A word may be cut in two between reads: its beginning is looked at again.
                data = rest[each] + data
                whole, _, rest[each] = data.rpartition(b"}")
                heard[each] += whole.count(b'"alert_triggered"')
                told += whole.count(b'"type":"') if each is ears[0] else 0
    return told


def _trigger_times(program: Program, count: int) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", program.port or 0, timeout=30)
    took = []
    for _ in range(count):
        began = time.monotonic()
        connection.request("POST", "/api/v1/alerts/big/trigger")
        assert connection.getresponse().read()
        took.append(time.monotonic() - began)
    connection.close()
    return sorted(took)


def _seconds(program: Program) -> float:
    """Return how long all threads of the program have run, in seconds of one core."""
    fields = Path(f"/proc/{program.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
