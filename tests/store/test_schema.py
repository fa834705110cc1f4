"""The database refuses what the contract forbids, whoever writes it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, create, trigger
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from lightstack_desktop.alerts import decide, decide_deck
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.store.tables import metadata
from store.files import commit_each, reopened, rows

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.store.store import Store

CONFIGS = "alert_configs"
DIM = KeyAction(3, Action.DARKER)
REFUSED = [
    *(
        (CONFIGS, "default_priority", value)
        for value in ("0", "6", "2.5", "'abc'", "NULL", "x'31'")
    ),
    *((CONFIGS, "alert_key", value) for value in ("''", "NULL", "x'646f'", f"'{'k' * 101}'")),
    (CONFIGS, "name", f"'{'n' * 201}'"),
    (CONFIGS, "description", f"'{'d' * 4001}'"),
    *((CONFIGS, "led_scope", value) for value in ("'ring'", "NULL", "'individual'")),
    *(
        (CONFIGS, "led_positions", value)
        for value in ("'[1]'", "'[8]'", "'[]'", "'1'", "x'5b315d'")
    ),
    *((CONFIGS, "led_color", value) for value in ("-1", "256", "1.5", "'red'")),
    *((CONFIGS, "led_brightness", value) for value in ("-1", "101", "'abc'")),
    *((CONFIGS, "led_duration", value) for value in ("-1", "256")),
    *((CONFIGS, "led_effect", value) for value in ("''", f"'{'e' * 51}'")),
    *((CONFIGS, "is_kept", value) for value in ("2", "-1", "NULL", "'yes'")),
    *((CONFIGS, "created_at", value) for value in ("NULL", "'2026-11-21'", "1.5", "1 << 62")),
    *(("alerts", "priority", value) for value in ("0", "6", "99", "-5", "'abc'", "2.5")),
    *(("alerts", "is_active", value) for value in ("2", "NULL", "'abc'")),
    *(("alerts", "repeat_count", value) for value in ("-1", "NULL", "0.5")),
    ("alerts", "acknowledged_at", "1"),
    ("alerts", "acknowledged_by", "'screen'"),
    ("alerts", "acknowledged_priority", "1"),
    ("alerts", "alert_key", "'unknown'"),
    ("alerts", "last_triggered_at", "'now'"),
    *(("alert_history", "action", value) for value in ("''", "NULL", "x'00'")),
    *(("alert_history", "source", value) for value in ("''", "NULL")),
    ("alert_history", "note", f"'{'n' * 1001}'"),
    ("alert_history", "created_at", "'yesterday'"),
    *(("trigger_counts", "count", value) for value in ("-1", "'many'", "NULL")),
    *(("decks", "brightness_percent", value) for value in ("-1", "101")),
    *(("decks", "key_count", value) for value in ("-1", "1.5")),
    ("decks", "serial", "x'00'"),
    *(("pins", "key_index", value) for value in ("-1", "'first'", "NULL")),
    ("pins", "deck_serial", "'unknown'"),
    ("pins", "is_kept", "2"),
    ("pins", "lent_to", "''"),
    (CONFIGS, "picture", f"'{'p' * 101}'"),
    *(("decks", "dim_after_s", value) for value in ("0", "604801", "'never'")),
    *(("decks", "sleep_after_s", value) for value in ("0", "1.5")),
    *(("decks", "dim_percent", value) for value in ("-1", "101", "NULL")),
    *(("decks", "has_double_press", value) for value in ("2", "NULL")),
    *(("decks", "priorities", value) for value in ("''", "NULL", "x'5b315d'")),
    *(("decks", "patterns", value) for value in ("''", "NULL")),
    *(("decks", "taken_off", value) for value in ("''", "NULL")),
    *(("key_actions", "key_index", value) for value in ("-1", "1000", "NULL")),
    *(("key_actions", "action", value) for value in ("''", "NULL")),
    ("key_actions", "alert_key", "''"),
    ("key_actions", "deck_serial", "'unknown'"),
]


def filled(store: Store) -> Board:
    """Return the board after something was written into every table."""
    return commit_each(
        store,
        Board(),
        lambda b: create(b, "door"),
        lambda b: decide_deck.attach(b, "one", "MK.2", 15, 5),
        lambda b: trigger(b, "door"),
        lambda b: decide_deck.edit(b, "one", lambda deck: replace(deck, actions=(DIM,))),
    )


@pytest.mark.parametrize(("table", "column", "value"), REFUSED)
def test_a_value_out_of_range_is_refused_by_the_database(
    store: Store, path: Path, table: str, column: str, value: str
) -> None:
    board = filled(store)

    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys=ON")
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(f"UPDATE {table} SET {column} = {value}")

    assert reopened(path) == board


def test_the_tables_that_the_tests_of_values_fill_are_all_tables(store: Store, path: Path) -> None:
    filled(store)

    for table in metadata.tables:
        assert rows(path, f"SELECT count(*) FROM {table}") == [(1,)], table
    assert {table for table, _, _ in REFUSED} == set(metadata.tables)


def test_a_deleted_configuration_takes_its_state_but_not_its_history(
    store: Store, path: Path
) -> None:
    board = filled(store)

    commit_each(store, board, lambda b: decide.delete_config(b, "door", "rest", NOON))

    assert rows(path, "SELECT count(*) FROM alerts") == [(0,)]
    actions = rows(path, "SELECT action FROM alert_history ORDER BY id")
    assert actions == [("triggered",), ("cleared",)]


def test_the_migrations_arrive_at_the_tables_that_the_code_knows(path: Path) -> None:
    found = rows(path, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    dialect = sqlite.dialect()
    wanted = [str(CreateTable(t).compile(dialect=dialect)) for t in metadata.tables.values()]
    wanted += [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in metadata.tables.values()
        for index in table.indexes
    ]

    migrated = {_plain(sql) for (sql,) in found if "alembic_version" not in sql}

    assert migrated == {_plain(sql) for sql in wanted}


def test_the_database_keeps_what_was_committed_through_a_power_cut(store: Store) -> None:
    pragmas = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")

    values = [store._driver.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]

    full = 2
    assert values == ["wal", full, 5000, 1]


def _plain(sql: str) -> str:
    """Return a statement without what is only layout."""
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", sql)).strip()
