"""R16: whatever a deck does, API and presses go on, it is named once, and tried less and less."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from e2e.test_main_job import is_lit

if TYPE_CHECKING:
    from collections.abc import Callable

    from program import Program

    Start = Callable[..., Program]

FAULTS = {
    "fails": {"write_error": "io"},
    "comes up short": {"write_short": 100},
    "blocks for 5 s": {"write_delay": 5.0},
}
REFUSALS = {"access": "no_permission", "busy": "busy"}
# The first tries are free, then each takes twice as long as the one before, up to 5 s.
OPENS_IN_30_S = 12
# How long a request may take. A deck that holds it up would for 5 s, a busy machine for one or two.
SWIFT_S, UNHURRIED_S = 1.0, 4.0
# Until the next try of a deck that is left alone.
BACK_S = 8.0


def warnings(program: Program, word: str) -> list[str]:
    """Return the lines of the log at which a person would look up, that hold a word."""
    log = Path(program.env["LIGHTSTACK_STATE_DIR"], "lightstack.log").read_text()
    loud = (line for line in log.splitlines() if "WARNING" in line or "ERROR" in line)
    return [line for line in loud if word in line]


def condition(program: Program) -> str:
    (deck,) = json.loads(program.cli("decks", "--json").stdout)
    return str(deck["condition"])


def use(program: Program, seconds: float) -> float:
    """Trigger and clear for so long; return the longest that one request took, in seconds."""
    longest, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        program.trigger("busy hand")
        program.request("POST", "/alerts/busy hand/clear".replace(" ", "%20"))
        longest = max(longest, time.monotonic() - began)
        threading.Event().wait(0.05)
    return longest


def check_writes(vdeck: Any, start: Start, fault: str, seconds: float, most_s: float) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        program = start("--headless", base=bus.env())
        program.create("door")
        deck.wait_image(14)
        deck.wait_quiet(0.5)
        opened = len(deck.open_log)

        deck.fault(**FAULTS[fault])
        deck.tap(0)
        longest = use(program, seconds)
        tries = len(deck.open_log) - opened

        assert program.alert("door")["is_active"]
        assert longest < most_s
        assert 1 <= tries <= OPENS_IN_30_S
        assert len(warnings(program, "Stream Deck MK.2")) == 1, program.output
        deck.clear_faults()
        deck.wait_image(0, timeout=BACK_S, since=deck.mark(), match=is_lit)
        deck.wait_quiet(0.5)
        assert deck.errors == []


# Writes that fail at once are quick in test_main_job.py and tests/deck/test_trouble.py.
@pytest.mark.parametrize("fault", ["comes up short", "blocks for 5 s"])
def test_a_deck_whose_writes_go_wrong_holds_nobody_up(vdeck: Any, start: Start, fault: str) -> None:
    check_writes(vdeck, start, fault, 2.5, UNHURRIED_S)


@pytest.mark.full
@pytest.mark.parametrize("fault", FAULTS)
def test_a_deck_whose_writes_go_wrong_for_long_is_left_alone(
    vdeck: Any, start: Start, fault: str
) -> None:
    check_writes(vdeck, start, fault, 30, SWIFT_S)


def test_quitting_does_not_wait_for_a_deck_that_hangs(vdeck: Any, start: Start) -> None:
    """It took 9.5 s: Python's end waits for what a thread of ours has under way."""
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        program = start("--headless", base=bus.env())
        deck.wait_image(14)
        deck.wait_quiet(0.3)
        deck.fault(write_delay=5.0)
        program.trigger("door")
        threading.Event().wait(0.3)  # the write is under way, and the deck tells nothing of it

        assert program.stop(timeout_s=4) == 0


def check_refusal(vdeck: Any, start: Start, refusal: str, seconds: float, most_s: float) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        deck.fault(open_error=refusal)
        program = start("--headless", base=bus.env())
        program.trigger("door")

        longest = use(program, seconds)

        assert longest < most_s
        assert condition(program) == REFUSALS[refusal]
        assert len(warnings(program, "/dev/hidraw")) == 1, program.output
        deck.clear_faults()
        deck.wait_image(0, timeout=BACK_S, match=is_lit)
        assert condition(program) == "open"
        assert deck.errors == []


def test_a_deck_without_permission_is_named_once_and_opened_when_it_has_it(
    vdeck: Any, start: Start
) -> None:
    check_refusal(vdeck, start, "access", 3, UNHURRIED_S)


@pytest.mark.full
@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_deck_that_cannot_be_opened_for_long_is_tried_at_leisure(
    vdeck: Any, start: Start, refusal: str
) -> None:
    check_refusal(vdeck, start, refusal, 30, SWIFT_S)
