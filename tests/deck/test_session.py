"""A deck shows the board, and a press acts on what the key showed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from fake_hid import MK2, PEDAL, FakeDeck

from deck.desk import Desk, faces
from lightstack_desktop.deck.panel import Shape
from lightstack_desktop.deck.session import Session
from lightstack_desktop.errors import DeckError
from lightstack_desktop.faces.format import KeyFormat

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.deck.panel import Hand

    SetUp = Callable[..., Desk]


def test_every_key_is_painted_at_the_start_and_then_nothing_more(set_up: SetUp) -> None:
    deck = FakeDeck()

    desk = set_up(deck)
    deck.wait(lambda: len(deck.pictures) == 15)
    desk.trigger("door")
    desk.clear("door")
    painted = deck.picture_count
    desk.clear("door")
    desk.trigger("other")
    deck.wait(lambda: deck.picture_count > painted)

    assert len({deck.pictures[key] for key in range(1, 15)}) == 1
    assert deck.errors == []


def test_a_triggered_alert_changes_the_picture_of_its_key_alone(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    deck.wait(lambda: len(deck.pictures) == 15)
    before = dict(deck.pictures)

    desk.trigger("door")
    deck.wait_picture(0, unlike=before[0])

    assert {key for key in range(15) if deck.pictures[key] != before[key]} == {0}


def test_taps_trigger_acknowledge_and_clear(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.create("door")
    desk.settle()
    idle = deck.pictures[0]

    desk.tap(deck, 0)
    desk.wait(lambda: desk.is_active("door"))
    desk.tap(deck, 0)
    desk.wait(lambda: desk.is_acknowledged("door"))
    desk.tap(deck, 0)
    desk.wait(lambda: not desk.is_active("door"))

    desk.settle()
    deck.wait(lambda: deck.pictures[0] == idle)
    state = desk.engine.board.alerts["door"].state
    assert state is not None
    assert state.acknowledged_by is None


def test_an_active_alert_is_acknowledged_at_release(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()
    active = deck.pictures[0]

    deck.press(0)
    inset = deck.wait_picture(0, unlike=active)
    assert not desk.is_acknowledged("door")
    deck.release()

    desk.wait(lambda: desk.is_acknowledged("door"))
    deck.wait_picture(0, unlike=inset)


def test_a_hold_clears_at_its_threshold_under_the_finger(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()
    active = deck.pictures[0]

    deck.press(0)
    ring = deck.wait_picture(0, unlike=active)
    deck.wait(lambda: deck.pictures[0] != ring)  # it fills
    desk.pass_time(0.5)

    desk.wait(lambda: not desk.is_active("door"))


def test_a_hold_on_an_idle_alert_asks_for_it_in_the_window(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.create("door")
    desk.settle()
    idle = deck.pictures[0]

    deck.press(0)
    deck.wait_picture(0, unlike=idle)
    desk.pass_time(0.5)
    deck.release()
    deck.wait(lambda: bool(desk.opened))

    assert desk.opened == ["door"]
    assert not desk.is_active("door")


def test_a_short_press_does_not_clear_an_acknowledged_critical_alert(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.trigger("leak", priority=1)
    desk.acknowledge("leak")

    desk.tap(deck, 0)
    desk.tap(deck, 1)
    desk.trigger("after")

    assert desk.is_acknowledged("leak")


def test_what_came_under_the_finger_a_moment_ago_is_not_acknowledged(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.settle()
    black = deck.pictures[0]

    desk.trigger("door")
    active = deck.wait_picture(0, unlike=black)
    deck.press(0)
    deck.wait_picture(0, unlike=active)  # a bar across: refused
    deck.release()
    desk.trigger("after")

    assert not desk.is_acknowledged("door")


def test_a_locked_deck_is_dark_and_takes_no_press(set_up: SetUp) -> None:
    deck, late = FakeDeck(), FakeDeck(path="fake-2", serial="LATE")
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()

    desk.watcher.set_locked(True)
    deck.wait(lambda: is_dark(deck))
    desk.bus.decks.append(late)
    desk.watcher._events.wake()
    late.wait(lambda: len(late.pictures) == 15)
    assert is_dark(late)
    desk.tap(deck, 0)
    desk.tap(late, 0)
    desk.trigger("after")
    assert not desk.is_acknowledged("door")

    desk.watcher.set_locked(False)
    deck.wait(lambda: not is_dark(deck))
    late.wait(lambda: not is_dark(late))


def test_a_deck_dims_after_its_time_and_the_first_press_only_wakes_it(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.trigger("door", priority=3)
    desk.settle()

    desk.pass_time(601)
    deck.wait(lambda: deck.brightness[-1] == 20)
    deck.press(0)
    deck.release()
    deck.wait(lambda: deck.brightness[-1] == 70)
    assert not desk.is_acknowledged("door")

    desk.tap(deck, 0)
    desk.wait(lambda: desk.is_acknowledged("door"))


def test_each_deck_has_its_own_brightness(set_up: SetUp) -> None:
    one, two = FakeDeck(serial="ONE", path="a"), FakeDeck(serial="TWO", path="b")
    desk = set_up(one, two)
    desk.settle()

    desk.engine.edit_deck("ONE", lambda deck: deck.brightened(-30)).result()
    one.wait(lambda: one.brightness[-1] == 40)

    assert set(two.brightness) == {70}


def is_dark(deck: FakeDeck) -> bool:
    """Tell whether every key is black."""
    pictures = [deck.image(key).convert("L").getextrema() for key in sorted(deck.pictures)]
    return bool(pictures) and set(pictures) == {(0, 0)}


class ManualPanel:
    """A panel of one key whose `show` can be held up and can fail."""

    serial, model, source = "manual", "Manual", "deck:manual"
    sent, busy_s = 0, 0.0

    def __init__(self, key_count: int = 1) -> None:
        self.shape = Shape(key_count, key_count, KeyFormat((72, 72)))
        self.gate = threading.Semaphore(0)
        self.entered = threading.Semaphore(0)
        self.shown: list[bytes] = []
        self.failures = 0
        self.wakes = 0
        self.is_closed = threading.Event()

    def start(self, hand: Hand) -> None:
        self.hand = hand

    def show(self, key_index: int, picture: bytes) -> None:
        self.entered.release()
        self.gate.acquire()
        if self.failures:
            self.failures -= 1
            raise DeckError("no")
        self.shown.append(picture)

    def wake(self) -> None:
        self.wakes += 1

    def ask(self) -> bool:
        return False

    def end(self) -> None:
        """Nothing is under way."""

    def set_brightness(self, percent: int) -> None:
        """Keep it: there is no light."""

    def close(self) -> None:
        self.is_closed.set()


@pytest.fixture
def session() -> tuple[Desk, ManualPanel, Session]:
    desk, panel = Desk(), ManualPanel()
    return desk, panel, Session(panel, desk.engine, faces(), desk.clock, ticks=desk.ticks)


def test_a_sleep_that_comes_while_keys_are_being_lit_finds_them_dark() -> None:
    desk, panel = Desk(), ManualPanel(3)
    opened = Session(panel, desk.engine, faces(), desk.clock, ticks=desk.ticks)
    desk.create("door")
    desk.create("fence")
    opened.start()
    panel.gate.release(3)
    assert opened.is_painted.wait(2)
    opened.suspend()
    panel.gate.release(2)
    assert opened.is_dark.wait(2)
    while panel.entered.acquire(blocking=False):
        pass

    # One key is lit again and the next on its way when the computer goes to sleep once more.
    opened.resume()
    panel.gate.release(1)
    assert panel.entered.acquire(timeout=2)
    assert panel.entered.acquire(timeout=2)
    assert not opened.is_dark.is_set()
    opened.suspend()
    panel.gate.release(99)

    assert opened.is_dark.wait(2)
    assert panel.shown[-1] == panel.shown[-2]  # black, both
    opened.close()
    desk.close()


def test_what_is_not_yet_drawn_cannot_be_meant() -> None:
    desk, panel = Desk(), ManualPanel(2)
    opened = Session(panel, desk.engine, faces(), desk.clock, ticks=desk.ticks)
    desk.create("door")
    opened.start()
    panel.gate.release(2)
    for _ in range(2):
        panel.entered.acquire()
    assert opened.is_painted.wait(5)

    desk.trigger("door")
    panel.entered.acquire()  # the picture of the active alert is on its way, not shown
    desk.pass_time(1)
    panel.hand.key(0, True)
    panel.hand.key(0, False)
    desk.trigger("fence")

    assert desk.is_active("door")
    assert not desk.is_acknowledged("door")
    assert desk.engine.board.trigger_counts["door"] == 1
    panel.gate.release(99)
    opened.close()
    desk.close()


def test_a_press_that_fails_inside_does_not_reach_the_reader(
    session: tuple[Desk, ManualPanel, Session], caplog: pytest.LogCaptureFixture
) -> None:
    desk, panel, opened = session
    panel.gate.release(99)
    opened.start()
    assert opened.is_painted.wait(5)
    opened._gestures._engine = None  # type: ignore[assignment] # whatever is ordered raises
    opened._gestures._on_input = lambda: 1 / 0  # type: ignore[assignment,return-value]

    panel.hand.key(0, True)

    assert "an input of deck manual failed" in caplog.text
    opened._gestures._on_input = lambda: None
    opened.close()
    desk.close()


def test_a_picture_that_was_refused_is_sent_again(
    session: tuple[Desk, ManualPanel, Session],
) -> None:
    desk, panel, opened = session
    panel.failures = 3
    panel.gate.release(99)

    opened.start()
    for _ in range(4):
        panel.entered.acquire()
    opened.close()
    desk.close()

    assert len(panel.shown) == 1
    assert panel.wakes == 4


def test_a_closed_session_leaves_the_panel_and_the_engine(
    session: tuple[Desk, ManualPanel, Session],
) -> None:
    desk, panel, opened = session
    panel.gate.release(99)
    opened.start()
    panel.entered.acquire()

    opened.close()
    desk.trigger("door")
    desk.close()

    assert panel.is_closed.is_set()
    assert not opened.is_open
    assert len(set(panel.shown)) == 1


def test_a_deck_without_displays_is_opened_and_shows_nothing(set_up: SetUp) -> None:
    deck = FakeDeck(PEDAL)

    desk = set_up(deck)
    deck.wait(lambda: bool(deck.open_handles))
    deck.press(0)
    desk.trigger("door")

    assert deck.pictures == {}
    assert deck.errors == []
    (status,) = desk.watcher.statuses()
    assert status.product_id == PEDAL
    assert "no displays" in status.detail


def test_a_session_that_ends_leaves_every_key_dark(set_up: SetUp) -> None:
    deck = FakeDeck(MK2)
    desk = set_up(deck)
    desk.trigger("door")
    deck.wait(lambda: len(deck.pictures) == 15)

    desk.watcher.stop()

    assert all(deck.image(key).convert("L").getextrema() == (0, 0) for key in range(15))
