"""What a person does to the layout of a deck: put, move, free, give a task; and the way back.

1. Who is put on a key, or moved, stays there. 2. Moving swaps two keys, tasks and all; who is
pushed off a key gets the first free one. 3. What is taken off has no key while it is idle. 4. The
way back restores what an edit changed, and leaves what changed since. 5. Nothing is checked here,
and nobody else is placed: `decide_deck.edit` does both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.deck import KeyAction, Pin

if TYPE_CHECKING:
    from lightstack_desktop.alerts.deck import Action, Deck

# What a person chooses for a deck as a whole; the rest of it is the device's, or a key's.
CHOICES = (
    "brightness_percent",
    "dim_after_s",
    "dim_percent",
    "sleep_after_s",
    "has_double_press",
    "priorities",
    "patterns",
)


def put(deck: Deck, alert_key: str, key_index: int) -> Deck:
    """Return the deck with an alert on a key for good."""
    seat = next((pin for pin in deck.pins if pin.alert_key == alert_key), None)
    if seat is not None:
        return _swapped(deck, seat.key_index, key_index)
    emptied = without_task(_emptied(deck, key_index), key_index)
    pin = Pin(key_index, alert_key, is_kept=True)
    off = tuple(key for key in deck.taken_off if key != alert_key)
    return replace(emptied, pins=(*emptied.pins, pin), taken_off=off)


def move(deck: Deck, key_index: int, to_index: int) -> Deck:
    """Return the deck after what a key shows went to another, whose own comes here."""
    pin = pin_on(deck, key_index)
    if pin is not None and pin.lent_to is not None:
        return put(deck, pin.lent_to, to_index)
    return _swapped(deck, key_index, to_index)


def free(deck: Deck, key_index: int) -> Deck:
    """Return the deck with nothing of a person's choice on a key.

    An alert that sits there only while it is active goes by itself.
    """
    deck = without_task(deck, key_index)
    pin = pin_on(deck, key_index)
    if pin is None or not pin.is_kept:
        return deck
    pins = tuple(other for other in deck.pins if other != pin)
    return replace(deck, pins=pins, taken_off=(*deck.taken_off, pin.alert_key))


def give_task(deck: Deck, key_index: int, action: Action, alert_key: str | None = None) -> Deck:
    """Return the deck with a task on a key; the alert that sat there gets another key."""
    deck = without_task(_emptied(deck, key_index), key_index)
    return replace(deck, actions=(*deck.actions, KeyAction(key_index, action, alert_key)))


def without_task(deck: Deck, key_index: int) -> Deck:
    """Return the deck with a key that has no task, and can hold an alert."""
    return replace(deck, actions=tuple(a for a in deck.actions if a.key_index != key_index))


def restored(now: Deck, before: Deck, after: Deck) -> Deck:
    """Return the deck of now without an edit that made `after` of `before`."""
    names = (name for name in CHOICES if getattr(before, name) != getattr(after, name))
    deck = replace(now, **{name: getattr(before, name) for name in names})
    changed = {k for k in range(now.key_count) if pin_on(before, k) != pin_on(after, k)}
    back = [replace(p, lent_to=None) for p in before.pins if p.key_index in changed]
    home = {pin.alert_key for pin in back}
    pins = [p for p in now.pins if p.key_index not in changed and p.alert_key not in home]
    tasks = set(before.actions) ^ set(after.actions)
    touched = {task.key_index for task in tasks}
    actions = [task for task in now.actions if task.key_index not in touched]
    actions += [task for task in before.actions if task in tasks]
    turned = set(before.taken_off) ^ set(after.taken_off)
    off = [key for key in now.taken_off if key not in turned]
    off += [key for key in before.taken_off if key in turned]
    return replace(deck, pins=(*pins, *back), actions=tuple(actions), taken_off=tuple(off))


def pin_on(deck: Deck, key_index: int) -> Pin | None:
    """Return the pin of a key, None where there is none."""
    return next((pin for pin in deck.pins if pin.key_index == key_index), None)


def _swapped(deck: Deck, key_index: int, to_index: int) -> Deck:
    """Return the deck with two keys in each other's place; the first one's alert stays there."""
    turn = {key_index: to_index, to_index: key_index}
    pins = [replace(pin, key_index=turn.get(pin.key_index, pin.key_index)) for pin in deck.pins]
    actions = [replace(a, key_index=turn.get(a.key_index, a.key_index)) for a in deck.actions]
    # Who borrows the key is placed anew.
    pins = [replace(p, is_kept=True, lent_to=None) if p.key_index == to_index else p for p in pins]
    moved = {pin.alert_key for pin in pins if pin.key_index == to_index}
    off = tuple(key for key in deck.taken_off if key not in moved)
    return replace(deck, pins=tuple(pins), actions=tuple(actions), taken_off=off)


def _emptied(deck: Deck, key_index: int) -> Deck:
    """Return the deck with no pin on a key; whoever had it for good gets the first free one."""
    pin = pin_on(deck, key_index)
    if pin is None:
        return deck
    pins = [other for other in deck.pins if other != pin]
    busy = {key_index, *(other.key_index for other in pins)}
    room = next((k for k in deck.places[:-1] if k not in busy), None)
    if pin.is_kept and room is not None:
        pins.append(replace(pin, key_index=room, lent_to=None))
    return replace(deck, pins=tuple(pins))
