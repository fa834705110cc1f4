"""The OpenAPI document says what is really sent, and its pages are there when asked for."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api.conftest import PORT, from_own_user
from api.test_recordings import CONTRACT
from lightstack_desktop.api.access import Access
from lightstack_desktop.api.app import create_app
from lightstack_desktop.api.services import Services

if TYPE_CHECKING:
    from api.conftest import Api

CONTRACT_ROUTES = {
    ("GET", "/api/v1/alerts"),
    ("GET", "/api/v1/alerts/active"),
    ("GET", "/api/v1/alerts/current"),
    ("GET", "/api/v1/alerts/plan"),
    ("POST", "/api/v1/alerts/plan/simulate"),
    ("GET", "/api/v1/alerts/{alert_key}"),
    ("POST", "/api/v1/alerts/{alert_key}/trigger"),
    ("POST", "/api/v1/alerts/{alert_key}/clear"),
    ("POST", "/api/v1/alerts/clear-all"),
    ("GET", "/api/v1/alert-configs"),
    ("GET", "/api/v1/alert-configs/summary"),
    ("GET", "/api/v1/alert-configs/{alert_key}"),
    ("POST", "/api/v1/alert-configs"),
    ("PUT", "/api/v1/alert-configs/{alert_key}"),
    ("DELETE", "/api/v1/alert-configs/{alert_key}"),
    ("GET", "/api/v1/history"),
    ("GET", "/api/v1/history/{alert_key}"),
    ("GET", "/api/v1/stats"),
    ("GET", "/api/health"),
    ("GET", "/api/health/ready"),
    ("GET", "/api/v1/"),
}


@pytest.fixture
def document(api: Api) -> dict[str, Any]:
    return dict(api.get("/api/openapi.json").json())


def operations(document: dict[str, Any]) -> dict[tuple[str, str], Any]:
    return {
        (method.upper(), path): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_every_route_of_the_contract_is_documented(document: dict[str, Any]) -> None:
    assert operations(document).keys() >= CONTRACT_ROUTES


def test_every_status_that_lightstack_was_seen_to_send_is_documented(
    document: dict[str, Any],
) -> None:
    known, seen = operations(document), 0
    for file in CONTRACT.glob("rest-*.json"):
        for exchange in json.loads(file.read_text("utf-8"))["exchanges"]:
            path = exchange["path"].partition("?")[0]
            found = matching(known, exchange["method"], path)
            if found is not None:
                assert str(exchange["status"]) in found["responses"], (path, exchange["status"])
                seen += 1

    assert seen > 400


def matching(known: dict[tuple[str, str], Any], method: str, path: str) -> Any:
    """Return the operation that serves a path; a literal one comes before a template."""
    if (method, path) in known:
        return known[method, path]
    for (verb, template), operation in known.items():
        pattern = re.sub(r"\\\{[a-z_]+\\\}", "[^/]+", re.escape(template))
        if verb == method and re.fullmatch(pattern, path):
            return operation
    return None


def test_what_a_refusal_looks_like_is_documented_as_it_is_sent(document: dict[str, Any]) -> None:
    trigger = operations(document)["POST", "/api/v1/alerts/{alert_key}/trigger"]["responses"]

    shown = {
        status: reply["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for status, reply in trigger.items()
    }

    assert shown == {
        "200": "Alert",
        "400": "Problem",
        "401": "Problem",
        "403": "Problem",
        "413": "Problem",
        "415": "Problem",
        "421": "Problem",
        "422": "Invalid",
        "503": "Problem",
        "507": "NotSaved",
    }
    ours = [
        operation for route, operation in operations(document).items() if route in CONTRACT_ROUTES
    ]
    assert "HTTPValidationError" not in json.dumps(ours)


def test_a_key_is_documented_as_it_is_checked(document: dict[str, Any]) -> None:
    parameter = operations(document)["GET", "/api/v1/alerts/{alert_key}"]["parameters"][0]
    pattern = re.compile(parameter["schema"]["pattern"])

    assert (parameter["schema"]["minLength"], parameter["schema"]["maxLength"]) == (1, 100)
    for key in ("door", "a b", "é", "活", "active2", "...", "-", "😀", "<b>"):
        assert pattern.search(key), key
    for key in ("", " a", "a ", "a/b", "a\nb", "a\n", "active", "..", ".", "\u202ea", "\ufffd"):
        assert not pattern.search(key), key


@pytest.mark.parametrize("page", ["/api/docs", "/api/redoc"])
def test_there_are_no_pages_unless_they_are_asked_for(api: Api, page: str) -> None:
    services = Services(api.engine, api.history, api.secret, tuple)
    app = create_app(services, PORT, Access(), has_docs=True)
    asked_for = httpx.ASGITransport(from_own_user(app))

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(
            transport=asked_for, base_url=f"http://127.0.0.1:{PORT}"
        ) as client:
            return await client.get(page)

    reply = asyncio.run(ask())

    assert api.get(page).status_code == 404
    assert reply.status_code == 200
    assert "/api/openapi.json" in reply.text
    assert page not in api.get("/api/openapi.json").text
    (policy,) = reply.headers.get_list("Content-Security-Policy")
    for source in re.findall(r'(?:src|href)="(https://[^/"]+)', reply.text):
        assert source in policy


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/alerts/", 307),
        ("GET", "/api/v1/stats/", 307),
        ("GET", "/api/v1", 307),
        ("HEAD", "/api/v1/alerts", 405),
        ("OPTIONS", "/api/v1/alerts", 405),
        ("DELETE", "/api/v1/alerts/door", 405),
        ("POST", "/api/v1/stats", 405),
        ("GET", "/api/v1/nowhere", 404),
        ("GET", "/api/v1/history?page=100000000000000000000", 422),
        ("GET", "/api/v1/history/door?limit=0", 422),
        ("GET", "/api/v1/alerts?active_only=perhaps", 422),
        ("GET", "/api/v1/alerts?active_only=on", 200),
        ("GET", "/api/v1/ws", 404),
    ],
)
def test_what_lightstack_answers_at_the_edges(
    api: Api, method: str, path: str, status: int
) -> None:
    reply = api.send(method, path)

    assert reply.status_code == status
    if status == 307:
        assert reply.headers["Location"].startswith(f"http://127.0.0.1:{PORT}/api/v1")
    if status == 405 and method != "HEAD":
        assert reply.json() == {"detail": "Method Not Allowed"}
