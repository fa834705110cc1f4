"""A deck shows the board, and a press acts on what the key showed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from fake_hid import MK2, PEDAL, FakeDeck

from deck.desk import NOON, Desk, faces
from lightstack_desktop.deck.session import Session
from lightstack_desktop.errors import DeckError
from lightstack_desktop.faces.format import KeyFormat

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.deck.panel import OnKey, OnLost

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


def test_presses_trigger_acknowledge_and_clear(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.create("door")
    deck.wait(lambda: deck.pictures.get(0) != deck.pictures.get(14) is not None)
    idle = deck.pictures[0]

    deck.press(0)
    desk.wait(lambda: desk.is_active("door"))
    active = deck.wait_picture(0, unlike=idle)
    deck.release()
    deck.press(0)
    desk.wait(lambda: desk.is_acknowledged("door"))
    known = deck.wait_picture(0, unlike=active)
    deck.release()
    deck.press(0)
    desk.wait(lambda: not desk.is_active("door"))

    assert deck.wait_picture(0, unlike=known) == idle
    state = desk.engine.board.alerts["door"].state
    assert state is not None
    assert state.acknowledged_by is None


def test_a_short_press_does_not_clear_an_acknowledged_critical_alert(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    deck.wait(lambda: len(deck.pictures) == 15)
    black = deck.pictures[0]
    desk.trigger("leak", priority=1)
    active = deck.wait_picture(0, unlike=black)
    desk.acknowledge("leak")
    deck.wait_picture(0, unlike=active)

    deck.press(0)
    deck.press(0, 1)
    desk.trigger("after")

    assert desk.is_acknowledged("leak")


class ManualPanel:
    """A panel of one key whose `show` can be held up and can fail."""

    serial, model, source = "manual", "Manual", "deck:manual"
    key_count, columns = 1, 1
    key_format = KeyFormat((72, 72))

    def __init__(self) -> None:
        self.gate = threading.Semaphore(0)
        self.entered = threading.Semaphore(0)
        self.shown: list[bytes] = []
        self.failures = 0
        self.recoveries = 0
        self.is_closed = threading.Event()

    def start(self, on_key: OnKey, on_lost: OnLost) -> None:
        self.on_key, self.on_lost = on_key, on_lost

    def show(self, key_index: int, picture: bytes) -> None:
        self.entered.release()
        self.gate.acquire()
        if self.failures:
            self.failures -= 1
            raise DeckError("no")
        self.shown.append(picture)

    def recover(self) -> None:
        self.recoveries += 1

    def set_brightness(self, percent: int) -> None:
        """Keep it: there is no light."""

    def close(self) -> None:
        self.is_closed.set()


@pytest.fixture
def session() -> tuple[Desk, ManualPanel, Session]:
    desk, panel = Desk(), ManualPanel()
    return desk, panel, Session(panel, desk.engine, faces(), lambda: NOON)


def test_a_press_acts_on_the_alert_as_its_key_showed_it() -> None:
    desk, panel = Desk(), ManualPanel()
    panel.key_count = 2
    session = Session(panel, desk.engine, faces(), lambda: NOON)
    desk.create("door")
    session.start()
    panel.gate.release(2)
    for _ in range(2):
        panel.entered.acquire()

    desk.trigger("door")
    panel.entered.acquire()  # the picture of the active alert is on its way, not shown
    panel.on_key(0, True)
    desk.trigger("fence")

    assert desk.is_active("door")
    assert not desk.is_acknowledged("door")
    assert desk.engine.board.trigger_counts["door"] == 2
    panel.gate.release(9)
    session.close()
    desk.close()


def test_a_press_that_fails_inside_does_not_reach_the_reader(
    session: tuple[Desk, ManualPanel, Session], caplog: pytest.LogCaptureFixture
) -> None:
    desk, panel, opened = session
    panel.gate.release(99)
    opened.start()
    opened._alerts = [object()]  # type: ignore[list-item] # no alert: every rule raises

    panel.on_key(0, True)

    assert "a press on key 0 of manual failed" in caplog.text
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
    assert panel.recoveries == 3


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
    assert [status.product_id for status in desk.watcher.statuses()] == [PEDAL]


def test_a_session_that_ends_leaves_every_key_dark(set_up: SetUp) -> None:
    deck = FakeDeck(MK2)
    desk = set_up(deck)
    desk.trigger("door")
    deck.wait(lambda: len(deck.pictures) == 15)

    desk.watcher.stop()

    assert all(deck.image(key).convert("L").getextrema() == (0, 0) for key in range(15))
