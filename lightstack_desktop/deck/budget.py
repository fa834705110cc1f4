"""How much of the cable may be used now: a bucket of reports that refills as time passes.

1. A deck takes about 1,000 reports of 1,024 bytes a second: in no second we send more. 2. What a
finger asks for goes at once, a change may borrow a little, animation waits until there is room.
3. What was borrowed is given back before anything moves again.
"""

from __future__ import annotations

from enum import IntEnum

# 950 a second, and 50 more in the worst of them: 10 saved, 20 borrowed, and the last picture of
# 20 (a Mini's), which is begun when there is room for its first report.
RATE_PER_S = 950.0
MOST_SAVED = 10.0
MOST_BORROWED = 20.0


class Urgency(IntEnum):
    """Why something is sent, the most urgent first."""

    TOUCH = 0
    CHANGE = 1
    MOTION = 2


class Budget:
    """The reports that may be sent. `now_s` is monotonic; used by one thread."""

    def __init__(self) -> None:
        self._left = MOST_SAVED
        self._at_s: float | None = None

    def wait_s(self, urgency: Urgency, now_s: float) -> float:
        """Return how long something of this urgency has to wait, in seconds; 0 if it may go."""
        self.spend(0, now_s)
        if urgency is Urgency.TOUCH:
            return 0.0
        least = -MOST_BORROWED if urgency is Urgency.CHANGE else 0.0
        return max(0.0, (least - self._left) / RATE_PER_S)

    def spend(self, reports: int, now_s: float) -> None:
        """Take out of the bucket what was sent since it was last asked."""
        refill = 0.0 if self._at_s is None else (now_s - self._at_s) * RATE_PER_S
        # In one step: what came in while a picture was sent is no saving, it is spent already.
        self._left = min(MOST_SAVED, self._left + refill - reports)
        self._at_s = now_s
