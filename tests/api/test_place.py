"""The API moves to where the settings want it, while the program runs."""

from __future__ import annotations

import http.client
import queue
import socket
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from api.conftest import NEW_TOKEN, TOKEN, Clock
from api.live import WAIT_S, Caller
from api.memory import MemoryHistory, MemoryStore
from lightstack_desktop.api.place import Place
from lightstack_desktop.api.secret import Secret
from lightstack_desktop.engine import Engine
from lightstack_desktop.errors import PortTakenError
from lightstack_desktop.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any


class Served:
    """A place on an engine. `chosen` are the settings that it was told last."""

    def __init__(self, folder: Path) -> None:
        store = MemoryStore()
        self.engine = Engine(store, Clock())
        self.engine.start()
        self.news: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self.secret = Secret(TOKEN, lambda: NEW_TOKEN)
        self.place = Place(
            self.engine,
            MemoryHistory(store),
            self.secret,
            lambda: (),
            lambda: self.news.put(self.place.port),
        )
        self.chosen = Settings(folder, folder, folder, folder, api_port=0)

    def serve(self, **choices: Any) -> int:
        self.chosen = replaced(self.chosen, choices)
        self.place.take(self.chosen)
        self.place.serve()
        return self.wait()

    def move(self, **choices: Any) -> None:
        after = replaced(self.chosen, choices)
        self.place.move(self.chosen, after)
        self.chosen = after

    def wait(self) -> int:
        """Wait until it serves and return the port."""
        port = self.news.get(timeout=WAIT_S)
        assert port is not None
        return port

    def close(self) -> None:
        self.place.stop()
        self.engine.stop()


def replaced(settings: Settings, choices: dict[str, Any]) -> Settings:
    return replace(settings, **choices)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path)
    yield made
    made.close()


@contextmanager
def taken() -> Iterator[int]:
    """Have another program on a port."""
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def status(port: int, path: str = "/api/v1/alerts", token: str | None = None) -> int:
    caller = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_S)
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    try:
        caller.request("GET", path, headers=headers)
        return caller.getresponse().status
    finally:
        caller.close()


def free_port() -> int:
    with taken() as port:
        return port


def test_it_moves_to_another_port_and_gives_the_old_one_back(served: Served) -> None:
    old, new = served.serve(), free_port()

    served.move(api_port=new)

    assert served.wait() == new
    assert status(new) == 200
    with pytest.raises(ConnectionRefusedError):
        status(old)


def test_a_port_that_is_taken_is_refused_and_clients_notice_nothing(served: Served) -> None:
    port = served.serve()
    caller = Caller(port)
    caller.read()

    with taken() as other, pytest.raises(PortTakenError, match=str(other)):
        served.move(api_port=other)

    assert caller.call("ping")["success"]
    assert (status(port), served.place.port) == (200, port)
    caller.leave()


def test_who_may_call_changes_on_the_same_port(served: Served) -> None:
    port = served.serve()
    assert status(port) == 200

    served.move(strict=True)

    assert served.wait() == port
    assert (status(port), status(port, token=TOKEN)) == (401, 200)


def test_pages_to_read_come_and_go(served: Served) -> None:
    port = served.serve()

    served.move(api_docs=True)
    assert served.wait() == port
    assert status(port, "/api/docs") == 200

    served.move(api_docs=False)
    assert served.wait() == port
    assert status(port, "/api/docs") == 404


def test_clients_are_hung_up_on_in_words_and_come_back(served: Served) -> None:
    port = served.serve()
    caller = Caller(port)
    caller.read()

    served.move(strict=True)

    assert caller.read_close() == 1001
    caller.leave()
    served.wait()
    again = Caller(port, replaced={"Authorization": f"Bearer {TOKEN}"})
    assert again.read()["type"] == "connection_established"
    again.leave()


def test_nobody_is_left_listening_to_the_engine(served: Served) -> None:
    port = served.serve()
    callers = [Caller(port) for _ in range(3)]
    for caller in callers:
        caller.read()

    served.move(strict=True)
    served.wait()

    served.engine.subscribe(lambda _change: None).result()
    assert len(served.engine._listeners) == 1
    for caller in callers:
        caller.leave()


def test_another_token_counts_after_a_move_too(served: Served) -> None:
    port = served.serve(strict=True)
    served.move(api_docs=True)
    served.wait()
    caller = Caller(port, replaced={"Authorization": f"Bearer {TOKEN}"})
    caller.read()

    served.secret.rotate()

    assert caller.read_close() == 1008
    assert (status(port, token=TOKEN), status(port, token=NEW_TOKEN)) == (401, 200)
    caller.leave()


def test_a_token_is_rotated_where_nobody_ever_called(served: Served) -> None:
    port = served.serve(strict=True)

    served.secret.rotate()

    assert status(port, token=NEW_TOKEN) == 200


def test_what_is_nothing_to_the_api_does_not_move_it(served: Served) -> None:
    port = served.serve()
    caller = Caller(port)
    caller.read()

    served.move(theme="dark", history_days=7)

    assert caller.call("ping")["success"]
    caller.leave()


def test_the_network_is_let_in_and_shut_out_on_the_same_port(served: Served) -> None:
    port = served.serve()

    served.move(api_lan=True, api_hosts=("desk.example",))
    assert served.wait() == port
    assert served.place._server is not None
    assert served.place._server._sockets[0].getsockname()[0] == "0.0.0.0"
    assert status(port) == 401

    served.move(api_lan=False)
    assert served.wait() == port
    assert served.place._server._sockets[0].getsockname()[0] == "127.0.0.1"
    assert status(port) == 200


def test_what_cannot_be_had_on_the_same_port_leaves_it_as_it_was(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = served.serve()
    real = Place.take

    def take(self: Place, settings: Settings) -> None:
        if settings.api_lan:
            raise PortTakenError(settings.api_port)
        real(self, settings)

    monkeypatch.setattr(Place, "take", take)

    with pytest.raises(PortTakenError):
        served.move(api_lan=True, api_hosts=("desk.example",))

    assert served.wait() == port
    assert status(port) == 200


def test_without_a_port_another_one_can_be_chosen(served: Served) -> None:
    with taken() as other, pytest.raises(PortTakenError):
        served.place.take(replaced(served.chosen, {"api_port": other}))
    served.chosen = replaced(served.chosen, {"api_port": other})
    served.place.serve()
    new = free_port()

    served.move(api_port=new)

    assert served.wait() == new
    assert status(new) == 200


def test_the_same_settings_again_are_another_try(served: Served) -> None:
    with taken() as other:
        served.chosen = replaced(served.chosen, {"api_port": other})
        with pytest.raises(PortTakenError):
            served.place.take(served.chosen)
        with pytest.raises(PortTakenError):
            served.move()

    served.move()

    assert served.wait() == other


def test_who_changes_something_else_does_not_mind_a_port_that_is_taken(served: Served) -> None:
    with taken() as other:
        served.chosen = replaced(served.chosen, {"api_port": other})
        with pytest.raises(PortTakenError):
            served.place.take(served.chosen)

        served.move(strict=True)

        assert served.place.port is None


def test_it_can_be_stopped_without_having_served(served: Served) -> None:
    served.place.stop()

    assert served.place.port is None
