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
    from collections.abc import Collection


def settle(deck: Deck, board: Board) -> Deck:
    """Return `deck` with its pins as this board needs them; the same object if nothing differs."""
    pins = {p.key_index: p for p in deck.pins if _is_needed(p, board)}
    free = [k for k in range(deck.key_count - 1) if k not in pins]
    placed = {p.alert_key for p in pins.values()}
    for key_index, alert in zip(free, _wanting(board, placed, len(free)), strict=False):
        pins[key_index] = Pin(key_index, alert.key, alert.config.is_kept)
    settled = tuple(pins[k] for k in sorted(pins))
    return deck if settled == deck.pins else replace(deck, pins=settled)


def alert_on(deck: Deck, board: Board, key_index: int) -> Alert | None:
    """Return the alert that a key shows; None where it shows none, or counts the hidden ones."""
    if key_index == deck.key_count - 1 and hidden(deck, board):
        return None
    for pin in deck.pins:
        if pin.key_index == key_index:
            return board.alerts.get(pin.alert_key)
    return None


def hidden(deck: Deck, board: Board) -> tuple[Alert, ...]:
    """Return the active alerts that no key of this deck shows, in rank order."""
    placed = {pin.alert_key for pin in deck.pins}
    if all(alert.key in placed for alert in board.active):
        return ()
    # The count covers the last key: what sits there since the deck was larger is hidden as well.
    seen = {pin.alert_key for pin in deck.pins if pin.key_index != deck.key_count - 1}
    return tuple(alert for alert in board.active if alert.key not in seen)


def _is_needed(pin: Pin, board: Board) -> bool:
    alert = board.alerts.get(pin.alert_key)
    return alert is not None and (pin.is_kept or alert.is_active)


def _wanting(board: Board, placed: Collection[str], room: int) -> list[Alert]:
    """Return who gets one of `room` keys: the active by rank, then those made on purpose.

    They sit in another order, those made on purpose first and the oldest first, so that a deck
    plugged in while something is active looks as it always does.
    """
    if not room:
        return []
    kept = sorted((a for a in board.alerts.values() if a.config.is_kept), key=_age)
    wanting = (*board.active, *(a for a in kept if not a.is_active))
    chosen = [a for a in wanting if a.key not in placed][:room]
    kept_first = sorted((a for a in chosen if a.config.is_kept), key=_age)
    return [*kept_first, *(a for a in chosen if not a.config.is_kept)]


def _age(alert: Alert) -> int:
    return alert.config.id
