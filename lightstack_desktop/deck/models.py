"""What streamdeck's device classes know of a model, and what they get wrong.

1. Geometry, formats and orientation come from the class, never from us. 2. Every fault of the
library that we know is worked around here, in transport.py (double enumeration), or in usb.py
(key index, blank picture, silent end of the reader); each with a test that names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from StreamDeck.Transport.Transport import TransportError

from lightstack_desktop.deck.panel import Shape
from lightstack_desktop.faces.format import KeyFormat

if TYPE_CHECKING:
    from StreamDeck.Devices.StreamDeck import StreamDeck

PLUS = 0x0084
# What the library calls by the name of a model that shares its class. The numbers and names are
# those of Elgato's own account of its protocol (docs.elgato.com/streamdeck/hid: Classic, Module 6,
# Module 15 and 32); the Discord Edition's is the library's. Elgato calls 0x006d "2019".
NAMES = {
    0x006D: "Stream Deck Original V2",
    0x0080: "Stream Deck MK.2",
    0x00A5: "Stream Deck MK.2 Scissor Keys",
    0x00B3: "Stream Deck Mini Discord Edition",
    0x00B8: "Stream Deck Module 6",
    0x00B9: "Stream Deck Module 15",
    0x00BA: "Stream Deck Module 32",
}
FEATURE_BYTES = 32
# From Elgato's own account of its protocol: feature reports of all but the first generation.
SERIAL_REPORT, SLEEP_REPORT = 0x06, 0x0A
SET_SLEEP = (0x03, 0x0D)


def name(deck: StreamDeck) -> str:
    """Return what its owner calls a deck of this model."""
    return NAMES.get(deck.device.product_id()) or str(deck.deck_type())


def shape(deck: StreamDeck) -> Shape:
    """Return what a deck of this class has."""
    return Shape(
        key_count=deck.key_count(),
        columns=deck.key_layout()[1],
        key_format=_format(deck.key_image_format()) if deck.is_visual() else None,
        dial_count=deck.dial_count(),
        touch_key_count=deck.touch_key_count(),
        strip=_format(deck.touchscreen_image_format()),
        info=_format(deck.screen_image_format()),
    )


def serial(deck: StreamDeck) -> str:
    """Return a deck's serial number, "" if it has none; raises TransportError.

    The USB descriptor's is the one that people know. The library reads it from a report, and that
    of the Plus three characters too late: report 6 is its number, a length, then the serial.
    """
    device = deck.device
    if device.serial():
        return str(device.serial())
    if device.product_id() != PLUS:
        return str(deck.get_serial_number())
    raw = device.read_feature(SERIAL_REPORT, FEATURE_BYTES)
    return str(raw[2:].split(b"\0")[0], "ascii", "replace").strip()


def sleep_after_s(deck: StreamDeck) -> int:
    """Return after how many seconds the firmware goes to sleep by itself; 0 for never.

    0 also where it cannot be asked: decks without displays, and the first generation, which has
    another protocol. Elgato's program sets this timer, and the deck keeps it: one went dark under
    Linux after 15 minutes, with an alert on it.
    """
    if not deck.is_visual() or deck.KEY_IMAGE_FORMAT != "JPEG":
        return 0
    try:
        raw = deck.device.read_feature(SLEEP_REPORT, FEATURE_BYTES)
    except TransportError:
        return 0
    return max(0, int.from_bytes(raw[2:6], "little", signed=True)) if len(raw) >= 6 else 0


def set_sleep(deck: StreamDeck, after_s: int) -> None:
    """Let the firmware sleep after so many seconds, 0 for never; raises TransportError."""
    report = bytes(SET_SLEEP) + after_s.to_bytes(4, "little")
    deck.device.write_feature(report.ljust(FEATURE_BYTES, b"\0"))


def _format(described: dict[str, Any]) -> KeyFormat | None:
    if 0 in described["size"]:
        return None
    return KeyFormat(
        size=described["size"],
        encoding=described["format"],
        flip=described["flip"],
        rotation=described["rotation"],
    )
