"""What holds of keys and pages after any sequence of commands, edits of the deck included."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.builders import NOON, acknowledge, clear, create, trigger
from lightstack_desktop.alerts import decide, decide_deck, layout, subject
from lightstack_desktop.alerts.deck import Action, KeyAction, Pin
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.alerts.subject import Role
from lightstack_desktop.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import Alert

    Step = Callable[[Board], Board]

ONE = "one"
some_key = st.sampled_from("abcdefgh")


def _edit(**choices: Any) -> Step:
    return lambda b: decide_deck.edit(b, ONE, lambda deck: replace(deck, **choices)).board


def _pin(key_index: int, alert_key: str) -> Step:
    """Return the step that pins by hand, as a person drags a key."""

    def moved(deck: Deck) -> Deck:
        others = (p for p in deck.pins if p.key_index != key_index and p.alert_key != alert_key)
        return replace(deck, pins=(*others, Pin(key_index, alert_key, is_kept=True)))

    return lambda b: decide_deck.edit(b, ONE, moved).board


some_steps = st.lists(
    st.one_of(
        st.builds(lambda k, p: lambda b: trigger(b, k, p).board, some_key, st.integers(1, 5)),
        st.builds(lambda k: lambda b: trigger(b, k, 1).board, some_key),
        st.builds(lambda k: lambda b: clear(b, k).board, some_key),
        st.builds(lambda k: lambda b: acknowledge(b, k).board, some_key),
        st.builds(lambda k: lambda b: create(b, k).board, some_key),
        st.builds(_pin, st.integers(0, 5), some_key),
        st.builds(lambda k: lambda b: decide.delete_config(b, k, "rest", NOON).board, some_key),
    ),
    max_size=30,
)
LAST = (KeyAction(5, Action.DARKER), KeyAction(3, Action.BRIGHTER))
some_decks = st.builds(
    lambda key_count, **choices: (key_count, choices),
    st.sampled_from([0, 1, 2, 3, 4, 6]),
    actions=st.sampled_from(
        [(), (KeyAction(0, Action.STATUS),), (KeyAction(1, Action.CLEAR_ALL),), LAST],
    ),
    patterns=st.sampled_from([(), (), ("[a-e]",)]),
)
lives = st.tuples(some_decks, some_steps).map(lambda life: play(*life))
thorough = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def play(deck: tuple[int, dict[str, Any]], steps: list[Step]) -> list[Board]:
    """Return every board of a life that begins with one deck."""
    key_count, choices = deck
    board = decide_deck.attach(Board(), ONE, "Mini", key_count, 3).board
    boards = [_edit(**choices)(board)]
    for step in steps:
        with suppress(RefusedError):
            boards.append(step(boards[-1]))
    return boards


def shown(board: Board, page: int) -> list[Alert]:
    """Return the alerts on one page."""
    about = subject.subjects(board.decks[ONE], board, page)
    return [s.alert for s in about if s.role is Role.ALERT and s.alert is not None]


def slots(deck: Deck) -> list[int]:
    """Return the keys that can be given to alerts: all but those with a task and the counter."""
    busy = {task.key_index for task in deck.actions}
    return [k for k in range(deck.key_count) if k not in busy][:-1]


@given(lives)
@thorough
def test_no_alert_is_on_two_keys(boards: list[Board]) -> None:
    for board in boards:
        for page in range(subject.page_count(board.decks[ONE], board)):
            keys = [alert.key for alert in shown(board, page)]
            assert len(keys) == len(set(keys))


@given(lives)
@thorough
def test_a_critical_alert_is_hidden_only_if_there_are_more_of_them_than_keys(
    boards: list[Board],
) -> None:
    for board in boards:
        deck = board.decks[ONE]
        critical = [a for a in layout.concerning(deck, board) if a.effective_priority == 1]
        hidden = [a for a in layout.hidden(deck, board) if a.effective_priority == 1]
        assert not hidden or len(critical) > len(slots(deck))
        # And then those that somebody knows of are hidden first.
        seated = [a for a in critical if a not in hidden and not _is_on_counter(board, a)]
        assert not (
            any(not a.is_acknowledged for a in hidden) and any(a.is_acknowledged for a in seated)
        )


def _is_on_counter(board: Board, alert: Alert) -> bool:
    deck = board.decks[ONE]
    return any(p.sitter == alert.key and p.key_index not in slots(deck) for p in deck.pins)


@given(lives)
@thorough
def test_every_alert_that_concerns_the_deck_is_on_some_page(boards: list[Board]) -> None:
    for board in boards:
        deck = board.decks[ONE]
        if not slots(deck):
            continue
        pages = range(subject.page_count(deck, board))
        found = {alert.key for page in pages for alert in shown(board, page)}
        assert {alert.key for alert in layout.concerning(deck, board)} <= found


@given(lives)
@thorough
def test_what_is_not_on_a_page_is_counted_there(boards: list[Board]) -> None:
    for board in boards:
        deck = board.decks[ONE]
        concerned = {alert.key for alert in layout.concerning(deck, board)}
        for page in range(subject.page_count(deck, board)):
            about = subject.subjects(deck, board, page)
            away = concerned - {alert.key for alert in shown(board, page)}
            counted = [s.count for s in about if s.role is Role.OVERFLOW]
            if len(deck.actions) < len(about):
                assert counted == ([len(away)] if away or page else [])


@given(lives)
@thorough
def test_a_loan_ends_with_the_alert_and_no_key_is_free_while_something_is_hidden(
    boards: list[Board],
) -> None:
    for board in boards:
        deck = board.decks[ONE]
        for pin in deck.pins:
            assert pin.lent_to is None or (pin.is_kept and board.alerts[pin.lent_to].is_active)
            assert pin.lent_to != pin.alert_key
        if layout.hidden(deck, board):
            assert set(slots(deck)) <= {pin.key_index for pin in deck.pins}


@given(lives)
@thorough
def test_an_unacknowledged_alert_is_not_hidden_while_an_idle_one_has_a_key(
    boards: list[Board],
) -> None:
    for board in boards:
        deck = board.decks[ONE]
        if any(not alert.is_acknowledged for alert in layout.hidden(deck, board)):
            inner = (p for p in deck.pins if p.key_index in slots(deck))
            assert all(board.alerts[pin.sitter].is_active for pin in inner)


@given(some_decks, some_steps)
@thorough
def test_a_pin_never_moves_by_itself(deck: tuple[int, dict[str, Any]], steps: list[Step]) -> None:
    (board,) = play(deck, [])
    for step in steps:
        pins = board.decks[ONE].pins
        was = {p.alert_key: p.key_index for p in pins if p.is_kept}
        is_by_hand = step.__qualname__.startswith("_pin")
        with suppress(RefusedError):
            board = step(board)
        now = {p.alert_key: p.key_index for p in board.decks[ONE].pins if p.is_kept}
        if not is_by_hand:
            assert {k: v for k, v in now.items() if k in was} == {
                k: v for k, v in was.items() if k in board.alerts
            }


@given(lives)
@thorough
def test_settling_again_changes_nothing(boards: list[Board]) -> None:
    for board in boards:
        assert layout.settle(board.decks[ONE], board) is board.decks[ONE]
