"""SQLAlchemy over a connection that sqlite3 has opened. 1. Its transactions are not used."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from sqlalchemy import Connection


def connection(raw: sqlite3.Connection) -> Connection:
    """Return SQLAlchemy's view of `raw`; closing it leaves `raw` open.

    SQLAlchemy rolls back when it first meets a connection, so no transaction may be open.
    """
    engine = create_engine(
        "sqlite://", creator=lambda: raw, poolclass=StaticPool, isolation_level="AUTOCOMMIT"
    )
    view = engine.connect()
    # For SQLAlchemy, and for alembic, this is one endless transaction: the true ones are begun and
    # ended on `raw`, because both libraries and sqlite3 have ideas of their own about when.
    view.begin()
    return view


@contextmanager
def unwrapped() -> Iterator[None]:
    """Raise sqlite3's own exceptions in place of SQLAlchemy's."""
    try:
        yield
    except DBAPIError as error:
        if error.orig is None:
            raise
        raise error.orig from None
