"""Which choices for a deck are allowed. Raises InvalidDeckError, whose message says what is."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.deck import EVERY_PRIORITY, Action
from lightstack_desktop.alerts.fields import KEY_LENGTH, check_key, check_text
from lightstack_desktop.errors import InvalidAlertError, InvalidDeckError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lightstack_desktop.alerts.deck import Deck, KeyAction, Pin

LONGEST_WAIT_S = 7 * 24 * 3600
PATTERN_COUNT = 50
TAKEN_OFF_COUNT = 2000
KEY_INDEX_MAX = 999
NEEDS_ALERT = frozenset({Action.TRIGGER, Action.TOGGLE})


def check_deck(deck: Deck) -> Deck:
    """Return `deck` in normal form: priorities, patterns, pins and actions in order, each once."""
    _check_percent("brightness_percent", deck.brightness_percent)
    _check_percent("dim_percent", deck.dim_percent)
    _check_wait("dim_after_s", deck.dim_after_s)
    _check_wait("sleep_after_s", deck.sleep_after_s)
    _check_once("pins", (pin.key_index for pin in deck.pins))
    for pin in deck.pins:
        _check_pin(deck, pin)
    _check_once("actions", (task.key_index for task in deck.actions))
    for task in deck.actions:
        _check_action(task)
    return replace(
        deck,
        pins=tuple(sorted(deck.pins, key=lambda pin: pin.key_index)),
        actions=tuple(sorted(deck.actions, key=lambda task: task.key_index)),
        priorities=check_priorities(deck.priorities),
        patterns=check_patterns(deck.patterns),
        taken_off=check_taken_off(deck),
    )


def check_priorities(priorities: Iterable[int]) -> tuple[int, ...]:
    """Return the priorities that a deck shows, the highest first."""
    chosen = tuple(sorted(set(priorities)))
    if not chosen or not set(chosen) <= set(EVERY_PRIORITY):
        raise InvalidDeckError("priorities must be some of 1 to 5, at least one")
    return chosen


def check_patterns(patterns: Iterable[str]) -> tuple[str, ...]:
    """Return the patterns of the keys that a deck shows."""
    chosen = tuple(dict.fromkeys(patterns))
    if len(chosen) > PATTERN_COUNT:
        raise InvalidDeckError(f"patterns must be at most {PATTERN_COUNT}")
    for pattern in chosen:
        if not pattern:
            raise InvalidDeckError("patterns must not be empty; to show every alert name none")
        with _of_deck():
            check_text(pattern, "patterns", KEY_LENGTH)
    return chosen


def check_taken_off(deck: Deck) -> tuple[str, ...]:
    """Return the alerts that were taken off the deck; none that has a key for good."""
    kept = {pin.alert_key for pin in deck.pins if pin.is_kept}
    chosen = tuple(dict.fromkeys(key for key in deck.taken_off if key not in kept))
    if len(chosen) > TAKEN_OFF_COUNT:
        raise InvalidDeckError(
            f"taken_off must be at most {TAKEN_OFF_COUNT}; keep so many away by the deck's filter"
        )
    for key in chosen:
        with _of_deck():
            check_key(key)
    return chosen


@contextmanager
def _of_deck() -> Iterator[None]:
    """Say of a deck what was said of an alert."""
    try:
        yield
    except InvalidAlertError as error:
        raise InvalidDeckError(str(error)) from error


def _check_pin(deck: Deck, pin: Pin) -> None:
    if not 0 <= pin.key_index < deck.key_count:
        raise InvalidDeckError(f"pins: this deck has no key {pin.key_index}")
    if [other.alert_key for other in deck.pins].count(pin.alert_key) > 1:
        raise InvalidDeckError(f"pins: '{pin.alert_key}' must have one key only")


def _check_action(task: KeyAction) -> None:
    if not 0 <= task.key_index <= KEY_INDEX_MAX:
        raise InvalidDeckError(f"actions: there is no key {task.key_index}")
    if task.alert_key is not None:
        with _of_deck():
            check_key(task.alert_key)
    elif task.action in NEEDS_ALERT:
        raise InvalidDeckError(f"actions: choose which alert key {task.key_index} is about")


def _check_once(name: str, key_indexes: Iterable[int]) -> None:
    indexes = tuple(key_indexes)
    if len(set(indexes)) < len(indexes):
        raise InvalidDeckError(f"{name}: a key can have one only")


def _check_percent(name: str, percent: int) -> None:
    if not 0 <= percent <= 100:
        raise InvalidDeckError(f"{name} must be 0 to 100, not {percent}")


def _check_wait(name: str, wait_s: int | None) -> None:
    if wait_s is not None and not 1 <= wait_s <= LONGEST_WAIT_S:
        raise InvalidDeckError(f"{name} must be 1 to {LONGEST_WAIT_S} seconds, or none for never")
