"""The on-screen deck as a Panel: the same Session drives it as a deck on USB.

Pictures come from the Session's painter and wait here until Qt's thread takes them, the newest of
each key; presses come from the widgets, on Qt's thread. It is no QObject and sends nothing through
a queue: the painter may be the last to hold it, and Qt does not survive a sender that is destroyed
on another thread while its events are delivered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.deck.panel import Shape
from lightstack_desktop.faces.format import KeyFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.deck.panel import Hand
    from lightstack_desktop.desktop.screen_models import ScreenModel

SERIAL = "screen"


class ScreenPanel:
    """One opening of the on-screen deck; its keys are `key_px` wide and high.

    `tell` is called on the painter's thread once there is something to take.
    """

    # There is no cable: nothing is counted, and nothing hangs.
    sent = 0
    busy_s = 0.0

    def __init__(self, shown_as: ScreenModel, key_px: int, tell: Callable[[], None]) -> None:
        self._shown_as = shown_as
        self._tell = tell
        self._is_told = False
        self._pictures: dict[int, bytes] = {}
        self._brightness_percent: int | None = None
        self._hand: Hand | None = None
        self.shape = Shape(shown_as.key_count, shown_as.columns, KeyFormat((key_px, key_px)))

    @property
    def serial(self) -> str:
        return SERIAL

    @property
    def model(self) -> str:
        return self._shown_as.title

    @property
    def source(self) -> str:
        return "screen"

    def start(self, hand: Hand) -> None:
        """Begin to report presses; a window is never unplugged."""
        self._hand = hand

    def show(self, key_index: int, picture: bytes) -> None:
        """Hand a picture over to the window; ValueError if it is not of our size."""
        assert self.shape.key_format is not None
        width, height = self.shape.key_format.size
        if len(picture) != width * height * 3:
            raise ValueError(f"{len(picture)} bytes for a key of {width} x {height} RGB")
        self._pictures[key_index] = picture
        self._notify()

    def show_strip(self, picture: bytes, x: int, width: int) -> None:
        """Do nothing: no model has a strip here."""

    def show_info(self, picture: bytes) -> None:
        """Do nothing: no model has an info bar here."""

    def light(self, touch_key: int, color: RGB) -> None:
        """Do nothing: no model has touch keys here."""

    def wake(self) -> None:
        """Do nothing: a window does not sleep."""

    def ask(self) -> bool:
        """Return False: a window is there as long as we are."""
        return False

    def set_brightness(self, percent: int) -> None:
        """Hand the brightness over to the window."""
        self._brightness_percent = percent
        self._notify()

    def end(self) -> None:
        """Do nothing: what is written here is not waited for."""

    def close(self) -> None:
        """Stop reporting presses."""
        self._hand = None

    def press(self, key_index: int, is_down: bool) -> None:
        """Report what the person does with a key; called on Qt's thread."""
        hand = self._hand
        if hand is not None:
            hand.key(key_index, is_down)

    def taken(self) -> Iterator[tuple[int, bytes]]:
        """Take the keys' new pictures; called on Qt's thread."""
        # First, so that what comes while we take is told again. Each step is one on the dict,
        # which two threads may do at once.
        self._is_told = False
        while self._pictures:
            yield self._pictures.popitem()

    @property
    def brightness_percent(self) -> int | None:
        """Return how bright the keys are to be, None if that was not said yet."""
        return self._brightness_percent

    def _notify(self) -> None:
        if not self._is_told:
            self._is_told = True
            self._tell()
