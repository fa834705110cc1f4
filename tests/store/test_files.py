"""Where the data lies: for its owner alone, and not where somebody planted a link."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from typing import TYPE_CHECKING

import pytest
from alerts.builders import trigger

from lightstack_desktop.alerts.model import Board
from lightstack_desktop.errors import StoreError
from lightstack_desktop.store.store import Store
from store.files import DATABASE, commit, reopened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")


@pytest.fixture
def open_umask() -> Iterator[None]:
    """Let new files be open to everyone unless somebody says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix_only
@pytest.mark.usefixtures("open_umask")
def test_the_folder_and_every_file_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "share" / "it's 100% ours?#"
    store = Store(folder / DATABASE)
    board = store.open()
    commit(store, trigger(board, "door"))

    modes = {path.name: mode(path) for path in folder.iterdir()}
    store.close()

    assert mode(folder) == 0o700
    assert modes == {DATABASE: 0o600, f"{DATABASE}-wal": 0o600, f"{DATABASE}-shm": 0o600}
    assert set(reopened(folder / DATABASE).alerts) == {"door"}


@posix_only
def test_a_database_that_others_could_read_is_made_private(path: Path) -> None:
    path.chmod(0o644)

    reopened(path)

    assert mode(path) == 0o600


@posix_only
@pytest.mark.parametrize("name", [DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"])
@pytest.mark.parametrize("exists", [True, False])
def test_a_link_planted_at_a_file_of_ours_is_refused(
    empty_database: Path, tmp_path: Path, name: str, exists: bool
) -> None:
    folder, target = tmp_path / "data", tmp_path / "target"
    folder.mkdir()
    if name != DATABASE:
        shutil.copy(empty_database, folder / DATABASE)
    if exists:
        target.write_bytes(b"precious")
    (folder / name).symlink_to(target)

    with pytest.raises(StoreError, match="symbolic link"):
        Store(folder / DATABASE).open()

    assert target.exists() is exists
    assert not exists or target.read_bytes() == b"precious"


@posix_only
def test_a_linked_folder_is_fine(tmp_path: Path, path: Path) -> None:
    (tmp_path / "link").symlink_to(path.parent)
    store = Store(tmp_path / "link" / DATABASE)

    board = commit(store, trigger(store.open(), "door"))
    store.close()

    assert reopened(path) == board


@posix_only
def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / DATABASE)

    with pytest.raises(StoreError, match="no ordinary file"):
        Store(tmp_path / DATABASE).open()


def test_a_folder_in_the_place_of_the_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()

    with pytest.raises(StoreError, match=DATABASE):
        Store(tmp_path / DATABASE).open()


def test_a_start_writes_nothing_into_a_database_that_is_current(path: Path) -> None:
    before = path.read_bytes()

    reopened(path)

    assert path.read_bytes() == before


def test_a_new_database_holds_an_empty_board(tmp_path: Path) -> None:
    assert reopened(tmp_path / DATABASE) == Board()
