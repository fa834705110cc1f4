"""What keeps a deck that is plugged in from working, and what helps: told apart, in words.

1. One trouble is told at a time, the one that can be mended first. 2. A deck that works is none,
whatever else is plugged in.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop import deck_advice, deck_owner, udev_rule
from lightstack_desktop.deck.status import DeckCondition
from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lightstack_desktop.deck.status import DeckStatus

ORDER = (
    DeckCondition.NO_PERMISSION,
    DeckCondition.BUSY,
    DeckCondition.FAILED,
    DeckCondition.UNKNOWN_MODEL,
)


@dataclass(frozen=True, slots=True)
class DeckTrouble:
    """What is wrong. `needs_rule`: the udev rule is missing, and installing it helps."""

    text: str
    needs_rule: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was found of the system: the rule, decks that have no driver, and who has decks open."""

    has_rule: bool = True
    driverless: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()


def look(decks: Sequence[DeckStatus], devices: Path | None = None) -> Surroundings:
    """Return what the system shows of these decks, and of those that it hides."""
    devices = devices or Path(deck_advice.USB_DEVICES)
    driverless = deck_advice.without_driver(devices)
    busy = (deck.path for deck in decks if deck.condition is DeckCondition.BUSY)
    owners = deck_owner.owners(_files((*busy, *driverless), devices))
    return Surroundings(bool(udev_rule.installed()), driverless, owners)


def of(decks: Sequence[DeckStatus], around: Surroundings) -> DeckTrouble | None:
    """Return what is wrong with these decks, None if nothing is."""
    for condition in ORDER:
        for deck in decks:
            if deck.condition is condition:
                return _of_one(deck, around)
    if around.driverless and not decks:
        return DeckTrouble(_taken(tr("A Stream Deck"), around.owners))
    return None


def _of_one(deck: DeckStatus, around: Surroundings) -> DeckTrouble:
    model = labels.flat(deck.model)
    if deck.condition is DeckCondition.NO_PERMISSION:
        return _refused(model, around)
    if deck.condition is DeckCondition.BUSY:
        return DeckTrouble(_taken(model, around.owners))
    if deck.condition is DeckCondition.FAILED:
        text = tr("{model} does not answer. Plug it out and in again.", model=model)
        return DeckTrouble(text)
    product = f"{deck_advice.MAKER_ID}:{deck.product_id:04x}"
    return DeckTrouble(
        tr(
            "A Stream Deck of a model that is not known yet is plugged in. Please report its "
            "product id, {product}.",
            product=product,
        )
    )


def _refused(model: str, around: Surroundings) -> DeckTrouble:
    if not around.has_rule:
        text = tr(
            "{model} is plugged in, but you may not use it yet. A rule for the system gives it to "
            "whoever sits at this computer.",
            model=model,
        )
        return DeckTrouble(text, needs_rule=True)
    return DeckTrouble(
        tr(
            "You may not use {model}, although the rule for it is there. Plug it out and in again. "
            "In a remote login the user needs the group plugdev.",
            model=model,
        )
    )


def _taken(model: str, owners: tuple[str, ...]) -> str:
    if owners:
        names = labels.flat(", ".join(owners), 120)
        return tr(
            "{model} is used by another program: {names}. Quit that; if the deck stays dark, plug "
            "it out and in again.",
            model=model,
            names=names,
        )
    return tr(
        "{model} is used by another program. Quit that; if the deck stays dark, plug it out and in "
        "again.",
        model=model,
    )


def _files(paths: Iterable[str], devices: Path) -> tuple[str, ...]:
    """Return the device files behind hidapi's paths: a file for hidraw, a port for libusb."""
    found = (p if p.startswith("/") else deck_owner.usb_file(p, devices) for p in paths)
    return tuple(path for path in found if path is not None)
