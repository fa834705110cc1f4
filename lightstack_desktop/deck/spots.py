"""The parts of a deck that take a picture of their own: its keys, its strip's pieces, its bar.

1. A spot knows what it shows, in words and as the bytes that were sent; equal bytes are not sent
again. 2. A strip is sent in pieces, so that a press waits for one piece at most.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.look import Banner, Kind, Look
from lightstack_desktop.deck.budget import Urgency
from lightstack_desktop.faces import encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.deck.panel import Panel
    from lightstack_desktop.faces.faces import Faces
    from lightstack_desktop.faces.format import KeyFormat

    Words = Look | Banner

PIECE_WIDTH = 200
# A banner's loop is a dozen pictures of four pieces of 4 kB.
MOST_BANNERS = 24
KINDS = tuple(map(Kind, ("active", "overflow", "acknowledged", "action", "clear", "idle", "blank")))


def _all_but(kind: type[Words], *names: str) -> Callable[[Words], tuple[object, ...]]:
    """Return what reads every field but some; `replace` would take ten times as long."""
    return attrgetter(*(field.name for field in fields(kind) if field.name not in names))


_STILL = _all_but(Look, "bar", "glow")
_MEANT = _all_but(Look, "bar", "glow", "age", "touch", "hold")
_COUNTS = _all_but(Banner, "shown")


@dataclass(slots=True)
class Spot:
    """One place for pictures. `shown` is None while it is not known what the place shows."""

    draw: Callable[[Words], bytes]
    send: Callable[[bytes], None]
    shown: Words | None = None
    sent: bytes | None = None
    moved_s: float = -math.inf

    def forget(self) -> None:
        """Assume nothing of what is shown."""
        self.shown = self.sent = None

    def show(self, words: Words) -> bool:
        """Show something else; tell whether that took a picture. Raises DeckError."""
        picture = self.draw(words)
        is_new = picture != self.sent
        if is_new:
            # Not known until it is there: a picture that failed half-way must be sent again.
            self.forget()
            self.send(picture)
        self.shown, self.sent = words, picture
        return is_new


def keys(panel: Panel, faces: Faces) -> tuple[Spot, ...]:
    """Return a spot for every key with a picture."""
    key_format = panel.shape.key_format
    if key_format is None:
        return ()

    def draw(words: Words) -> bytes:
        assert isinstance(words, Look)
        return faces.native(words, key_format)

    return tuple(
        Spot(draw, lambda picture, k=k: panel.show(k, picture))  # type: ignore[misc]
        for k in range(panel.shape.picture_count)
    )


def banners(panel: Panel, faces: Faces) -> tuple[Spot, ...]:
    """Return the spots that together show the current alert: strip pieces, or an info bar."""
    shape = panel.shape
    found: list[Spot] = []
    if shape.strip is not None:
        width = shape.strip.size[0]
        pieces = _pieces(faces, shape.strip)
        for n, x in enumerate(range(0, width, PIECE_WIDTH)):
            found.append(_piece(panel, pieces, n, x, min(PIECE_WIDTH, width - x)))
    if shape.info is not None:
        info = shape.info
        bar = lru_cache(MOST_BANNERS)(lambda b: encode.native(faces.info(b, info.size), info))
        found.append(Spot(lambda words: bar(_banner(words)), panel.show_info))
    return tuple(found)


def urgency(shown: Words | None, wanted: Words) -> Urgency:
    """Return why something else is to be shown."""
    if shown is None:
        return Urgency.CHANGE
    before, after = look_of(shown), look_of(wanted)
    if (before.touch, before.hold) != (after.touch, after.hold):
        return Urgency.TOUCH
    if _STILL(before) != _STILL(after):
        return Urgency.CHANGE
    is_banner = isinstance(shown, Banner) and isinstance(wanted, Banner)
    if is_banner and _COUNTS(shown) != _COUNTS(wanted):
        return Urgency.CHANGE
    return Urgency.MOTION


def is_meant(shown: Words | None, wanted: Words) -> bool:
    """Tell whether a finger that aims at what is shown means what is wanted there.

    It does not mind motion, an age, or another finger.
    """
    return shown is not None and _MEANT(look_of(shown)) == _MEANT(look_of(wanted))


def rank(words: Words) -> tuple[int, int]:
    """Return the order of painting: the worst first, empty keys last."""
    shown = look_of(words)
    return KINDS.index(shown.kind), shown.priority


def look_of(words: Words) -> Look:
    """Return the Look within: a banner's is that of the current alert."""
    return words.shown if isinstance(words, Banner) else words


def _pieces(faces: Faces, strip: KeyFormat) -> Callable[[Banner], tuple[bytes, ...]]:
    """Return a function that draws a banner as the encoded pieces of a strip."""
    width, height = strip.size

    @lru_cache(MOST_BANNERS)
    def pieces(banner: Banner) -> tuple[bytes, ...]:
        image = faces.strip(banner, strip.size)
        boxes = ((x, 0, min(x + PIECE_WIDTH, width), height) for x in range(0, width, PIECE_WIDTH))
        cut = (image.crop(box) for box in boxes)
        return tuple(encode.native(p, replace(strip, size=p.size)) for p in cut)

    return pieces


def _piece(
    panel: Panel, pieces: Callable[[Banner], tuple[bytes, ...]], n: int, x: int, width: int
) -> Spot:
    return Spot(
        lambda words: pieces(_banner(words))[n],
        lambda picture: panel.show_strip(picture, x, width),
    )


def _banner(words: Words) -> Banner:
    assert isinstance(words, Banner)
    return words
