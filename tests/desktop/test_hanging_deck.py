"""R16: a deck on USB that hangs holds up neither the window nor the on-screen deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from deck.desk import faces
from fake_hid import FakeBus, FakeDeck
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.person import Person, wait
from lightstack_desktop.deck.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def hanging(person: Person) -> Iterator[FakeDeck]:
    """Plug in a deck whose next write hangs."""
    deck = FakeDeck()
    watcher = Watcher(person.engine, faces, lambda: person.now, FakeBus(deck))
    person.attach()
    watcher.start()
    deck.wait(lambda: len(deck.pictures) == 15)
    yield deck
    deck.takes.set()
    watcher.stop()


def test_the_windows_work_while_a_deck_hangs(person: Person, hanging: FakeDeck) -> None:
    person.create("door", name="Front door")
    page = person.open("now")
    person.desktop.show_deck()
    wait(lambda: person.has_window)
    key = person.window.body.keys[0]
    wait(lambda: key.accessibleName() == "Front door, idle")

    hanging.takes.clear()
    taken = hanging.writes
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    wait(lambda: person.alert("door").is_active, 1)
    person.see_window()

    assert page.isVisible()
    wait(lambda: key.accessibleName().startswith("Front door, priority 3, active"), 1)
    assert hanging.writes == taken, "nothing hung"
    hanging.takes.set()
    hanging.wait(lambda: len(hanging.pictures) == 15)
