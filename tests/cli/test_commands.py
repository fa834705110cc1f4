"""What the commands send, what they print, and with which exit code they end."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from fake_app import alert, entry, summary

from lightstack_desktop.instance import Lock, Record, create_token, read_token, write_record

if TYPE_CHECKING:
    from conftest import Run
    from fake_app import FakeApp

    from lightstack_desktop.folders import Folders

DONE, REFUSED, USAGE, NOT_RUNNING, UNKNOWN_ALERT = range(5)
CLIENT_COMMANDS = (
    ("trigger", "door"),
    ("acknowledge", "door"),
    ("clear", "door"),
    ("clear", "--all"),
    ("status",),
    ("list",),
    ("history",),
)


def test_trigger_sends_priority_and_note_as_json_and_says_who_it_is(app: FakeApp, run: Run) -> None:
    app.replies["POST /api/v1/alerts/door/trigger"] = 200, alert("door", effective_priority=1)

    code, out, err = run("trigger", "door", "--priority", "1", "--note", 'a "quoted" note')

    assert (code, out, err) == (DONE, "door: raised, priority 1 critical\n", "")
    (request,) = app.requests
    assert request.body == {"priority": 1, "note": 'a "quoted" note'}
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["X-LightStack-Source"] == "cli"
    assert request.headers["Host"].startswith("127.0.0.1:")


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("a b", "a%20b"),
        ("a/../b", "a%2F..%2Fb"),
        ("?x=1#y", "%3Fx%3D1%23y"),
        ("Tür", "T%C3%BCr"),
        ("a%20b", "a%2520b"),
        ("--door", "--door"),
    ],
)
def test_a_key_is_one_quoted_piece_of_the_path(app: FakeApp, run: Run, key: str, path: str) -> None:
    app.replies[f"POST /api/v1/alerts/{path}/trigger"] = 200, alert(key)

    code, out, _ = run("trigger", "--", key)

    assert (code, out) == (DONE, f"{key}: raised, priority 3 medium\n")


@pytest.mark.parametrize(("verb", "done"), [("acknowledge", "acknowledged"), ("clear", "cleared")])
def test_acknowledge_and_clear_say_what_was_done(
    app: FakeApp, run: Run, verb: str, done: str
) -> None:
    app.replies[f"POST /api/v1/alerts/door/{verb}"] = 200, alert("door")

    assert run(verb, "door") == (DONE, f"door: {done}\n", "")


def test_clear_all_names_what_it_cleared(app: FakeApp, run: Run) -> None:
    reply = {"cleared_count": 2, "alert_keys": ["door", "dryer"]}
    app.replies["POST /api/v1/alerts/clear-all"] = 200, reply

    assert run("clear", "--all") == (DONE, "door: cleared\ndryer: cleared\n", "")


def test_clear_all_says_so_when_nothing_was_active(app: FakeApp, run: Run) -> None:
    app.replies["POST /api/v1/alerts/clear-all"] = 200, {"cleared_count": 0, "alert_keys": []}

    assert run("clear", "--all") == (DONE, "Nothing was active.\n", "")


@pytest.mark.parametrize(
    ("argv", "path"),
    [
        (("trigger", "door"), "/alerts/door/trigger"),
        (("acknowledge", "door"), "/alerts/door/acknowledge"),
        (("clear", "door"), "/alerts/door/clear"),
        (("clear", "--all"), "/alerts/clear-all"),
    ],
)
def test_raised_but_not_saved_is_no_success(
    app: FakeApp, run: Run, argv: tuple[str, ...], path: str
) -> None:
    reply = {"detail": "the disk is full", "saved": False, "alert": alert("door")}
    app.replies[f"POST /api/v1{path}"] = 507, reply

    code, out, err = run(*argv)

    assert (code, out) == (REFUSED, "")
    assert "not saved: the disk is full" in err


@pytest.mark.parametrize(
    ("status", "detail", "said"),
    [
        (409, "Alert 'door' is not active", "Alert 'door' is not active"),
        (422, [{"msg": "Value error, key is too long", "loc": ["path", "key"]}], "key is too long"),
        (500, "Internal server error", "Internal server error"),
        (503, {"odd": 1}, "HTTP status 503"),
    ],
)
def test_a_refusal_gives_its_reason_on_stderr(
    app: FakeApp, run: Run, status: int, detail: object, said: str
) -> None:
    app.replies["POST /api/v1/alerts/door/acknowledge"] = status, {"detail": detail}

    assert run("acknowledge", "door") == (REFUSED, "", f"lightstack: {said}\n")


def test_a_key_with_a_slash_has_no_address_and_is_told_so(app: FakeApp, run: Run) -> None:
    assert run("trigger", "a/b") == (REFUSED, "", "lightstack: A key cannot contain '/'.\n")


@pytest.mark.parametrize("argv", [("acknowledge", "x"), ("clear", "x"), ("history", "--key", "x")])
def test_an_unknown_alert_has_an_exit_code_of_its_own(
    app: FakeApp, run: Run, argv: tuple[str, ...]
) -> None:
    app.replies["GET /api/v1/history/x?limit=50"] = 200, []

    code, out, err = run(*argv)

    assert (code, out) == (UNKNOWN_ALERT, "")
    assert "There is no alert x." in err


def test_a_configured_alert_that_was_never_raised_is_not_unknown(app: FakeApp, run: Run) -> None:
    app.replies["GET /api/v1/alert-configs/door"] = 200, summary("door")
    app.replies["GET /api/v1/history/door?limit=50"] = 200, []

    assert run("clear", "door")[0] == REFUSED
    assert run("history", "--key", "door") == (DONE, "Nothing has happened yet.\n", "")


def test_an_alert_is_not_called_unknown_when_that_cannot_be_asked(app: FakeApp, run: Run) -> None:
    app.replies["GET /api/v1/alert-configs/door"] = 500, {"detail": "Internal server error"}

    assert run("clear", "door")[0] == REFUSED


@pytest.mark.parametrize("argv", CLIENT_COMMANDS)
def test_without_an_app_the_exit_code_is_3_and_says_what_to_do(
    run: Run, argv: tuple[str, ...]
) -> None:
    code, out, err = run(*argv)

    assert (code, out) == (NOT_RUNNING, "")
    assert "lightstack run" in err


@pytest.mark.parametrize("argv", CLIENT_COMMANDS)
def test_a_record_whose_port_is_closed_is_no_running_app(
    app: FakeApp, places: Folders, run: Run, argv: tuple[str, ...]
) -> None:
    write_record(places, Record(os.getpid(), closed_port(), has_window=False))

    assert run(*argv)[0] == NOT_RUNNING


def test_an_app_without_its_api_is_not_called_absent(places: Folders, run: Run) -> None:
    write_record(places, Record(os.getpid(), None, has_window=True))

    code, _, err = run("trigger", "door")

    assert code == REFUSED
    assert "without its API" in err


@pytest.mark.parametrize("argv", CLIENT_COMMANDS[:4])
def test_a_command_without_an_answer_is_never_called_done(
    app: FakeApp, run: Run, argv: tuple[str, ...]
) -> None:
    for path in ("door/trigger", "door/acknowledge", "door/clear", "clear-all"):
        app.replies[f"POST /api/v1/alerts/{path}"] = 200, None

    code, out, err = run(*argv)

    assert (code, out) == (REFUSED, "")
    assert "may or may not have been done" in err


@pytest.mark.parametrize(
    "body", [b"<html>", b"", [], "door", {"ok": True}, {"alert_key": "other"}, b"[" * 10_000]
)
def test_another_program_on_the_port_never_makes_a_success(
    app: FakeApp, run: Run, body: object
) -> None:
    for path in ("door/trigger", "door/acknowledge", "door/clear", "clear-all"):
        app.replies[f"POST /api/v1/alerts/{path}"] = 200, body
    for path in ("alerts/active", "alert-configs/summary", "history?page=1&page_size=50"):
        app.replies[f"GET /api/v1/{path}"] = 200, body if body != [] else {}

    for argv in CLIENT_COMMANDS:
        code, out, err = run(*argv)
        assert (code, out) == (REFUSED, ""), argv
        assert err.startswith("lightstack: "), argv


@pytest.mark.parametrize("row", [{}, [], None, 1, {**alert("door"), "last_triggered_at": "soon"}])
def test_rows_that_cannot_be_understood_are_told(app: FakeApp, run: Run, row: object) -> None:
    app.replies["GET /api/v1/alerts/active"] = 200, [row]

    code, out, err = run("status")

    assert (code, out) == (REFUSED, "")
    assert "cannot be understood" in err


def test_status_shows_the_active_alerts_in_the_order_of_the_app(app: FakeApp, run: Run) -> None:
    app.replies["GET /api/v1/alerts/active"] = (
        200,
        [
            alert("door", effective_priority=1, config={"name": "Front door"}),
            alert("dryer", acknowledged_at="2026-11-21T09:00:22Z", acknowledged_by="cli"),
        ],
    )

    code, out, _ = run("status")

    assert code == DONE
    lines = out.splitlines()
    assert lines[0] == "2 active alerts"
    assert lines[2].split() == ["KEY", "PRIORITY", "AGE", "ACKNOWLEDGED", "NAME"]
    assert lines[3].startswith("door   1 critical")
    assert lines[3].endswith("Front door")
    assert lines[4].startswith("dryer  3 medium")
    assert lines[4].endswith("by cli")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (
            (200, {"database": "connected", "notice": "A backup was restored."}),
            ["A backup was restored."],
        ),
        ((503, {"database": "disconnected"}), ["Not saved."]),
        ((503, ["odd"]), []),
    ],
)
def test_status_begins_with_what_is_wrong_with_the_database(
    app: FakeApp, run: Run, reply: tuple[int, object], said: list[str]
) -> None:
    app.replies["GET /api/v1/alerts/active"] = 200, []
    app.replies["GET /api/health/ready"] = reply

    assert run("status") == (DONE, "\n".join([*said, "All clear."]) + "\n", "")
    assert json.loads(run("status", "--json")[1])["trouble"] == said


def test_status_says_when_all_is_clear(app: FakeApp, run: Run) -> None:
    app.replies["GET /api/v1/alerts/active"] = 200, []

    assert run("status") == (DONE, "All clear.\n", "")


def test_status_as_json_is_the_state_in_lightstacks_words(app: FakeApp, run: Run) -> None:
    door = alert("door", config={"name": "Tür \u202e\n"})
    app.replies["GET /api/v1/alerts/active"] = 200, [door]

    code, out, err = run("status", "--json")

    assert (code, err) == (DONE, "")
    assert json.loads(out) == {
        "is_all_clear": False,
        "active_count": 1,
        "current_alert": door,
        "active_alerts": [door],
        "trouble": [],
    }


def test_list_shows_what_is_configured(app: FakeApp, run: Run) -> None:
    app.replies["GET /api/v1/alert-configs/summary"] = (
        200,
        [summary("door", name="Front door", is_active=True, trigger_count=7), summary("dryer")],
    )

    code, out, _ = run("list")

    assert code == DONE
    assert [line.split() for line in out.splitlines()] == [
        ["KEY", "PRIORITY", "STATE", "LAST", "COUNT", "NAME"],
        ["door", "3", "medium", "active", "never", "7", "Front", "door"],
        ["dryer", "3", "medium", "idle", "never", "0"],
    ]
    assert json.loads(run("list", "--json")[1])[0]["trigger_count"] == 7


def test_text_from_outside_cannot_steer_the_terminal(app: FakeApp, run: Run) -> None:
    evil = "\x1b[2J\r\n\u202eevil\u2028\x9b\x00"
    app.replies["GET /api/v1/history?page=1&page_size=50"] = (
        200,
        {"items": [entry(1, note=evil)], "total": 1},
    )

    code, out, _ = run("history")

    assert code == DONE
    assert out.count("\n") == 2
    assert not set(evil) - {"[", "2", "J", "e", "v", "i", "l", "\n"} & set(out)
    assert r"\x1b[2J\r\n\u202eevil\u2028\x9b\x00" in out


def test_columns_are_aligned_for_wide_and_combining_characters(app: FakeApp, run: Run) -> None:
    app.replies["GET /api/v1/alert-configs/summary"] = (
        200,
        [summary("玄関"), summary("e\u0301e\u0301e\u0301e\u0301"), summary("door")],
    )

    lines = run("list")[1].splitlines()

    assert [line[: line.index("3 medium")] for line in lines[1:]] == [
        "玄関  ",
        "e\u0301e\u0301e\u0301e\u0301  ",
        "door  ",
    ]


def test_history_reads_as_many_pages_as_it_needs_and_shows_no_row_twice(
    app: FakeApp, run: Run
) -> None:
    # A row came in between the two requests, so that row 151 stands on both pages.
    first = [entry(number) for number in range(250, 150, -1)]
    second = [entry(number) for number in range(151, 51, -1)]
    third = [entry(number) for number in range(51, 0, -1)]
    for page, items in enumerate((first, second, third), 1):
        path = f"GET /api/v1/history?page={page}&page_size=100"
        app.replies[path] = 200, {"items": items, "total": 251}

    code, out, _ = run("history", "--limit", "230", "--json")

    assert code == DONE
    assert [each["id"] for each in json.loads(out)] == list(range(250, 20, -1))


def test_decks_that_cannot_be_understood_are_told(app: FakeApp, run: Run) -> None:
    app.replies["GET /api/v1/decks"] = 200, [{"serial": "A1"}]

    assert run("decks")[0] == REFUSED


def test_decks_of_a_running_app_are_asked_for_with_the_token(
    app: FakeApp, places: Folders, run: Run
) -> None:
    token = create_token(places.data_dir)
    deck = {
        "serial": "A1",
        "model": "Stream Deck XL",
        "product_id": 0x8F,
        "path": "/dev/hidraw0",
        "condition": "no_permission",
        "detail": "Install the rule.",
    }
    app.replies["GET /api/v1/decks"] = 200, [deck]

    code, out, _ = run("decks")

    assert code == DONE
    assert app.requests[0].headers["Authorization"] == f"Bearer {token}"
    assert out.splitlines()[1] == (
        "A1      Stream Deck XL  no permission  /dev/hidraw0  Install the rule."
    )
    assert json.loads(run("decks", "--json")[1]) == [deck]


@pytest.mark.parametrize("argv", CLIENT_COMMANDS)
def test_every_command_shows_the_token(
    app: FakeApp, places: Folders, run: Run, argv: tuple[str, ...]
) -> None:
    token = create_token(places.data_dir)

    run(*argv)

    assert app.requests
    assert {each.headers["Authorization"] for each in app.requests} == {f"Bearer {token}"}
    assert not [each.path for each in app.requests if token in each.path]


def test_without_a_token_to_read_none_is_shown(app: FakeApp, run: Run) -> None:
    run("status")

    assert "Authorization" not in app.requests[0].headers


@pytest.mark.parametrize("argv", [("token",), ("token", "path")])
def test_it_says_where_the_token_lies_and_not_what_it_is(
    places: Folders, run: Run, argv: tuple[str, ...]
) -> None:
    token = create_token(places.data_dir)

    code, out, err = run(*argv)

    assert (code, out, err) == (DONE, f"{places.data_dir / 'token'}\n", "")
    assert token not in out


def test_with_no_app_running_the_token_is_rotated_in_its_file(places: Folders, run: Run) -> None:
    old = create_token(places.data_dir)

    code, out, err = run("token", "rotate")

    new = read_token(places.data_dir)
    assert (code, err) == (DONE, "")
    assert new not in (old, None)
    assert str(new) not in out


def test_a_running_app_rotates_the_token_itself(app: FakeApp, places: Folders, run: Run) -> None:
    token = create_token(places.data_dir)
    app.replies["POST /api/v1/token/rotate"] = 204, b""

    assert run("token", "rotate")[0] == DONE

    assert app.requests[0].headers["Authorization"] == f"Bearer {token}"
    assert read_token(places.data_dir) == token


def test_a_token_that_the_app_does_not_rotate_is_not_called_rotated(
    app: FakeApp, places: Folders, run: Run
) -> None:
    create_token(places.data_dir)
    app.replies["POST /api/v1/token/rotate"] = 401, {"detail": "The token is missing or wrong"}

    assert run("token", "rotate") == (REFUSED, "", "lightstack: The token is missing or wrong\n")


def test_while_an_app_starts_the_token_is_left_alone(places: Folders, run: Run) -> None:
    token = create_token(places.data_dir)

    with Lock(places.data_dir):
        code, out, err = run("token", "rotate")

    assert (code, out) == (REFUSED, "")
    assert "already runs" in err
    assert read_token(places.data_dir) == token


def closed_port() -> int:
    import socket  # noqa: PLC0415 - for this one

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
