"""A desktop in which everything is to be seen at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import spoken

from desktop.person import Person
from lightstack_desktop.deck.status import DeckCondition, DeckStatus
from lightstack_desktop.desktop import catalogue
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def somebody(folder: Path, language: str) -> Iterator[Person]:
    """Somebody with alerts in every state, a past, and decks that are known or cannot be used."""
    made = Person(folder, store=Store(folder / DATABASE), environ={"LIGHTSTACK_LANGUAGE": language})
    made.decks = tuple(
        DeckStatus(str(n), "", n, "", condition) for n, condition in enumerate(DeckCondition)
    )
    made.attach()
    made.engine.attach_deck("0002", "", 6, 3).result()
    for n in range(1, 6):
        made.create(str(n), name=f"{n}{n}", description="0", default_priority=n)
    for key in ("1", "2", "3", "4"):
        made.engine.trigger(key, source="rest").result()
    made.engine.acknowledge("2", source="tray").result()
    made.engine.clear("3", source="cli").result()
    made.see()
    try:
        yield made
    finally:
        made.leave()
        catalogue.speak(made.desktop._app, "en", spoken.FILES)
