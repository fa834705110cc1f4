"""Faces that nobody uses just now, for the next who need some.

A deck that comes back finds its pictures drawn. Made anew for each opening they would lie about:
caches and what fills them hold each other, and twenty sets wait for the collector's rarest round.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.faces.faces import Faces

MOST_SPARE = 2


class Pool:
    """Hands Faces out to one user at a time; any thread may take and give."""

    def __init__(self, make: Callable[[], Faces]) -> None:
        self._make = make
        self._spare: deque[Faces] = deque(maxlen=MOST_SPARE)

    def take(self) -> Faces:
        """Return Faces that are the caller's until given back."""
        try:
            return self._spare.pop()
        except IndexError:
            return self._make()

    def give(self, faces: Faces) -> None:
        """Take Faces back from a user whose thread has ended."""
        self._spare.append(faces)
