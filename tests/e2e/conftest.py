"""The whole program on a virtual deck: real HID reports in, real pictures out."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import virtual_deck
from program import Program, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Start = Callable[..., Program]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bear the virtual deck's own sockets, which it leaves to the garbage collector."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"))


@pytest.fixture
def vdeck() -> Iterator[Any]:
    yield virtual_deck.load()
    gc.collect()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program with folders that stay the same over restarts in one test."""
    running: list[Program] = []

    def start_one(*arguments: str, base: dict[str, str] | None = None) -> Program:
        program = Program(*arguments, env=environment(tmp_path, base))
        running.append(program)
        program.wait_ready()
        return program

    yield start_one
    for program in running:
        program.stop()
