"""A running engine behind the real application, asked in this process."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api.memory import MemoryHistory, MemoryStore
from lightstack_desktop.api.access import Access
from lightstack_desktop.api.app import create_app
from lightstack_desktop.api.caller import Caller
from lightstack_desktop.api.secret import Secret
from lightstack_desktop.api.services import Services
from lightstack_desktop.engine import Engine
from lightstack_desktop.store.history import History
from lightstack_desktop.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lightstack_desktop.api.guard import Guard
    from lightstack_desktop.deck.status import DeckStatus

PORT = 8080
TOKEN = "a-token-that-nobody-guesses"
NEW_TOKEN = "the-token-that-comes-next"


class Clock:
    """A clock that goes on by a second whenever somebody looks."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


_built: list[Guard] = []


def application(services: Services) -> Guard:
    """Build the application once (it takes 100 ms) and give it the services of each test."""
    if not _built:
        _built.append(create_app(services, PORT, Access()))
    _built[0]._app.state.services = services
    _built[0]._secret = services.secret
    return _built[0]


def from_own_user(app: Guard) -> Any:
    """Serve every request as one whose socket is our own; real ones are in test_caller.py."""

    async def serve(scope: Any, receive: Any, send: Any) -> None:
        scope["state"] = {"caller": Caller(("127.0.0.1", 1), ("127.0.0.1", PORT), is_ours=True)}
        await app(scope, receive, send)

    return serve


@dataclass
class Api:
    """The application and what stands behind it; a request waits for its reply."""

    engine: Engine
    store: Any
    history: Any
    decks: list[DeckStatus] = field(default_factory=list)
    secret: Secret = field(default_factory=lambda: Secret(TOKEN, lambda: NEW_TOKEN))
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def __post_init__(self) -> None:
        services = Services(self.engine, self.history, self.secret, lambda: tuple(self.decks))
        self.app = application(services)
        transport = httpx.ASGITransport(from_own_user(self.app), raise_app_exceptions=False)
        self._client = httpx.AsyncClient(
            transport=transport, base_url=f"http://127.0.0.1:{PORT}", headers={"User-Agent": "t"}
        )

    @property
    def clock(self) -> Clock:
        found = self.engine.clock
        assert isinstance(found, Clock)
        return found

    def send(self, method: str, path: str, **how: Any) -> httpx.Response:
        return self.loop.run_until_complete(self._client.request(method, path, **how))

    def get(self, path: str, **how: Any) -> httpx.Response:
        return self.send("GET", path, **how)

    def post(self, path: str, body: Any = None, **how: Any) -> httpx.Response:
        return self.send("POST", path, **({} if body is None else {"json": body}), **how)

    def put(self, path: str, body: Any) -> httpx.Response:
        return self.send("PUT", path, json=body)

    def rows(self) -> list[Any]:
        """Return the whole history, oldest first."""
        return sorted(self.history.page(None, None, 1, 100_000).items, key=lambda row: row.id)

    def close(self) -> None:
        self.history.close()
        self.loop.run_until_complete(self._client.aclose())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()
        self.engine.stop()


def start_api(store: MemoryStore | Store, history: MemoryHistory | History) -> Api:
    engine = Engine(store, Clock(), icons={"door"})
    engine.start()
    return Api(engine, store, history)


@pytest.fixture
def api() -> Iterator[Api]:
    """Run the API on a store in memory."""
    store = MemoryStore()
    running = start_api(store, MemoryHistory(store))
    yield running
    running.close()


@pytest.fixture(params=["memory", "sqlite"])
def any_api(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Api]:
    """Run the API on a store in memory, then on the real one."""
    if request.param == "memory":
        running = request.getfixturevalue("api")
        yield running
        return
    path = tmp_path / "lightstack.db"
    running = start_api(Store(path), History(path))
    yield running
    running.close()
