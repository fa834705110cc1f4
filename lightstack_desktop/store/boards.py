"""The board as it was last committed, one query a table. 1. A damaged row costs itself alone.

Plain SQL, for this is what the first picture on the deck waits for: see connections.py.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from lightstack_desktop.alerts.model import Alert, Board
from lightstack_desktop.errors import RefusedError
from lightstack_desktop.store import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lightstack_desktop.alerts.deck import KeyAction
    from lightstack_desktop.alerts.model import AlertState, Deck, Pin

T = TypeVar("T")

log = logging.getLogger(__name__)

CONFIGS = "SELECT * FROM alert_configs ORDER BY id"
STATES = "SELECT * FROM alerts"
COUNTS = "SELECT * FROM trigger_counts"
DECKS = "SELECT * FROM decks"
ACTIONS = "SELECT * FROM key_actions ORDER BY deck_serial, key_index"
PINS = "SELECT * FROM pins ORDER BY deck_serial, key_index"
HIGHEST_IDS = "SELECT (SELECT max(id) FROM alert_configs), (SELECT max(id) FROM alerts)"


def read(raw: sqlite3.Connection) -> Board:
    """Return the board that the database holds."""
    board = Board.of(_alerts(raw), _decks(raw), dict(_good(raw, COUNTS, rows.count)))
    # A row that was left out still owns its id.
    config_id, state_id = raw.execute(HIGHEST_IDS).fetchone()
    return replace(
        board,
        next_config_id=max(board.next_config_id, (config_id or 0) + 1),
        next_state_id=max(board.next_state_id, (state_id or 0) + 1),
    )


def _alerts(raw: sqlite3.Connection) -> Iterator[Alert]:
    states: dict[str, AlertState] = dict(_good(raw, STATES, rows.state))
    for config in _good(raw, CONFIGS, rows.config):
        yield Alert(config, states.get(config.alert_key))


def _decks(raw: sqlite3.Connection) -> Iterator[Deck]:
    pins: dict[str, list[Pin]] = {}
    for serial, pin in _good(raw, PINS, rows.pin):
        pins.setdefault(serial, []).append(pin)
    actions: dict[str, list[KeyAction]] = {}
    for serial, action in _good(raw, ACTIONS, rows.action):
        actions.setdefault(serial, []).append(action)
    for deck in _good(raw, DECKS, rows.deck):
        fitting = (pin for pin in pins.get(deck.serial, ()) if pin.key_index < deck.key_count)
        yield replace(deck, pins=tuple(fitting), actions=tuple(actions.get(deck.serial, ())))


def _good(raw: sqlite3.Connection, query: str, build: Callable[[rows.Row], T]) -> Iterator[T]:
    """Yield what the rows hold; one that breaks a rule is left out and logged."""
    cursor = raw.cursor()
    cursor.row_factory = sqlite3.Row
    for found in cursor.execute(query):
        row = dict(found)
        try:
            yield build(row)
        except (ValueError, RefusedError) as error:
            name = row.get("alert_key", row.get("serial"))
            log.error("left out a damaged row (%s), %r: %s", query, name, error)
