"""What a command about a deck changes: each function takes a board and returns a Change.

1. What the device says of itself is the device's, what a person chose is the person's. 2. Of the
alerts nothing changes: only which of them sits where.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import layout
from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.deck import Deck
from lightstack_desktop.alerts.deck_rules import check_deck
from lightstack_desktop.errors import UnknownDeckError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.deck import Pin
    from lightstack_desktop.alerts.model import Board


def attach(board: Board, serial: str, model: str, key_count: int, columns: int) -> Change:
    """Remember a deck, and give the alerts that want one a key on it."""
    known = board.decks.get(serial) or Deck(serial, model, key_count, columns)
    pins = tuple(pin for pin in known.pins if pin.key_index < key_count)
    deck = replace(known, model=model, key_count=key_count, columns=columns, pins=pins)
    return _settled(board, deck)


def edit(board: Board, serial: str, change: Callable[[Deck], Deck]) -> Change:
    """Change what a person chose for a deck; what the device itself says stays.

    Keys that were given to alerts which a new filter keeps away come free.
    """
    if serial not in board.decks:
        raise UnknownDeckError(serial)
    known = board.decks[serial]
    edited = replace(
        change(known),
        serial=serial,
        model=known.model,
        key_count=known.key_count,
        columns=known.columns,
    )
    deck = check_deck(edited)
    if (deck.priorities, deck.patterns) != (known.priorities, known.patterns):
        pins = (p for p in deck.pins if p not in known.pins or _may_stay(board, p, known, deck))
        deck = replace(deck, pins=tuple(pins))
    return _settled(board, deck)


def _settled(board: Board, deck: Deck) -> Change:
    deck = layout.settle(deck, board)
    if deck == board.decks.get(deck.serial):
        return Change(board, board)
    return Change(board, board.with_deck(deck), decks=(deck.serial,))


def _may_stay(board: Board, pin: Pin, before: Deck, deck: Deck) -> bool:
    """Tell whether a key is kept under a new filter.

    What the filter before kept away has its key on purpose.
    """
    alert = board.alerts.get(pin.alert_key)
    return alert is not None and (deck.admits(alert) or not before.admits(alert))
