"""R17: a press acts on the alert that its key showed when the finger came down."""

from __future__ import annotations

import colorsys
import random
import threading
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from program import Program

    Start = Callable[..., Program]

# Told apart by their colour, the only one that a face without a picture has.
HUES = {f"alert {n}": n * 32 for n in range(8)}
KEYS = 6


def test_presses_that_race_act_on_what_the_key_showed(vdeck: Any, start: Start) -> None:
    press_and_disturb(vdeck, start, 24, seed=17)


@pytest.mark.full
def test_a_thousand_presses_that_race_act_on_what_the_key_showed(vdeck: Any, start: Start) -> None:
    press_and_disturb(vdeck, start, 1000, seed=random.randrange(10**6))


def press_and_disturb(vdeck: Any, start: Start, times: int, seed: int) -> None:
    print(f"seed {seed}")
    chance = random.Random(seed)
    with vdeck.VirtualDecks([vdeck.Model.MINI]) as bus:
        deck = bus.decks[0]
        deck.fault(write_delay=0.001)
        program = start("--headless", base=bus.env())
        for name, hue in HUES.items():
            program.create(name, led_color=hue, led_effect="solid")
            program.trigger(name)
        deck.wait_quiet(0.5)
        wrong, acted, seen, last_id = [], 0, [""], 0

        for _ in range(times):
            disturb(program, chance)
            threading.Event().wait(chance.choice((0.0, 0.1, 0.45, 0.5)))
            key = chance.randrange(KEYS)
            event = deck.press(key)
            seen = [seen[-1], shown_at(deck, key, event.t)]
            event.wait_read()
            if chance.random() < 0.5:
                disturb(program, chance)
            deck.release(key).wait_read()
            ordered, last_id = orders(program, last_id)
            acted += len(ordered)
            wrong += [(order, seen) for order in ordered if order not in seen]

        assert wrong == []
        assert acted > times / 20
        assert deck.errors == []


def disturb(program: Program, chance: random.Random) -> None:
    """Let somebody else trigger or clear an alert."""
    name = chance.choice(list(HUES)).replace(" ", "%20")
    if chance.random() < 0.7:
        program.request("POST", f"/alerts/{name}/trigger", {"priority": chance.randint(1, 5)})
    else:
        program.request("POST", f"/alerts/{name}/clear")


def orders(program: Program, last_id: int) -> tuple[list[str], int]:
    """Return which alerts were pressed after a row of the history, and its newest row."""
    _, page = program.request("GET", "/history?page_size=50")
    new = [row for row in page["items"] if row["id"] > last_id]
    pressed = [row["alert_key"] for row in new if row["source"].startswith("deck:")]
    return pressed, max((row["id"] for row in new), default=last_id)


def shown_at(deck: Any, key: int, at: float) -> str:
    """Return which alert a key showed at a moment, "" if none."""
    images = [event for event in deck.image_log if event.key == key and event.t <= at]
    image = deck.event_image(images[-1]).convert("RGB")
    found = image.getcolors(image.width * image.height) or []
    pixels = [colorsys.rgb_to_hsv(*(part / 255 for part in color)) for _, color in found]
    hue, saturation, value = max(pixels, key=lambda pixel: pixel[1] * pixel[2])
    if saturation * value < 0.2:
        return ""
    return min(HUES, key=lambda name: abs((HUES[name] / 255 - hue + 0.5) % 1 - 0.5))
