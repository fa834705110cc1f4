"""How long to wait for another try: of a write that failed, and of a deck that was lost.

1. The first try costs nothing: most trouble is over at once. 2. Each further one waits longer, to a
limit. 3. Seconds are monotonic, and passed in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from lightstack_desktop.errors import DeckError

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 1.0
GIVE_UP_S = 1.5
SOON_S, SOON_TRIES = 0.1, 25
LATER_S = 5.0
FORGIVEN_S = 60.0


@dataclass(frozen=True, slots=True)
class Failing:
    """Since when the writes to a deck have failed, None if they do not, and the last pause."""

    since_s: float | None = None
    pause_s: float = FIRST_PAUSE_S

    def again(self, now_s: float) -> Failing:
        """Return this after one more failure: the next try is `pause_s` away."""
        since_s = now_s if self.since_s is None else self.since_s
        return Failing(since_s, min(self.pause_s * 2, LONGEST_PAUSE_S))

    def is_hopeless(self, now_s: float) -> bool:
        """Tell whether the deck is to be given up, and opened anew."""
        return self.since_s is not None and now_s - self.since_s >= GIVE_UP_S


FINE = Failing()


@dataclass(frozen=True, slots=True)
class Hang:
    """How often in a row a deck was given up, and when it may be opened again."""

    count: int = 0
    until_s: float = -math.inf

    def again(self, now_s: float, *, is_hung: bool) -> Hang:
        """Return this after one more: at once the first time, slower each time where it hung.

        One that was lost before it showed anything may have been unplugged while it was painted.
        """
        count = self.count if now_s - self.until_s < FORGIVEN_S else 0
        pause_s = SOON_S * 2.0**count if is_hung or count >= SOON_TRIES else SOON_S
        return Hang(count + 1, now_s + (min(pause_s, LATER_S) if count else 0.0))

    def check(self, now_s: float) -> None:
        """Raise DeckError while the deck is left alone."""
        if now_s < self.until_s:
            raise DeckError("The deck does not answer. Plug it out and in again.")


NO_HANG = Hang()
