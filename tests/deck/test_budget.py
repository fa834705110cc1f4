"""In no second more goes over the cable than it carries, and little less if more is asked for."""

from __future__ import annotations

import pytest

from lightstack_desktop.deck.budget import MOST_BORROWED, RATE_PER_S, Budget, Urgency

# Reports of a picture, and how many of them the cable carries in a second.
PICTURES = {"one report": 1, "MK.2": 3, "XL": 5, "Original": 16, "Mini": 20}


def sent(urgency: Urgency, reports: int, seconds: float, cable_s: float) -> list[tuple[float, int]]:
    """Return when how much was sent by somebody who always wants to."""
    budget, now_s, log = Budget(), 0.0, []
    while now_s < seconds:
        wait_s = budget.wait_s(urgency, now_s)
        now_s += max(wait_s, 1e-6)
        if wait_s == 0:
            now_s += reports * cable_s
            log.append((now_s, reports))
            budget.spend(reports, now_s)
    return log


@pytest.mark.parametrize("reports", PICTURES.values(), ids=PICTURES)
@pytest.mark.parametrize("urgency", [Urgency.CHANGE, Urgency.MOTION])
def test_no_second_carries_more_than_a_thousand_reports(urgency: Urgency, reports: int) -> None:
    log = sent(urgency, reports, 4, cable_s=0)

    for start_s, _ in log:
        assert sum(n for at_s, n in log if start_s <= at_s < start_s + 1) <= 1000


@pytest.mark.parametrize("reports", PICTURES.values(), ids=PICTURES)
@pytest.mark.parametrize("cable_s", [0, 0.0005, 0.001])
def test_nine_tenths_of_the_cable_are_used_if_more_is_asked_for(
    reports: int, cable_s: float
) -> None:
    log = sent(Urgency.MOTION, reports, 10, cable_s)

    assert sum(n for _, n in log) / 10 >= 900


def test_a_finger_never_waits() -> None:
    budget = Budget()
    budget.spend(500, 0.0)

    assert budget.wait_s(Urgency.TOUCH, 0.0) == 0
    assert budget.wait_s(Urgency.CHANGE, 0.0) > 0


def test_a_change_goes_before_motion_may() -> None:
    budget = Budget()
    budget.spend(15, 0.0)

    assert budget.wait_s(Urgency.CHANGE, 0.0) == 0
    assert budget.wait_s(Urgency.MOTION, 0.0) == pytest.approx(5 / RATE_PER_S)


def test_what_was_borrowed_is_given_back_first() -> None:
    budget = Budget()
    budget.spend(10 + int(MOST_BORROWED), 0.0)

    assert budget.wait_s(Urgency.MOTION, 0.0) == pytest.approx(MOST_BORROWED / RATE_PER_S)
