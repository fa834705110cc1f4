"""Two boards of one desk made one: what the database holds, and what happened without reading it.

1. What happened in memory is newer, so its state of an alert wins. 2. A configuration of the
database is a person's work and stays. 3. Nothing of either is left out; ids are the database's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lightstack_desktop.alerts.model import Alert, Board


def join(saved: Board, known: Board, board: Board, keys: Iterable[str]) -> Board:
    """Return `saved` with what happened to `keys` between the boards `known` and `board`."""
    made, counts = saved, dict(saved.trigger_counts)
    for key in keys:
        if key in board.alerts:
            made = _with(made, board.alerts[key])
        more = _count(board.trigger_counts, key) - _count(known.trigger_counts, key)
        if more > 0:
            counts[key] = _count(counts, key) + more
    # A deck that was met in memory is new only to a database that does not know it.
    decks = {**board.decks, **saved.decks}
    made = replace(made, trigger_counts=counts, decks=decks)
    return replace(made, decks={s: layout.settle(deck, made) for s, deck in decks.items()})


def _with(board: Board, alert: Alert) -> Board:
    there = board.alerts.get(alert.key)
    config_id, state_id = board.next_config_id, board.next_state_id
    if there is not None:
        config, config_id = there.config, config_id - 1
    else:
        config = replace(alert.config, id=config_id)
    state = alert.state
    if there is not None and there.state is not None:
        state = replace(state, id=there.state.id) if state is not None else there.state
    elif state is not None:
        state = replace(state, id=state_id)
        state_id += 1
    made = board.with_alert(replace(alert, config=config, state=state))
    return replace(made, next_config_id=config_id + 1, next_state_id=state_id)


def _count(counts: Mapping[str, int], key: str) -> int:
    return counts.get(key, 0)
