"""Each model through its own controls: keys, dials, strip, touch keys, pedals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from program import Program

    Start = Callable[..., Program]

SEEN_S = 0.45  # a press on what was lit less than 0.4 s ago is refused
# One of each protocol every time; their sisters, which differ by size and id alone, on demand.
MODELS = (
    *("ORIGINAL", "MK2", "MINI", "XL"),
    *(
        pytest.param(name, marks=pytest.mark.full)
        for name in ("ORIGINAL_V2", "MINI_MK2", "XL_V2", "PLUS", "NEO", "MODULE_15")
    ),
)


def settle(deck: Any) -> None:
    deck.wait_quiet(SEEN_S)


def check(deck: Any) -> None:
    assert deck.errors == []
    assert deck.bad_images() == []
    assert deck.reset_log == []


@pytest.mark.parametrize("model", MODELS)
def test_keys_are_pressed_and_held(vdeck: Any, start: Start, model: str) -> None:
    with vdeck.VirtualDecks([vdeck.Model[model]]) as bus:
        deck = bus.decks[0]
        deck.fault(write_delay=0.008 if model == "ORIGINAL" else 0.001)
        program = start("--headless", base=bus.env())
        last = deck.key_count - 2
        for n in range(last + 1):
            program.create(f"alert {n}", name=f"Alert {n}")
        settle(deck)

        deck.tap(last)
        settle(deck)
        assert program.alert(f"alert {last}")["is_active"]
        deck.tap(last)
        settle(deck)
        assert program.alert(f"alert {last}")["acknowledged_by"]
        program.trigger("alert 0")
        settle(deck)
        deck.tap(0, hold=0.7)
        settle(deck)

        _, active = program.request("GET", "/alerts/active")
        assert [alert["alert_key"] for alert in active] == [f"alert {last}"]
        check(deck)


def test_a_plus_is_driven_by_dials_and_strip(vdeck: Any, start: Start) -> None:
    with vdeck.VirtualDecks([vdeck.Model.PLUS]) as bus:
        deck = bus.decks[0]
        program = start("--headless", base=bus.env())
        program.trigger("door")
        deck.wait_image("strip")
        settle(deck)
        lit = deck.image("strip")

        deck.touch(400, 50)
        settle(deck)
        assert program.alert("door")["acknowledged_by"] == f"deck:{deck.serial}"
        assert deck.image("strip").tobytes() != lit.tobytes()
        deck.touch(400, 50, long=True)
        settle(deck)
        assert not program.alert("door")["is_active"]
        program.trigger("door")
        settle(deck)
        deck.dial_press(1)
        deck.dial_release(1)
        settle(deck)
        assert program.alert("door")["acknowledged_by"]
        deck.turn(3, 3)
        deck.wait(lambda d: d.brightness == 100)

        for n in range(12):
            program.trigger(f"alert {n:02}")
        settle(deck)
        first = deck.image(0).tobytes()
        for turn_on, turn_back in (
            (lambda: deck.swipe(600, 50, 100, 50), lambda: deck.swipe(100, 50, 600, 50)),
            (lambda: deck.turn(0, 1), lambda: deck.turn(0, -1)),
        ):
            turn_on()
            settle(deck)
            assert deck.image(0).tobytes() != first
            turn_back()
            deck.wait_quiet(0.2)
        pieces = [e.rect for e in deck.image_log if e.key == "strip"]
        assert {(w, h) for _, _, w, h in pieces} == {(200, 100)}
        check(deck)


def test_a_neo_is_driven_by_touch_keys(vdeck: Any, start: Start) -> None:
    with vdeck.VirtualDecks([vdeck.Model.NEO]) as bus:
        deck = bus.decks[0]
        program = start("--headless", base=bus.env())
        deck.wait_image("screen")
        for n in range(12):
            program.trigger(f"alert {n:02}")
        settle(deck)
        first, page = deck.image(0).tobytes(), deck.image("screen").tobytes()

        deck.tap(9)
        settle(deck)
        assert deck.image(0).tobytes() != first
        assert deck.image("screen").tobytes() != page
        deck.tap(8)
        settle(deck)
        assert deck.image("screen").tobytes() == page
        assert max(deck.colors[8]) > 0
        assert program.stop() == 0

        assert deck.image("screen").getextrema() == ((0, 0),) * 3
        assert deck.colors == {8: (0, 0, 0), 9: (0, 0, 0)}
        check(deck)


def test_a_pedal_acknowledges(vdeck: Any, start: Start) -> None:
    with vdeck.VirtualDecks([vdeck.Model.PEDAL]) as bus:
        deck = bus.decks[0]
        program = start("--headless", base=bus.env())
        deck.wait_open()
        program.trigger("door")

        for _ in range(20):
            deck.tap(1).wait_read()
            if program.alert("door")["acknowledged_by"]:
                break

        assert program.alert("door")["acknowledged_by"] == f"deck:{deck.serial}"
        assert deck.reports == 0
        check(deck)


@pytest.mark.parametrize("backend", ["hidraw", "libusb"])
def test_a_deck_that_hangs_is_opened_anew(vdeck: Any, start: Start, backend: str) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        program = start("--headless", base=bus.env(LIGHTSTACK_HID_BACKEND=backend))
        deck.wait_image(14)
        deck.wait_quiet(0.1)
        opened = len(deck.open_log)

        deck.fault(write_delay=1.5)
        program.trigger("door")
        deck.wait(lambda d: len(d.open_log) > opened, 5)
        deck.clear_faults()
        mark = deck.mark()
        for key in range(15):
            deck.wait_image(key, since=mark)
        settle(deck)
        deck.tap(0)
        settle(deck)

        assert program.alert("door")["acknowledged_by"]
        assert deck.bad_images() == []
