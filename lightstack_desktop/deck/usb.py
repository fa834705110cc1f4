"""A Stream Deck on USB as a Panel: streamdeck's device classes over our own transport."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from StreamDeck.Transport.Transport import TransportError

from lightstack_desktop.deck.status import DeckCondition, DeckStatus
from lightstack_desktop.deck.transport import Catalog, HidDevice, load_backend
from lightstack_desktop.errors import DeckBusyError, DeckError, DeckPermissionError
from lightstack_desktop.faces.format import KeyFormat

if TYPE_CHECKING:
    from StreamDeck.Devices.StreamDeck import StreamDeck

    from lightstack_desktop.deck.panel import OnKey, OnLost

log = logging.getLogger(__name__)

# The reader sleeps 1/poll_hz after a read that brought nothing; ours has waited long enough.
POLL_HZ = 1000


class UsbPanel:
    """One open deck. `UsbPanel(deck)` opens it; raises DeckError if that cannot be done."""

    def __init__(self, deck: StreamDeck) -> None:
        self._deck = deck
        self._device = _device_of(deck)
        self._on_lost: OnLost | None = None
        self._device.open()
        try:
            self.serial = self._read_serial()
        except TransportError as error:
            self._device.close()
            raise DeckError(f"{self._device.path()} does not answer: {error}") from error
        self.model: str = deck.deck_type()
        self.key_count: int = deck.key_count() if deck.is_visual() else 0
        self.columns: int = deck.key_layout()[1]

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
    def key_format(self) -> KeyFormat:
        described: dict[str, Any] = self._deck.key_image_format()
        return KeyFormat(
            size=described["size"],
            encoding=described["format"],
            flip=described["flip"],
            rotation=described["rotation"],
        )

    def start(self, on_key: OnKey, on_lost: OnLost) -> None:
        self._on_lost = on_lost
        self._device.on_closed = self._closed
        self._deck.set_poll_frequency(POLL_HZ)
        self._deck.set_key_callback(lambda _deck, key, is_down: on_key(key, is_down))
        try:
            self._deck.open()
        except TransportError as error:
            self._on_lost = None
            self._device.close()
            raise DeckError(f"{self.path} does not answer: {error}") from error
        if self._deck.read_thread is not None:
            self._deck.read_thread.name = "deck-read"

    def show(self, key_index: int, picture: bytes) -> None:
        try:
            self._deck.set_key_image(key_index, picture)
        except TransportError as error:
            raise DeckError(f"{self.model} ({self.path}) takes no picture: {error}") from error

    def recover(self) -> None:
        try:
            # The library has no public name for the report that ends half a picture.
            self._deck._reset_key_stream()  # noqa: SLF001
        except TransportError as error:
            raise DeckError(f"{self.model} ({self.path}) does not answer: {error}") from error

    def set_brightness(self, percent: int) -> None:
        try:
            self._deck.set_brightness(percent)
        except TransportError as error:
            raise DeckError(f"{self.model} ({self.path}) cannot be dimmed: {error}") from error

    def close(self) -> None:
        self._on_lost = None
        self._device.end()
        if self._deck.read_thread is None:
            self._device.close()

    def _closed(self) -> None:
        on_lost, self._on_lost = self._on_lost, None
        if on_lost is not None:
            on_lost("the deck was unplugged or does not answer")

    def _read_serial(self) -> str:
        """Return the USB descriptor's serial: the library cuts the one of some models."""
        serial = self._device.serial() or self._deck.get_serial_number()
        return serial or f"{self._device.product_id():04x}@{self._device.path()}"


def scan(backend: str) -> tuple[DeckStatus, ...]:
    """Return what is plugged in, opening each deck for a moment to see whether it can be.

    Raises DeckError if the bus cannot be searched. `backend` is auto, hidraw or libusb.
    """
    catalog = Catalog(load_backend(backend))
    known = tuple(_try(deck) for deck in catalog.decks)
    return known + tuple(unknown_model(device) for device in catalog.unknown)


def unknown_model(device: HidDevice) -> DeckStatus:
    """Return the status of a deck that streamdeck has no class for."""
    return DeckStatus(
        device.serial(),
        "Unknown model",
        device.product_id(),
        device.path(),
        DeckCondition.UNKNOWN_MODEL,
        "This model is not supported yet. Please report its product id.",
    )


def refused(deck: StreamDeck, error: DeckError) -> DeckStatus:
    """Return the status of a deck that could not be opened."""
    device = _device_of(deck)
    condition = DeckCondition.FAILED
    if isinstance(error, DeckPermissionError):
        condition = DeckCondition.NO_PERMISSION
    elif isinstance(error, DeckBusyError):
        condition = DeckCondition.BUSY
    return DeckStatus(
        device.serial(), deck.deck_type(), device.product_id(), device.path(), condition, str(error)
    )


def opened(panel: UsbPanel) -> DeckStatus:
    """Return the status of a deck that is ours."""
    return DeckStatus(panel.serial, panel.model, panel.product_id, panel.path, DeckCondition.OPEN)


def _try(deck: StreamDeck) -> DeckStatus:
    try:
        panel = UsbPanel(deck)
    except DeckError as error:
        return refused(deck, error)
    panel.close()
    found = opened(panel)
    return DeckStatus(found.serial, found.model, found.product_id, found.path, DeckCondition.FOUND)


def _device_of(deck: StreamDeck) -> HidDevice:
    device = deck.device
    assert isinstance(device, HidDevice)
    return device
