"""What a deck shows: the newest frame, picture by picture, the most urgent first.

1. Only the painter's thread writes to the panel. 2. A frame that came too late to be sent is
dropped. 3. Press feedback goes first, then changes by rank, then motion: the highest rank at its
full rate, the others in turn, each with its frame of now. 4. Nothing to send: nothing is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop.alerts.look import BLANK, Banner
from lightstack_desktop.deck import spots
from lightstack_desktop.deck.budget import Budget, Urgency
from lightstack_desktop.deck.frame import DARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.deck.frame import Frame
    from lightstack_desktop.deck.panel import Panel
    from lightstack_desktop.deck.spots import Spot, Words
    from lightstack_desktop.faces.faces import Faces

# How often the highest rank moves while the others have to wait: as fast as an eye needs.
LEADING_S = 1 / 15


class Painter:
    """Shows frames on a panel. Used by one thread; what it is asked for raises DeckError."""

    def __init__(self, panel: Panel, faces: Faces, ticks: Callable[[], float]) -> None:
        self._panel = panel
        self._ticks = ticks
        self._keys = spots.keys(panel, faces)
        self._banners = spots.banners(panel, faces)
        self._budget = Budget()
        self._queue: list[tuple[Urgency, Spot, Words]] = []
        self._brightness_percent: int | None = None
        self._light: RGB | None = None
        self._is_awake = False

    def take(self, frame: Frame) -> None:
        """Take a new frame in; what of the last was not sent is dropped."""
        if not self._is_awake:
            self._panel.wake()
            self._is_awake = True
        self._shine(frame)
        wanted: list[tuple[Spot, Words]] = [*zip(self._keys, frame.looks, strict=True)]
        wanted += [(spot, frame.banner) for spot in self._banners]
        stale = [
            (spots.urgency(spot.shown, words), spot, words)
            for spot, words in wanted
            if words != spot.shown
        ]
        self._queue = self._in_turn(stale)

    def step(self) -> float | None:
        """Send the next picture; return 0.0 for "again", seconds to wait, or None when all is sent.

        What already shows the right bytes is passed over.
        """
        while self._queue:
            why, spot, words = self._queue[0]
            now_s = self._ticks()
            wait_s = self._budget.wait_s(why, now_s)
            if wait_s > 0:
                return wait_s
            del self._queue[0]
            before = self._panel.sent
            if spot.show(words):
                spot.moved_s = now_s
                self._budget.spend(self._panel.sent - before, self._ticks())
                return 0.0
        return None

    @property
    def is_up_to_date(self) -> bool:
        """Tell whether all of the newest frame is shown, but for motion that waits its turn."""
        return not self._queue or self._queue[0][0] is Urgency.MOTION

    def has_painted(self, key_index: int, look: Look) -> bool:
        """Tell whether a key shows what a look means, whatever moves on it."""
        return spots.is_meant(self._keys[key_index].shown, look)

    def forget(self) -> None:
        """Assume nothing of what the deck shows, after a write that failed or a sleep."""
        for spot in (*self._keys, *self._banners):
            spot.forget()
        self._queue = []
        self._brightness_percent = self._light = None
        self._is_awake = False

    def blank(self) -> None:
        """Leave everything dark, at once."""
        self._queue = []
        for spot in self._keys:
            spot.show(BLANK)
        for spot in self._banners:
            spot.show(Banner())
        self._set_light(DARK)

    def _in_turn(
        self, stale: list[tuple[Urgency, Spot, Words]]
    ) -> list[tuple[Urgency, Spot, Words]]:
        """Return what is to be sent, the first first."""
        moving = [task for task in stale if task[0] is Urgency.MOTION]
        moving.sort(key=lambda task: task[1].moved_s)
        leader = min(moving, key=lambda task: spots.rank(task[2]), default=None)
        if leader is not None and self._ticks() - leader[1].moved_s >= LEADING_S:
            moving.remove(leader)
            moving.insert(0, leader)
        rest = [task for task in stale if task[0] is not Urgency.MOTION]
        rest.sort(key=lambda task: (task[0], spots.rank(task[2])))
        return rest + moving

    def _shine(self, frame: Frame) -> None:
        if frame.brightness_percent != self._brightness_percent:
            self._brightness_percent = None
            self._panel.set_brightness(frame.brightness_percent)
            self._brightness_percent = frame.brightness_percent
        self._set_light(frame.light)

    def _set_light(self, color: RGB) -> None:
        if color == self._light:
            return
        for touch_key in range(self._panel.shape.touch_key_count):
            self._panel.light(touch_key, color)
        self._light = color
