"""The program starts again by itself: only if asked, as it was started, and on what was chosen."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from alerts.builders import NOON

from lightstack_desktop.again import Again
from lightstack_desktop.desktop import afterword
from lightstack_desktop.settings import Settings
from lightstack_desktop.store.backups import Backup

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def watch(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    begun: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(os, "execv", lambda program, argv: begun.append((program, argv)))
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-m", "lightstack_desktop", "run"])
    return begun


def test_it_ends_where_nobody_asked_for_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, again = watch(monkeypatch), Again()

    again.prepare(Settings(tmp_path, tmp_path, tmp_path, tmp_path), NOON)
    again.begin()

    assert begun == []
    assert list(tmp_path.iterdir()) == []


def test_it_starts_again_with_the_same_arguments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, again = watch(monkeypatch), Again()

    again.ask(None)
    again.prepare(Settings(tmp_path, tmp_path, tmp_path, tmp_path), NOON)
    again.begin()

    assert begun == [(sys.executable, [sys.executable, "-m", "lightstack_desktop", "run"])]


def test_a_backup_is_put_back_between_the_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, again = watch(monkeypatch), Again()
    gone = Backup(tmp_path / "backups" / "20261121T120000Z-asked.db", NOON, "asked")

    again.ask(gone)
    again.prepare(Settings(tmp_path, tmp_path, tmp_path, tmp_path), NOON)

    assert afterword.take(tmp_path).startswith("Nothing was restored. ")
    again.begin()
    assert len(begun) == 1
