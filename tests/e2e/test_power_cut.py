"""kill -9 amid concurrent operations: what a caller was told is done, is done."""

from __future__ import annotations

import http.client
import json
import random
import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from program import Program

    Start = Callable[..., Program]

CLIENTS = 10


class Client:
    """Works on keys of its own, so it knows what their state must be."""

    def __init__(self, number: int, round_number: int, port: int, seed: int) -> None:
        self.name = f"r{round_number}c{number}"
        self.chance = random.Random(f"{seed} {self.name}")
        self.port = port
        self.confirmed: list[tuple[str, str, str]] = []
        self.open: tuple[str, str, str] | None = None
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            for count in range(100_000):
                key = f"{self.name}k{self.chance.randrange(3)}"
                action = self.chance.choice(("trigger", "trigger", "acknowledge", "clear"))
                self.open = (key, action, f"{self.name} n{count}")
                status = self.send(connection, *self.open)
                if status == 200:
                    self.confirmed.append(self.open)
                self.open = None
        except (OSError, http.client.HTTPException):
            pass  # the program was killed
        finally:
            connection.close()

    def send(self, connection: http.client.HTTPConnection, key: str, action: str, note: str) -> int:
        headers = {"Content-Type": "application/json"}
        body = json.dumps({"note": note})
        connection.request("POST", f"/api/v1/alerts/{key}/{action}", body, headers)
        reply = connection.getresponse()
        reply.read()
        return reply.status


def expected_active(done: list[tuple[str, str, str]], key: str) -> bool | None:
    """Return what the confirmed operations say of `key`; None if it was never triggered."""
    state = None
    for done_key, action, _ in done:
        if done_key == key and action != "acknowledge":
            state = action == "trigger"
    return state


def check(home: Path, program: Program, clients: list[Client]) -> None:
    with sqlite3.connect(f"file:{home}/data/lightstack.db?mode=ro", uri=True) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        notes = {note for (note,) in database.execute("SELECT note FROM alert_history")}
    status, alerts = program.request("GET", "/alerts")
    assert status == 200
    active = {alert["alert_key"]: alert["is_active"] for alert in alerts}
    for client in clients:
        triggered = {note for _, action, note in client.confirmed if action == "trigger"}
        assert triggered <= notes
        for key in {key for key, _, _ in client.confirmed}:
            expected = expected_active(client.confirmed, key)
            in_flight = client.open is not None and client.open[0] == key
            assert expected is None or in_flight or active[key] == expected


def kill_at_random(
    start: Start, home: Path, rounds: int, operations: int, seed: int
) -> tuple[int, int]:
    """Return how many operations were confirmed and how many were in flight, over all rounds."""
    chance, confirmed, in_flight = random.Random(seed), 0, 0
    clients: list[Client] = []
    for round_number in range(rounds):
        program = start("--headless")
        check(home, program, clients)
        port = program.port or 0
        clients = [Client(number, round_number, port, seed) for number in range(CLIENTS)]
        for client in clients:
            client.thread.start()
        wanted = chance.randrange(operations // 2, operations + operations // 2)
        while sum(len(client.confirmed) for client in clients) < wanted:
            clients[0].thread.join(0.01)
            assert clients[0].thread.is_alive()
        program.kill()
        for client in clients:
            client.thread.join()
        confirmed += sum(len(client.confirmed) for client in clients)
        in_flight += sum(client.open is not None for client in clients)
    check(home, start("--headless"), clients)
    return confirmed, in_flight


def test_nothing_confirmed_is_lost_by_kill_9(start: Start, tmp_path: Path) -> None:
    seed = random.randrange(1 << 30)
    print("seed", seed)

    confirmed, _ = kill_at_random(start, tmp_path, rounds=3, operations=300, seed=seed)

    assert confirmed >= 3 * 150


@pytest.mark.full
def test_nothing_confirmed_is_lost_by_kill_9_in_many_rounds(start: Start, tmp_path: Path) -> None:
    seed = random.randrange(1 << 30)
    print("seed", seed)

    confirmed, in_flight = kill_at_random(start, tmp_path, rounds=10, operations=300, seed=seed)

    print(f"{confirmed} operations confirmed, {in_flight} in flight at a kill, none lost")
    assert confirmed >= 10 * 150
