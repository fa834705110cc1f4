"""The on-screen deck as a Panel: the same Session drives it as a deck on USB.

Pictures come from the Session's painter and wait here until Qt's thread takes them, the newest of
each place; what a person does comes from the widgets, on Qt's thread. It is no QObject and sends
nothing through a queue: the painter may be the last to hold it, and Qt does not survive a sender
that is destroyed on another thread while its events are delivered.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from lightstack_desktop.deck.panel import Shape
from lightstack_desktop.faces.format import KeyFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.deck.panel import Hand
    from lightstack_desktop.desktop.screen_models import Box, ScreenModel

SERIAL = "screen"
# A banner's letters are no larger than a key's: half of a strip's height would be wasted on more.
LARGEST_BANNER_PX = 200


class Place(Enum):
    """What a picture is for."""

    KEY = "key"
    STRIP = "strip"
    INFO = "info"


class Picture(NamedTuple):
    """News for one place: raw RGB rows. `at` is the key, or where on the strip a piece begins."""

    place: Place
    at: int
    rows: bytes
    size: tuple[int, int]


class ScreenPanel:
    """One opening of the on-screen deck; its keys are `key_px` wide and high.

    `tell` is called on the painter's thread once there is something to take. `hand` is who hears
    what a person does, None while nobody does.
    """

    # There is no cable: nothing is counted, and nothing hangs.
    sent = 0
    busy_s = 0.0

    def __init__(self, shown_as: ScreenModel, key_px: int, tell: Callable[[], None]) -> None:
        self._shown_as = shown_as
        self._tell = tell
        self._is_told = False
        self._pictures: dict[tuple[Place, int], Picture] = {}
        self._brightness_percent: int | None = None
        self.lights: tuple[RGB, ...] = ((0, 0, 0),) * shown_as.touch_key_count
        self.hand: Hand | None = None
        self.shape = Shape(
            shown_as.key_count,
            shown_as.columns,
            KeyFormat((key_px, key_px)),
            shown_as.dial_count,
            shown_as.touch_key_count,
            _banner_format(shown_as.strip, shown_as.strip_box, key_px),
            _banner_format(shown_as.info, shown_as.info_box, key_px),
        )

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
        """Begin to report what a person does; a window is never unplugged."""
        self.hand = hand

    def show(self, key_index: int, picture: bytes) -> None:
        """Hand a picture over to the window; ValueError if it is not of our size."""
        assert self.shape.key_format is not None
        self._keep(Picture(Place.KEY, key_index, picture, self.shape.key_format.size))

    def show_strip(self, picture: bytes, x: int, width: int) -> None:
        """Hand over a piece of the strip."""
        assert self.shape.strip is not None
        self._keep(Picture(Place.STRIP, x, picture, (width, self.shape.strip.size[1])))

    def show_info(self, picture: bytes) -> None:
        """Hand over what the info bar shows."""
        assert self.shape.info is not None
        self._keep(Picture(Place.INFO, 0, picture, self.shape.info.size))

    def light(self, touch_key: int, color: RGB) -> None:
        """Hand over the light of a touch key."""
        lights = list(self.lights)
        lights[touch_key] = color
        self.lights = tuple(lights)
        self._notify()

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
        """Stop reporting what a person does."""
        self.hand = None

    def taken(self) -> Iterator[Picture]:
        """Take the new pictures; called on Qt's thread."""
        # First, so that what comes while we take is told again. Each step is one on the dict,
        # which two threads may do at once.
        self._is_told = False
        while self._pictures:
            yield self._pictures.popitem()[1]

    @property
    def brightness_percent(self) -> int | None:
        """Return how bright the pictures are to be, None if that was not said yet."""
        return self._brightness_percent

    def _keep(self, picture: Picture) -> None:
        width, height = picture.size
        if len(picture.rows) != width * height * 3:
            raise ValueError(f"{len(picture.rows)} bytes for {width} x {height} RGB")
        self._pictures[picture.place, picture.at] = picture
        self._notify()

    def _notify(self) -> None:
        if not self._is_told:
            self._is_told = True
            self._tell()


def _banner_format(
    pixels: tuple[int, int] | None, box: Box | None, key_px: int
) -> KeyFormat | None:
    """Return a format of the same shape as the model's, as large as it is on the screen."""
    if pixels is None or box is None:
        return None
    height = min(round(box.height * key_px), LARGEST_BANNER_PX)
    return KeyFormat((round(height * pixels[0] / pixels[1]), height))
