"""`lightstack history --output`: all that happened as a file, beside the app and without it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop.alerts import decide
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run

    from lightstack_desktop.folders import Folders

DONE, REFUSED, USAGE = range(3)


@pytest.fixture
def store(places: Folders) -> Iterator[Store]:
    """Return an open store with two alerts, as the running app has it."""
    from lightstack_desktop.app import now  # noqa: PLC0415 - the clock of the program

    store = Store(places.data_dir / DATABASE)
    board = store.open()
    for key in ("door", "dryer"):
        change = decide.trigger(board, key, None, None, "rest", now())
        store.begin()
        store.save(change)
        store.commit()
        board = change.board
    yield store
    store.close()


def test_all_of_it_is_written_by_the_form_that_the_name_tells(
    run: Run, store: Store, tmp_path: Path
) -> None:
    for name in ("all.csv", "all.JSON", "all.txt"):
        path = tmp_path / name
        assert run("history", "--output", str(path)) == (DONE, f"{path}: 2 rows written\n", "")

    assert len(json.loads((tmp_path / "all.JSON").read_text("utf-8"))) == 2
    assert (tmp_path / "all.csv").read_text() == (tmp_path / "all.txt").read_text()
    assert (tmp_path / "all.csv").read_text().startswith("id,alert_key,action")


def test_key_and_form_can_be_said(run: Run, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "door.txt"

    code, _, _ = run("history", "--key", "door", "--format", "json", "--output", str(path))

    assert code == DONE
    assert [row["alert_key"] for row in json.loads(path.read_text("utf-8"))] == ["door"]


def test_what_cannot_be_written_is_refused(run: Run, store: Store, tmp_path: Path) -> None:
    code, out, err = run("history", "--output", str(tmp_path / "nowhere" / "a.csv"))

    assert (code, out) == (REFUSED, "")
    assert "No such file or directory" in err


def test_without_a_database_it_is_said(run: Run, tmp_path: Path) -> None:
    code, _, err = run("history", "--output", str(tmp_path / "a.csv"))

    assert code == REFUSED
    assert "There is no database yet" in err
    assert not (tmp_path / "a.csv").exists()
