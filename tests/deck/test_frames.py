"""Who looks on sees what the deck shows: its frames, and which decks are open."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from fake_hid import MINI, PEDAL, PLUS, FakeDeck

from lightstack_desktop.alerts.look import Kind
from lightstack_desktop.alerts.subject import Role
from lightstack_desktop.alerts.view import Power
from lightstack_desktop.deck.feed import Feed

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from deck.desk import Desk
    from lightstack_desktop.deck.frame import Frame
    from lightstack_desktop.deck.session import Session

    SetUp = Callable[..., Desk]


class Onlooker:
    """Remembers every frame that a session tells."""

    def __init__(self, session: Session) -> None:
        self.frames: list[Frame | None] = []
        self._changed = threading.Condition()
        session.frames.subscribe(self._see)

    def wait(self, condition: Callable[[Frame], bool]) -> Frame:
        """Return the newest frame, once `condition` holds of it."""
        with self._changed:
            assert self._changed.wait_for(
                lambda: self.frames[-1] is not None and condition(self.frames[-1]), 5
            )
            frame = self.frames[-1]
        assert frame is not None
        return frame

    def wait_dark(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.frames[-1] is None, 5)

    def _see(self, frame: Frame | None) -> None:
        with self._changed:
            self.frames.append(frame)
            self._changed.notify_all()


def watch(desk: Desk) -> Onlooker:
    (session,) = desk.sessions
    return Onlooker(session)


def test_a_frame_says_what_each_key_shows_and_is_about(set_up: SetUp) -> None:
    deck = FakeDeck(MINI)
    desk = set_up(deck)
    onlooker = watch(desk)
    for n in range(7):
        desk.trigger(f"alert {n}", priority=3)

    frame = onlooker.wait(lambda frame: frame.page_count == 2)

    kinds = [cell.look.kind for cell in frame.cells]
    assert kinds == [Kind.ACTIVE] * 5 + [Kind.OVERFLOW]
    assert frame.cells[5].subject.role is Role.OVERFLOW
    assert frame.cells[0].subject.alert == desk.engine.board.alerts["alert 0"]
    assert (frame.page, frame.brightness_percent, frame.power) == (0, 70, Power.AWAKE)


def test_a_frame_is_told_once_it_is_shown(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.settle()
    onlooker = watch(desk)
    black = deck.pictures[0]
    pictures: list[bytes] = []
    desk.sessions[0].frames.subscribe(lambda _: pictures.append(deck.pictures[0]))

    desk.trigger("door")
    onlooker.wait(lambda frame: frame.cells[0].look.title == "door")
    desk.sessions[0].close()

    assert pictures[0] == black
    assert pictures[1] != black


def test_motion_is_not_told_and_can_be_read(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.create("door", led_effect="chase")
    desk.trigger("door")
    desk.settle()
    (session,) = desk.sessions
    onlooker = watch(desk)
    painted = deck.picture_count
    first = session.frames.newest
    assert first is not None

    deck.wait(lambda: deck.picture_count > painted + 5)
    newest = session.frames.newest

    assert newest is not None
    assert newest != first
    assert newest.next_s is not None
    assert newest.next_s < 1
    assert len(onlooker.frames) == 1


def test_the_page_and_the_banner_are_in_the_frame(set_up: SetUp) -> None:
    deck = FakeDeck(PLUS)
    desk = set_up(deck)
    for n in range(12):
        desk.trigger(f"alert {n:02}", priority=3)
    desk.settle()
    onlooker = watch(desk)

    desk.tap(deck, 7)
    frame = onlooker.wait(lambda frame: frame.page == 1)

    assert frame.banner.shown.title == "alert 00"
    assert frame.banner.page == "2/2"
    assert [cell.look.title for cell in frame.cells[:5]] == [f"alert {n:02}" for n in range(7, 12)]


def test_a_locked_and_a_sleeping_deck_say_so(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.trigger("door", priority=4)
    desk.settle()
    onlooker = watch(desk)

    desk.watcher.set_locked(True)
    frame = onlooker.wait(lambda frame: frame.is_locked)
    assert {cell.look.kind for cell in frame.cells} == {Kind.BLANK}
    desk.watcher.set_locked(False)
    onlooker.wait(lambda frame: not frame.is_locked)

    desk.engine.edit_deck(deck.serial, lambda d: d.brightened(0)).result()
    desk.pass_time(601)
    onlooker.wait(lambda frame: frame.power is Power.DIM and frame.brightness_percent == 20)


def test_a_deck_that_sleeps_with_the_computer_or_is_closed_shows_no_frame(set_up: SetUp) -> None:
    desk = set_up(FakeDeck())
    desk.settle()
    onlooker = watch(desk)

    desk.watcher.suspend()
    onlooker.wait_dark()
    desk.watcher.resume()
    onlooker.wait(lambda frame: len(frame.cells) == 15)
    desk.watcher.stop()

    onlooker.wait_dark()


def test_a_deck_without_pictures_has_a_frame_without_cells(set_up: SetUp) -> None:
    desk = set_up(FakeDeck(PEDAL))

    frame = watch(desk).wait(lambda _: True)

    assert frame.cells == ()


def test_open_decks_are_told_as_they_come_and_go(set_up: SetUp) -> None:
    one, two = FakeDeck(serial="ONE", path="a"), FakeDeck(serial="TWO", path="b")
    desk = set_up(one)
    desk.settle()
    told: list[tuple[str, ...]] = []
    changed = threading.Condition()

    def hear(sessions: tuple[Session, ...]) -> None:
        with changed:
            told.append(tuple(session.panel.serial for session in sessions))
            changed.notify_all()

    desk.watcher.open_decks.subscribe(hear)
    desk.bus.decks.append(two)
    desk.watcher._events.wake()
    with changed:
        assert changed.wait_for(lambda: told[-1] == ("ONE", "TWO"), 5)
    one.unplug()
    with changed:
        assert changed.wait_for(lambda: told[-1] == ("TWO",), 5)
    desk.watcher.stop()

    assert told == [("ONE",), ("ONE", "TWO"), ("TWO",), ()]


def test_a_listener_that_fails_holds_nobody_up(caplog: pytest.LogCaptureFixture) -> None:
    feed, heard = Feed(1), list[int]()
    feed.subscribe(lambda value: 1 // (value - 1))
    feed.subscribe(heard.append)

    feed.tell(2)

    assert heard == [1, 2]
    assert caplog.text.count("a listener failed") == 1


def test_who_has_left_hears_nothing_and_equal_values_are_no_news() -> None:
    feed, heard = Feed(1), list[int]()
    feed.subscribe(heard.append)
    feed.tell(1)
    feed.tell(2)

    feed.unsubscribe(heard.append)
    feed.unsubscribe(heard.append)
    feed.tell(3)

    assert heard == [1, 2]
    assert feed.newest == 3
