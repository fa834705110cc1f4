"""Which decks a person can look at: those attached, the on-screen one, those remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.deck import Deck
from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.screen_panel import SERIAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.deck.session import Session
    from lightstack_desktop.desktop.screen_models import ScreenModel

LONGEST_SERIAL = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One deck to look at. `deck` is what is known of it if the board does not have it."""

    deck: Deck
    is_open: bool

    @property
    def serial(self) -> str:
        return self.deck.serial

    @property
    def is_screen(self) -> bool:
        return self.serial == SERIAL

    @property
    def title(self) -> str:
        """Return what a person knows the deck by."""
        model = labels.flat(self.deck.model)
        if self.is_screen:
            return tr("On-screen deck · {model}", model=model)
        name = f"{model} · {labels.flat(self.serial, LONGEST_SERIAL)}"
        return name if self.is_open else tr("{deck} (not attached)", deck=name)


def entries(board: Board, sessions: Iterable[Session], model: ScreenModel) -> tuple[Entry, ...]:
    """Return the decks: attached ones first, then the on-screen one, then those remembered."""
    opened = {session.panel.serial: Entry(_of(session), is_open=True) for session in sessions}
    on_screen = opened.pop(SERIAL, None) or Entry(screen(model), is_open=False)
    away = (deck for serial, deck in board.decks.items() if serial not in {*opened, SERIAL})
    remembered = sorted(away, key=lambda deck: (deck.model, deck.serial))
    kept = (Entry(_plain(deck), is_open=False) for deck in remembered)
    return (*opened.values(), on_screen, *kept)


def _of(session: Session) -> Deck:
    panel, shape = session.panel, session.panel.shape
    return Deck(panel.serial, panel.model, shape.picture_count, shape.columns)


def screen(model: ScreenModel) -> Deck:
    """Return the on-screen deck before anything is chosen for it."""
    return Deck(SERIAL, model.title, model.key_count, model.columns)


def _plain(deck: Deck) -> Deck:
    """Return what tells decks apart: what was chosen for one changes no list."""
    return Deck(deck.serial, deck.model, deck.key_count, deck.columns)
