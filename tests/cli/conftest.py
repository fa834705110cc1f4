"""Folders of a test's own, and an app that runs in them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from fake_app import FakeApp

from lightstack_desktop import cli
from lightstack_desktop.folders import Folders, folders
from lightstack_desktop.instance import Record, write_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    for name in ("DATA", "CONFIG", "STATE", "RUNTIME"):
        monkeypatch.setenv(f"LIGHTSTACK_{name}_DIR", str(tmp_path / name.lower()))
    return folders(os.environ)


@pytest.fixture
def app(places: Folders) -> Iterator[FakeApp]:
    fake = FakeApp()
    write_record(places, Record(os.getpid(), fake.start(), has_window=True))
    yield fake
    fake.stop()


@pytest.fixture
def run(places: Folders, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; return exit code, stdout and stderr."""

    def run_one(*argv: str) -> tuple[int, str, str]:
        code = cli.main(argv)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_one
