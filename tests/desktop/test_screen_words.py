"""What a deck shows, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lightstack_desktop.alerts.cells import DARK, Cell
from lightstack_desktop.alerts.deck import Action
from lightstack_desktop.alerts.look import BLANK, Banner, Kind, Look, Touch
from lightstack_desktop.alerts.subject import NOTHING
from lightstack_desktop.alerts.view import Power
from lightstack_desktop.deck.frame import Frame
from lightstack_desktop.desktop import screen_words

DOOR = Look(Kind.ACTIVE, "Front door", 2, age="now")
FRAME = Frame((Cell(DOOR, NOTHING), DARK), Banner(DOOR, 1), 70)


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (BLANK, "Empty key"),
        (Look(Kind.IDLE, "Front door"), "Front door, idle"),
        (DOOR, "Front door, priority 2, active, just now"),
        (
            replace(DOOR, age="5m", repeats=3),
            "Front door, priority 2, active, for 5 minutes, 3 times",
        ),
        (replace(DOOR, age="1h"), "Front door, priority 2, active, for an hour"),
        (replace(DOOR, age="12d"), "Front door, priority 2, active, for 12 days"),
        (
            replace(DOOR, kind=Kind.ACKNOWLEDGED, age="1m"),
            "Front door, priority 2, acknowledged, for a minute",
        ),
        (replace(DOOR, is_true=False), "Front door, priority 2, active, just now, not saved"),
        (
            replace(DOOR, touch=Touch.REFUSED),
            "Front door, priority 2, active, just now, press not taken",
        ),
        (Look(Kind.OVERFLOW, priority=1, count=4), "4 more active, priority 1"),
        (Look(Kind.CLEAR), "All clear"),
        (Look(Kind.ACTION, action="clear_all"), "Hold to clear all"),
        (Look(Kind.ACTION, action="acknowledge"), "Acknowledge the current alert"),
        (Look(Kind.ACTION, "Front door", action="toggle"), "Trigger or clear Front door"),
        (Look(Kind.ACTION, action="status", count=2), "2 active"),
    ],
)
def test_a_key_is_said_as_it_is_shown(look: Look, said: str) -> None:
    assert screen_words.key(look) == said


@pytest.mark.parametrize("action", Action, ids=lambda action: action.value)
def test_every_task_has_words(action: Action) -> None:
    assert screen_words.key(Look(Kind.ACTION, "x", action=action.value))


def test_a_banner_says_how_many_there_are_and_which_page_it_is() -> None:
    frame = replace(FRAME, banner=Banner(DOOR, 3, 1), page=1, page_count=2)

    assert screen_words.banner(frame) == (
        "Front door, priority 2, active, just now; 3 active; 1 acknowledged; page 2 of 2"
    )
    assert screen_words.banner(replace(FRAME, banner=Banner(Look(Kind.CLEAR)))) == "All clear"


def test_a_dark_deck_says_why() -> None:
    locked, asleep = replace(FRAME, is_locked=True), replace(FRAME, power=Power.ASLEEP)

    assert set(screen_words.keys(locked)) == {"Dark while the screen is locked"}
    assert screen_words.banner(asleep) == "Asleep; any press wakes it"
    assert screen_words.keys(None) == ()
    assert screen_words.banner(None) == "Starting…"


def test_a_dial_says_what_it_sets() -> None:
    frame = replace(FRAME, page=1, page_count=3)

    assert [screen_words.dial(n, 4, frame) for n in range(4)] == [
        "Pages dial, page 2 of 3",
        "Dial 2",
        "Dial 3",
        "Brightness dial, 70 %",
    ]


def test_a_name_stays_in_one_line() -> None:
    assert screen_words.key(Look(Kind.IDLE, "two\nlines")) == "two lines, idle"
