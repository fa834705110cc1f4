"""What telling of alerts goes by and comes to: the person's rules, what waits, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Alert

# What is told together is told anew this often at most.
TOGETHER_PAUSE_S = 3.0
# The name under which those stand that are told together: no alert has an empty key.
TOGETHER = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the person wants, and where they are.

    `while_away` is "nothing", "private" (without names) or "all". Before the second `settled_s`
    nothing is told: after a sleep or an unlock everything comes at once.
    """

    notify: tuple[int, ...] = (1, 2, 3)
    sound: tuple[int, ...] = (1,)
    while_away: str = "nothing"
    is_away: bool = False
    is_quiet: bool = False
    settled_s: float = 0.0

    @property
    def is_private(self) -> bool:
        """Tell whether names and notes stay hidden."""
        return self.is_away and self.while_away == "private"

    def lets(self, alert: Alert) -> bool:
        """Tell whether an alert may be told now."""
        if self.is_away and self.while_away == "nothing":
            return False
        return not self.is_quiet or alert.effective_priority == 1


@dataclass(frozen=True, slots=True)
class News:
    """An alert that is to be told. `is_late`: it had to wait; `was_told`: but not by its name."""

    key: str
    note: str | None
    is_late: bool = False
    was_told: bool = False


@dataclass(frozen=True, slots=True)
class Show:
    """Tell of one alert, in the place of what was told of it before."""

    alert: Alert
    note: str | None
    is_sounding: bool
    is_private: bool


@dataclass(frozen=True, slots=True)
class ShowTogether:
    """Tell of `count` alerts at once; `top` are the first of them in rank order."""

    top: tuple[Alert, ...]
    count: int
    is_sounding: bool
    is_private: bool


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back what was told of a key, or TOGETHER."""

    name: str


Order = Show | ShowTogether | Withdraw


@dataclass(frozen=True, slots=True)
class State:
    """What waits and what was told, `private` without its name.

    `told` are the latest: when, and whether of priority 1.
    """

    waiting: tuple[News, ...] = ()
    private: tuple[News, ...] = ()
    alone: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    together_s: float = -TOGETHER_PAUSE_S
    told: tuple[tuple[float, bool], ...] = ()

    @property
    def is_idle(self) -> bool:
        """Tell whether there is nothing to tell and nothing to take back."""
        return not (self.waiting or self.alone or self.together)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What to do, the state after it, and in how many seconds to ask again; None for not at all."""

    state: State
    orders: tuple[Order, ...]
    next_s: float | None
