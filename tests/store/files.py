"""What the tests do with a database besides asking the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from lightstack_desktop.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Board

    Step = Callable[[Board], Change]

DATABASE = "lightstack.db"


def commit(store: Store, *changes: Change) -> Board:
    """Write these in one transaction; return the board after the last."""
    store.begin()
    for change in changes:
        store.save(change)
    store.commit()
    return changes[-1].board


def commit_each(store: Store, board: Board, *steps: Step) -> Board:
    """Decide and write these one after the other; return the board after the last."""
    for step in steps:
        board = commit(store, step(board))
    return board


def reopened(path: Path) -> Board:
    """Return the board that a new start would find."""
    store = Store(path)
    try:
        return store.open()
    finally:
        store.close()


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Return what a plain SQLite shell would."""
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(query).fetchall()


def damage(path: Path, *statements: str) -> None:
    """Change rows without asking any rule, as damage to the file would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            raw.execute(statement)
