"""What a person does to the chosen deck, as orders that can be taken back.

1. The rules say what is allowed. 2. A deck that the engine has not heard of yet, as the on-screen
deck before it was first shown, is made known first.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from lightstack_desktop.alerts import arrange
from lightstack_desktop.desktop import sentences
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages.deck_edits import DeckEdits

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.deck import Action, Deck
    from lightstack_desktop.desktop.orders import Orders
    from lightstack_desktop.desktop.pages.edits import Done, Refused
    from lightstack_desktop.errors import LightstackError

    Edit = Callable[[Deck], Deck]

NO_ALERT = mark("Choose an alert in the list first.")
VISITOR = mark("This alert leaves by itself: it has the key only until it is cleared.")
PUT, MOVE, FREE = mark("put an alert on a key"), mark("move a key"), mark("free a key")
TASK, CHOICE = mark("give a key a task"), mark("change the deck's settings")


class DeckHand(QObject):
    """Gives the orders. `said`: something to tell the person, "" for nothing to tell.

    `answered`: what came of choices for the deck as a whole, their names and the error, or None.
    """

    said = Signal(str)
    answered = Signal(object, object)

    def __init__(self, orders: Orders) -> None:
        super().__init__()
        self._orders = orders
        self._deck: Deck | None = None
        self._is_known = False
        self.edits = DeckEdits(orders)

    def take(self, deck: Deck, *, is_known: bool) -> None:
        """Take the deck that is chosen; `is_known`: the engine has heard of it."""
        self._deck, self._is_known = deck, is_known

    def attach(self, deck: Deck, done: Done, refused: Refused | None = None) -> None:
        """Make a deck known."""
        self._orders.attach_deck(
            deck.serial, deck.model, deck.key_count, deck.columns, done, refused or self._refused
        )

    def put(self, key_index: int, alert_key: str | None) -> None:
        """Put an alert on a key for good."""
        if alert_key is None:
            self.said.emit(tr(NO_ALERT))
        elif self._deck is not None and key_index < self._deck.key_count:
            self._change(PUT, partial(arrange.put, alert_key=alert_key, key_index=key_index))

    def move(self, key_index: int, to_index: int) -> None:
        """Swap two keys."""
        if key_index != to_index:
            self._change(MOVE, partial(arrange.move, key_index=key_index, to_index=to_index))

    def free(self, key_index: int) -> None:
        """Take alert and task off a key."""
        if self._deck is None:
            return
        pin = arrange.pin_on(self._deck, key_index)
        if pin is not None and not pin.is_kept:
            self.said.emit(tr(VISITOR))
        elif can_free(self._deck, key_index):
            self._change(FREE, partial(arrange.free, key_index=key_index))

    def give_task(self, key_index: int, action: Action | None, alert_key: str | None) -> None:
        """Give a key a task; None lets it show alerts again."""
        if action is None:
            self._change(TASK, partial(arrange.without_task, key_index=key_index))
            return
        task = partial(arrange.give_task, key_index=key_index, action=action, alert_key=alert_key)
        self._change(TASK, task)

    def choose(self, choices: dict[str, Any]) -> None:
        """Change what is chosen for the deck as a whole."""
        names = tuple(choices)
        if names:
            self._change(
                CHOICE,
                lambda deck: replace(deck, **choices),
                lambda _change: self.answered.emit(names, None),
                lambda error: self.answered.emit(names, error),
            )

    def _change(
        self, text: str, edit: Edit, done: Done | None = None, refused: Refused | None = None
    ) -> None:
        deck, yes, no = self._deck, done or _nothing, refused or self._refused
        if deck is None:
            return
        self.said.emit("")

        def go(_change: Change | None = None) -> None:
            self.edits.change(deck.serial, tr(text), edit, yes, no)

        if self._is_known:
            go()
        else:
            self.attach(deck, go, no)

    def _refused(self, error: LightstackError) -> None:
        self._orders.failed.emit(sentences.said(error))


def can_free(deck: Deck, key_index: int) -> bool:
    """Tell whether a person chose something for a key."""
    pin = arrange.pin_on(deck, key_index)
    return deck.action_on(key_index) is not None or (pin is not None and pin.is_kept)


def _nothing(_change: Change) -> None:
    """The next board is the answer."""
