"""What the program itself asks of an open deck: darkness, another page, no motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fake_hid import FakeDeck

from deck.test_frames import watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from deck.desk import Desk

    SetUp = Callable[..., Desk]


def test_a_deck_can_be_made_dark_until_a_press_which_does_nothing_else(set_up: SetUp) -> None:
    deck = FakeDeck()
    desk = set_up(deck)
    desk.trigger("door")
    desk.settle()

    desk.sessions[0].blank()
    deck.wait(lambda: deck.brightness[-1] == 0)
    deck.press(0)
    deck.release()
    deck.wait(lambda: deck.brightness[-1] == 70)

    assert not desk.is_acknowledged("door")


def test_a_deck_can_be_turned_to_another_page_and_back(set_up: SetUp) -> None:
    desk = set_up(FakeDeck())
    for n in range(20):
        desk.trigger(f"a{n:02}")
    desk.settle()
    seen = watch(desk)

    desk.sessions[0].turn_pages(1)
    seen.wait(lambda frame: frame.page == 1)

    desk.sessions[0].turn_pages(-1)
    seen.wait(lambda frame: frame.page == 0)


def test_motion_can_be_stopped_while_a_deck_is_open(set_up: SetUp) -> None:
    desk = set_up(FakeDeck())
    desk.create("door", led_effect="pulse", led_duration=255)
    desk.trigger("door")
    desk.settle()
    assert next_s(desk) < 1

    desk.watcher.set_still(True)
    # What is left to change is the age, in minutes.
    assert next_s(desk) > 1

    desk.watcher.set_still(False)
    assert next_s(desk) < 1


def next_s(desk: Desk) -> float:
    """Return in how many seconds the deck would show something else."""
    (session,) = desk.sessions
    frame = session._gestures.frame(session._now())
    assert frame is not None
    assert frame.next_s is not None
    return frame.next_s
