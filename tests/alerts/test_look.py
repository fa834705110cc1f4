"""What a key shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.builders import (
    NOON,
    acknowledged,
    active_alert,
    after,
    board_of,
    board_with,
    clear,
    idle_alert,
)
from lightstack_desktop.alerts import decide_deck, look
from lightstack_desktop.alerts.look import BLANK, Kind, Look
from lightstack_desktop.alerts.model import Board, Deck, Pin

MINUTE, HOUR, DAY = 60, 3600, 86400
AB = "AB12"


def on_deck(board: Board, key_count: int) -> tuple[Board, Deck]:
    """Return the board with a deck attached, and the deck."""
    board = decide_deck.attach(board, AB, "XL", key_count, 8).board
    return board, board.decks[AB]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "now"),
        (59.999999, "now"),
        (MINUTE, "1m"),
        (2 * MINUTE - 0.000001, "1m"),
        (59 * MINUTE, "59m"),
        (HOUR - 0.000001, "59m"),
        (HOUR, "1h"),
        (DAY - 0.000001, "23h"),
        (DAY, "1d"),
        (40 * DAY + HOUR, "40d"),
    ],
)
def test_an_age_is_told_in_one_unit(seconds: float, text: str) -> None:
    assert look.age_text(NOON, after(seconds=seconds)) == text


def test_an_age_is_now_where_the_clock_was_set_back_or_nothing_is_known() -> None:
    assert look.age_text(NOON, after(minutes=-90)) == "now"
    assert look.age_text(None, NOON) == "now"


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)))
def test_the_next_step_is_exactly_when_the_age_reads_otherwise(age: timedelta) -> None:
    board, deck = on_deck(board_of(active_alert("door")), 6)
    now = NOON + age

    step_s = look.next_step_s(board, deck, now)

    assert step_s is not None
    step = timedelta(seconds=step_s)
    assert look.age_text(NOON, now + step - timedelta(microseconds=1)) == look.age_text(NOON, now)
    assert look.age_text(NOON, now + step) != look.age_text(NOON, now)


def test_the_next_step_is_the_earliest_of_the_ages_on_the_deck() -> None:
    board, deck = on_deck(
        board_of(
            active_alert("old", activated_at=after(minutes=-90)),
            active_alert("new", activated_at=after(seconds=-50)),
        ),
        6,
    )

    assert look.next_step_s(board, deck, NOON) == 10


def test_a_deck_without_ages_has_no_next_step() -> None:
    board, deck = on_deck(board_with(door=1), 1)

    assert look.next_step_s(board, deck, NOON) is None
    assert look.next_step_s(*on_deck(board_of(idle_alert("door", is_kept=True)), 6), NOON) is None


def test_an_idle_alert_is_dim_and_has_no_age_and_no_bar() -> None:
    idle = idle_alert("door", name="Door", default_priority=2, led_color=85)
    cleared = clear(board_of(active_alert("door", 2, name="Door", led_color=85)), "door").alert

    expected = Look(Kind.IDLE, "Door", 2, 85)
    assert look.of(idle, NOON) == look.of(cleared, NOON) == expected


def test_an_active_alert_shows_its_age_its_repeats_and_its_bar() -> None:
    alert = active_alert("door", 2, led_color=85, led_brightness=50, repeats=3)

    assert look.of(alert, after(minutes=5)) == Look(
        Kind.ACTIVE, "door", 2, 85, age="5m", repeats=3, bar=(50,) * 7
    )


def test_an_acknowledged_alert_shows_how_long_it_has_been_known() -> None:
    alert = active_alert(
        "door", 2, activated_at=after(minutes=-90), acknowledged_at=after(minutes=-5), repeats=3
    )

    assert look.of(alert, NOON) == Look(Kind.ACKNOWLEDGED, "door", 2, 0, age="5m")


def test_an_override_is_what_the_badge_shows() -> None:
    assert look.of(active_alert("door", 5, override=1), NOON).priority == 1


def test_single_leds_light_only_their_positions() -> None:
    alert = active_alert("door", led_scope="individual", led_positions=(1, 7))

    assert look.of(alert, NOON).bar == (100, 0, 0, 0, 0, 0, 100)
    assert look.of(active_alert("x", led_scope="individual"), NOON).bar == (0,) * 7


def test_a_bar_holds_the_first_frame_of_its_effect() -> None:
    assert look.of(active_alert("door", led_effect="pulse"), NOON).bar == (10,) * 7
    assert look.of(active_alert("door", led_effect="chase"), NOON).bar == (100,) + (0,) * 6


def test_a_duration_of_0_leaves_the_bar_dark() -> None:
    assert look.of(active_alert("door", led_duration=0), NOON).bar == (0,) * 7
    assert look.of(active_alert("door", led_duration=1), NOON).bar == (100,) * 7


@pytest.mark.parametrize(
    "alert",
    [
        idle_alert("door"),
        active_alert("door"),
        active_alert("door", acknowledged_at=NOON),
    ],
    ids=["idle", "active", "acknowledged"],
)
def test_what_is_not_saved_says_so(alert) -> None:
    assert look.of(alert, NOON).is_true
    assert not look.of(alert, NOON, is_saved=False).is_true


def test_a_deck_shows_every_key() -> None:
    board, deck = on_deck(board_with(door=2, dryer=1), 4)

    looks = look.looks(board, deck, NOON)

    assert [(shown.kind, shown.title) for shown in looks] == [
        (Kind.ACTIVE, "dryer"),
        (Kind.ACTIVE, "door"),
        (Kind.BLANK, ""),
        (Kind.BLANK, ""),
    ]


def test_the_last_key_counts_what_has_no_key() -> None:
    board = board_of(
        *(active_alert(key, 1, id=n) for n, key in enumerate("abc")),
        active_alert("known", 1, id=5, acknowledged_at=NOON),
        active_alert("d", 3, id=4, led_color=42),
    )
    board, deck = on_deck(board, 4)

    assert look.looks(board, deck, NOON)[3] == Look(Kind.OVERFLOW, priority=3, color=42, count=2)
    unsaved = replace(board, is_saved=False)
    assert [shown.is_true for shown in look.looks(unsaved, deck, NOON)] == [False] * 4


def test_a_deck_of_one_key_counts_and_one_of_none_shows_nothing() -> None:
    board, deck = on_deck(board_with(door=1), 1)
    assert look.looks(board, deck, NOON)[0].count == 1

    board, deck = on_deck(board_with(door=1), 0)
    assert look.looks(board, deck, NOON) == ()


def test_the_count_includes_what_it_covers() -> None:
    board = board_with(a=1, b=2, c=3)
    deck = Deck(AB, "Mini", 2, 2, pins=(Pin(0, "c", True), Pin(1, "b", True)))

    assert look.looks(board, deck, NOON)[1] == Look(Kind.OVERFLOW, priority=1, count=2)


def test_a_key_that_shows_nothing_is_blank() -> None:
    deck = Deck(AB, "Mini", 6, 3, pins=(Pin(0, "gone", True),))

    assert look.looks(Board(), deck, NOON) == (BLANK,) * 6


def test_equal_looks_are_one_cache_entry() -> None:
    board = acknowledged(board_with(door=2), "door")

    assert len({look.of(board.alerts["door"], after(seconds=s)) for s in (0, 30, 59)}) == 1
