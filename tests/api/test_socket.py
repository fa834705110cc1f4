"""The WebSocket's commands, answers and events, one client or two, over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.live import served
from lightstack_desktop.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.live import Live


@pytest.fixture
def live() -> Iterator[Live]:
    with served() as running:
        yield running


def types(frames: list[Any]) -> list[str]:
    return [frame["type"] for frame in frames]


def test_the_first_frame_shows_the_state(live: Live) -> None:
    live.rest("POST", "/api/v1/alerts/door/trigger", {"priority": 2})

    first = live.connect().read()

    state = first["data"]["state"]
    assert first["type"] == "connection_established"
    assert [alert["alert_key"] for alert in state["active_alerts"]] == ["door"]
    assert state["current_alert"] == state["active_alerts"][0]
    assert (state["is_all_clear"], state["active_count"], state["saved"]) == (False, 1, True)
    assert state["led_plan"] == live.rest("GET", "/api/v1/alerts/plan")[1]


def test_events_come_first_and_then_the_senders_result(live: Live) -> None:
    caller, other = live.greeted(), live.greeted()

    caller.ask("trigger_alert", alert_key="door")

    events = ["alert_triggered", "current_alert_changed", "led_plan_changed"]
    assert types(caller.read_until("command_result")) == [*events, "command_result"]
    assert types([other.read() for _ in events]) == events


def test_an_acknowledgement_is_taken_and_told(live: Live) -> None:
    caller = live.greeted()
    caller.call("trigger_alert", alert_key="door")

    caller.ask("acknowledge_alert", alert_key="door", note="on my way")
    frames = caller.read_until("command_result")
    result = frames[-1]["data"]["result"]["alert"]

    assert types(frames[:-1]) == ["alert_acknowledged", "current_alert_changed"]
    assert frames[0]["data"]["alert"] == result
    assert (result["acknowledged_by"], result["is_active"]) == ("websocket", True)
    caller.ask("unacknowledge_alert", alert_key="door")
    assert types(caller.read_until("command_result"))[0] == "alert_unacknowledged"
    assert [(row.action, row.note, row.source) for row in live.store.rows] == [
        ("triggered", None, "websocket"),
        ("acknowledged", "on my way", "websocket"),
        ("unacknowledged", None, "websocket"),
    ]


def test_clear_all_without_a_note_says_where_it_came_from(live: Live) -> None:
    caller = live.greeted()
    for data in ({}, {"note": None}, {"note": "done"}):
        caller.call("trigger_alert", alert_key="door")
        caller.call("clear_all_alerts", **data)  # without data the field is left out
        assert caller.call("get_state")["result"]["is_all_clear"]

    notes = [row.note for row in live.store.rows if row.action == "cleared"]
    assert notes == ["Cleared via WebSocket", "Bulk clear", "done"]


def test_all_alerts_are_those_that_were_ever_triggered(live: Live) -> None:
    caller = live.greeted()
    live.rest("POST", "/api/v1/alert-configs", {"alert_key": "idle"})
    for key in ("b", "a"):
        caller.call("trigger_alert", alert_key=key)
    caller.call("clear_alert", alert_key="b")

    every = caller.call("get_all_alerts")["result"]
    active = caller.call("get_active_alerts")["result"]

    assert ([a["alert_key"] for a in every["alerts"]], every["count"]) == (["a", "b"], 2)
    assert ([a["alert_key"] for a in active["alerts"]], active["count"]) == (["a"], 1)


def test_an_edit_of_an_alert_behind_the_current_one_is_told(live: Live) -> None:
    for key in ("a", "b"):
        live.rest("POST", f"/api/v1/alerts/{key}/trigger")
    caller = live.greeted()

    live.rest("PUT", "/api/v1/alert-configs/b", {"name": "Bell"})

    frame = caller.read()
    assert (frame["type"], frame["data"]["alert"]["name"]) == ("alert_updated", "Bell")


def test_deleting_an_active_alert_clears_it_for_everyone(live: Live) -> None:
    live.rest("POST", "/api/v1/alerts/door/trigger")
    caller = live.greeted()

    live.rest("DELETE", "/api/v1/alert-configs/door")

    frames = caller.read_until("led_plan_changed")
    assert types(frames)[:2] == ["alert_cleared", "current_alert_changed"]
    assert frames[0]["data"]["alert"]["is_active"] is False
    assert frames[0]["data"]["previous_current"]["is_active"] is True
    assert frames[1]["data"]["current"] is None


@pytest.mark.parametrize(
    ("command", "data", "code"),
    [
        ("trigger_alert", {}, "MISSING_ALERT_KEY"),
        ("trigger_alert", {"alert_key": ""}, "MISSING_ALERT_KEY"),
        ("trigger_alert", {"alert_key": 123}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": ["door"]}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": "a/b"}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": "active"}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": "\ud800"}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": "k" * 101}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": "door", "priority": "abc"}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": "door", "priority": -5}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": "door", "priority": 2.5}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": "door", "note": 1}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": "door", "note": "n" * 1001}, "VALIDATION_ERROR"),
        ("trigger_alert", {"alert_key": "door", "note": "\x1b[31m"}, "VALIDATION_ERROR"),
        ("clear_all_alerts", {"note": 5}, "VALIDATION_ERROR"),
        ("clear_alert", {"alert_key": "ghost"}, "ALERT_NOT_FOUND"),
        ("acknowledge_alert", {"alert_key": "ghost"}, "ALERT_NOT_FOUND"),
        ("unacknowledge_alert", {"alert_key": None}, "MISSING_ALERT_KEY"),
        ("reboot", {"alert_key": "door"}, "UNKNOWN_COMMAND"),
    ],
)
def test_what_is_refused_is_answered_and_changes_nothing(
    live: Live, command: str, data: dict[str, Any], code: str
) -> None:
    caller = live.greeted()

    error = caller.call(command, **data)

    assert (error["code"], error["command_id"]) == (code, "id")
    assert (live.engine.board.alerts, live.store.rows) == ({}, [])
    assert caller.call("ping")["result"] == {"pong": True}


def test_whole_numbers_are_as_lax_as_in_rest(live: Live) -> None:
    caller = live.greeted()

    for priority, taken in ((2, 2), ("2", 2), (2.0, 2), (True, 1), (None, 3)):
        result = caller.call("trigger_alert", alert_key="door", priority=priority)["result"]
        assert result["alert"]["effective_priority"] == taken


def test_an_idle_alert_cannot_be_acknowledged(live: Live) -> None:
    caller = live.greeted()
    caller.call("trigger_alert", alert_key="door")
    caller.call("clear_alert", alert_key="door")

    error = caller.call("acknowledge_alert", alert_key="door")

    assert (error["code"], error["message"]) == ("ALERT_NOT_ACTIVE", "Alert 'door' is not active")


def test_what_cannot_be_saved_is_told_as_such_and_as_saved_later(live: Live) -> None:
    caller, other = live.greeted(), live.greeted()
    live.store.problem = StoreError("disk full at /secret/path")

    caller.ask("trigger_alert", alert_key="door", priority=1)
    frames = caller.read_until("error")
    error = frames[-1]["data"]

    assert [frame.get("saved") for frame in frames] == [False, False, False, None]
    assert (error["code"], error["saved"], error["command_id"]) == ("NOT_SAVED", False, "id")
    assert error["alert"] == frames[0]["data"]["alert"]
    assert "secret" not in str(error)
    assert other.call("get_state")["result"]["saved"] is False
    assert caller.call("clear_all_alerts")["alert"] is None
    live.store.problem = None
    live.engine.stop()  # which tries once more
    saved = other.read_until("state_saved")[-1]
    assert (saved["data"], "saved" in saved) == ({}, False)
    assert [row.action for row in live.store.rows] == ["triggered", "cleared"]
    assert caller.call("trigger_alert", alert_key="door")["code"] == "UNAVAILABLE"


def test_a_fault_of_ours_closes_the_socket_and_says_no_more(live: Live) -> None:
    caller = live.greeted()
    live.store.problem = RuntimeError("SELECT secret")

    caller.ask("trigger_alert", alert_key="door")

    assert caller.read_close() == 1011
    live.store.problem = None
    assert live.greeted().call("get_state")["result"]["is_all_clear"]


def test_there_is_a_socket_in_one_place_alone(live: Live) -> None:
    assert live.connect().status == 101
    assert live.connect(path="/api/v1/nowhere").status == 403
