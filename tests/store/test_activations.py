"""An alert's activations: when each began, when somebody knew, when it was over."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from alerts.builders import after

from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board, HistoryEntry
from lightstack_desktop.store.history import Activation, Activations, History
from store.files import commit

if TYPE_CHECKING:
    from datetime import datetime

    from lightstack_desktop.store.store import Store

ACTIONS = {"t": "triggered", "a": "acknowledged", "u": "unacknowledged", "c": "cleared"}


def record(store: Store, actions: str, key: str = "door", start: int = 0) -> None:
    """Record actions by their first letters, a second apart; a blank is a second without."""
    entries = tuple(
        HistoryEntry(key, ACTIONS[letter], None, "rest", after(seconds=start + n))
        for n, letter in enumerate(actions)
        if letter != " "
    )
    commit(store, Change(Board(), Board(), history=entries))


def told(found: Activations) -> list[tuple[int | None, ...]]:
    """Return each activation in seconds: began, known, ended, triggers."""
    return [
        (
            _second(item.began_at),
            _second(item.acknowledged_at),
            _second(item.ended_at),
            item.trigger_count,
        )
        for item in found.items
    ]


def _second(at: datetime | None) -> int | None:
    return None if at is None else round((at - after()).total_seconds())


def test_each_is_told_the_newest_first(store: Store, history: History) -> None:
    record(store, "t a c ttaua c tt")
    record(store, "t c", key="dryer")

    found = history.activations("door", None, 10)

    assert told(found) == [(14, None, None, 2), (6, 8, 12, 2), (0, 2, 4, 1)]
    assert found.older is None


def test_nothing_is_told_of_what_never_happened(store: Store, history: History) -> None:
    record(store, "tc", key="dryer")

    assert history.activations("door", None, 10) == Activations((), None)


def test_a_clearing_whose_trigger_is_no_longer_kept_is_left_out(
    store: Store, history: History
) -> None:
    record(store, " ac t")

    assert told(history.activations("door", None, 10)) == [(4, None, None, 1)]


def test_rows_of_one_moment_are_told_in_the_order_of_writing(
    store: Store, history: History
) -> None:
    entries = tuple(HistoryEntry("door", ACTIONS[a], None, "rest", after()) for a in "tctc")
    commit(store, Change(Board(), Board(), history=entries))

    assert told(history.activations("door", None, 10)) == [(0, None, 0, 1)] * 2


def test_pages_together_tell_every_activation_once(store: Store, history: History) -> None:
    chance = random.Random(3)
    actions = "".join(chance.choice("tttac ") for _ in range(300))
    record(store, actions)
    whole = history.activations("door", None, 1000).items

    for limit in (1, 2, 7):
        paged, older = list[Activation](), None
        while True:
            found = history.activations("door", older, limit)
            paged += found.items
            older = found.older
            if older is None:
                break
        assert tuple(paged) == whole
