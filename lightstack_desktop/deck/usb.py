"""A Stream Deck on USB as a Panel: streamdeck's device classes over our own transport."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from StreamDeck.Devices.StreamDeck import DialEventType, TouchscreenEventType
from StreamDeck.Transport.Transport import TransportError

from lightstack_desktop.deck import models
from lightstack_desktop.deck.transport import HidDevice
from lightstack_desktop.errors import DeckError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from StreamDeck.Devices.StreamDeck import StreamDeck

    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.deck.panel import Hand

log = logging.getLogger(__name__)

# The reader sleeps 1/poll_hz after a read that brought nothing; ours has waited long enough.
POLL_HZ = 1000


class UsbPanel:
    """One open deck. `UsbPanel(deck)` opens it; raises DeckError if that cannot be done."""

    def __init__(self, deck: StreamDeck) -> None:
        self._deck = deck
        self._device = device_of(deck)
        self._hand: Hand | None = None
        self._reader = threading.Thread(target=self._read, name="deck-read", daemon=True)
        self._sleep_after_s: int | None = None
        self._device.open()
        try:
            self.serial = models.serial(deck) or f"{self.product_id:04x}@{self.path}"
        except TransportError as error:
            self._device.close()
            raise DeckError(f"{self.path} does not answer: {error}") from error
        self.model = models.name(deck)
        self.shape = models.shape(deck)

    @property
    def source(self) -> str:
        return f"deck:{self.serial}"

    @property
    def path(self) -> str:
        """Return hidapi's path of the device."""
        return self._device.path()

    @property
    def product_id(self) -> int:
        return self._device.product_id()

    @property
    def sent(self) -> int:
        return self._device.sent

    @property
    def busy_s(self) -> float:
        return self._device.busy_s

    def start(self, hand: Hand) -> None:
        self._hand = hand
        self._deck.set_poll_frequency(POLL_HZ)
        self._deck.set_key_callback(self._tell_key)
        self._deck.set_dial_callback(self._tell_dial)
        self._deck.set_touchscreen_callback(self._tell_strip)
        self._reader.start()

    def show(self, key_index: int, picture: bytes) -> None:
        # The library takes a key too many, and draws its own blank for no bytes: the Mini's says
        # that it is 72 pixels wide, where its keys have 80.
        if not 0 <= key_index < self.shape.picture_count or not picture:
            raise ValueError(f"no picture of {len(picture)} bytes goes on key {key_index}")
        with self._told("takes no picture"):
            self._deck.set_key_image(key_index, picture)

    def show_strip(self, picture: bytes, x: int, width: int) -> None:
        assert self.shape.strip is not None
        with self._told("takes no picture"):
            self._deck.set_touchscreen_image(picture, x, 0, width, self.shape.strip.size[1])

    def show_info(self, picture: bytes) -> None:
        with self._told("takes no picture"):
            self._deck.set_screen_image(picture)

    def light(self, touch_key: int, color: RGB) -> None:
        with self._told("cannot be lit"):
            self._deck.set_key_color(self.shape.key_count + touch_key, *color)

    def wake(self) -> None:
        with self._told("does not answer"):
            # The library has no public name for the report that ends half a picture.
            self._deck._reset_key_stream()  # noqa: SLF001
            if self._sleep_after_s is None:
                self._sleep_after_s = models.sleep_after_s(self._deck)
                if self._sleep_after_s:
                    models.set_sleep(self._deck, 0)

    def ask(self) -> bool:
        with self._told("does not answer"):
            return bool(self._deck.get_firmware_version())

    def set_brightness(self, percent: int) -> None:
        with self._told("cannot be dimmed"):
            self._deck.set_brightness(percent)

    def end(self) -> None:
        self._device.end()

    def close(self) -> None:
        self._hand = None
        if self._sleep_after_s:
            # Its own timer is the owner's wish, for when nothing of ours is on it.
            with suppress(TransportError):
                models.set_sleep(self._deck, self._sleep_after_s)
            self._sleep_after_s = 0
        self._device.end()
        if not self._reader.is_alive():
            self._device.close()

    @contextmanager
    def _told(self, trouble: str) -> Iterator[None]:
        """Say in our own words what the transport could not do."""
        try:
            yield
        except TransportError as error:
            raise DeckError(f"{self.model} ({self.path}) {trouble}: {error}") from error

    # The reader's thread

    def _read(self) -> None:
        """Read until the deck is gone, and say so: the library's own thread ends without a word."""
        try:
            self._deck.run_read_thread = True
            self._deck._read()  # noqa: SLF001 - what its own thread would run
        except Exception:
            log.exception("the reader of deck %s failed", self.serial)
        hand, self._hand = self._hand, None
        self._device.end()
        if hand is not None:
            hand.lost("it was unplugged or does not answer")
        self._device.close()

    def _tell_key(self, _deck: StreamDeck, index: int, is_down: bool) -> None:
        hand, key_count = self._hand, self.shape.key_count
        if hand is None:
            return
        if index < key_count:
            hand.key(index, is_down)
        else:
            hand.touch_key(index - key_count, is_down)

    def _tell_dial(self, _deck: StreamDeck, dial: int, event: DialEventType, value: int) -> None:
        hand = self._hand
        if hand is None:
            return
        if event is DialEventType.TURN:
            hand.dial_turned(dial, value)
        else:
            hand.dial_pushed(dial, bool(value))

    def _tell_strip(
        self, _deck: StreamDeck, event: TouchscreenEventType, at: dict[str, Any]
    ) -> None:
        hand = self._hand
        if hand is None:
            return
        if event is TouchscreenEventType.DRAG:
            hand.strip_swiped(at["x"], at["y"], at["x_out"], at["y_out"])
        else:
            hand.strip_touched(at["x"], at["y"], event is TouchscreenEventType.LONG)


def device_of(deck: StreamDeck) -> HidDevice:
    """Return the transport's device of a deck of our own scan."""
    device = deck.device
    assert isinstance(device, HidDevice)
    return device
