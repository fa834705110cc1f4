"""Attach and re-attach are one path."""

from __future__ import annotations

from queue import Queue
from typing import TYPE_CHECKING

import fake_hid
import pytest
from fake_hid import FakeBus, FakeDeck

from deck.desk import faces
from lightstack_desktop.deck import scan, watcher
from lightstack_desktop.deck.status import DeckCondition
from lightstack_desktop.deck.transport import Catalog, find
from lightstack_desktop.errors import DeckBusyError, DeckError, DeckPermissionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from deck.desk import Desk

    SetUp = Callable[..., Desk]

MODELS = {
    fake_hid.ORIGINAL: (15, (72, 72), "BMP"),
    fake_hid.ORIGINAL_V2: (15, (72, 72), "JPEG"),
    fake_hid.MK2: (15, (72, 72), "JPEG"),
    fake_hid.SCISSOR: (15, (72, 72), "JPEG"),
    fake_hid.MODULE_15: (15, (72, 72), "JPEG"),
    fake_hid.MINI: (6, (80, 80), "BMP"),
    fake_hid.MINI_MK2: (6, (80, 80), "BMP"),
    fake_hid.MINI_DISCORD: (6, (80, 80), "BMP"),
    fake_hid.MODULE_6: (6, (80, 80), "BMP"),
    fake_hid.XL: (32, (96, 96), "JPEG"),
    fake_hid.XL_V2: (32, (96, 96), "JPEG"),
    fake_hid.MODULE_32: (32, (96, 96), "JPEG"),
    fake_hid.NEO: (8, (96, 96), "JPEG"),
    fake_hid.PLUS: (8, (120, 120), "JPEG"),
    fake_hid.PLUS_XL: (36, (112, 112), "JPEG"),
    fake_hid.STUDIO: (32, (80, 120), "JPEG"),
}


@pytest.mark.parametrize("product_id", MODELS, ids=hex)
def test_every_model_the_library_knows_opens_and_shows_pictures(
    set_up: SetUp, product_id: int
) -> None:
    key_count, size, encoding = MODELS[product_id]
    deck = FakeDeck(product_id)

    desk = set_up(deck)
    desk.trigger("door")
    deck.wait(lambda: len(deck.pictures) == key_count)

    assert {deck.image(key).size for key in range(key_count)} == {size}
    assert {deck.image(key).format for key in range(key_count)} == {encoding}
    assert deck.errors == []


@pytest.mark.parametrize("product_id", MODELS, ids=hex)
def test_a_press_reaches_the_alert_on_that_key(set_up: SetUp, product_id: int) -> None:
    deck = FakeDeck(product_id)
    desk = set_up(deck)
    for key in ("one", "two", "three"):
        desk.create(key)
    desk.settle()
    idle = deck.pictures[2]

    deck.press(2)
    deck.release()
    desk.wait(lambda: desk.is_active("three"))
    deck.wait_picture(2, unlike=idle)

    assert not desk.is_active("one")


def test_a_deck_plugged_in_again_shows_the_present_board(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    deck.wait(lambda: len(deck.pictures) == 15)

    for path in ("fake-1", "fake-1", "fake-2"):
        deck.unplug()
        desk.trigger(f"while away from {path}")
        deck.plug(path)
        desk.watcher._events.wake()
        deck.wait(lambda: len(deck.pictures) == 15)

    assert deck.errors == []
    desk.tap(deck, 0)
    desk.wait(lambda: desk.is_acknowledged("while away from fake-1"))


def test_a_deck_that_comes_back_finds_its_pictures_drawn(
    set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each opening drew everything anew, and left what it had drawn lying about."""
    made: list[int] = []
    monkeypatch.setattr("deck.desk.faces", lambda: made.append(1) or faces())
    deck = FakeDeck()
    desk = set_up(deck)

    for _ in range(10):
        deck.wait(lambda: len(deck.pictures) == 15)
        deck.unplug()
        deck.plug()
        desk.watcher._events.wake()
    deck.wait(lambda: len(deck.pictures) == 15)

    assert 1 <= len(made) <= 2


def test_a_permission_that_comes_late_is_waited_for(set_up: SetUp) -> None:
    deck = FakeDeck()
    deck.open_error = OSError("open failed")
    desk = set_up(deck)
    refused = desk.watcher.statuses()

    deck.open_error = None
    deck.wait(lambda: len(deck.pictures) == 15)

    assert [status.condition for status in refused] == [DeckCondition.BUSY]


def test_who_mended_something_has_the_decks_looked_for_at_once(
    set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "SOON_TRIES", 0)
    monkeypatch.setattr(watcher, "LATER_S", 3600.0)
    deck = FakeDeck()
    deck.open_error = OSError("open failed")
    desk = set_up(deck)
    told: Queue[list[DeckCondition]] = Queue()
    desk.watcher.conditions.subscribe(lambda decks: told.put([d.condition for d in decks]))
    assert told.get(timeout=5) == [DeckCondition.BUSY]

    deck.open_error = None
    desk.watcher.look_again()

    assert told.get(timeout=5) == [DeckCondition.OPEN]


def test_decks_are_told_apart_by_serial_number(set_up: SetUp) -> None:
    first, second = FakeDeck(serial="ONE", path="a"), FakeDeck(serial="TWO", path="b")

    desk = set_up(first, second)
    first.wait(lambda: len(first.pictures) == 15)
    second.wait(lambda: len(second.pictures) == 15)

    desk.wait(lambda: set(desk.engine.board.decks) == {"ONE", "TWO"})
    assert {s.serial for s in desk.watcher.statuses()} == {"ONE", "TWO"}


def test_a_deck_without_a_serial_in_its_descriptor_is_asked(set_up: SetUp) -> None:
    deck = FakeDeck(serial="")

    desk = set_up(deck)

    desk.wait(lambda: set(desk.engine.board.decks) == {"0080@fake-1"})


def test_a_model_the_library_lacks_is_listed_and_left_alone(set_up: SetUp) -> None:
    desk = set_up(FakeDeck(product_id=0xFFF0))

    (status,) = desk.watcher.statuses()

    assert status.condition is DeckCondition.UNKNOWN_MODEL
    assert status.product_id == 0xFFF0


def test_a_scan_asks_the_bus_once_and_names_each_deck_once() -> None:
    bus = FakeBus(FakeDeck(fake_hid.MODULE_15), FakeDeck(fake_hid.MINI, path="b"))

    catalog = Catalog(bus)

    assert bus.scans == 1
    assert len(catalog.decks) == 2


def test_the_makers_other_products_are_left_out() -> None:
    bus = FakeBus(FakeDeck())
    entries = bus.enumerate(fake_hid.ELGATO, 0)
    lamp = {**entries[0], "path": b"lamp", "product_string": "Elgato Key Light"}
    bus.enumerate = lambda *_: [*entries, lamp]  # type: ignore[method-assign]

    assert [entry["path"] for entry in find(bus)] == [b"fake-1"]


def test_a_search_that_fails_is_tried_again(set_up: SetUp) -> None:
    desk = set_up()
    deck = FakeDeck()
    desk.bus.decks.append(deck)
    desk.bus.failing_scans = 2

    for left in (1, 0):
        desk.watcher._events.wake()
        desk.bus.wait_scan(left)
    desk.watcher._events.wake()

    deck.wait(lambda: len(deck.pictures) == 15)


def test_a_status_says_what_hinders() -> None:
    deck = FakeDeck()
    (found,) = Catalog(FakeBus(deck)).decks

    for error, condition in (
        (DeckPermissionError("x"), DeckCondition.NO_PERMISSION),
        (DeckBusyError("x"), DeckCondition.BUSY),
        (DeckError("x"), DeckCondition.FAILED),
    ):
        assert scan.refused(found, error).condition is condition
