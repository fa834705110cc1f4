"""A document taken into the board: what it asks for, and what that changes.

1. One Change, or none of it: whatever does not fit this board is named, and nothing is taken.
2. What the board has and the document lacks stays as it is. 3. An alert that is active stays so,
and is told of its new configuration like after any edit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import decide, decide_deck, layout
from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts.change import AlertUpdated, Change
from lightstack_desktop.alerts.model import Alert
from lightstack_desktop.alerts.portable import Refusals, of_deck
from lightstack_desktop.errors import InvalidAlertError, InvalidDeckError

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from datetime import datetime

    from lightstack_desktop.alerts.change import Event
    from lightstack_desktop.alerts.model import AlertConfig, Board, Deck
    from lightstack_desktop.alerts.portable import Wanted


@dataclass(frozen=True, slots=True)
class Compared:
    """Names of what is new, what becomes another, and how many stay as they are."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import does, or would do."""

    alerts: Compared
    decks: Compared


def merge(board: Board, asked: Wanted, now: datetime, icons: Container[str] = ()) -> Change:
    """Return the Change that makes the board what the document asks for.

    Raises ImportRefusedError, which names everything that does not fit this board.
    """
    refusals = Refusals()
    # Decks are settled once, at the end: after each of thousands of edits it would take minutes.
    bare = replace(board, decks={})
    made, events = _configured(bare, asked.configs, now, icons, refusals)
    made = _laid_out(replace(made, decks=board.decks), asked.decks, refusals)
    refusals.raise_any()
    made = replace(made, decks={s: layout.settle(d, made) for s, d in made.decks.items()})
    keys = tuple(key for key in made.alerts if made.alerts[key] != board.alerts.get(key))
    decks = tuple(s for s, d in made.decks.items() if d != board.decks.get(s))
    if not keys and not decks:
        return Change(board, board)
    return Change(board, made, keys, decks, (*events, *decide.consequences(board, made, keys)))


def difference(change: Change, asked: Wanted) -> Difference:
    """Return what a Change of `merge` does to what the document names."""
    before = change.before
    return Difference(
        alerts=_compared(
            (each.alert_key for each in asked.configs),
            before.alerts,
            lambda key: before.alerts[key].config == change.board.alerts[key].config,
        ),
        decks=_compared(
            (each.serial for each in asked.decks),
            before.decks,
            lambda serial: of_deck(before.decks[serial]) == of_deck(change.board.decks[serial]),
        ),
    )


def _compared(
    names: Iterable[str], known: Container[str], is_same: Callable[[str], bool]
) -> Compared:
    added, changed, same = list[str](), list[str](), 0
    for name in names:
        if name not in known:
            added.append(name)
        elif is_same(name):
            same += 1
        else:
            changed.append(name)
    return Compared(tuple(added), tuple(changed), same)


def _configured(
    board: Board,
    configs: Iterable[AlertConfig],
    now: datetime,
    icons: Container[str],
    refusals: Refusals,
) -> tuple[Board, tuple[Event, ...]]:
    made, events, added = board, list["Event"](), list[Alert]()
    next_id = board.next_config_id
    for each in configs:
        ours = board.alerts.get(each.alert_key)
        try:
            if ours is None:
                rules.check_icon(each.fields.icon, icons)
                added.append(Alert(replace(each, id=next_id)))
                next_id += 1
            elif (ours.config.fields, ours.config.is_kept) != (each.fields, each.is_kept):
                made = _edited(made, each, now, icons)
                if ours.is_active:
                    events.append(AlertUpdated(made.alerts[each.alert_key]))
        except InvalidAlertError as error:
            refusals.add(f"alert {each.alert_key!r}", str(error))
    if added:
        made = replace(made.with_alerts(added), next_config_id=next_id)
    return made, tuple(events)


def _edited(board: Board, config: AlertConfig, now: datetime, icons: Container[str]) -> Board:
    key = config.alert_key
    made = decide.update_config(board, key, lambda _fields: config.fields, now, icons).board
    alert = made.alerts[key]
    return made.with_alert(replace(alert, config=replace(alert.config, is_kept=config.is_kept)))


def _laid_out(board: Board, decks: Iterable[Deck], refusals: Refusals) -> Board:
    for each in decks:
        try:
            _check_known(each, board.alerts)
            known = board.decks.get(each.serial)
            if known is None:
                board = board.with_deck(each)
            elif of_deck(known) != of_deck(each):
                board = decide_deck.edit(board, each.serial, _choices_of(each)).board
        except InvalidDeckError as error:
            refusals.add(f"deck {each.serial!r}", str(error))
    return board


def _choices_of(wanted_deck: Deck) -> Callable[[Deck], Deck]:
    # What the device itself says of itself, the edit keeps.
    return lambda _known: wanted_deck


def _check_known(each: Deck, alerts: Container[str]) -> None:
    missing = next((p.alert_key for p in each.pins if p.alert_key not in alerts), None)
    if missing is not None:
        raise InvalidDeckError(f"pins: there is no alert {missing!r} here or in the file")
