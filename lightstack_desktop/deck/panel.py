"""The small interface that a deck implements, on USB or on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.faces.format import KeyFormat

    OnKey = Callable[[int, bool], None]
    OnLost = Callable[[str], None]


class Panel(Protocol):
    """One open deck. Keys count from 0 at the top left.

    The Session's painter is the only caller of `show`, `recover` and `set_brightness`; they raise
    DeckError when the deck does not take it. `on_key` and `on_lost` are called on the
    panel's own thread.
    """

    @property
    def serial(self) -> str:
        """Return what tells this deck from others of its model; pins are kept by it."""

    @property
    def model(self) -> str:
        """Return the model's name for people."""

    @property
    def source(self) -> str:
        """Return what a press on this deck is recorded as: deck:<serial>, or screen."""

    @property
    def key_count(self) -> int:
        """Return how many keys show a picture; 0 for a deck without displays."""

    @property
    def columns(self) -> int:
        """Return how many keys a row has."""

    @property
    def key_format(self) -> KeyFormat:
        """Return the picture format of a key."""

    def start(self, on_key: OnKey, on_lost: OnLost) -> None:
        """Begin to report presses (key, is_down), and once the loss of the deck (why)."""

    def show(self, key_index: int, picture: bytes) -> None:
        """Show a picture in the panel's own format on one key."""

    def recover(self) -> None:
        """Make the deck forget half a picture, after a `show` that failed."""

    def set_brightness(self, percent: int) -> None:
        """Set the brightness of all keys, 0 to 100."""

    def close(self) -> None:
        """Stop reporting and give the device back; may be called twice."""
