"""Odd command lines, odd terminals: an exit code and a sentence, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from fake_app import alert, summary

from lightstack_desktop import __version__

if TYPE_CHECKING:
    from conftest import Run
    from fake_app import FakeApp

DONE, REFUSED, USAGE = range(3)
COMMAND = (sys.executable, "-m", "lightstack_desktop")


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("",),
        ("nonsense",),
        ("trigger",),
        ("trigger", ""),
        ("trigger", "door", "dryer"),
        ("trigger", "--door"),
        ("trigger", "door", "--priority", "6"),
        ("trigger", "door", "--priority", "0"),
        ("trigger", "door", "--priority", "high"),
        ("trigger", "door", "--priority", "9" * 5000),
        ("trigger", "door", "--prio", "1"),
        ("trigger", "do\udcffor"),
        ("trigger", "door", "--note", "\udc80"),
        ("acknowledge",),
        ("clear",),
        ("clear", "door", "--all"),
        ("clear", ""),
        ("history", "--limit", "0"),
        ("history", "--limit", "501"),
        ("history", "--limit", "-1"),
        ("history", "--limit", "1_0"),
        ("history", "--limit", "9" * 5000),
        ("history", "--key", ""),
        ("status", "door"),
        ("run", "--screen-deck"),
        ("run", "--screen-deck", "mk3"),
    ],
)
def test_wrong_usage_ends_with_2_and_sends_nothing(
    app: FakeApp, run: Run, argv: tuple[str, ...]
) -> None:
    code, out, err = run(*argv)

    assert (code, out) == (USAGE, "")
    assert err.startswith("usage: lightstack")
    assert app.requests == []


def test_a_model_that_there_is_not_is_answered_with_those_that_there_are(run: Run) -> None:
    _, _, err = run("run", "--screen-deck", "mk3")

    assert "there is no mk3; there are mini, original, mk2, " in err


def test_a_usage_error_quotes_argv_escaped(run: Run) -> None:
    code, _, err = run("status", "\x1b]0;evil\x07")

    assert code == USAGE
    assert "\x1b" not in err


def test_a_key_may_begin_with_a_dash_behind_two_dashes(app: FakeApp, run: Run) -> None:
    app.replies["POST /api/v1/alerts/-5V/trigger"] = 200, alert("-5V")

    assert run("trigger", "--", "-5V")[0] == DONE


def test_version_and_help_end_with_0(run: Run) -> None:
    assert run("--version") == (DONE, f"lightstack {__version__}\n", "")
    code, out, _ = run("--help")
    assert code == DONE
    assert "Exit codes: 0 done, 1 refused, 2 usage, 3 not running, 4 unknown alert." in out


def test_bytes_that_are_no_utf8_in_argv_give_no_traceback(app: FakeApp) -> None:
    ended = subprocess.run([*COMMAND, b"trigger", b"do\xffor"], capture_output=True, check=False)

    assert ended.returncode == USAGE
    assert b"Traceback" not in ended.stderr


def test_a_reader_that_goes_away_gives_no_traceback(app: FakeApp) -> None:
    many = [summary(f"alert-{number}", name="x" * 200) for number in range(2000)]
    app.replies["GET /api/v1/alert-configs/summary"] = 200, many

    with subprocess.Popen(
        [*COMMAND, "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()

    assert (process.returncode, err) == (DONE, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
def test_an_answer_that_cannot_be_written_is_no_success(app: FakeApp) -> None:
    app.replies["GET /api/v1/alerts/active"] = 200, []

    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        ended = subprocess.run(
            [*COMMAND, "status"], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert ended.returncode == REFUSED
    assert ended.stderr.startswith(b"lightstack: Cannot write the answer")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_terminal_can_show_any_name(app: FakeApp, encoding: str) -> None:
    app.replies["GET /api/v1/alert-configs/summary"] = 200, [summary("玄関")]

    ended = subprocess.run(
        [*COMMAND, "list"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )

    assert (ended.returncode, ended.stderr) == (DONE, b"")
    assert "玄関".encode(encoding, "backslashreplace") in ended.stdout


def test_closed_output_is_no_reason_to_fail(app: FakeApp) -> None:
    app.replies["POST /api/v1/alerts/door/trigger"] = 200, alert("door")

    ended = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -m lightstack_desktop trigger door >&- 2>&-', sys.executable],
        check=False,
    )

    assert ended.returncode == DONE
