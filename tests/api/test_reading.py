"""History, health, decks and what else can only be read."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from api.conftest import TOKEN
from lightstack_desktop import __version__
from lightstack_desktop.deck.status import DeckCondition, DeckStatus
from lightstack_desktop.errors import StoreError

if TYPE_CHECKING:
    from api.conftest import Api


def trigger(api: Api, *keys: str) -> None:
    for key in keys:
        api.post(f"/api/v1/alerts/{key}/trigger")


def test_history_is_newest_first_in_pages(any_api: Api) -> None:
    trigger(any_api, "a", "b", "a", "c", "a")

    first = any_api.get("/api/v1/history?page_size=2").json()
    last = any_api.get("/api/v1/history?page_size=2&page=3").json()

    assert [row["id"] for row in first["items"]] == [5, 4]
    assert [row["id"] for row in last["items"]] == [1]
    assert (first["total"], first["total_pages"], last["page"]) == (5, 3, 3)


def test_history_is_filtered_by_key_and_action(any_api: Api) -> None:
    trigger(any_api, "a", "b")
    any_api.post("/api/v1/alerts/a/clear")

    found = any_api.get("/api/v1/history?alert_key=a&action=cleared").json()

    assert [(row["alert_key"], row["action"]) for row in found["items"]] == [("a", "cleared")]


def test_an_empty_filter_is_none_and_an_unknown_one_finds_nothing(any_api: Api) -> None:
    trigger(any_api, "a")

    assert any_api.get("/api/v1/history?alert_key=&action=").json()["total"] == 1
    nothing = any_api.get("/api/v1/history?action=exploded").json()
    assert (nothing["items"], nothing["total"], nothing["total_pages"]) == ([], 0, 1)


def test_wildcards_in_a_filter_are_letters(any_api: Api) -> None:
    trigger(any_api, "abc")

    assert any_api.get("/api/v1/history?alert_key=%25").json()["total"] == 0
    assert any_api.get("/api/v1/history?alert_key=a_c").json()["total"] == 0


def test_the_history_of_one_alert_is_limited(any_api: Api) -> None:
    trigger(any_api, "a", "b", "a", "a")

    assert [row["id"] for row in any_api.get("/api/v1/history/a?limit=2").json()] == [4, 3]
    assert any_api.get("/api/v1/history/unknown").json() == []


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", f"page={10**20}", "page=x", "page_size=0", "page_size=101", "page=1.5"],
)
def test_a_page_that_cannot_be_is_refused(any_api: Api, query: str) -> None:
    assert any_api.get(f"/api/v1/history?{query}").status_code == 422


@pytest.mark.parametrize("query", ["limit=0", "limit=501", f"limit={10**20}"])
def test_a_limit_that_cannot_be_is_refused(any_api: Api, query: str) -> None:
    assert any_api.get(f"/api/v1/history/a?{query}").status_code == 422


def test_the_last_page_that_can_be_asked_for_is_empty(any_api: Api) -> None:
    assert any_api.get("/api/v1/history?page=1000000000&page_size=100").json()["items"] == []


def test_a_database_that_cannot_be_read_is_a_503_without_a_word_of_why(api: Api) -> None:
    api.history.problem = StoreError("cannot open /home/me/lightstack.db")

    reply = api.get("/api/v1/history")

    assert reply.status_code == 503
    assert "home" not in reply.text


def test_we_are_healthy_and_ready(api: Api) -> None:
    about = {"environment": "desktop", "version": __version__}

    assert api.get("/api/health").json() == {"status": "healthy", **about}
    ready = api.get("/api/health/ready")
    assert ready.json() == {"status": "ready", "database": "connected", **about}
    assert ready.status_code == 200


def test_we_are_not_ready_while_nothing_can_be_saved(api: Api) -> None:
    api.store.problem = StoreError("disk full at /secret")
    trigger(api, "door")

    reply = api.get("/api/health/ready")

    assert reply.status_code == 503
    body = reply.json()
    assert (body["status"], body["database"]) == ("not_ready", "disconnected")
    assert "secret" not in reply.text
    assert api.get("/api/health").status_code == 200


def test_the_greeting_stands_behind_a_redirect(api: Api) -> None:
    reply = api.get("/api/v1")

    assert reply.status_code == 307
    assert reply.headers["Location"] == "http://127.0.0.1:8080/api/v1/"
    assert api.get("/api/v1/").json() == {"message": "Welcome to LightStack API v1"}


def test_a_slash_too_many_is_redirected(api: Api) -> None:
    reply = api.get("/api/v1/alerts/")

    assert reply.status_code == 307
    assert reply.headers["Location"] == "http://127.0.0.1:8080/api/v1/alerts"


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_only_the_methods_of_the_contract_are_served(api: Api, method: str) -> None:
    assert api.send(method, "/api/v1/alerts").status_code == 405


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/api/v1/alerts", "GET"),
        ("/api/v1/alert-configs", "GET, POST"),
        ("/api/v1/alert-configs/door", "GET, PUT, DELETE"),
        ("/api/v1/alerts/door/trigger", "POST"),
    ],
)
def test_a_method_that_a_path_has_not_is_told_which_it_has(
    api: Api, path: str, allowed: str
) -> None:
    reply = api.send("PATCH", path)

    assert (reply.status_code, reply.headers["Allow"]) == (405, allowed)


def test_the_schema_is_served_and_no_page_beside_it(api: Api) -> None:
    paths = api.get("/api/openapi.json").json()["paths"]

    assert {"/api/v1/alerts/{alert_key}/acknowledge", "/api/v1/decks", "/api/health"} <= set(paths)
    for page in ("/docs", "/redoc", "/api/docs", "/api/redoc"):
        assert (api.get(page).status_code, api.get(page).json()) == (404, {"detail": "Not found"})


DECK = DeckStatus("A1", "Stream Deck MK.2", 0x80, "/dev/hidraw0", DeckCondition.BUSY, "Close it.")
BASIC = base64.b64encode(f"any:{TOKEN}".encode()).decode()


@pytest.mark.parametrize("shown", [f"Bearer {TOKEN}", f"bearer {TOKEN}", f"Basic {BASIC}"])
def test_decks_are_listed_for_who_shows_the_token(api: Api, shown: str) -> None:
    api.decks.append(DECK)

    reply = api.send("GET", "/api/v1/decks", headers={"Authorization": shown})

    assert reply.json() == [
        {
            "serial": "A1",
            "model": "Stream Deck MK.2",
            "product_id": 0x80,
            "path": "/dev/hidraw0",
            "condition": "busy",
            "detail": "Close it.",
        }
    ]


@pytest.mark.parametrize(
    "shown",
    [
        [],
        ["Bearer wrong"],
        ["Bearer "],
        ["Bearer"],
        [TOKEN],
        [f"Digest {TOKEN}"],
        ["Basic %%%"],
        ["Basic " + base64.b64encode(TOKEN.encode()).decode()],
        ["Bearer t\xf6ken"],
        [f"Bearer {TOKEN}", f"Bearer {TOKEN}"],
    ],
)
def test_decks_are_not_listed_without_the_token(api: Api, shown: list[str]) -> None:
    api.decks.append(DECK)

    headers = [(b"Authorization", value.encode("latin-1")) for value in shown]
    reply = api.send("GET", f"/api/v1/decks?token={TOKEN}", headers=headers)

    assert reply.status_code == 401
    assert "Bearer" in reply.headers["WWW-Authenticate"]
    assert "A1" not in reply.text
