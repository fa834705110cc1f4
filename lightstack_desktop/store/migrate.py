"""The way from an older schema to ours, and the refusal of one that we do not know.

1. A database that is current costs one query, a new one a few more, and neither imports alembic.
2. Before each step an existing database is backed up. 3. A step is done whole or not at all. 4. A
database made by a newer version, or by another program, is not touched. 5. One of ours that lacks
what it must have is damaged, and neither new nor another program's.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop.errors import DamagedStoreError, ForeignStoreError
from lightstack_desktop.store import first, second, third

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

# Every revision in order, for importing alembic only to ask it costs 0.2 s at every start.
REVISIONS = ("0001", "0002", "0003")
# Those that a new database gets at once, as plain SQL, without alembic.
PLAIN = (first.STATEMENTS, second.STATEMENTS, third.STATEMENTS)
OURS = frozenset({"alembic_version", "alert_configs", "alerts", "alert_history"})
SCRIPTS = Path(__file__).with_name("migrations")


def revision(path: Path) -> str | None:
    """Return the revision of a database file, None if it is empty; raises StoreError."""
    # Closing the last connection that may write moves the log of a crashed program into the file.
    wal = path.with_name(path.name + "-wal")
    mode = "ro" if wal.exists() and wal.stat().st_size else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as raw:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        found = None
        if "alembic_version" in tables:
            found = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is not None and re.fullmatch("[0-9]{4}", str(found[0])):
        return str(found[0])
    # The first page alone is what a start leaves that was killed before it made the tables.
    if not tables and pages <= 1:
        return None
    if tables and not OURS & tables:
        raise ForeignStoreError(f"{path} belongs to another program. Move it away.")
    raise DamagedStoreError(f"{path} lacks what a database of ours holds.")


def pending(path: Path, found: str | None) -> tuple[str, ...]:
    """Return the revisions that are still to come, oldest first; raises StoreError."""
    if found is None:
        return REVISIONS
    if found not in REVISIONS:
        raise ForeignStoreError(
            f"{path} was made by a newer version of Lightstack Desktop (schema {found}). "
            "Install that version, or move the file away to begin anew."
        )
    return REVISIONS[REVISIONS.index(found) + 1 :]


def upgrade(
    raw: sqlite3.Connection, revisions: tuple[str, ...], back_up: Callable[[str], None]
) -> None:
    """Go through these revisions; `back_up` is called before each, with its name."""
    if revisions[0] == first.REVISION:
        _begin(raw)
        revisions = revisions[len(PLAIN) :]
    if revisions:
        _migrate(raw, revisions, back_up)


def _begin(raw: sqlite3.Connection) -> None:
    """Make the tables in an empty database."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        for statement in (*chain(*PLAIN), first.VERSION_TABLE):
            raw.execute(statement)
        version = REVISIONS[len(PLAIN) - 1]
        raw.execute("INSERT INTO alembic_version VALUES (?)", (version,))
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
    raw.execute("COMMIT")


def _migrate(
    raw: sqlite3.Connection, revisions: tuple[str, ...], back_up: Callable[[str], None]
) -> None:
    from lightstack_desktop.store import core  # noqa: PLC0415 - 0.3 s, hardly ever needed

    # A step that rebuilds a table drops the old one, which would take what refers to it along.
    raw.execute("PRAGMA foreign_keys=OFF")
    with closing(core.connection(raw)) as view, core.unwrapped():
        for name in revisions:
            back_up(name)
            _step(raw, view, name)
    raw.execute("PRAGMA foreign_keys=ON")


def _step(raw: sqlite3.Connection, view: Connection, name: str) -> None:
    raw.execute("BEGIN IMMEDIATE")
    try:
        _run(view, name)
        _check_references(raw, name)
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
    raw.execute("COMMIT")


def _run(view: Connection, name: str) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s and 10 MiB, hardly ever needed
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = view
    command.upgrade(config, name)


def _check_references(raw: sqlite3.Connection, name: str) -> None:
    if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise RuntimeError(f"migration {name} left rows that refer to nothing")
