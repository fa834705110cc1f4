"""What the tray's menu shows beside the alerts: decks, quiet, and what is switched on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.screen_deck import Drives


@dataclass(frozen=True, slots=True)
class DeckEntry:
    """An open deck. `dim_after_s` None is never; `page_count` is 1 at least."""

    key: str
    name: str
    brightness_percent: int
    dim_after_s: int | None
    page_count: int = 1


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`quiet_until` is a time in words, "" while anybody may be disturbed.

    `starts_at_login` and `notifies` are None where that cannot be chosen. `screen_model` is the
    name of the model that the on-screen deck looks like, "" before that is known.
    """

    decks: tuple[DeckEntry, ...] = ()
    quiet_until: str = ""
    starts_at_login: bool | None = None
    notifies: bool | None = None
    screen_model: str = ""
    is_screen_shown: bool = False


NOWHERE = Surroundings()


def entries(board: Board, sessions: Iterable[Drives]) -> tuple[DeckEntry, ...]:
    """Return an entry for each open deck that the board knows; two of one model by serial too."""
    decks = [(s, board.decks[s.panel.serial]) for s in sessions if s.panel.serial in board.decks]
    models = [deck.model for _, deck in decks]
    return tuple(
        DeckEntry(
            deck.serial,
            deck.model if models.count(deck.model) == 1 else f"{deck.model}, {deck.serial}",
            deck.brightness_percent,
            deck.dim_after_s,
            session.frames.newest.page_count if session.frames.newest is not None else 1,
        )
        for session, deck in decks
    )
