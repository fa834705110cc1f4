"""A database in a folder of the test's own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop.store.history import History
from lightstack_desktop.store.store import Store
from store.files import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database that holds nothing yet; copy it, for making one takes alembic."""
    path = tmp_path_factory.mktemp("empty") / DATABASE
    store = Store(path)
    store.open()
    store.close()
    return path


@pytest.fixture
def path(empty_database: Path, tmp_path: Path) -> Path:
    """Return an empty database of this test."""
    return shutil.copy(empty_database, tmp_path / DATABASE)


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Return an open store with an empty board."""
    store = Store(path)
    store.open()
    yield store
    store.close()


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    history = History(path)
    yield history
    history.close()
