"""One instance a data folder, and what happens when something is taken already."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from program import Program, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Start = Callable[..., Program]

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def run_again(first: Program, *arguments: str) -> subprocess.CompletedProcess[str]:
    return first.cli("run", *arguments)


@pytest.fixture
def taken_port() -> Iterator[int]:
    """Hold a port as another program would."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


def test_a_second_start_raises_the_first_ones_window(start: Start) -> None:
    first = start(base=os.environ | OFFSCREEN)

    second = run_again(first)

    assert second.returncode == 0
    assert "its window was raised" in second.stdout
    assert first.process.poll() is None


def test_a_second_start_beside_a_headless_one_says_who_runs(start: Start) -> None:
    first = start("--headless")

    second = run_again(first)

    assert second.returncode == 1
    assert f"process {first.process.pid}" in second.stderr


def test_a_second_headless_start_says_who_runs(start: Start) -> None:
    first = start(base=os.environ | OFFSCREEN)

    second = run_again(first, "--headless")

    assert second.returncode == 1
    assert f"process {first.process.pid}" in second.stderr


def test_after_kill_9_the_next_start_needs_no_help(start: Start) -> None:
    start("--headless").kill()

    second = start("--headless")

    assert second.cli("status").returncode == 0


def test_two_data_folders_are_two_programs(tmp_path: Path) -> None:
    one, two = (Program("--headless", env=environment(tmp_path / name)) for name in ("a", "b"))
    try:
        one.wait_ready()
        two.wait_ready()
        one.trigger("door")

        assert two.request("GET", "/alerts")[1] == []
    finally:
        one.stop()
        two.stop()


def test_headless_without_its_port_it_ends_and_says_so(tmp_path: Path, taken_port: int) -> None:
    env = environment(tmp_path) | {"LIGHTSTACK_API_PORT": str(taken_port)}

    program = Program("--headless", env=env)

    assert program.process.wait(10) == 1
    program.stop()
    assert f"Port {taken_port} is used by another program" in "".join(program.output)


def test_with_a_window_it_goes_on_without_its_port(tmp_path: Path, taken_port: int) -> None:
    env = environment(tmp_path) | OFFSCREEN | {"LIGHTSTACK_API_PORT": str(taken_port)}
    program = Program(env=env)
    with pytest.raises(TimeoutError):
        program.wait_ready(3)

    second = run_again(program)
    alone = program.cli("status")

    assert second.returncode == 0
    assert alone.returncode == 1
    assert "without its API" in alone.stderr
    assert program.stop() == 0


def test_without_a_screen_it_says_so_and_runs_headless(start: Start) -> None:
    screenless = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }

    program = start(base=screenless)

    assert "there is no screen" in "".join(program.output)
    assert program.cli("trigger", "door").returncode == 0


def test_a_windowed_program_quits_on_sigterm(start: Start) -> None:
    program = start(base=os.environ | OFFSCREEN)

    assert program.stop(timeout_s=2) == 0


def test_headless_loads_no_qt() -> None:
    code = (
        "import sys, lightstack_desktop.app, lightstack_desktop.service\n"
        "print([m for m in sys.modules if m.startswith('PySide6')])"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
