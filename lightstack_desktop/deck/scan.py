"""How it stands with each deck on the bus: ours, free, refused, or of a model nobody knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.deck import models
from lightstack_desktop.deck.status import DeckCondition, DeckStatus
from lightstack_desktop.deck.transport import Catalog, HidDevice, load_backend
from lightstack_desktop.deck.usb import UsbPanel, device_of
from lightstack_desktop.errors import DeckBusyError, DeckError, DeckPermissionError

if TYPE_CHECKING:
    from StreamDeck.Devices.StreamDeck import StreamDeck


NO_DISPLAYS = "It has no displays: alerts are seen elsewhere, and its pedals answer them."


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
        f"This model is not supported yet. Please report its product id, "
        f"{device.product_id():#06x}.",
    )


def refused(deck: StreamDeck, error: DeckError) -> DeckStatus:
    """Return the status of a deck that could not be opened."""
    device, model = device_of(deck), models.name(deck)
    condition = DeckCondition.FAILED
    if isinstance(error, DeckPermissionError):
        condition = DeckCondition.NO_PERMISSION
    elif isinstance(error, DeckBusyError):
        condition = DeckCondition.BUSY
    serial, path = device.serial(), device.path()
    return DeckStatus(serial, model, device.product_id(), path, condition, str(error))


def opened(panel: UsbPanel) -> DeckStatus:
    """Return the status of a deck that is ours."""
    detail = NO_DISPLAYS if panel.shape.key_format is None else ""
    return DeckStatus(
        panel.serial, panel.model, panel.product_id, panel.path, DeckCondition.OPEN, detail
    )


def _try(deck: StreamDeck) -> DeckStatus:
    try:
        panel = UsbPanel(deck)
    except DeckError as error:
        return refused(deck, error)
    panel.close()
    found = opened(panel)
    return replace(found, condition=DeckCondition.FOUND)
