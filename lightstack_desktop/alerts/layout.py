"""Which alert sits on which key.

1. A pin never moves while its alert needs it. 2. A configuration made on purpose keeps the first
free key; one that a trigger made has a key only while it is active. 3. Keys run short by rank.
4. Automatic placing never takes the last key: what has no key is counted there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.model import Alert, Board, Deck, Pin

if TYPE_CHECKING:
    from collections.abc import Iterable


def settle(deck: Deck, board: Board) -> Deck:
    """Return `deck` with its pins as this board needs them; the same object if nothing differs."""
    pins = {p.key_index: p for p in deck.pins if _is_needed(p, board)}
    placed = {p.alert_key for p in pins.values()}
    free = [k for k in range(deck.key_count - 1) if k not in pins]
    wanting = (a for a in _wanting(board) if a.key not in placed)
    for key_index, alert in zip(free, wanting, strict=False):
        pins[key_index] = Pin(key_index, alert.key, alert.config.is_kept)
    settled = tuple(pins[k] for k in sorted(pins))
    return deck if settled == deck.pins else replace(deck, pins=settled)


def alert_on(deck: Deck, board: Board, key_index: int) -> Alert | None:
    """Return the alert that a key shows."""
    for pin in deck.pins:
        if pin.key_index == key_index:
            return board.alerts.get(pin.alert_key)
    return None


def hidden(deck: Deck, board: Board) -> tuple[Alert, ...]:
    """Return the active alerts that have no key on this deck, in rank order."""
    placed = {pin.alert_key for pin in deck.pins}
    return tuple(alert for alert in board.active if alert.key not in placed)


def _is_needed(pin: Pin, board: Board) -> bool:
    alert = board.alerts.get(pin.alert_key)
    return alert is not None and (pin.is_kept or alert.is_active)


def _wanting(board: Board) -> Iterable[Alert]:
    """Yield who wants a key: those made on purpose, oldest first, then active ones by rank."""
    kept = (a for a in board.alerts.values() if a.config.is_kept)
    yield from sorted(kept, key=lambda alert: alert.config.id)
    yield from (a for a in board.active if not a.config.is_kept)
