"""R20: eight clients do this and that at once; each knows the state from the events alone."""

from __future__ import annotations

import random
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from api.live import served
from api.memory import MemoryStore
from api.rebuild import Rebuilt
from lightstack_desktop.errors import StoreError
from lightstack_desktop.store.history import History
from lightstack_desktop.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from api.live import Caller, Live

CLIENTS = 8
KEYS = ("a", "b", "c", "d", "é")
EDITS = (
    {"default_priority": 1},
    {"default_priority": 4, "name": "N"},
    {"led_color": 85, "description": "D"},
    {"led_scope": "individual", "led_positions": [1, 7], "led_effect": "pulse"},
    {"led_scope": "bar", "led_effect": None},
)


class Client:
    """One client: sends commands and never waits for an answer, reads when it is told to."""

    def __init__(self, live: Live) -> None:
        self.caller: Caller = live.connect()
        self.known = Rebuilt(self.caller.read())

    def come_to_rest(self) -> dict[str, Any]:
        """Read all that was said, and return what the server says the state is."""
        self.caller.ask("get_state", "rest")
        while (frame := self.caller.read())["data"].get("command_id") != "rest":
            self.known.hear(frame)
        return dict(frame["data"]["result"])


class Together:
    """All clients, and what they do, drawn by one seed."""

    def __init__(self, live: Live, seed: int) -> None:
        self.live = live
        self.draw = random.Random(seed)
        self.clients = [Client(live) for _ in range(CLIENTS)]

    def act(self) -> None:
        kinds = ["command", "edit", "replace", "trouble"]
        (kind,) = self.draw.choices(kinds, weights=[70, 25, 4, 1])
        getattr(self, f"_{kind}")()

    def check(self) -> None:
        """Compare every rebuilt state with the server's, by WebSocket and by REST."""
        for client in self.clients:
            client.come_to_rest()  # so that nobody's commands are still on their way
        while not self.live.engine.board.is_saved:
            self.clients[0].come_to_rest()  # nor what was held
        for client in self.clients:
            theirs = client.come_to_rest()
            assert client.known.state == theirs
        shown = self.clients[0].known.state
        assert shown["led_plan"] == self.live.rest("GET", "/api/v1/alerts/plan")[1]
        current = self.live.rest("GET", "/api/v1/alerts/current")[1]
        active = self.live.rest("GET", "/api/v1/alerts/active")[1]
        assert current["active_count"] == shown["active_count"] == len(active)
        assert current["is_all_clear"] == shown["is_all_clear"]
        for ours, theirs in zip(shown["active_alerts"], active, strict=True):
            flat = theirs.pop("config") | theirs
            assert {name: flat[name] for name in ours} == ours

    def _command(self) -> None:
        command = self.draw.choice(
            ["trigger_alert"] * 3
            + ["clear_alert", "acknowledge_alert", "unacknowledge_alert", "clear_all_alerts"]
        )
        data: dict[str, Any] = {"alert_key": self.draw.choice(KEYS)}
        if command == "trigger_alert":
            data["priority"] = self.draw.choice([None, 1, 2, 3, 4, 5])
        self.draw.choice(self.clients).caller.ask(command, "x", **data)

    def _edit(self) -> None:
        key = self.draw.choice(KEYS)
        path = f"/api/v1/alert-configs/{quote(key)}"
        if self.draw.random() < 0.1:
            self.live.rest("DELETE", path)
        else:
            edit = self.draw.choice([*EDITS, {"name": str(self.draw.random())}])
            self.live.rest("PUT", path, edit)

    def _replace(self) -> None:
        """Let one go, with answers unread, and another come."""
        number = self.draw.randrange(CLIENTS)
        self.clients[number].caller.leave()
        self.clients[number] = Client(self.live)

    def _trouble(self) -> None:
        """Let the disk be full for a few commands; a store in memory knows how."""
        if isinstance(self.live.store, MemoryStore):
            self.live.store.problem = StoreError("full")
            for _ in range(5):
                self._command()
            self.live.store.problem = None


def run(live: Live, *, operations: int, seconds: float) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    together, ends_at = Together(live, seed), time.monotonic() + seconds
    for number in range(operations):
        together.act()
        if number % 50 == 49:
            together.check()
        if time.monotonic() > ends_at:
            break
    together.check()


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_every_client_knows_the_state_from_the_events(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "lightstack.db"
    with ExitStack() as closing:
        if kind == "memory":
            live = closing.enter_context(served(retry_s=0.05))
        else:
            history = History(path)
            live = closing.enter_context(served(Store(path), history))
            closing.callback(history.close)
        run(live, operations=500, seconds=10)


@pytest.mark.full
def test_every_client_knows_the_state_from_the_events_in_the_long_run() -> None:
    with served(retry_s=0.05) as live:
        run(live, operations=20_000, seconds=600)
