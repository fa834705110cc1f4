"""Commands over REST: what they answer, and whom the history names."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from api.conftest import TOKEN
from lightstack_desktop.errors import StoreError

if TYPE_CHECKING:
    from api.conftest import Api


def test_an_acknowledged_alert_says_when_and_by_whom(any_api: Api) -> None:
    any_api.post("/api/v1/alerts/door/trigger", {"priority": 1})

    reply = any_api.post("/api/v1/alerts/door/acknowledge", {"note": "on my way"})

    assert reply.status_code == 200
    assert reply.json()["acknowledged_by"] == "rest"
    assert reply.json()["acknowledged_at"].endswith("Z")
    assert any_api.get("/api/v1/alerts/door").json() == reply.json()


def test_an_unacknowledged_alert_is_as_new(any_api: Api) -> None:
    any_api.post("/api/v1/alerts/door/trigger")
    any_api.post("/api/v1/alerts/door/acknowledge")

    reply = any_api.post("/api/v1/alerts/door/unacknowledge")

    assert (reply.status_code, reply.json()["acknowledged_at"]) == (200, None)
    assert reply.json()["acknowledged_by"] is None


def test_acknowledging_twice_is_once(any_api: Api) -> None:
    any_api.post("/api/v1/alerts/door/trigger")
    first = any_api.post("/api/v1/alerts/door/acknowledge").json()

    second = any_api.post("/api/v1/alerts/door/acknowledge").json()

    assert second == first
    assert [row.action for row in any_api.rows()] == ["triggered", "acknowledged"]


@pytest.mark.parametrize("command", ["acknowledge", "unacknowledge"])
def test_only_an_active_alert_can_be_acknowledged(api: Api, command: str) -> None:
    api.post("/api/v1/alerts/door/trigger")
    api.post("/api/v1/alerts/door/clear")

    reply = api.post(f"/api/v1/alerts/door/{command}")

    assert (reply.status_code, reply.json()) == (409, {"detail": "Alert 'door' is not active"})


@pytest.mark.parametrize("command", ["acknowledge", "unacknowledge", "clear"])
def test_a_configuration_that_never_rose_is_no_alert(api: Api, command: str) -> None:
    api.post("/api/v1/alert-configs", {"alert_key": "door"})

    reply = api.post(f"/api/v1/alerts/door/{command}")

    assert (reply.status_code, reply.json()) == (404, {"detail": "Alert 'door' not found"})
    assert api.get("/api/v1/alerts/door").status_code == 404
    assert api.get("/api/v1/alerts").json() == []


@pytest.mark.parametrize(
    ("header", "source"),
    [("cli", "cli"), ("CLI", "rest"), ("deck:A1", "rest"), ("", "rest"), (None, "rest")],
)
def test_only_our_cli_may_say_who_it_is(api: Api, header: str | None, source: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    if header is not None:
        headers["X-LightStack-Source"] = header

    api.send("POST", "/api/v1/alerts/door/trigger", headers=headers)

    (row,) = api.rows()
    assert row.source == source
    (item,) = api.get("/api/v1/history").json()["items"]
    assert item["source"] == source


@pytest.mark.parametrize("shown", [None, "Bearer wrong"])
def test_without_the_token_nobody_is_our_cli(api: Api, shown: str | None) -> None:
    headers = {"X-LightStack-Source": "cli"} | ({"Authorization": shown} if shown else {})

    assert api.send("POST", "/api/v1/alerts/door/trigger", headers=headers).status_code == 200

    assert [row.source for row in api.rows()] == ["rest"]


@pytest.mark.parametrize("content", [None, b"", b"null", b"{}", b'{"note": ""}', b'{"note": null}'])
def test_clear_all_without_a_note_says_bulk_clear(api: Api, content: bytes | None) -> None:
    api.post("/api/v1/alerts/door/trigger")
    headers = {"Content-Type": "application/json"} if content else {}

    reply = api.send("POST", "/api/v1/alerts/clear-all", content=content, headers=headers)

    assert reply.json() == {"cleared_count": 1, "alert_keys": ["door"]}
    assert api.rows()[-1].note == "Bulk clear"


@pytest.mark.parametrize("content", [None, b"", b"null", b"{}"])
@pytest.mark.parametrize("command", ["trigger", "acknowledge", "unacknowledge", "clear"])
def test_a_body_is_optional(api: Api, command: str, content: bytes | None) -> None:
    api.post("/api/v1/alerts/door/trigger")
    headers = {"Content-Type": "application/json"} if content else {}

    reply = api.send("POST", f"/api/v1/alerts/door/{command}", content=content, headers=headers)

    assert reply.status_code == 200
    assert api.rows()[-1].note is None


def test_an_override_of_1_outranks_a_default_of_2(api: Api) -> None:
    api.post("/api/v1/alert-configs", {"alert_key": "two", "default_priority": 2})
    api.post("/api/v1/alert-configs", {"alert_key": "five", "default_priority": 5})
    api.post("/api/v1/alerts/two/trigger")
    api.post("/api/v1/alerts/five/trigger", {"priority": 1})

    active = api.get("/api/v1/alerts/active").json()

    assert [alert["alert_key"] for alert in active] == ["five", "two"]


def test_current_and_plan_agree_on_a_tie(api: Api) -> None:
    for key in ("b", "a", "B"):
        api.post(f"/api/v1/alerts/{key}/trigger")

    current = api.get("/api/v1/alerts/current").json()["alert"]["alert_key"]

    assert current == api.get("/api/v1/alerts/plan").json()["bar_alert_key"] == "B"


def test_simulating_takes_the_default_priority_and_changes_nothing(api: Api) -> None:
    api.post("/api/v1/alert-configs", {"alert_key": "one", "default_priority": 1})
    api.post("/api/v1/alerts/three/trigger", {"priority": 1})
    before = api.engine.board

    plan = api.post("/api/v1/alerts/plan/simulate", {"alert_keys": ["three", "one", "one", "?"]})

    assert plan.json()["bar_alert_key"] == "one"
    assert plan.json()["suppressed"] == ["three"]
    assert api.engine.board is before


def test_fifty_first_triggers_at_once_are_all_answered(any_api: Api) -> None:
    async def trigger_all() -> list[int]:
        sends = [any_api._client.post("/api/v1/alerts/new/trigger") for _ in range(50)]
        return [reply.status_code for reply in await asyncio.gather(*sends)]

    statuses = any_api.loop.run_until_complete(trigger_all())

    assert statuses == [200] * 50
    assert any_api.get("/api/v1/alert-configs/new").json()["trigger_count"] == 50
    assert len(any_api.rows()) == 50


def test_reading_does_not_wait_for_the_engine(api: Api) -> None:
    api.post("/api/v1/alerts/door/trigger")
    api.engine.stop()  # a command would now wait for ever

    reply = api.get("/api/v1/alerts/active")

    assert [alert["alert_key"] for alert in reply.json()] == ["door"]


def full(api: Api) -> None:
    api.store.problem = StoreError("disk full at /secret/path")


def test_a_trigger_that_cannot_be_saved_says_so_and_shows_the_alert(api: Api) -> None:
    full(api)

    reply = api.post("/api/v1/alerts/door/trigger", {"priority": 2})

    body = reply.json()
    assert (reply.status_code, body["saved"]) == (507, False)
    assert (body["alert"]["alert_key"], body["alert"]["effective_priority"]) == ("door", 2)
    assert "secret" not in reply.text
    assert api.get("/api/v1/alerts/current").json()["alert"] == body["alert"]


def test_a_clear_all_that_cannot_be_saved_shows_no_alert(api: Api) -> None:
    api.post("/api/v1/alerts/door/trigger")
    full(api)

    reply = api.post("/api/v1/alerts/clear-all")

    assert reply.status_code == 507
    assert (reply.json()["saved"], reply.json()["alert"]) == (False, None)
    assert api.get("/api/v1/alerts/active").json() == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/v1/alert-configs", {"alert_key": "new"}),
        ("PUT", "/api/v1/alert-configs/door", {"name": "Door"}),
        ("DELETE", "/api/v1/alert-configs/door", None),
    ],
)
def test_a_configuration_that_cannot_be_saved_is_not_changed(
    api: Api, method: str, path: str, body: Any
) -> None:
    api.post("/api/v1/alerts/door/trigger")
    before = api.get("/api/v1/alert-configs").json()
    full(api)

    reply = api.send(method, path, **({"json": body} if body else {}))

    assert reply.status_code == 507
    assert (reply.json()["saved"], reply.json()["alert"]) == (False, None)
    assert api.get("/api/v1/alert-configs").json() == before


def test_what_is_our_own_fault_is_a_500_without_a_word_of_why(api: Api) -> None:
    api.store.problem = RuntimeError("Traceback: SELECT secret FROM /home")

    reply = api.post("/api/v1/alerts/door/trigger")

    assert (reply.status_code, reply.json()) == (500, {"detail": "Internal server error"})
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
