"""Configurations over REST."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from api.conftest import Api

CONFIGS = "/api/v1/alert-configs"


def test_a_configuration_has_our_icon_and_zoned_times(any_api: Api) -> None:
    reply = any_api.post(CONFIGS, {"alert_key": "door", "name": "Front door", "led_color": "21"})

    assert reply.status_code == 201
    assert reply.json() == {
        "id": 1,
        "alert_key": "door",
        "name": "Front door",
        "description": None,
        "default_priority": 3,
        "led_scope": "bar",
        "led_positions": None,
        "led_color": 21,
        "led_effect": None,
        "led_brightness": None,
        "led_duration": None,
        "icon": None,
        "created_at": reply.json()["created_at"],
        "updated_at": reply.json()["created_at"],
        "trigger_count": 0,
    }
    assert reply.json()["created_at"] == "2026-11-21T09:00:01.000000Z"
    assert any_api.get(f"{CONFIGS}/door").json() == reply.json()


def test_the_users_own_picture_is_neither_told_nor_taken(any_api: Api) -> None:
    any_api.post(CONFIGS, {"alert_key": "door", "picture": "theirs.png"})
    assert any_api.engine.board.alerts["door"].config.fields.picture is None
    any_api.engine.update_config("door", lambda fields: replace(fields, picture="ours.png"))

    any_api.put(f"{CONFIGS}/door", {"name": "Door", "picture": None})

    fields = any_api.engine.board.alerts["door"].config.fields
    assert (fields.name, fields.picture) == ("Door", "ours.png")
    for path in ("/alert-configs", "/alert-configs/summary", "/alert-configs/door"):
        assert "picture" not in any_api.get(f"/api/v1{path}").text


def test_a_summary_tells_what_is_active(any_api: Api) -> None:
    any_api.post(CONFIGS, {"alert_key": "idle", "description": "never raised"})
    any_api.post("/api/v1/alerts/door/trigger")

    door, idle = any_api.get(f"{CONFIGS}/summary").json()

    assert (door["alert_key"], door["is_active"], door["trigger_count"]) == ("door", True, 1)
    assert (idle["alert_key"], idle["is_active"], idle["last_triggered_at"]) == (
        "idle",
        False,
        None,
    )
    assert door["last_triggered_at"].endswith("Z")
    assert not {"id", "description"} & set(door)


def test_lists_are_in_the_order_of_code_points(api: Api) -> None:
    for key in ("b", "ä", "B", "a"):
        api.post(CONFIGS, {"alert_key": key})
        api.post(f"/api/v1/alerts/{key}/trigger")

    for path in (CONFIGS, f"{CONFIGS}/summary", "/api/v1/alerts"):
        assert [each["alert_key"] for each in api.get(path).json()] == ["B", "a", "b", "ä"]


def test_the_count_of_a_forgotten_key_comes_back_after_the_first_answer(any_api: Api) -> None:
    any_api.post("/api/v1/alerts/door/trigger")
    any_api.send("DELETE", f"{CONFIGS}/door")

    created = any_api.post(CONFIGS, {"alert_key": "door"})

    assert created.json()["trigger_count"] == 0
    assert any_api.get(f"{CONFIGS}/door").json()["trigger_count"] == 1


def test_an_edit_changes_what_is_sent_and_nothing_else(any_api: Api) -> None:
    any_api.post(
        CONFIGS, {"alert_key": "door", "name": "Door", "led_color": 85, "led_brightness": 5}
    )

    reply = any_api.put(f"{CONFIGS}/door", {"name": None, "led_brightness": 50, "alert_key": "no"})

    config = reply.json()
    assert (config["name"], config["led_color"], config["led_brightness"]) == (None, 85, 50)
    assert config["alert_key"] == "door"
    assert any_api.get(f"{CONFIGS}/no").status_code == 404


def test_an_alert_that_becomes_a_bar_loses_its_positions(any_api: Api) -> None:
    body = {"alert_key": "x", "led_scope": "individual", "led_positions": [7, 1, 1]}
    assert any_api.post(CONFIGS, body).json()["led_positions"] == [1, 7]

    assert any_api.put(f"{CONFIGS}/x", {"led_positions": [3]}).json()["led_positions"] == [3]
    assert any_api.put(f"{CONFIGS}/x", {"led_scope": "bar"}).json()["led_positions"] is None


def test_a_bar_has_no_positions_whatever_is_sent(api: Api) -> None:
    api.post(CONFIGS, {"alert_key": "x"})

    reply = api.put(f"{CONFIGS}/x", {"led_positions": [99]})

    assert (reply.status_code, reply.json()["led_positions"]) == (200, None)


def test_positions_of_an_individual_alert_are_checked_with_what_is_stored(api: Api) -> None:
    api.post(CONFIGS, {"alert_key": "x", "led_scope": "individual", "led_positions": [1]})

    reply = api.put(f"{CONFIGS}/x", {"led_positions": [0, 9]})

    assert (reply.status_code, reply.json()) == (
        422,
        {"detail": "LED positions must be between 1 and 7; got [0, 9]"},
    )


@pytest.mark.parametrize("field", ["default_priority", "led_scope"])
def test_what_cannot_be_null_is_refused_not_an_error_of_ours(api: Api, field: str) -> None:
    api.post(CONFIGS, {"alert_key": "x"})

    reply = api.put(f"{CONFIGS}/x", {field: None})

    assert reply.status_code == 422
    assert reply.json()["detail"][0]["loc"] == ["body", field]


def test_an_icon_that_is_not_shipped_is_refused(api: Api) -> None:
    reply = api.post(CONFIGS, {"alert_key": "x", "icon": "dragon"})

    assert (reply.status_code, reply.json()) == (422, {"detail": "Icon 'dragon' is not known"})


def test_a_shipped_icon_is_told_by_its_plain_name(api: Api) -> None:
    reply = api.post(CONFIGS, {"alert_key": "x", "icon": "mdi:door"})

    assert (reply.status_code, reply.json()["icon"]) == (201, "door")


def test_a_deleted_alert_is_gone_and_its_history_stays(any_api: Api) -> None:
    any_api.post("/api/v1/alerts/door/trigger")

    reply = any_api.send("DELETE", f"{CONFIGS}/door")

    assert (reply.status_code, reply.content) == (204, b"")
    assert any_api.get("/api/v1/alerts/current").json()["is_all_clear"] is True
    assert [row["action"] for row in any_api.get("/api/v1/history/door").json()] == [
        "cleared",
        "triggered",
    ]


LONG = {"name": 201, "description": 4001, "led_effect": 51, "icon": 51}


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("default_priority", 2.5, "int_from_float"),
        ("default_priority", "two", "int_parsing"),
        ("default_priority", 0, "greater_than_equal"),
        ("led_color", 256, "less_than_equal"),
        ("led_brightness", 101, "less_than_equal"),
        ("led_duration", -1, "greater_than_equal"),
        ("led_scope", "both", "enum"),
        ("led_positions", 3, "list_type"),
        ("name", 5, "string_type"),
        ("name", "bell\x07", "value_error"),
        ("description", "\ud800", "string_unicode"),
        ("description", "\x85", "value_error"),
        *((field, "x" * length, "string_too_long") for field, length in LONG.items()),
    ],
)
def test_a_bad_field_is_named(api: Api, field: str, value: Any, kind: str) -> None:
    content = json.dumps({"alert_key": "x", field: value})

    reply = api.send("POST", CONFIGS, content=content, headers={"Content-Type": "application/json"})

    assert reply.status_code == 422
    (error,) = reply.json()["detail"]
    assert (error["type"], error["loc"]) == (kind, ["body", field])
    assert api.get(CONFIGS).json() == []


@pytest.mark.parametrize("value", [2, 2.0, "2"])
def test_whole_numbers_are_lax(api: Api, value: Any) -> None:
    assert api.post("/api/v1/alerts/door/trigger", {"priority": value}).json()["priority"] == 2


def test_text_is_kept_as_it_is(any_api: Api) -> None:
    text = "<b>x</b> &amp; \t\r\n \u202e 🔥 %s"

    any_api.post(CONFIGS, {"alert_key": "<b>", "name": text, "description": text})
    any_api.post("/api/v1/alerts/<b>/trigger", {"note": text})

    config = any_api.get(f"{CONFIGS}/<b>").json()
    assert (config["name"], config["description"]) == (text, text)
    assert any_api.get("/api/v1/history/<b>").json()[0]["note"] == text


BAD_KEYS = [
    "active", "current", "plan", "clear-all", "summary", ".", "..", " x", "x ", " ", "a/b",
    "a\nb", "a\x00", "a\x7f", "a\x9f", "\u202ex", "x" * 101,
]  # fmt: skip


@pytest.mark.parametrize("key", [*BAD_KEYS, "", "\ud800"])
def test_a_key_that_cannot_be_addressed_is_not_made(api: Api, key: str) -> None:
    content = json.dumps({"alert_key": key})

    reply = api.send("POST", CONFIGS, content=content, headers={"Content-Type": "application/json"})

    assert reply.status_code == 422
    assert reply.json()["detail"][0]["loc"] == ["body", "alert_key"]
    assert api.get(CONFIGS).json() == []


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_that_cannot_be_addressed_is_not_triggered(api: Api, key: str) -> None:
    reply = api.post(f"/api/v1/alerts/{quote(key, safe='').replace('.', '%2E')}/trigger")

    assert reply.status_code == (404 if "/" in key else 422)
    assert api.get(CONFIGS).json() == []


@pytest.mark.parametrize("path", ["%FF", "%C0%AF", "a%ED%A0%80b", "a%2Ftrigger", "x%2fclear-all"])
def test_escapes_that_are_no_text_or_hide_a_slash_are_refused(api: Api, path: str) -> None:
    for url in (f"/api/v1/alerts/{path}/trigger", f"/api/v1/alerts/{path}"):
        assert api.post(url).status_code in (404, 422)

    assert api.get(CONFIGS).json() == []


def test_a_key_of_a_hundred_emoji_is_one(any_api: Api) -> None:
    key = "🔥" * 100

    assert any_api.post(f"/api/v1/alerts/{key}/trigger").json()["alert_key"] == key
    assert any_api.get(f"/api/v1/alerts/{key}").status_code == 200
