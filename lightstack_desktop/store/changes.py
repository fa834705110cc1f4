"""What a Change writes: the rows that differ between the board before and after, and history.

1. Only the alerts and decks that the Change names are compared. 2. A row is written whole, or not
at all if it is as it was. 3. The same holds for many changes that were held and merged into one.
4. SQLAlchemy words the statements, once each; sqlite3 runs them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam
from sqlalchemy.dialects.sqlite import dialect, insert

from lightstack_desktop.store import rows
from lightstack_desktop.store.tables import (
    ALERT_CONFIGS,
    ALERT_HISTORY,
    ALERTS,
    DECKS,
    KEY_ACTIONS,
    PINS,
    TRIGGER_COUNTS,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlalchemy import Delete, Insert, Table

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Deck

Rows = list[dict[str, Any]]

_DIALECT = dialect(paramstyle="named")


def _upsert(table: Table, *keys: str) -> Insert:
    """Return the statement that makes a row, or makes an existing one equal to it."""
    statement = insert(table)
    others = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=others)


def _delete(table: Table, *keys: str) -> Delete:
    return table.delete().where(*(table.c[key] == bindparam(key) for key in keys))


UPSERT_CONFIG = _upsert(ALERT_CONFIGS, "alert_key")
DELETE_CONFIG = _delete(ALERT_CONFIGS, "alert_key")  # the state goes with it
UPSERT_STATE = _upsert(ALERTS, "alert_key")
DELETE_STATE = _delete(ALERTS, "alert_key")
UPSERT_COUNT = _upsert(TRIGGER_COUNTS, "alert_key")
UPSERT_DECK = _upsert(DECKS, "serial")
DELETE_DECK = _delete(DECKS, "serial")  # its pins go with it
UPSERT_PIN = _upsert(PINS, "deck_serial", "key_index")
DELETE_PIN = _delete(PINS, "deck_serial", "key_index")
DELETE_PINS = _delete(PINS, "deck_serial")
UPSERT_ACTION = _upsert(KEY_ACTIONS, "deck_serial", "key_index")
DELETE_ACTION = _delete(KEY_ACTIONS, "deck_serial", "key_index")
DELETE_ACTIONS = _delete(KEY_ACTIONS, "deck_serial")
INSERT_HISTORY = insert(ALERT_HISTORY)


class Writer:
    """Writes Changes on a connection."""

    def __init__(self, raw: Connection) -> None:
        self._raw = raw

    def write(self, change: Change) -> None:
        """Write every row that the Change changed, in the transaction that is open."""
        _write_alerts(self._raw, change)
        _write_counts(self._raw, change)
        for serial in change.decks:
            _write_deck(self._raw, serial, change)
        _run(self._raw, INSERT_HISTORY, [rows.of_entry(entry) for entry in change.history])


def _write_alerts(connection: Connection, change: Change) -> None:
    configs, states = Rows(), Rows()
    forgotten, stateless = Rows(), Rows()
    for key in change.keys:
        old, new = change.before.alerts.get(key), change.board.alerts.get(key)
        if new is None:
            if old is not None:
                forgotten.append({"alert_key": key})
            continue
        if old is None or old.config != new.config:
            configs.append(rows.of_config(new.config))
        old_state = old.state if old is not None else None
        if new.state is None:
            if old_state is not None:
                stateless.append({"alert_key": key})
        elif old_state != new.state:
            states.append(rows.of_state(key, new.state))
    _run(connection, DELETE_CONFIG, forgotten)
    _run(connection, UPSERT_CONFIG, configs)
    _run(connection, DELETE_STATE, stateless)
    _run(connection, UPSERT_STATE, states)


def _write_counts(connection: Connection, change: Change) -> None:
    before, after = change.before.trigger_counts, change.board.trigger_counts
    differing = [key for key in change.keys if key in after and before.get(key) != after[key]]
    _run(connection, UPSERT_COUNT, [{"alert_key": k, "count": after[k]} for k in differing])


def _write_deck(connection: Connection, serial: str, change: Change) -> None:
    old, new = change.before.decks.get(serial), change.board.decks.get(serial)
    if new is None:
        _run(connection, DELETE_DECK, [{"serial": serial}])
        return
    if old is None:
        # What belongs to a deck whose own row was damaged must not come back with it.
        _run(connection, DELETE_PINS, [{"deck_serial": serial}])
        _run(connection, DELETE_ACTIONS, [{"deck_serial": serial}])
    if old is None or rows.of_deck(old) != rows.of_deck(new):
        _run(connection, UPSERT_DECK, [rows.of_deck(new)])
    _write_pins(connection, old, new)
    _write_actions(connection, old, new)


def _write_pins(connection: Connection, old: Deck | None, new: Deck) -> None:
    before = {pin.key_index: pin for pin in old.pins} if old is not None else {}
    taken = {pin.key_index for pin in new.pins}
    freed = [{"deck_serial": new.serial, "key_index": k} for k in before if k not in taken]
    moved = [pin for pin in new.pins if before.get(pin.key_index) != pin]
    _run(connection, DELETE_PIN, freed)
    _run(connection, UPSERT_PIN, [rows.of_pin(new.serial, pin) for pin in moved])


def _write_actions(connection: Connection, old: Deck | None, new: Deck) -> None:
    before = {task.key_index: task for task in old.actions} if old is not None else {}
    kept = {task.key_index for task in new.actions}
    ended = [{"deck_serial": new.serial, "key_index": k} for k in before if k not in kept]
    begun = [task for task in new.actions if before.get(task.key_index) != task]
    _run(connection, DELETE_ACTION, ended)
    _run(connection, UPSERT_ACTION, [rows.of_action(new.serial, task) for task in begun])


def _run(connection: Connection, statement: Insert | Delete, values: Rows) -> None:
    if values:
        connection.executemany(_sql(statement, tuple(values[0])), values)


@cache
def _sql(statement: Insert | Delete, names: tuple[str, ...]) -> str:
    """Return a statement in SQLite's words; SQLAlchemy would take longer than the writing."""
    return str(statement.compile(dialect=_DIALECT, column_keys=names))
