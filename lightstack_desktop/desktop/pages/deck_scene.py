"""What a drawn deck shows at one instant: as the deck tells it, or as the rules would have it.

1. A deck that is dark is drawn as if it were awake: who arranges it must see it. 2. A pedal has no
pictures; its tasks are drawn all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import cells, layout, look, subject, timing
from lightstack_desktop.alerts.look import BLANK, Banner
from lightstack_desktop.alerts.view import Options, Power, View

if TYPE_CHECKING:
    from datetime import datetime

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.alerts.view import Instant
    from lightstack_desktop.deck.frame import Frame

PEDALS = 3
# What comes later than this is told: a page that turns, an age, a deck that dims.
MOTION_S = 1.0
NO_BANNER = Banner()


@dataclass(frozen=True, slots=True)
class Scene:
    """A deck's keys in words. `next_s` is in how many seconds to look again, None for never."""

    looks: tuple[Look, ...]
    banner: Banner = NO_BANNER
    page: int = 0
    page_count: int = 1
    next_s: float | None = None


def deck_on(board: Board, deck: Deck) -> Deck:
    """Return a deck as the board has it, or as it would be placed if it came now."""
    return board.decks.get(deck.serial) or layout.settle(deck, board)


def key_count(deck: Deck) -> int:
    """Return how many keys are drawn."""
    return deck.key_count or PEDALS


def is_live(frame: Frame | None, deck: Deck) -> bool:
    """Tell whether a frame can be shown as this deck's."""
    if frame is None or frame.is_locked or frame.power is Power.ASLEEP:
        return False
    return len(frame.cells) == deck.key_count


def of_frame(frame: Frame, board: Board, deck: Deck, now: datetime) -> Scene:
    """Return what an open deck shows."""
    next_s = frame.next_s
    return Scene(
        frame.looks or _pedals(board, deck, now),
        frame.banner,
        frame.page,
        frame.page_count,
        None if next_s is None or next_s > MOTION_S else next_s,
    )


def of_rules(board: Board, deck: Deck, page: int, at: Instant, options: Options) -> Scene:
    """Return what a deck would show if it were open."""
    page_count = subject.page_count(deck, board)
    view = View(page=min(page, page_count - 1))
    made = cells.cells(board, deck, view, at, options)
    return Scene(
        tuple(cell.look for cell in made) or _pedals(board, deck, at.wall),
        page=view.page,
        page_count=page_count,
        next_s=timing.next_s(board, deck, view, at, options),
    )


def _pedals(board: Board, deck: Deck, now: datetime) -> tuple[Look, ...]:
    """Return the tasks of keys without pictures."""
    tasks = (deck.action_on(key_index) for key_index in range(PEDALS))
    return tuple(
        look.about(subject.of_action(task, deck, board), now, board.is_saved) if task else BLANK
        for task in tasks
    )
