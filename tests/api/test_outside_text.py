"""Text from outside: what may stand in keys and notes, in filters, in the log and in replies."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from api.conftest import TOKEN
from lightstack_desktop.errors import StoreError
from lightstack_desktop.logs import LINE_BYTES, OneLine

if TYPE_CHECKING:
    from api.conftest import Api

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
LONE = ["\ud800", chr(0xDFFF)]
CONTROLS = [chr(c) for c in (*range(0x20), *range(0x7F, 0xA0))]


def sent(api: Api, path: str, **body: Any) -> int:
    """Send JSON in which everything is escaped, as a lone surrogate has to be."""
    content = json.dumps(body)
    return api.post(path, content=content, headers={"Content-Type": "application/json"}).status_code


# S14


@pytest.mark.parametrize("char", [*CONTROLS, *BIDI, *LONE, "/"])
def test_a_key_with_such_a_character_is_refused_in_a_body(api: Api, char: str) -> None:
    assert sent(api, "/api/v1/alert-configs", alert_key=f"a{char}b") == 422

    assert api.engine.board.alerts == {}


@pytest.mark.parametrize("char", [*CONTROLS, *BIDI])
def test_a_key_with_such_a_character_is_refused_in_a_path(api: Api, char: str) -> None:
    for verb in ("trigger", "clear", "acknowledge"):
        reply = api.post(f"/api/v1/alerts/a{quote(char)}b/{verb}")
        assert reply.status_code == 422

    assert api.engine.board.alerts == {}


@pytest.mark.parametrize(
    "key",
    [
        "%00",
        "a%00b",
        "%2f",
        "a%2Fb",
        "..%2f..%2fetc%2fpasswd",
        "a/b",
        "../a",
        "..",
        "%2e%2e",
        ".",
        "%c0%af",
        "%c0%80",
        "%e0%80%af",
        "%ed%a0%80",
        "%f4%90%80%80",
        "%ff",
        "a%20",
        "%20a",
        "a" * 101,
    ],
)
def test_a_key_that_is_none_is_the_callers_fault(api: Api, key: str) -> None:
    assert 400 <= api.post(f"/api/v1/alerts/{key}/trigger").status_code < 500
    # A path that goes up may well be another one that there is.
    for path in (f"alerts/{key}", f"alert-configs/{key}", f"history/{key}"):
        assert api.get(f"/api/v1/{path}").status_code < 500

    assert api.engine.board.alerts == {}


REFUSED = [*(c for c in CONTROLS if c not in "\t\n\r"), *LONE]
KEPT = ["\t", "\n", "\r", *BIDI, "\u2028", "\ufeff", "\U0001f514", "<b>x</b>", "&amp;", "%s{}"]


@pytest.mark.parametrize("char", REFUSED)
@pytest.mark.parametrize("field", ["name", "description"])
def test_text_with_such_a_character_is_refused(api: Api, char: str, field: str) -> None:
    text = f"a{char}b"

    assert sent(api, "/api/v1/alert-configs", alert_key="door", **{field: text}) == 422
    assert sent(api, "/api/v1/alerts/door/trigger", note=text) == 422

    assert api.engine.board.alerts == {}


@pytest.mark.parametrize("text", KEPT)
def test_any_other_text_is_kept_as_it_is(any_api: Api, text: str) -> None:
    written = f" a{text}b "
    body = {"alert_key": "door", "name": written, "description": written}
    assert any_api.post("/api/v1/alert-configs", body).status_code == 201
    assert any_api.post("/api/v1/alerts/door/trigger", {"note": written}).status_code == 200

    config = any_api.get("/api/v1/alert-configs/door").json()
    (row,) = any_api.get("/api/v1/history").json()["items"]
    assert (config["name"], config["description"], row["note"]) == (written,) * 3


# S20


@pytest.mark.parametrize("pattern", ["%", "_", "d%", "doo_", "*", "d?or", "' OR 1=1 --", "\\"])
def test_a_filter_is_a_value_and_no_pattern(any_api: Api, pattern: str) -> None:
    any_api.post("/api/v1/alerts/door/trigger")
    quoted = quote(pattern)

    for query in (f"alert_key={quoted}", f"action={quoted}", f"alert_key=door&action={quoted}"):
        assert any_api.get(f"/api/v1/history?{query}").json()["total"] == 0
    assert any_api.get(f"/api/v1/history/{quoted}").json() == []

    any_api.post(f"/api/v1/alerts/{quoted}/trigger")
    (item,) = any_api.get(f"/api/v1/history?alert_key={quoted}").json()["items"]
    assert item["alert_key"] == pattern


# S22

INSIDE = 'File "/home/me/store.py", line 1: SELECT secret FROM alerts'


class Broken(list[Any]):
    """A list that raises when somebody looks inside."""

    def __init__(self, problem: Exception) -> None:
        self._problem = problem

    def __iter__(self) -> Any:
        raise self._problem


REQUESTS = [
    ("POST", "/api/v1/alerts/door/trigger", None),
    ("POST", "/api/v1/alerts/door/clear", None),
    ("POST", "/api/v1/alerts/door/acknowledge", None),
    ("POST", "/api/v1/alerts/clear-all", None),
    ("POST", "/api/v1/alert-configs", {"alert_key": "new"}),
    ("PUT", "/api/v1/alert-configs/door", {"name": "x"}),
    ("DELETE", "/api/v1/alert-configs/door", None),
    ("GET", "/api/v1/history", None),
    ("GET", "/api/v1/history/door", None),
    ("GET", "/api/v1/decks", None),
    ("GET", "/api/health/ready", None),
]


@pytest.mark.parametrize("problem", [RuntimeError(INSIDE), StoreError(INSIDE), OSError(5, INSIDE)])
@pytest.mark.parametrize(("method", "path", "body"), REQUESTS)
def test_no_reply_tells_what_is_inside(
    api: Api, problem: Exception, method: str, path: str, body: Any
) -> None:
    api.post("/api/v1/alerts/door/trigger")

    api.store.problem = api.history.problem = problem
    api.decks = Broken(problem)
    content = {} if body is None else {"json": body}
    shown = {"Authorization": f"Bearer {TOKEN}"}

    reply = api.send(method, path, headers=shown, **content)

    said = reply.text + str(dict(reply.headers))
    for inside in ("/home/me", "SELECT", "Traceback", "File ", ".py", "RuntimeError", "OSError"):
        assert inside not in said
    if path != "/api/health/ready":
        assert reply.status_code >= 400
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Cache-Control"] == "no-store"


def test_what_happened_stands_in_the_log(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.store.problem = RuntimeError(INSIDE)

    assert api.post("/api/v1/alerts/door/trigger").status_code == 500

    assert api.post("/api/v1/alerts/door/trigger").json() == {"detail": "Internal server error"}


# S13

EVIL = "\r\n2026-11-21T09:00:00.000Z ERROR forged\x1b[2J\u202e\u2028" * 20


def test_a_key_a_note_or_a_header_is_one_escaped_line_of_the_log(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    api.store.problem = RuntimeError(EVIL * 10)

    api.post(f"/api/v1/alerts/{quote(EVIL[:100])}/trigger")
    api.post("/api/v1/alerts/door/trigger", {"note": EVIL.replace("\x1b", "")[:900]})
    api.send("POST", "/api/v1/alerts/door/trigger", headers={"X-Evil": b"a\tb\x1b[2J"})
    logging.getLogger("uvicorn.error").warning("%s", EVIL * 10)

    lines = [OneLine().format(record) for record in caplog.records]
    assert any("forged" in line for line in lines)
    for line in lines:
        assert line.isprintable()
        assert len(line.encode()) < LINE_BYTES
