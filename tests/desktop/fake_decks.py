"""Decks that note what they were told, for tests of what tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.deck.feed import Feed

if TYPE_CHECKING:
    from lightstack_desktop.deck.status import DeckStatus


class Decks:
    """What the decks were told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.conditions: Feed[tuple[DeckStatus, ...]] = Feed(())

    def set_locked(self, is_locked: bool) -> None:
        self.told.append("locked" if is_locked else "unlocked")

    def suspend(self) -> None:
        self.told.append("dark")

    def resume(self) -> None:
        self.told.append("lit")

    def look_again(self) -> None:
        self.told.append("looked")
