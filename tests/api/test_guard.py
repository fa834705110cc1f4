"""Web pages stay outside: S2 to S6, asked in this process; real sockets are in test_server.py."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from api.conftest import NEW_TOKEN, TOKEN
from lightstack_desktop.api.access import Access
from lightstack_desktop.api.caller import Caller
from lightstack_desktop.api.guard import Guard
from lightstack_desktop.api.secret import Secret

if TYPE_CHECKING:
    from api.conftest import Api

CALLER = Caller(("127.0.0.1", 1), ("127.0.0.1", 8080), is_ours=True)
TRIGGER = "/api/v1/alerts/door/trigger"
OWN = ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"]
FOREIGN = [
    "null",
    "",
    "http://evil.example",
    "https://127.0.0.1:8080",
    "http://127.0.0.1",
    "http://127.0.0.1:8081",
    "http://127.0.0.1:8080.evil.example",
    "http://localhost:8080/",
    "http://127.0.0.1:8080 http://evil.example",
]


def assert_unchanged(api: Api) -> None:
    assert api.engine.board.alerts == {}
    assert api.rows() == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080", "LocalHost:8080"]
)
def test_our_own_names_are_served(api: Api, host: str) -> None:
    assert api.send("POST", TRIGGER, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example:8080",
        "0.0.0.0:8080",
        "",
        ":8080",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:8081",
        "127.0.0.1:80",
        "127.0.0.1:08080",
        "localhost.:8080",
        "127.0.0.1.:8080",
        "user@127.0.0.1:8080",
        "127.0.0.1:8080@evil.example",
        "[::1]",
        "::1:8080",
        "127.1:8080",
        "127.0.0.1:8080,evil.example",
    ],
)
def test_any_other_name_is_misdirected(api: Api, host: str) -> None:
    for method in ("GET", "POST"):
        reply = api.send(method, TRIGGER, headers={"Host": host})
        assert (reply.status_code, list(reply.json())) == (421, ["detail"])

    assert_unchanged(api)


def test_two_hosts_are_misdirected(api: Api) -> None:
    hosts = [("Host", "127.0.0.1:8080"), ("Host", "127.0.0.1:8080")]

    assert api.send("POST", TRIGGER, headers=hosts).status_code == 421

    assert_unchanged(api)


def test_on_port_80_the_host_needs_no_port() -> None:
    guard = _guard(80)

    assert _status(guard, [(b"host", b"localhost")]) == 200
    assert _status(guard, [(b"host", b"localhost:80"), (b"origin", b"http://localhost")]) == 200
    assert _status(guard, []) == 421


@pytest.mark.parametrize("path", [b"http://127.0.0.1:8080/", b"http://evil.example/", b"*", b""])
def test_a_target_that_is_no_path_is_misdirected(path: bytes) -> None:
    assert _status(_guard(), [(b"host", b"127.0.0.1:8080")], path) == 421


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE"])
def test_a_foreign_origin_is_refused(api: Api, origin: str, method: str) -> None:
    reply = api.send(method, TRIGGER, headers={"Origin": origin})

    assert (reply.status_code, list(reply.json())) == (403, ["detail"])
    assert_unchanged(api)


def test_two_origins_are_refused_if_one_is_foreign(api: Api) -> None:
    headers = [("Origin", OWN[0]), ("Origin", "http://evil.example")]

    assert api.send("POST", TRIGGER, headers=headers).status_code == 403

    assert_unchanged(api)


@pytest.mark.parametrize("origin", OWN)
def test_our_own_origin_is_served(api: Api, origin: str) -> None:
    assert api.send("POST", TRIGGER, headers={"Origin": origin}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "elsewhere", ""])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_the_browser_calls_another_site_is_refused(api: Api, site: str, method: str) -> None:
    assert api.send(method, TRIGGER, headers={"Sec-Fetch-Site": site}).status_code == 403

    assert_unchanged(api)


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_what_the_person_opened_is_served(api: Api, site: str) -> None:
    assert api.send("POST", TRIGGER, headers={"Sec-Fetch-Site": site}).status_code == 200


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/json",
        "application/jsonx",
        "application/octet-stream",
        "text/plain, application/json",
    ],
)
@pytest.mark.parametrize("body", [b"{}", b" ", b"note=x"])
def test_a_body_that_is_not_declared_as_json_is_refused(
    api: Api, kind: str | None, body: bytes
) -> None:
    headers = {} if kind is None else {"Content-Type": kind}

    reply = api.send("POST", TRIGGER, content=body, headers=headers)

    assert (reply.status_code, list(reply.json())) == (415, ["detail"])
    assert_unchanged(api)


def test_two_content_types_are_none(api: Api) -> None:
    headers = [("Content-Type", "application/json"), ("Content-Type", "text/plain")]

    assert api.send("POST", TRIGGER, content=b"{}", headers=headers).status_code == 415

    assert_unchanged(api)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_body_is_looked_at_whatever_the_method(api: Api, method: str) -> None:
    reply = api.send(method, "/api/v1/alert-configs/x", content=b"x")

    assert reply.status_code == 415


@pytest.mark.parametrize(
    "kind", ["application/json", "APPLICATION/JSON; charset=utf-8", "application/problem+json"]
)
def test_json_is_served(api: Api, kind: str) -> None:
    reply = api.send("POST", TRIGGER, content=b'{"note": "n"}', headers={"Content-Type": kind})

    assert reply.status_code == 200
    assert api.rows()[0].note == "n"


@pytest.mark.parametrize("kind", [None, "text/plain", "multipart/form-data"])
def test_an_empty_body_may_be_called_anything(api: Api, kind: str | None) -> None:
    headers = {} if kind is None else {"Content-Type": kind}

    assert api.send("POST", TRIGGER, content=b"", headers=headers).status_code == 200


def test_a_body_in_pieces_is_one_body(api: Api) -> None:
    async def pieces() -> Any:
        for piece in (b"", b"", b'{"note":', b' "n"}'):
            yield piece

    untyped = api.send("POST", TRIGGER, content=pieces())
    typed = api.send(
        "POST", TRIGGER, content=pieces(), headers={"Content-Type": "application/json"}
    )

    assert (untyped.status_code, typed.status_code) == (415, 200)
    assert [row.note for row in api.rows()] == ["n"]


def test_an_empty_body_in_pieces_is_empty(api: Api) -> None:
    async def nothing() -> Any:
        yield b""
        yield b""

    assert api.send("POST", TRIGGER, content=nothing()).status_code == 200


@pytest.mark.parametrize("origin", [*OWN, "http://evil.example"])
def test_a_preflight_is_refused(api: Api, origin: str) -> None:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }

    reply = api.send("OPTIONS", TRIGGER, headers=headers)

    assert reply.status_code == 403
    assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/api/v1/alerts", {}, 200),
        ("GET", "/api/v1/alerts", {"Origin": OWN[0]}, 200),
        ("GET", "/api/openapi.json", {}, 200),
        ("GET", "/api/v1/alerts/", {}, 307),
        ("GET", "/api/v1/decks", {}, 401),
        ("GET", "/api/v1/alerts", {"Origin": "null"}, 403),
        ("GET", "/nowhere", {}, 404),
        ("PATCH", "/api/v1/alerts", {}, 405),
        ("GET", "/api/v1/alerts", {"Host": "evil"}, 421),
        ("GET", "/api/v1/alerts?active_only=x", {}, 422),
    ],
)
def test_every_reply_is_safe_to_hand_to_a_browser(
    api: Api, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    reply = api.send(method, path, headers=headers)

    assert reply.status_code == status
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert reply.headers["Date"].endswith(" GMT")
    assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "path",
    [
        "alerts",
        "alerts?active_only=true",
        "alerts/active",
        "alerts/current",
        "alerts/plan",
        "alerts/door",
        "alerts/door/trigger",
        "alerts/door/clear",
        "alerts/door/acknowledge",
        "alerts/clear-all",
        "alert-configs",
        "alert-configs/summary",
        "alert-configs/door",
        "history",
        "history/door",
        "decks",
    ],
)
def test_no_get_changes_anything(api: Api, path: str) -> None:
    api.post(TRIGGER)
    before = api.engine.board

    api.get(f"/api/v1/{path}")

    assert api.engine.board is before
    assert len(api.rows()) == 1


SOCKET_HOST = (b"host", b"127.0.0.1:8080")


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (421, [(b"host", b"evil.example:8080")]),
        (403, [SOCKET_HOST, (b"origin", b"null")]),
        (403, [SOCKET_HOST, (b"origin", b"http://evil.example")]),
        (403, [SOCKET_HOST, (b"sec-fetch-site", b"cross-site")]),
    ],
)
def test_a_websocket_of_a_page_is_refused_before_it_is_accepted(
    status: int, headers: list[Any]
) -> None:
    start, body = _exchange(_guard(), _scope("websocket", headers))

    assert (start["type"], start["status"]) == ("websocket.http.response.start", status)
    assert (body["type"], b"detail" in body["body"]) == ("websocket.http.response.body", True)


def test_a_websocket_of_a_program_is_served() -> None:
    sent = _exchange(_guard(), _scope("websocket", [SOCKET_HOST]))

    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]


def _guard(port: int = 8080) -> Guard:
    return Guard(_served, port, Access(), Secret(TOKEN, lambda: NEW_TOKEN))


async def _served(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _scope(kind: str, headers: list[Any], path: bytes = b"/api/v1/") -> dict[str, Any]:
    return {
        "type": kind,
        "method": "GET",
        "raw_path": path,
        "headers": headers,
        "state": {"caller": CALLER},
    }


def _exchange(guard: Guard, scope: dict[str, Any]) -> list[Any]:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(guard(scope, receive, send))
    return sent


def _status(guard: Guard, headers: list[Any], path: bytes = b"/api/v1/") -> int:
    return int(_exchange(guard, _scope("http", headers, path))[0]["status"])
