"""Whatever is sent, it is never our fault: no 5xx, valid JSON back, and the next request works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from api.conftest import Api

JSON = {"Content-Type": "application/json"}
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)
)
fields = st.sampled_from(
    "alert_key name description default_priority led_scope led_positions led_color led_effect "
    "led_brightness led_duration icon note priority alert_keys".split()
)
bodies = values | st.dictionaries(fields, values, max_size=8)
routes = st.sampled_from(
    [
        ("POST", "/api/v1/alerts/k/trigger"),
        ("POST", "/api/v1/alerts/k/clear"),
        ("POST", "/api/v1/alerts/k/acknowledge"),
        ("POST", "/api/v1/alerts/k/unacknowledge"),
        ("POST", "/api/v1/alerts/clear-all"),
        ("POST", "/api/v1/alerts/plan/simulate"),
        ("POST", "/api/v1/alert-configs"),
        ("PUT", "/api/v1/alert-configs/k"),
    ]
)


def assert_no_fault(api: Api, method: str, path: str, **how: Any) -> int:
    reply = api.send(method, path, **how)
    assert reply.status_code < 500, reply.text
    if reply.content:
        json.loads(reply.content.decode("utf-8"), parse_constant=_no_constant)
    assert api.get("/api/v1/alerts/current").status_code == 200
    return reply.status_code


def _no_constant(name: str) -> Any:
    raise AssertionError(f"{name} is not JSON")


@FEW
@given(routes, bodies)
def test_no_body_is_our_fault(api: Api, route: tuple[str, str], body: Any) -> None:
    assert_no_fault(api, *route, content=json.dumps(body), headers=JSON)


@FEW
@given(routes, st.binary(max_size=60))
def test_no_bytes_are_our_fault(api: Api, route: tuple[str, str], body: bytes) -> None:
    assert_no_fault(api, *route, content=body, headers=JSON)


@FEW
@given(
    st.sampled_from(["GET", "POST", "PUT", "DELETE"]),
    st.sampled_from(["alerts/{}", "alerts/{}/trigger", "alert-configs/{}", "history/{}"]),
    st.binary(min_size=1, max_size=40) | texts.map(lambda t: t.encode("utf-8", "surrogatepass")),
)
def test_no_key_is_our_fault(api: Api, method: str, path: str, key: bytes) -> None:
    body = {"json": {}} if method == "PUT" else {}
    assert_no_fault(api, method, f"/api/v1/{path.format(quote(key, safe=''))}", **body)


@FEW
@given(st.dictionaries(st.sampled_from(["page", "page_size", "action", "alert_key", "x"]), texts))
def test_no_query_is_our_fault(api: Api, query: dict[str, str]) -> None:
    asked = "&".join(
        f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in query.items()
    )
    assert_no_fault(api, "GET", f"/api/v1/history?{asked}")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"note": "\\ud800"}',
        b'{"note": NaN}',
        b'{"priority": Infinity}',
        b'{"priority": -1e400}',
        b'{"priority": ' + b"9" * 1000 + b"}",
        b'{"priority": ' + b"9" * 5000 + b"}",
        b'{"note": ' + b"[" * 500 + b"]" * 500 + b"}",
        b"[" * 100_000,
        b'{"note": ' * 20_000,
        b"\xff\xfe",
        b'{"note": "\xff"}',
        b'{"note": "\x00"}',
        b'{"note": "\\u0000"}',
    ],
)
def test_what_cannot_be_read_is_the_callers_fault(api: Api, body: bytes) -> None:
    status = assert_no_fault(api, "POST", "/api/v1/alerts/k/trigger", content=body, headers=JSON)

    assert status in (400, 422)
    assert api.engine.board.alerts == {}


def test_bytes_that_are_no_text_are_a_400(api: Api) -> None:
    reply = api.send("POST", "/api/v1/alerts/k/trigger", content=b"\xff{}", headers=JSON)

    assert (reply.status_code, reply.json()) == (
        400,
        {"detail": "There was an error parsing the body"},
    )
