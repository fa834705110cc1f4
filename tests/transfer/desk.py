"""Two desks on one machine: folders, and a database with all that can be exported."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from alerts.builders import NOON
from store.files import commit

from lightstack_desktop.alerts import decide, decide_deck, portable
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.model import Board, ConfigFields
from lightstack_desktop.folders import Folders
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

SCOPES = ((None, "bar"), ((1, 4), "individual"))


def places(home: Path) -> Folders:
    return Folders(home / "data", home / "config", home / "state", home / "runtime")


def database(where: Folders) -> Path:
    return where.data_dir / DATABASE


def fill(where: Folders, alerts: int, rows: int, seed: int = 1) -> Board:
    """Make alerts, two decks laid out and a history; nothing is active in the end."""
    chance = random.Random(seed)
    with closing(Store(database(where))) as store:
        board = commit(store, *_made(store.open(), alerts, chance))
        for begin in range(0, rows, 1000):
            changes, step = [], board
            for number in range(begin, min(begin + 1000, rows), 2):
                key = f"key {chance.randrange(alerts)} é"
                now = NOON + timedelta(seconds=number + chance.random())
                note = chance.choice((None, "", "Ünïcode 🚪", 'quotes " and \\', "x" * 1000))
                changes.append(decide.trigger(step, key, None, note, "rest", now))
                changes.append(decide.clear(changes[-1].board, key, None, "deck:A1", now))
                step = changes[-1].board
            board = commit(store, *changes)
        return board


def _made(board: Board, alerts: int, chance: random.Random) -> list[Any]:
    changes = []

    def add(change: Any) -> None:
        nonlocal board
        changes.append(change)
        board = change.board

    for number in range(alerts):
        positions, scope = chance.choice(SCOPES)
        fields = ConfigFields(
            name=chance.choice((None, f"Name {number} 活")),
            description=chance.choice((None, "Line one\nline two")),
            default_priority=chance.randint(1, 5),
            led_scope=scope,
            led_positions=positions,
            led_color=chance.choice((None, 0, 255)),
            led_effect=chance.choice((None, "pulse")),
            led_duration=chance.choice((None, 255)),
            icon=chance.choice((None, "door")),
        )
        add(decide.create_config(board, f"key {number} é", fields, NOON, {"door"}))
    for serial, model, keys, columns in (("A1", "Stream Deck XL", 32, 8), ("B2", "Mini", 6, 3)):
        add(decide_deck.attach(board, serial, model, keys, columns))
        task = KeyAction(keys - 1, Action.CLEAR_ALL)
        add(
            decide_deck.edit(
                board,
                serial,
                lambda deck, task=task: replace(
                    deck, actions=(task,), priorities=(1, 2, 3), patterns=("key*",), dim_percent=7
                ),
            )
        )
    return changes


def content(where: Folders) -> dict[str, list[Any]]:
    """Return all that a database holds but ids and what happens to be active."""
    with closing(Store(database(where))) as store:
        board = store.open()
    with closing(sqlite3.connect(database(where))) as raw:
        history = raw.execute(
            "SELECT alert_key, action, note, source, created_at FROM alert_history ORDER BY id"
        ).fetchall()
    return {
        "alerts": [portable.of_config(alert.config) for alert in board.alerts.values()],
        "decks": [portable.of_deck(deck) for deck in board.decks.values()],
        "counts": sorted(board.trigger_counts.items()),
        "history": history,
    }
