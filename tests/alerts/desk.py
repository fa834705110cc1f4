"""A desk with one deck on it: a board, a view, two clocks and a finger, in place of threads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from alerts.builders import NOON, acknowledge, clear, shown, trigger
from lightstack_desktop.alerts import cells, controls, decide_deck, fingers, timing, view
from lightstack_desktop.alerts.press import Intent
from lightstack_desktop.alerts.view import Instant, Options, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.cells import Cell
    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.look import Banner, Look
    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.alerts.press import Order, Orders

SERIAL = "AB12"
MOVING = Options()
START_S = 5000.0

Said = tuple[str, str]


class Desk:
    """A deck of so many keys, plugged in long ago. Time passes only where a test says so.

    Presses return what they order, in words; `obey` also does it to the board. Pictures are there
    at once, unless the deck `is_slow`.
    """

    is_slow = False

    def __init__(
        self, board: Board, key_count: int = 6, *, options: Options = MOVING, **choices: Any
    ) -> None:
        board = decide_deck.attach(board, SERIAL, "Mini", key_count, 3).board
        self.board = decide_deck.edit(board, SERIAL, lambda deck: replace(deck, **choices)).board
        self.view = View()
        self.options = options
        self.orders: list[Order] = []
        self.found: list[Alert] = []  # what each of these was about, as it was then
        self._s = START_S
        self._wall = NOON
        self.tick()
        self.wait(10)

    @property
    def deck(self) -> Deck:
        return self.board.decks[SERIAL]

    @property
    def at(self) -> Instant:
        return Instant(self._wall, self._s)

    @property
    def cells(self) -> tuple[Cell, ...]:
        return cells.cells(self.board, self.deck, self.view, self.at, self.options)

    @property
    def looks(self) -> tuple[Look, ...]:
        return tuple(cell.look for cell in self.cells)

    @property
    def banner(self) -> Banner:
        return cells.banner(self.board, self.deck, self.view, self.at, self.options)

    @property
    def next_s(self) -> float | None:
        return timing.next_s(self.board, self.deck, self.view, self.at, self.options)

    @property
    def brightness_percent(self) -> int:
        return view.brightness_percent(self.deck, self.view)

    @property
    def titles(self) -> list[str]:
        """Return what each key is about: a name, +N, or nothing."""
        return [look.title or (f"+{look.count}" if look.count else "") for look in self.looks]

    def wait(self, seconds: float) -> list[Said]:
        """Let time pass, then tick."""
        self._s += seconds
        self._wall += timedelta(seconds=seconds)
        return self.tick()

    def set_clock(self, **by: float) -> None:
        """Set the wall clock, which tells nothing of how much time passed."""
        self._wall += timedelta(**by)

    def tick(self) -> list[Said]:
        return self._take(fingers.ticked(self.board, self.deck, self.view, self.at))

    def press(self, key_index: int) -> list[Said]:
        return self._take(fingers.pressed(self.board, self.deck, self.view, self.at, key_index))

    def release(self, key_index: int) -> list[Said]:
        return self._take(fingers.released(self.board, self.deck, self.view, self.at, key_index))

    def tap(self, key_index: int) -> list[Said]:
        """Press and release within a tenth of a second."""
        said = self.press(key_index)
        said += self.wait(0.1)
        return said + self.release(key_index)

    def hold(self, key_index: int, seconds: float) -> list[Said]:
        """Press and wait; the finger stays down."""
        return self.press(key_index) + self.wait(seconds)

    def turn(self, dial: int, steps: int) -> list[Said]:
        outcome = controls.turned(self.board, self.deck, self.view, self.at, dial, steps, 4)
        return self._take(outcome)

    def push(self) -> list[Said]:
        return self._take(controls.dial_pressed(self.board, self.deck, self.view, self.at))

    def touch(self, *, is_long: bool = False) -> list[Said]:
        return self._take(
            controls.strip_touched(self.board, self.deck, self.view, self.at, is_long=is_long)
        )

    def swipe(self, steps: int) -> list[Said]:
        outcome = controls.strip_swiped(self.board, self.deck, self.view, self.at, steps)
        return self._take(outcome)

    def touch_key(self, index: int) -> list[Said]:
        outcome = controls.touch_key_pressed(self.board, self.deck, self.view, self.at, index)
        return self._take(outcome)

    def set_locked(self, is_locked: bool) -> None:
        self.view = view.locked(self.view, self.at, is_locked)
        self.tick()

    def trigger(self, key: str, priority: int | None = None) -> None:
        """Let a script trigger an alert now."""
        self._become(trigger(self.board, key, priority, now=self._wall).board)

    def acknowledge(self, key: str) -> None:
        self._become(acknowledge(self.board, key, now=self._wall).board)

    def clear(self, key: str) -> None:
        self._become(clear(self.board, key, now=self._wall).board)

    def edit(self, **choices: Any) -> None:
        edited = decide_deck.edit(self.board, SERIAL, lambda deck: replace(deck, **choices))
        self._become(edited.board)

    def obey(self, said: list[Said]) -> None:
        """Do to the board what was ordered."""
        does: dict[str, Callable[[str], None]] = {
            "trigger": self.trigger,
            "acknowledge": self.acknowledge,
            "clear": self.clear,
        }
        for intent, key in said:
            does[intent](key)

    def key_of(self, alert_key: str) -> int:
        """Return which key shows an alert."""
        alerts = shown(self.board, self.deck)
        return next(k for k, alert in enumerate(alerts) if alert and alert.key == alert_key)

    def _become(self, board: Board) -> None:
        self.board = board
        self.tick()

    def _take(self, outcome: tuple[View, Orders]) -> list[Said]:
        self.view, orders = outcome
        if not self.is_slow:
            self.view = view.painted(self.view, range(len(self.view.shown)), self.at)
        self.orders += orders
        self.found += [self.board.alerts[o.key] for o in orders if o.alert is not None]
        return [_in_words(order) for order in orders]


def _in_words(order: Order) -> Said:
    if order.intent is Intent.BRIGHTEN:
        return order.intent.value, f"{order.percent:+}"
    return order.intent.value, order.key
