"""Which alert sits on which key.

1. A pin never moves; a key that was given without asking stays while its alert is active. 2. A
configuration made on purpose keeps the first free key; one that a trigger made has a key only
while it is active. 3. Without a free key an unacknowledged alert borrows an idle pinned one, the
last first, and gives it back when cleared. 4. A critical alert (P1) takes the key of the lowest
rank: none is hidden unless there are more of them than keys beside the counter. 5. Automatic
placing never takes the last key, which counts what has no key. 6. A key with a task of its own
holds no alert and counts nothing; then the last of the others does. 7. What was taken off the
deck is placed as if a trigger had made it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.deck import Deck, Pin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lightstack_desktop.alerts.model import Alert, Board


def settle(deck: Deck, board: Board) -> Deck:
    """Return `deck` with its pins as this board needs them; the same object if nothing differs."""
    if any(key not in board.alerts for key in deck.taken_off):
        deck = replace(deck, taken_off=tuple(k for k in deck.taken_off if k in board.alerts))
    seats = _Seats(deck, board, is_counting=False)
    seats.fill()
    if seats.keyless and deck.counter in seats.pins:
        # The count will cover what is pinned there, which then needs a key like any other.
        seats = _Seats(deck, board, is_counting=True)
        seats.fill()
    settled = tuple(seats.pins[k] for k in sorted(seats.pins))
    return deck if settled == deck.pins else replace(deck, pins=settled)


def concerning(deck: Deck, board: Board) -> tuple[Alert, ...]:
    """Return the active alerts that this deck is to show, in rank order: let in, or pinned."""
    if not deck.has_filter:
        return board.active
    pinned = {pin.alert_key for pin in deck.pins if pin.is_kept}
    return tuple(a for a in board.active if a.key in pinned or deck.admits(a))


def hidden(deck: Deck, board: Board) -> tuple[Alert, ...]:
    """Return the active alerts that no key of this deck shows, in rank order."""
    active = concerning(deck, board)
    placed = {pin.sitter for pin in deck.pins}
    if all(alert.key in placed for alert in active):
        return ()
    # The count covers its key: what sits there is hidden as well.
    counter = deck.counter
    seen = {pin.sitter for pin in deck.pins if pin.key_index != counter}
    return tuple(alert for alert in active if alert.key not in seen)


class _Seats:
    """The keys of one deck while they are given out. `is_counting`: the counter is in use."""

    def __init__(self, deck: Deck, board: Board, *, is_counting: bool) -> None:
        self._deck = deck
        self._board = board
        self._keys, self._counter = deck.places[:-1], deck.counter
        self._covered = self._counter if is_counting else None
        self._busy = {action.key_index for action in deck.actions}
        active = concerning(deck, board)
        self._active = {alert.key for alert in active}
        self.pins = {pin.key_index: pin for pin in self._kept()}
        placed = {p.sitter for k, p in self.pins.items() if k != self._covered}
        # In the order of their claim, as what is active comes by rank.
        self._critical: list[Alert] = []
        self._others: list[Alert] = []
        for alert in active:
            if alert.key not in placed:
                (self._critical if _is_critical(alert) else self._others).append(alert)

    @property
    def keyless(self) -> list[Alert]:
        """Return who is active and has no key, in the order of their claim."""
        return [*self._critical, *self._others]

    def fill(self) -> None:
        """Give everybody a key as far as the keys go; `keyless` are then the hidden ones."""
        self._use_free_keys()
        unknown = [alert for alert in self._others if not alert.is_acknowledged]
        # Whom nothing is left for leaves nothing for those behind, who claim less.
        for alert in (*self._critical, *unknown):
            if not self._seat(alert, self._lendable()):
                break
        for alert in tuple(self._critical):
            if not self._seat(alert, self._lower(alert)):
                break

    def _kept(self) -> Iterator[Pin]:
        """Yield the pins that are still needed; whoever can go home does."""
        pins = [self._called_back(pin) for pin in self._deck.pins if self._is_needed(pin)]
        homes = {p.alert_key for p in pins if p.is_kept and p.lent_to is None}
        homes -= {p.alert_key for p in pins if p.key_index == self._covered}
        for pin in pins:
            if pin.lent_to in homes:
                yield replace(pin, lent_to=None)
            elif pin.is_kept or pin.alert_key not in homes:
                yield pin

    def _is_needed(self, pin: Pin) -> bool:
        if pin.alert_key not in self._board.alerts or pin.key_index in self._busy:
            return False
        return pin.is_kept or pin.alert_key in self._active

    def _called_back(self, pin: Pin) -> Pin:
        is_over = pin.lent_to is not None and pin.lent_to not in self._active
        return replace(pin, lent_to=None) if is_over else pin

    def _use_free_keys(self) -> None:
        free = [k for k in self._keys if k not in self.pins]
        if not free:
            return
        owners = {pin.alert_key for pin in self.pins.values() if pin.is_kept}
        chosen = self._wanting(owners, len(free))
        for key_index, alert in zip(free, chosen, strict=False):
            is_kept = self._has_own(alert) and alert.key not in owners
            self.pins[key_index] = Pin(key_index, alert.key, is_kept)
        seated = {alert.key for alert in chosen}
        self._critical = [alert for alert in self._critical if alert.key not in seated]
        self._others = [alert for alert in self._others if alert.key not in seated]

    def _wanting(self, owners: Collection[str], room: int) -> list[Alert]:
        """Return who gets one of `room` free keys: the active by claim, then those made on purpose.

        They sit in another order, those made on purpose first and the oldest first, so that a deck
        plugged in while something is active looks as it always does.
        """
        chosen = self.keyless[:room]
        if len(chosen) < room:
            kept = (a for a in self._board.alerts.values() if self._has_own(a) and not a.is_active)
            idle = (a for a in kept if a.key not in owners and self._deck.admits(a))
            chosen += sorted(idle, key=_age)[: room - len(chosen)]
        first = sorted((a for a in chosen if a.config.is_kept), key=_age)
        return [*first, *(a for a in chosen if not a.config.is_kept)]

    def _has_own(self, alert: Alert) -> bool:
        """Tell whether an alert is to have a key of its own, also while it is idle."""
        return alert.config.is_kept and alert.key not in self._deck.taken_off

    def _lendable(self) -> Pin | None:
        """Return the last key that is pinned to an idle alert and not lent yet."""
        idle = (k for k, pin in self.pins.items() if pin.sitter not in self._active)
        key_index = max((k for k in idle if k != self._counter), default=None)
        return None if key_index is None else self.pins[key_index]

    def _lower(self, critical: Alert) -> Pin | None:
        """Return the key of the lowest rank, if that is lower than this alert's."""
        sitters = (
            (self._board.alerts[pin.sitter], pin)
            for k, pin in self.pins.items()
            if k != self._counter
        )
        lowest = max(sitters, key=lambda found: _claim(found[0]), default=None)
        if lowest is None or _standing(lowest[0]) <= _standing(critical):
            return None
        return lowest[1]

    def _seat(self, alert: Alert, pin: Pin | None) -> bool:
        """Give `alert` the key of `pin`, if there is one; tell whether there was.

        A key that was pinned on purpose is only lent.
        """
        if pin is None:
            return False
        if pin.alert_key == alert.key:
            taken = replace(pin, lent_to=None)
        elif pin.is_kept:
            taken = replace(pin, lent_to=alert.key)
        else:
            taken = Pin(pin.key_index, alert.key, is_kept=False)
        self.pins[pin.key_index] = taken
        (self._critical if _is_critical(alert) else self._others).remove(alert)
        return True


def _is_critical(alert: Alert) -> bool:
    return alert.effective_priority == 1


def _standing(alert: Alert) -> tuple[bool, bool]:
    """Return whose key a critical alert may take: critical ones stand first, known ones last."""
    return (not _is_critical(alert), alert.is_acknowledged and _is_critical(alert))


def _claim(alert: Alert) -> tuple[bool, tuple[bool, int, str]]:
    """Return the order in which keys are given: the critical, known or not, and then by rank."""
    return (not _is_critical(alert), alert.rank)


def _age(alert: Alert) -> int:
    return alert.config.id
