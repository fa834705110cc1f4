"""What the client makes of an app that goes away."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

import pytest
from fake_app import FakeApp, alert

from lightstack_desktop.client import Client, NoAnswerError, NotRunningError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def silent_port() -> Iterator[int]:
    """The port of an app that closes every connection without an answer."""
    app = FakeApp({"GET /x": (200, None), "POST /x": (200, None)})
    yield app.start()
    app.stop()


@pytest.fixture
def dead_pid() -> int:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        pass
    return process.pid


def test_a_question_to_an_app_that_died_is_to_no_running_app(
    silent_port: int, dead_pid: int
) -> None:
    with pytest.raises(NotRunningError):
        Client(dead_pid, silent_port).get("/x")


def test_a_question_without_an_answer_is_told(silent_port: int) -> None:
    with pytest.raises(NoAnswerError, match="gave no answer"):
        Client(os.getpid(), silent_port).get("/x")


def test_a_command_to_an_app_that_died_may_have_been_done(silent_port: int, dead_pid: int) -> None:
    with pytest.raises(NoAnswerError, match="may or may not have been done"):
        Client(dead_pid, silent_port).post("/x", {})


@pytest.mark.full
def test_status_takes_less_than_150_ms(app: FakeApp) -> None:
    app.replies["GET /api/v1/alerts/active"] = 200, [alert(f"alert-{n}") for n in range(20)]

    times = []
    for _ in range(10):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "lightstack_desktop", "status"], check=True, capture_output=True
        )
        times.append((time.perf_counter() - begun) * 1000)

    print(f"lightstack status: median {median(times):.0f} ms, worst {max(times):.0f} ms")
    assert median(times) < 150
