"""The small interface that a deck implements, on USB or on screen.

1. A Shape says what a model has; what it lacks is not drawn, and its controls are never reported.
2. A Hand hears what a person does, on the panel's own thread. 3. Only the Session's painter calls
what writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.faces.format import KeyFormat


@dataclass(frozen=True, slots=True)
class Shape:
    """What a model has. Keys count from 0 at the top left, dials and touch keys from the left.

    `key_format` is None where keys have no picture (a pedal), `strip` where there is no touch
    strip, `info` where there is no info bar. Touch keys have a light and no picture.
    """

    key_count: int
    columns: int
    key_format: KeyFormat | None
    dial_count: int = 0
    touch_key_count: int = 0
    strip: KeyFormat | None = None
    info: KeyFormat | None = None

    @property
    def picture_count(self) -> int:
        """Return how many keys show a picture."""
        return self.key_count if self.key_format is not None else 0

    @property
    def has_banner(self) -> bool:
        """Tell whether the current alert has a place of its own, beside the keys."""
        return self.strip is not None or self.info is not None


class Hand(Protocol):
    """What a panel tells of the person before it. It never raises."""

    def key(self, key_index: int, is_down: bool) -> None:
        """Take a press or a release of a key, or of a pedal."""

    def touch_key(self, index: int, is_down: bool) -> None:
        """Take a press or a release of a touch key."""

    def dial_turned(self, dial: int, steps: int) -> None:
        """Take so many steps of a dial, clockwise if positive."""

    def dial_pushed(self, dial: int, is_down: bool) -> None:
        """Take a push or a release of a dial."""

    def strip_touched(self, x: int, y: int, is_long: bool) -> None:
        """Take a touch on the strip, told once it is over."""

    def strip_swiped(self, x: int, y: int, to_x: int, to_y: int) -> None:
        """Take a swipe over the strip, told once it is over."""

    def lost(self, why: str) -> None:
        """Hear, once, that the deck is gone."""


class Panel(Protocol):
    """One open deck. What writes raises DeckError when the deck does not take it."""

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
    def shape(self) -> Shape:
        """Return what this model has."""

    @property
    def sent(self) -> int:
        """Return how many reports of 1,024 bytes went over the cable so far; 0 without a cable."""

    @property
    def busy_s(self) -> float:
        """Return for how long a call to the device has been under way, 0.0 if none is."""

    def start(self, hand: Hand) -> None:
        """Begin to tell `hand` what the person does; writes nothing."""

    def show(self, key_index: int, picture: bytes) -> None:
        """Show a picture in the format of a key on one key."""

    def show_strip(self, picture: bytes, x: int, width: int) -> None:
        """Show a picture as high as the strip on a part of it."""

    def show_info(self, picture: bytes) -> None:
        """Show a picture on the info bar."""

    def light(self, touch_key: int, color: RGB) -> None:
        """Light one touch key."""

    def wake(self) -> None:
        """Make the deck take pictures: forget half a picture, do not sleep by itself."""

    def ask(self) -> bool:
        """Ask the deck for something small; raises DeckError if it does not answer.

        False where there is nobody to ask.
        """

    def set_brightness(self, percent: int) -> None:
        """Set the brightness of everything that shines, 0 to 100."""

    def end(self) -> None:
        """Write nothing more, as the deck is gone or hangs; safe from any thread."""

    def close(self) -> None:
        """Stop telling and give the device back; may be called twice."""
