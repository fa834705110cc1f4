"""The short way of a command says what the long way says, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.conftest import TOKEN, Api, start_api
from api.memory import MemoryHistory, MemoryStore
from lightstack_desktop.api import shortcut
from lightstack_desktop.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

ALERTS = "/api/v1/alerts"
JSON = {"Content-Type": "application/json"}
CLI = {"Authorization": f"Bearer {TOKEN}", "X-Lightstack-Source": "cli"}

# What is asked, in this order, on an empty board.
REQUESTS: list[tuple[str, bytes, dict[str, str]]] = [
    ("door/clear", b"", {}),
    ("door/acknowledge", b"", {}),
    ("door/trigger", b"", {}),
    ("door/trigger", b"", JSON),
    ("door/trigger", b"null", JSON),
    ("door/trigger", b"{}", JSON),
    ("door/trigger", b'{"priority": 2, "note": "open"}', JSON),
    ("door/trigger", b'{"priority": "2.0"}', JSON),
    ("door/trigger", b'{"priority": "2", "unknown": NaN}', JSON),
    ("door/trigger", b'{"priority": true}', {"Content-Type": "Application/JSON; charset=utf-8"}),
    ("door/trigger", b'{"note": "n"}', {"Content-Type": "application/a+json"}),
    ("door/trigger", b'{"priority": 6, "note": 1}', JSON),
    ("door/trigger", b'{"priority": NaN}', JSON),
    ("door/trigger", b'{"note": "\\ud800"}', JSON),
    ("door/trigger", b'{"note": "\\u0007"}', JSON),
    ("door/trigger", "{}".encode("utf-16"), JSON),
    ("door/trigger", b"[]", JSON),
    ("door/trigger", b'"text"', JSON),
    ("door/trigger", b"{", JSON),
    ("door/trigger", b"\xff", JSON),
    ("door/trigger", b"{}", {"Content-Type": "text/plain"}),
    ("door/acknowledge", b'{"note": "seen"}', JSON),
    ("door/acknowledge", b'{"note": 5}', JSON),
    ("door/unacknowledge", b"", CLI),
    ("door/clear", b"", {"X-Lightstack-Source": "cli"}),
    ("door/clear", b'{"note": null}', JSON),
    ("door/acknowledge", b"", {}),
    ("door/unacknowledge", b"", {}),
    ("a%20b/trigger", b"", CLI),
    ("%C3%A9%E6%B4%BB/trigger", b"", {}),
    ("%20a/trigger", b"", {}),
    ("plan/trigger", b"", {}),
    ("plan/simulate", b'{"alert_keys": ["door"]}', JSON),
    ("/trigger", b"", {}),
    ("a/b/trigger", b"", {}),
    ("door/trigger/", b"", {}),
    ("door/snooze", b"", {}),
    (f"{'x' * 100}/trigger", b"", {}),
    (f"{'x' * 101}/trigger", b"", {}),
]


@pytest.fixture
def fresh() -> Iterator[list[Api]]:
    opened: list[Api] = []
    yield opened
    for each in opened:
        each.close()


def replies(opened: list[Api]) -> list[tuple[int, dict[str, str], bytes]]:
    """Ask everything of a new program, and return all it says, and last its history."""
    store = MemoryStore()
    api = start_api(store, MemoryHistory(store))
    opened.append(api)
    said = [_bare(ask(api, *request)) for request in REQUESTS]
    return [*said, _bare(api.get("/api/v1/history?page_size=100"))]


def ask(api: Api, target: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
    return api.send("POST", f"{ALERTS}/{target}", content=body, headers=headers)


def _bare(reply: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    return reply.status_code, {k: v for k, v in reply.headers.items() if k != "date"}, reply.content


def test_the_short_way_says_and_does_what_the_long_way_does(
    fresh: list[Api], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = replies(fresh)
    monkeypatch.setattr(shortcut, "_COMMANDS", {})
    long = replies(fresh)

    for request, here, there in zip([*REQUESTS, "history"], short, long, strict=True):
        assert here == there, request
    assert {status for status, _, _ in short} >= {200, 307, 400, 404, 409, 415, 422}


def test_both_ways_say_the_same_while_nothing_can_be_saved(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.store.problem = StoreError("the disk is full")

    short = ask(api, "door/trigger", b"", {}), ask(api, "other/clear", b"", {})
    monkeypatch.setattr(shortcut, "_COMMANDS", {})
    long = ask(api, "door/trigger", b"", {}), ask(api, "other/clear", b"", {})

    assert [reply.status_code for reply in (*short, *long)] == [507, 404] * 2
    assert short[0].json().keys() == long[0].json().keys() == {"detail", "saved", "alert"}
    assert short[0].json()["detail"] == long[0].json()["detail"]
    assert short[1].content == long[1].content


@pytest.mark.parametrize("command", ["trigger", "clear", "acknowledge", "unacknowledge"])
def test_what_is_plain_does_not_need_fastapi(api: Api, command: str) -> None:
    ask(api, "door/trigger", b"", {})

    sent = run(api, f"{ALERTS}/door/{command}", b'{"note": "n"}')

    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[0]["status"] == 200


def test_what_nobody_foresaw_is_answered_as_everywhere(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(api.engine, "trigger", fail)

    reply = ask(api, "door/trigger", b"", {})

    assert (reply.status_code, reply.json()) == (500, {"detail": "Internal server error"})


def run(api: Api, path: str, body: bytes) -> list[Any]:
    """Send a request to the short way alone, behind which nobody stands."""
    sent: list[Any] = []

    async def nobody(*_: object) -> None:
        raise AssertionError("this went the long way")

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "headers": [(b"content-type", b"application/json")],
        "state": {"used_token": False},
        "app": api.app._app,
    }
    api.loop.run_until_complete(shortcut.Shortcut(nobody)(scope, receive, send))
    return sent
