"""The token: how it is shown, what needs it, and what follows when it is rotated. S11."""

from __future__ import annotations

import hmac
import logging
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from api.conftest import NEW_TOKEN, TOKEN
from lightstack_desktop.api import secret
from lightstack_desktop.api.secret import Secret
from lightstack_desktop.errors import SettingsError

if TYPE_CHECKING:
    from api.conftest import Api

TOKEN_ROUTES = [
    ("GET", "/api/v1/decks"),
    ("POST", "/api/v1/import"),
    ("POST", "/api/v1/token/rotate"),
]


def basic(user: str, password: str) -> str:
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


SHOWN = [
    f"Bearer {TOKEN}",
    f"bearer  {TOKEN} ",
    basic("lightstack", TOKEN),
    basic("", TOKEN),
    basic("anybody at all", TOKEN),
    basic("lightstack", TOKEN).replace("Basic", "BASIC"),
]
NOT_SHOWN = [
    "",
    TOKEN,
    "Bearer",
    "Bearer ",
    "Bearer wrong",
    f"Bearer {TOKEN}x",
    f"Bearer {TOKEN[:-1]}",
    f"Bearer {NEW_TOKEN}",
    f"Token {TOKEN}",
    basic(TOKEN, ""),
    basic(TOKEN, "lightstack"),
    basic("lightstack", f"{TOKEN}:"),
    "Basic",
    "Basic !!!!",
    "Basic " + b64encode(TOKEN.encode()).decode(),
    "Basic " + b64encode(b"\xff\xfe").decode(),
]


@pytest.mark.parametrize("shown", SHOWN)
def test_the_token_is_shown_as_bearer_or_as_a_password(api: Api, shown: str) -> None:
    assert api.get("/api/v1/decks", headers={"Authorization": shown}).status_code == 200


@pytest.mark.parametrize("shown", [None, *NOT_SHOWN])
@pytest.mark.parametrize(("method", "path"), TOKEN_ROUTES)
def test_a_route_that_is_not_lightstacks_needs_it(
    api: Api, method: str, path: str, shown: str | None
) -> None:
    headers = {} if shown is None else {"Authorization": shown}

    reply = api.send(method, path, headers=headers)

    assert (reply.status_code, reply.json()) == (401, {"detail": "The token is missing or wrong"})
    assert reply.headers["WWW-Authenticate"].startswith("Bearer realm=")
    assert "Basic realm=" in reply.headers["WWW-Authenticate"]


@pytest.mark.parametrize(("method", "path"), TOKEN_ROUTES)
def test_it_is_not_taken_from_a_query(api: Api, method: str, path: str) -> None:
    for name in ("token", "access_token", "authorization"):
        assert api.send(method, f"{path}?{name}={TOKEN}").status_code == 401


def test_showing_it_twice_is_not_showing_it(api: Api) -> None:
    headers = [("Authorization", f"Bearer {TOKEN}")] * 2

    assert api.get("/api/v1/decks", headers=headers).status_code == 401


def test_it_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []
    really = hmac.compare_digest

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return really(one, other)

    monkeypatch.setattr(secret.hmac, "compare_digest", compare)

    for shown in NOT_SHOWN:
        Secret(TOKEN, lambda: NEW_TOKEN).is_shown([shown.encode("latin-1")])

    assert len(compared) == len(NOT_SHOWN)


def test_after_a_rotation_the_new_one_counts_and_the_old_one_no_more(api: Api) -> None:
    old, new = ({"Authorization": f"Bearer {each}"} for each in (TOKEN, NEW_TOKEN))

    reply = api.post("/api/v1/token/rotate", headers=old)

    assert (reply.status_code, reply.content) == (204, b"")
    for method, path in TOKEN_ROUTES:
        assert api.send(method, path, headers=old).status_code == 401
    assert api.get("/api/v1/decks", headers=new).status_code == 200


def test_a_token_that_cannot_be_written_is_no_new_token(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    shown = {"Authorization": f"Bearer {TOKEN}"}

    def fail() -> str:
        raise SettingsError("Cannot write /home/me/token: No space left on device.")

    api.secret._renew = fail
    reply = api.post("/api/v1/token/rotate", headers=shown)

    assert reply.status_code == 503
    assert reply.json() == {"detail": "The new token cannot be written; the old one counts"}
    assert api.get("/api/v1/decks", headers=shown).status_code == 200
    assert "No space left" in caplog.text


def test_no_token_is_logged(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    for shown in (*SHOWN, *NOT_SHOWN):
        api.post("/api/v1/alerts/door/trigger", headers={"Authorization": shown})
    api.post("/api/v1/token/rotate", headers={"Authorization": SHOWN[0]})

    encoded = b64encode(TOKEN.encode()).decode().rstrip("=")
    for each in (TOKEN, NEW_TOKEN, encoded):
        assert each not in caplog.text


def test_the_api_says_of_itself_what_needs_the_token(api: Api) -> None:
    found = api.get("/api/openapi.json").json()

    protected = [
        (method.upper(), path)
        for path, methods in found["paths"].items()
        for method, operation in methods.items()
        if operation.get("security") == [{"token": []}]
    ]
    assert sorted(protected) == sorted(TOKEN_ROUTES)
    assert found["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
