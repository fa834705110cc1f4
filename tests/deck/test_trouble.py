"""Decks that hang, fail, vanish and sleep: noticed, said once, and shown right again (R14-R17)."""

from __future__ import annotations

import random
import threading
import time
from typing import TYPE_CHECKING

import fake_hid
import pytest
from fake_hid import FakeDeck

from lightstack_desktop.alerts.look import Look
from lightstack_desktop.deck import patience
from lightstack_desktop.deck import watcher as watching
from lightstack_desktop.deck.session import PULSE_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from deck.desk import Desk
    from lightstack_desktop.alerts.press import Order
    from lightstack_desktop.deck.session import Session

    SetUp = Callable[..., Desk]


def is_dark(deck: FakeDeck) -> bool:
    """Tell whether every key is black."""
    return all(deck.image(k).convert("L").getextrema() == (0, 0) for k in sorted(deck.pictures))


def shows_all(deck: FakeDeck) -> bool:
    return len(deck.pictures) == 15


def test_a_write_that_hangs_is_given_up_and_the_deck_opened_anew(
    set_up: SetUp, caplog: pytest.LogCaptureFixture
) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.settle()
    (hung,) = desk.sessions

    deck.takes.clear()
    desk.trigger("door")
    deck.wait(lambda: len(deck.open_handles) == 2, 3)
    deck.takes.set()
    desk.wait(lambda: desk.sessions != (hung,) and bool(desk.sessions))
    deck.wait(lambda: shows_all(deck))

    assert not hung.is_open
    desk.tap(deck, 0)
    desk.wait(lambda: desk.is_acknowledged("door"))
    deck.wait(lambda: len(deck.open_handles) == 1)
    told = [r for r in caplog.records if r.levelname == "WARNING"]
    assert [record.name for record in told] == [watching.__name__]


def test_presses_act_while_a_write_hangs(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.create("door")
    desk.create("fence")
    desk.settle()

    deck.takes.clear()
    desk.trigger("fence")
    deck.press(0)
    deck.release()

    desk.wait(lambda: desk.is_active("door"), 0.7)
    deck.takes.set()


def test_a_deck_that_stops_answering_while_nothing_happens_is_opened_anew(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.settle()
    opened = desk.sessions

    asked = deck.asked
    deck.wait(lambda: deck.asked > asked, PULSE_S + 2)
    deck.takes.clear()
    deck.wait(lambda: len(deck.open_handles) == 2, 3.5)
    deck.takes.set()

    desk.settle()
    assert desk.sessions != opened


def test_a_reader_that_dies_is_noticed(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()
    (dead,) = desk.sessions
    dead.panel._deck._read_control_states = lambda: 1 / 0  # type: ignore[attr-defined]

    deck.press(3)
    deck.wait(lambda: not dead.is_open)
    deck.wait(lambda: len(deck.open_handles) == 1 and bool(desk.sessions) and not dead.is_open)
    deck.release()
    desk.wait(lambda: desk.sessions not in ((), (dead,)))

    desk.tap(deck, 0)
    desk.wait(lambda: desk.is_acknowledged("door"))


def test_a_read_that_fails_while_the_deck_is_there_opens_it_anew_without_haste(
    set_up: SetUp,
) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.settle()

    deck.failing_reads = True
    with deck.changed:
        deck.changed.notify_all()
    deck.wait(lambda: not deck.open_handles)
    scans = desk.bus.scans
    threading.Event().wait(0.5)
    assert desk.bus.scans - scans < 20
    deck.failing_reads = False

    deck.wait(lambda: len(deck.open_handles) == 1)


@pytest.mark.parametrize("cuts_writes", [False, True], ids=["fail", "come up short"])
def test_writes_that_go_wrong_for_long_are_named_once(
    set_up: SetUp, caplog: pytest.LogCaptureFixture, cuts_writes: bool
) -> None:
    deck = FakeDeck()
    deck.cuts_writes = cuts_writes
    desk = set_up(deck)
    desk.settle()

    deck.failing_writes = 10**6
    desk.trigger("door")
    first = desk.sessions
    deck.wait(lambda: desk.sessions != first and deck.failing_writes > 0, 5)
    deck.failing_writes = 0
    deck.wait(lambda: shows_all(deck))
    desk.wait(lambda: bool(desk.sessions))

    desk.settle()
    assert len([r for r in caplog.records if r.levelname == "WARNING"]) == 1


def test_a_deck_that_is_refused_is_named_once_and_soon_tried_at_leisure(
    set_up: SetUp, caplog: pytest.LogCaptureFixture
) -> None:
    deck = FakeDeck()
    deck.open_error = OSError("open failed")
    desk = set_up(deck)

    for _ in range(2 * patience.SOON_TRIES):
        scans = desk.bus.scans
        desk.watcher._events.wake()
        desk.bus.wait_scans(scans + 1)

    told = [r.getMessage() for r in caplog.records if r.levelname == "WARNING"]
    assert len(told) == 1
    assert "fake-1" in told[0]
    assert desk.watcher._pause_s() >= watching.SCAN_S
    deck.open_error = None
    desk.watcher._events.wake()
    deck.wait(lambda: shows_all(deck))


def test_a_deck_that_hangs_again_and_again_is_left_alone_longer_each_time() -> None:
    hang, pauses = patience.NO_HANG, []
    for _ in range(9):
        hang = hang.again(100.0, is_hung=True)
        pauses.append(hang.until_s - 100.0)

    assert pauses[0] == 0
    assert pauses == sorted(pauses)
    assert pauses[-1] == patience.LATER_S
    assert hang.again(100.0 + patience.FORGIVEN_S + 10, is_hung=True).count == 1


def test_a_deck_that_was_unplugged_while_it_was_painted_need_not_wait() -> None:
    hang = patience.NO_HANG
    for _ in range(patience.SOON_TRIES):
        hang = hang.again(100.0, is_hung=False)
        assert hang.until_s - 100.0 <= patience.SOON_S

    assert hang.again(100.0, is_hung=False).until_s - 100.0 == patience.LATER_S


def test_a_sleeping_computer_leaves_its_decks_dark_and_the_board_is_back_with_it(
    set_up: SetUp,
) -> None:
    """R14, quick: the panel's own suspend and resume."""
    _suspend_and_resume(set_up, 10)


@pytest.mark.full
def test_a_hundred_sleeps_leave_the_right_picture(set_up: SetUp) -> None:
    """R14."""
    _suspend_and_resume(set_up, 100)


def _suspend_and_resume(set_up: SetUp, times: int) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.settle()
    threads = threading.active_count()

    for n in range(times):
        desk.watcher.suspend()
        assert is_dark(deck)
        desk.trigger(f"while asleep {n % 3}")
        if n % 3 == 0:  # firmware that lost its power over the sleep
            deck.unplug()
            deck.plug(f"fake-{n % 2}")
        desk.watcher.resume()
        deck.wait(lambda: shows_all(deck) and not is_dark(deck), 3)
        desk.clear(f"while asleep {n % 3}")
        desk.settle()

    assert deck.errors == []
    assert threading.active_count() <= threads + 1


def test_unplugged_at_any_moment_a_deck_comes_back_right(set_up: SetUp) -> None:
    """R15, quick."""
    _unplug_and_replug(set_up, 60, seed=15)


@pytest.mark.full
def test_unplugged_a_thousand_times_a_deck_comes_back_right(set_up: SetUp) -> None:
    """R15: also mid-write, two decks, and another model on the same port."""
    _unplug_and_replug(set_up, 1000, seed=random.randrange(10**6))


def _unplug_and_replug(set_up: SetUp, times: int, seed: int) -> None:
    print(f"seed {seed}")
    chance = random.Random(seed)
    # A reader ends up to READ_TIMEOUT_S after its deck was closed, so in the next test.
    of_others = set(threading.enumerate())
    deck, other = FakeDeck(path="a", serial="ONE"), FakeDeck(path="b", serial="TWO")
    desk = set_up(deck, other)
    desk.settle()
    for n in range(times):
        cut = deck.writes + chance.randrange(3)
        desk.trigger(f"alert {n % 14:02}")
        deck.wait(lambda cut=cut: deck.writes >= cut)
        deck.unplug()
        if n % 10 == 0:
            deck.product_id = chance.choice((fake_hid.MK2, fake_hid.ORIGINAL_V2))
        if n % 3:
            desk.clear(f"alert {n % 14:02}")
        deck.plug(chance.choice("ac"))
        desk.watcher._events.wake()
        deck.wait(lambda: shows_all(deck), 3)
    desk.wait(lambda: len(desk.sessions) == 2)
    desk.settle()

    deck.wait(lambda: deck.pictures == other.pictures)
    assert deck.errors == other.errors == []
    deck.wait(lambda: len(deck.open_handles) == len(other.open_handles) == 1)
    ours = set(threading.enumerate()) - of_others
    assert sorted(t.name for t in ours if "-" in t.name) == [
        *("deck-paint", "deck-paint", "deck-read", "deck-read", "deck-watch")
    ]


def test_presses_that_race_with_redraws_act_on_what_was_shown(set_up: SetUp) -> None:
    """R17, quick."""
    _press_and_redraw(set_up, 300, seed=17)


@pytest.mark.full
def test_ten_thousand_presses_that_race_act_on_what_was_shown(set_up: SetUp) -> None:
    """R17."""
    _press_and_redraw(set_up, 10_000, seed=random.randrange(10**6))


def _press_and_redraw(set_up: SetUp, times: int, seed: int) -> None:
    """Press keys of a deck while others trigger, clear and page; note what each press orders."""
    print(f"seed {seed}")
    chance = random.Random(seed)
    deck = FakeDeck(fake_hid.MINI)
    desk = set_up(deck)
    names = [f"alert {n}" for n in range(9)]
    for name in names:
        desk.trigger(name)
    desk.settle()
    (session,) = desk.sessions
    orders = Orders(session)

    for _ in range(times):
        _disturb(desk, chance, names)
        desk.pass_time(chance.choice((0.0, 0.3, 0.5, 2.0)))
        key = chance.randrange(6)
        orders.press(key)
        if chance.random() < 0.5:
            desk.trigger(chance.choice(names))
        desk.pass_time(chance.choice((0.0, 0.0, 0.5, 1.0)))
        session._gestures.key(key, False)
        assert session.is_painted.wait(5)

    assert orders.wrong == []
    assert orders.count > times / 10
    assert deck.errors == []
    assert session._gestures._view.fingers == ()


def _disturb(desk: Desk, chance: random.Random, names: list[str]) -> None:
    """Let somebody else trigger or clear an alert."""
    name = chance.choice(names)
    if chance.random() < 0.5:
        desk.trigger(name, priority=chance.randint(1, 5))
    else:
        desk.clear(name)


class Orders:
    """Notes what a Session orders, and what of it is about an alert that the finger did not see."""

    def __init__(self, session: Session) -> None:
        self._given: list[tuple[Order, set[str | None]]] = []
        self._gestures = session._gestures
        self._painter = session._painter
        self._seen: set[str | None] = set()
        self._carry_out = self._gestures._carry_out
        self._gestures._carry_out = self._note  # type: ignore[method-assign]

    @property
    def count(self) -> int:
        return len(self._given)

    @property
    def wrong(self) -> list[object]:
        # A hold fires on the painter's thread; whatever it is about, a finger found it.
        return [
            (order, seen)
            for order, seen in self._given
            if order.alert is not None and order.alert.title not in seen
        ]

    def press(self, key: int) -> None:
        """Press a key; what it shows just before and just after is what the finger may have seen.

        The painter does not wait for us: between looking and pressing it may have shown the next.
        """
        self._seen = {self._shown(key)}
        self._gestures.key(key, True)
        self._seen.add(self._shown(key))

    def _shown(self, key: int) -> str | None:
        shown = self._painter._keys[key].shown
        return shown.title if isinstance(shown, Look) else None

    def _note(self, orders: tuple[Order, ...]) -> None:
        self._given += [(order, self._seen) for order in orders]
        self._carry_out(orders)


def test_nothing_active_costs_no_report_and_few_wake_ups(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.create("door")
    desk.settle()
    (session,) = desk.sessions
    assert session.is_painted.wait(5)
    writes, began = deck.writes, time.monotonic()
    asked = deck.asked

    deck.wait(lambda: deck.asked >= asked + 2, 3 * PULSE_S)

    assert deck.writes == writes
    assert time.monotonic() - began >= PULSE_S
