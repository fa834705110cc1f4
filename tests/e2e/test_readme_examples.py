"""README's examples, taken from its text and run against the program as a user starts it."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import yaml
from jinja2.sandbox import ImmutableSandboxedEnvironment
from program import Program, environment
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
ADDRESS = "127.0.0.1:8437"
WAIT_S = 20

NOTES = [
    'She said "open", twice',
    "It's O'Brien's \\ back\\slash",
    "one\ntwo\r\n\tthree",
    "{{ not a template }} {% nor this %}",
    "🚪 wide open, 50 % déjà vu",
    "</script><b>&amp;",
    "",
    " spaces around ",
]
KEYS = ["door", "a b", "Küche: Spülmaschine", "50%", "who?#&=+", "🚪", '"quoted"', "..."]


def example(name: str) -> str:
    found = re.search(rf"<!-- example: {name} -->\n```\w+\n(.+?)```", README, re.DOTALL)
    assert found is not None, name
    return found[1]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    home = tmp_path_factory.mktemp("readme")
    command = home / "bin" / "lightstack"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m lightstack_desktop "$@"\n')
    command.chmod(0o755)
    env = environment(home)
    env["PATH"] = f"{command.parent}:{env['PATH']}"
    running = Program("--headless", env=env)
    running.wait_ready()
    yield running
    running.stop()


@pytest.fixture
def calm(program: Program) -> Program:
    """Return the program with nothing active."""
    assert program.request("POST", "/alerts/clear-all")[0] == 200
    return program


def here(text: str, program: Program) -> str:
    """Return an example for the port that a test has."""
    assert "8437" not in text.replace(ADDRESS, "")
    return text.replace(ADDRESS, f"127.0.0.1:{program.port}")


def shell(name: str, program: Program) -> list[str]:
    """Run the lines of an example one after the other; return what each printed."""
    if "curl" in example(name) and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    return [
        subprocess.run(
            ["/bin/sh", "-c", line.replace("curl", "curl --silent --show-error --fail", 1)],
            env=program.env,
            capture_output=True,
            text=True,
            timeout=WAIT_S,
            check=True,
        ).stdout
        for line in here(example(name), program).splitlines()
    ]


def newest(program: Program, key: str) -> list[tuple[str, str | None, str]]:
    """Return what happened to an alert, newest first."""
    page = program.request("GET", "/history?page_size=100")[1]
    rows = [row for row in page["items"] if row["alert_key"] == key]
    return [(row["action"], row["note"], row["source"]) for row in rows]


def test_every_example_is_run_by_a_test() -> None:
    source = Path(__file__).read_text("utf-8")

    names = re.findall(r"<!-- example: (.+) -->", README)

    assert len(names) == len(set(names)) == README.count("<!-- example:") == 8
    assert all(f'"{name}"' in source for name in names)


def test_every_block_that_asks_the_api_is_an_example() -> None:
    blocks = re.findall(r"(<!-- example: .+ -->\n)?```\w+\n(.+?)```", README, re.DOTALL)

    assert all(marker for marker, text in blocks if "/api/" in text)


def test_curl_raises_and_clears(calm: Program) -> None:
    raised, cleared = (json.loads(printed) for printed in shell("curl", calm))

    assert (raised["is_active"], raised["effective_priority"]) == (True, 1)
    assert cleared["is_active"] is False
    assert newest(calm, "door")[:2] == [
        ("cleared", None, "rest"),
        ("triggered", "Front door", "rest"),
    ]


def test_the_command_line_raises_and_clears(calm: Program) -> None:
    shell("command line", calm)

    assert newest(calm, "door")[:2] == [
        ("cleared", None, "cli"),
        ("triggered", "Front door", "cli"),
    ]


def test_curl_makes_a_configuration(calm: Program) -> None:
    (printed,) = shell("configuration", calm)

    assert json.loads(printed)["name"] == "Garage door"
    assert calm.request("GET", "/alert-configs/garage")[1]["led_color"] == 170


def test_curl_shows_the_token_without_telling_it(calm: Program) -> None:
    (printed,) = shell("token", calm)

    assert json.loads(printed) == []
    assert calm.request("GET", "/decks")[0] == 401


def test_python_raises_and_asks(calm: Program) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", here(example("python"), calm)],
        env={**calm.env, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=WAIT_S,
        check=True,
    )

    assert ended.stdout == "Küche: Spülmaschine 1\n"
    assert newest(calm, "Küche: Spülmaschine") == [("triggered", 'It says "E15"', "rest")]


def test_python_listens(calm: Program) -> None:
    calm.trigger("leak")
    listener = subprocess.Popen(
        [sys.executable, "-c", here(example("listener"), calm)],
        env=calm.env,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert listener.stdout is not None
        assert listener.stdout.readline() == "active: 1\n"
        calm.trigger("door")
        for verb in ("acknowledge", "clear"):
            assert calm.request("POST", f"/alerts/door/{verb}")[0] == 200
        heard = [listener.stdout.readline() for _ in range(3)]
    finally:
        listener.kill()
        listener.communicate()

    assert heard == ["alert_triggered door\n", "alert_acknowledged door\n", "alert_cleared door\n"]


def test_rotating_the_token_closes_the_websockets_that_used_it(calm: Program) -> None:
    path = Path(calm.cli("token").stdout.strip())
    url = f"ws://127.0.0.1:{calm.port}/api/v1/ws"
    old = path.read_text("ascii").strip()

    with (
        connect(url, additional_headers={"Authorization": f"Bearer {old}"}) as user,
        connect(url) as other,
    ):
        user.recv(WAIT_S)
        other.recv(WAIT_S)
        assert calm.cli("token", "rotate").returncode == 0
        with pytest.raises(ConnectionClosed) as closed:
            user.recv(WAIT_S)
        other.send('{"type": "ping"}')
        assert json.loads(other.recv(WAIT_S))["data"]["success"]

    new = path.read_text("ascii").strip()
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1008, "the token has changed")
    for token, status in ((old, 401), (new, 200)):
        assert calm.request("GET", "/decks", Authorization=f"Bearer {token}")[0] == status


# Home Assistant


class Yaml(yaml.SafeLoader):
    """YAML as a configuration of Home Assistant's is read."""


def to_json(value: Any) -> str:
    """Write JSON as Home Assistant's filter does, with the characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def render(template: str, variables: dict[str, Any]) -> str:
    made = ImmutableSandboxedEnvironment()
    made.filters["to_json"] = to_json
    return made.from_string(template).render(variables).strip()


def call(program: Program, action: str, data: dict[str, Any]) -> tuple[int, Any]:
    """Call a `rest_command` as Home Assistant does."""
    commands = yaml.load(here(example("rest_command"), program), Yaml)["rest_command"]
    command = commands[action.removeprefix("rest_command.")]
    headers = {"Content-Type": command["content_type"]} if "content_type" in command else {}
    body = render(command["payload"], data).encode() if "payload" in command else None

    async def send() -> tuple[int, Any]:
        async with (
            aiohttp.ClientSession() as session,
            session.request(
                command["method"], render(command["url"], data), data=body, headers=headers
            ) as reply,
        ):
            return reply.status, await reply.json()

    return asyncio.run(send())


def sensor(program: Program) -> str:
    (made,) = yaml.load(here(example("rest_command"), program), Yaml)["sensor"]
    path = made["resource"].partition("/api/v1")[2]
    return render(made["value_template"], {"value_json": program.request("GET", path)[1]})


@pytest.mark.parametrize("note", NOTES)
def test_home_assistant_sends_a_note_as_it_is(calm: Program, note: str) -> None:
    status, alert = call(calm, "lightstack_trigger", {"key": "note", "note": note})

    assert (status, alert["priority"]) == (200, None)
    assert newest(calm, "note")[0] == ("triggered", note, "rest")


@pytest.mark.parametrize(
    ("data", "override"),
    [
        ({}, None),
        ({"priority": None, "note": None}, None),
        ({"priority": 1}, 1),
        ({"priority": "2"}, 2),
    ],
)
def test_home_assistant_may_leave_out_what_it_likes(
    calm: Program, data: dict[str, Any], override: int | None
) -> None:
    status, alert = call(calm, "lightstack_trigger", {"key": "left out", **data})

    assert (status, alert["priority"]) == (200, override)
    assert newest(calm, "left out")[0] == ("triggered", None, "rest")


@pytest.mark.parametrize("key", KEYS)
def test_home_assistant_raises_and_clears_any_key_and_sees_it(calm: Program, key: str) -> None:
    assert sensor(calm) == "all clear"
    status, alert = call(calm, "lightstack_trigger", {"key": key})
    assert (status, alert["alert_key"]) == (200, key)
    assert sensor(calm) == key
    status, alert = call(calm, "lightstack_clear", {"key": key})
    assert (status, alert["is_active"]) == (200, False)


def test_home_assistants_automation_names_an_action_that_there_is(calm: Program) -> None:
    (step,) = yaml.load(example("automation"), Yaml)["actions"]

    status, alert = call(calm, step["action"], step["data"])

    assert (status, alert["effective_priority"]) == (200, 1)
    assert newest(calm, "door")[0] == ("triggered", "Front door", "rest")
