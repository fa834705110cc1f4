"""Every control of every model, and each known fault of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import fake_hid
import pytest
from fake_hid import FakeBus, FakeDeck
from StreamDeck.ProductIDs import USBProductIDs

from lightstack_desktop.deck import models, scan
from lightstack_desktop.deck.transport import Catalog
from lightstack_desktop.deck.usb import UsbPanel
from lightstack_desktop.errors import DeckError

if TYPE_CHECKING:
    from collections.abc import Callable

    from deck.desk import Desk

    SetUp = Callable[..., Desk]


def test_dials_of_a_plus_acknowledge_and_set_the_brightness(set_up: SetUp) -> None:
    deck = FakeDeck(fake_hid.PLUS)
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()

    deck.push(2)
    desk.wait(lambda: desk.is_acknowledged("door"))
    deck.push()
    deck.turn(3, -2)

    deck.wait(lambda: deck.brightness[-1] == 50)
    assert deck.errors == []


def test_the_strip_of_a_plus_acknowledges_and_clears(set_up: SetUp) -> None:
    deck = FakeDeck(fake_hid.PLUS)
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()

    deck.touch(400, 50)
    desk.wait(lambda: desk.is_acknowledged("door"))
    desk.settle()
    deck.touch(100, 50, is_long=True)
    desk.wait(lambda: not desk.is_active("door"))


def test_swipes_and_the_first_dial_of_a_plus_turn_pages(set_up: SetUp) -> None:
    deck = FakeDeck(fake_hid.PLUS)
    desk = set_up(deck)
    for n in range(12):
        desk.trigger(f"alert {n:02}")
    desk.settle()
    first = dict(deck.pictures)

    deck.swipe(600, 50, 100, 50)
    deck.wait(lambda: deck.pictures[0] != first[0])
    deck.swipe(300, 90, 310, 10)  # upwards: nothing
    deck.swipe(100, 50, 600, 50)
    deck.wait(lambda: deck.pictures[0] == first[0])
    deck.turn(0, 1)
    deck.wait(lambda: deck.pictures[0] != first[0])


@pytest.mark.parametrize(
    ("product_id", "width", "turned"), [(fake_hid.PLUS, 800, False), (fake_hid.PLUS_XL, 1200, True)]
)
def test_a_strip_is_sent_in_pieces_that_cover_it(
    set_up: SetUp, product_id: int, width: int, turned: bool
) -> None:
    deck = FakeDeck(product_id)
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()

    assert sorted(deck.strip) == list(range(0, width, 200))
    sizes = {deck.strip_image(x).size for x in deck.strip}
    assert sizes == {(100, 200) if turned else (200, 100)}
    assert deck.errors == []


def test_touch_keys_of_a_neo_turn_pages_and_shine_where_there_are_some(set_up: SetUp) -> None:
    deck = FakeDeck(fake_hid.NEO)
    desk = set_up(deck)
    desk.settle()
    assert deck.lights == {8: (0, 0, 0), 9: (0, 0, 0)}
    for n in range(12):
        desk.trigger(f"alert {n:02}")
    desk.settle()
    first = dict(deck.pictures)

    deck.touch_keys(1)
    deck.wait(lambda: deck.pictures[0] != first[0])
    deck.touch_keys()
    deck.touch_keys(0)
    deck.wait(lambda: deck.pictures[0] == first[0])

    assert all(max(light) > 0 for light in deck.lights.values())
    assert deck.errors == []


def test_the_info_bar_of_a_neo_shows_the_current_alert(set_up: SetUp) -> None:
    deck = FakeDeck(fake_hid.NEO)
    desk = set_up(deck)
    desk.settle()
    clear = deck.info
    assert clear is not None

    desk.trigger("door")
    deck.wait(lambda: deck.info != clear)

    assert deck.info_image().size == (248, 58)
    desk.watcher.stop()
    assert deck.info_image().convert("L").getextrema() == (0, 0)


def test_a_pedal_acknowledges_the_current_alert(set_up: SetUp) -> None:
    deck = FakeDeck(fake_hid.PEDAL)
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()

    deck.press(1)
    deck.release()

    desk.wait(lambda: desk.is_acknowledged("door"))
    assert deck.pictures == {}
    assert deck.errors == []


def test_each_product_has_the_name_that_its_owner_knows() -> None:
    """The library calls an MK.2, a module and an Original by one name: that of their class."""
    names = {
        fake_hid.ORIGINAL: "Stream Deck Original",
        fake_hid.ORIGINAL_V2: "Stream Deck Original V2",
        fake_hid.MK2: "Stream Deck MK.2",
        fake_hid.SCISSOR: "Stream Deck MK.2 Scissor Keys",
        fake_hid.MODULE_15: "Stream Deck Module 15",
        fake_hid.MINI: "Stream Deck Mini",
        fake_hid.MINI_MK2: "Stream Deck Mini",
        fake_hid.MINI_DISCORD: "Stream Deck Mini Discord Edition",
        fake_hid.MODULE_6: "Stream Deck Module 6",
        fake_hid.XL: "Stream Deck XL",
        fake_hid.XL_V2: "Stream Deck XL",
        fake_hid.MODULE_32: "Stream Deck Module 32",
        fake_hid.NEO: "Stream Deck Neo",
        fake_hid.PLUS: "Stream Deck +",
        fake_hid.PLUS_XL: "Stream Deck + XL",
        fake_hid.STUDIO: "Stream Deck Studio",
        fake_hid.PEDAL: "Stream Deck Pedal",
    }
    products = {n for key, n in vars(USBProductIDs).items() if key.startswith("USB_PID_")}

    decks = Catalog(FakeBus(*(FakeDeck(n, path=hex(n)) for n in products))).decks

    assert {deck.device.product_id(): models.name(deck) for deck in decks} == names
    assert set(names) == products


def test_the_true_name_is_told_wherever_a_deck_is_listed(set_up: SetUp) -> None:
    deck = FakeDeck(fake_hid.MK2)
    desk = set_up(deck)
    desk.settle()
    (status,) = desk.watcher.statuses()
    (found,) = Catalog(desk.bus).decks

    assert status.model == "Stream Deck MK.2"
    assert scan.refused(found, DeckError("x")).model == "Stream Deck MK.2"
    deck.wait(lambda: deck.serial in desk.engine.board.decks)
    assert desk.engine.board.decks[deck.serial].model == "Stream Deck MK.2"


def test_no_picture_goes_beyond_the_last_key() -> None:
    """The library takes key_count itself for a key of all models but the Neo and the Studio."""
    (found,) = Catalog(FakeBus(FakeDeck(fake_hid.MK2))).decks
    panel = UsbPanel(found)

    for key_index in (-1, 15):
        with pytest.raises(ValueError, match=f"key {key_index}"):
            panel.show(key_index, b"x")
    panel.close()


def test_a_mini_is_blanked_by_a_picture_of_its_own_size(set_up: SetUp) -> None:
    """The library's blank for it has a header that says 72 pixels."""
    deck = FakeDeck(fake_hid.MINI)
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()

    desk.watcher.stop()

    assert {deck.image(key).size for key in range(6)} == {(80, 80)}
    assert {deck.image(key).convert("L").getextrema() for key in range(6)} == {(0, 0)}
    (found,) = Catalog(FakeBus(deck)).decks
    panel = UsbPanel(found)
    with pytest.raises(ValueError, match="0 bytes"):
        panel.show(0, b"")
    panel.close()


@pytest.mark.parametrize("product_id", [fake_hid.PLUS, fake_hid.MK2, fake_hid.MINI_MK2], ids=hex)
def test_a_serial_number_is_whole_where_only_the_firmware_tells_it(product_id: int) -> None:
    """The library cuts three characters off that of the Plus."""
    deck = FakeDeck(product_id, serial="")
    deck.has_inner_serial = True
    (found,) = Catalog(FakeBus(deck)).decks

    panel = UsbPanel(found)

    assert panel.serial == "INNER001"
    panel.close()


def test_the_firmwares_sleep_timer_is_off_while_the_deck_is_ours(set_up: SetUp) -> None:
    deck = FakeDeck(fake_hid.XL)
    deck.sleep_after_s = 900
    desk = set_up(deck)
    desk.settle()
    assert deck.sleep_after_s == 0

    desk.watcher.stop()

    deck.wait(lambda: deck.sleep_after_s == 900)


def test_a_deck_that_tells_nothing_of_itself_still_shows_alerts(set_up: SetUp) -> None:
    deck = FakeDeck(fake_hid.MK2)
    deck.answers = False
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()

    desk.tap(deck, 0)

    desk.wait(lambda: desk.is_acknowledged("door"))
