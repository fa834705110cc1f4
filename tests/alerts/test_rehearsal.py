"""What would be if some alerts were active: the rules' own answer, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.builders import NOON, active_alert, after, board_with, idle_alert
from lightstack_desktop.alerts import led_plan, rehearsal
from lightstack_desktop.alerts.deck import Deck, Pin
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.alerts.rehearsal import Choice, Lead, Place, Why

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import AlertConfig
    from lightstack_desktop.alerts.rehearsal import Outcome, Verdict

DECK = Deck("simulator", "Stream Deck Mini", 6, 3)


def config(key: str, priority: int = 3, *leds: int, number: int = 1) -> AlertConfig:
    fields: dict[str, Any] = {"default_priority": priority}
    if leds:
        fields |= {"led_scope": "individual", "led_positions": leds}
    return idle_alert(key, id=number, is_kept=True, **fields).config


def rehearse(*configs: AlertConfig, deck: Deck = DECK, **known: bool) -> Outcome:
    """Rehearse all of them active; those named are acknowledged."""
    chosen = [Choice(c.alert_key, None, known.get(c.alert_key, False)) for c in configs]
    return rehearsal.rehearse(configs, chosen, deck, NOON)


def of(outcome: Outcome, key: str) -> Verdict:
    return next(v for v in outcome.verdicts if v.alert.key == key)


def test_nothing_chosen_is_all_clear() -> None:
    outcome = rehearsal.rehearse([config("door")], [], DECK, NOON)

    assert outcome.board.active == ()
    assert outcome.plan.is_all_clear
    assert outcome.verdicts == ()


def test_the_first_bar_alert_has_the_bar_and_the_others_stand_behind() -> None:
    outcome = rehearse(config("door", 2), config("leak", 1))

    assert of(outcome, "leak").why is Why.BAR
    assert of(outcome, "leak").leds == (1, 2, 3, 4, 5, 6, 7)
    behind = of(outcome, "door")
    assert (behind.why, [w.key for w in behind.winners]) == (Why.BEHIND, ["leak"])


def test_a_bar_alert_goes_before_single_leds_whatever_the_priority() -> None:
    outcome = rehearse(config("leak", 1, 3), config("washer", 5))

    assert outcome.board.active[0].key == "leak"
    beaten = of(outcome, "leak")
    assert (beaten.why, [w.key for w in beaten.winners]) == (Why.SINGLE, ["washer"])


def test_single_leds_go_to_the_higher_rank() -> None:
    outcome = rehearse(config("a", 1, 1, 2), config("b", 2, 2, 3), config("c", 3, 1, 2))

    assert of(outcome, "a").leds == (1, 2)
    assert (of(outcome, "b").why, of(outcome, "b").leds) == (Why.LEDS, (3,))
    taken = of(outcome, "c")
    assert (taken.why, [w.key for w in taken.winners]) == (Why.TAKEN, ["a"])


def test_what_is_known_waits_while_anything_is_not() -> None:
    outcome = rehearse(config("leak", 1), config("washer", 5), leak=True)

    known = of(outcome, "leak")
    assert (known.why, [w.key for w in known.winners]) == (Why.KNOWN, ["washer"])
    assert of(rehearse(config("leak", 1), leak=True), "leak").why is Why.BAR


def test_a_priority_of_ones_own_counts() -> None:
    configs = [config("a", 1), config("b", 5)]
    chosen = [Choice("a", 4), Choice("b", 2, is_acknowledged=True)]

    outcome = rehearsal.rehearse(configs, chosen, DECK, NOON)

    assert [a.effective_priority for a in outcome.board.active] == [4, 2]
    state = outcome.board.alerts["b"].state
    assert state is not None
    assert state.acknowledged_priority == 2


def test_a_choice_of_what_is_not_configured_is_none() -> None:
    outcome = rehearsal.rehearse([config("a")], [Choice("gone")], DECK, NOON)

    assert outcome.board.active == ()


def test_alerts_sit_on_keys_or_are_counted() -> None:
    configs = [config(f"k{n}", 3, number=n + 1) for n in range(7)]

    outcome = rehearse(*configs)

    places = {v.alert.key: (v.place, v.key_index) for v in outcome.verdicts}
    assert places["k0"] == (Place.KEY, 0)
    assert places["k4"] == (Place.KEY, 4)
    assert places["k5"] == places["k6"] == (Place.COUNTED, None)


def test_a_filter_keeps_alerts_away() -> None:
    deck = Deck("A1", "Stream Deck Mini", 6, 3, patterns=("ci-*",))

    outcome = rehearse(config("door"), config("ci-main"), deck=deck)

    assert of(outcome, "door").place is Place.FILTERED
    assert of(outcome, "ci-main").place is Place.KEY


def test_a_remembered_deck_begins_at_rest_with_what_a_person_pinned() -> None:
    pins = (Pin(4, "door", is_kept=True, lent_to="leak"), Pin(0, "leak", is_kept=False))
    deck = Deck("A1", "Stream Deck Mini", 6, 3, pins=pins)

    outcome = rehearse(config("door", 3, number=1), config("leak", 1, number=2), deck=deck)

    assert of(outcome, "door").key_index == 4
    assert of(outcome, "leak").key_index == 0
    assert all(pin.lent_to is None for pin in outcome.deck.pins)


@pytest.mark.parametrize(
    ("alerts", "why"),
    [
        ([active_alert("a")], Lead.ALONE),
        ([active_alert("a"), active_alert("b", 1, acknowledged_at=NOON)], Lead.KNOWN),
        ([active_alert("a", 1), active_alert("b", 2)], Lead.PRIORITY),
        ([active_alert("a"), active_alert("b")], Lead.KEY),
        (
            [active_alert(k, p, acknowledged_at=NOON) for k, p in (("a", 1), ("b", 2))],
            Lead.PRIORITY,
        ),
    ],
)
def test_what_puts_the_current_alert_first_is_named(alerts: list[Any], why: Lead) -> None:
    assert rehearsal.lead(Board.of(alerts)) is why


def test_what_is_active_now_can_be_taken_over() -> None:
    board = board_with(door=1, dryer=3)
    board = board.with_alert(active_alert("leak", 4, override=2, acknowledged_at=after(minutes=1)))

    chosen = rehearsal.chosen_on(board)

    assert set(chosen) == {Choice("door"), Choice("dryer"), Choice("leak", 2, True)}
    outcome = rehearsal.rehearse((a.config for a in board.alerts.values()), chosen, DECK, NOON)
    assert [a.key for a in outcome.board.active] == [a.key for a in board.active]
    assert outcome.plan == led_plan.plan(board.active)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 5),
            st.lists(st.integers(1, 7), max_size=3, unique=True),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_every_verdict_agrees_with_plan_and_layout(
    alerts: list[tuple[int, list[int], bool]],
) -> None:
    configs = [config(f"k{n}", p, *leds, number=n + 1) for n, (p, leds, _) in enumerate(alerts)]
    known = {f"k{n}": is_known for n, (_, _, is_known) in enumerate(alerts)}

    outcome = rehearse(*configs, **known)

    assert [v.alert for v in outcome.verdicts] == list(outcome.board.active)
    dark = {v.alert.key for v in outcome.verdicts if not v.leds}
    assert dark == set(outcome.plan.suppressed)
    for verdict in outcome.verdicts:
        assert bool(verdict.leds) == (verdict.why in (Why.BAR, Why.LEDS))
        assert bool(verdict.winners) != bool(verdict.leds)
        assert all(winner.rank != verdict.alert.rank for winner in verdict.winners)
        assert (verdict.place is Place.KEY) == (verdict.key_index is not None)
