"""Decks on a fake HID bus under the real streamdeck classes, with a real engine and real faces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deck.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fake_hid import FakeDeck


@pytest.fixture
def set_up() -> Iterator[Callable[..., Desk]]:
    """Return a function that puts decks on a desk and starts the watcher."""
    desks: list[Desk] = []

    def start(*decks: FakeDeck) -> Desk:
        desk = Desk(*decks)
        desks.append(desk)
        desk.watcher.start()
        desk.watcher.has_scanned.wait(5)
        return desk

    yield start
    for desk in desks:
        desk.close()
