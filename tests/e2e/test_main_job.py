"""The main job: an alert raised anywhere lights a key, a press acknowledges it, and it is kept."""

from __future__ import annotations

import itertools
import sqlite3
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from program import Program

    Start = Callable[..., Program]

CABLE_S = 0.001
SEEN_S = 0.45  # a press on what was lit less than 0.4 s ago is refused


def is_lit(image: Any) -> bool:
    """Tell whether a face is an active one: its ground is not dark."""
    spots = [(x, y) for x in range(4, image.width, 8) for y in range(4, image.height, 8)]
    return sum(max(image.getpixel(spot)) > 90 for spot in spots) > len(spots) / 2


def history(home: Path) -> list[tuple[str, str, str]]:
    with sqlite3.connect(f"file:{home}/data/lightstack.db?mode=ro", uri=True) as database:
        rows = database.execute("SELECT alert_key, action, source FROM alert_history ORDER BY id")
        return list(rows)


def test_a_request_lights_a_key_and_a_press_acknowledges_it_for_good(
    vdeck: Any, start: Start, tmp_path: Path
) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        deck.fault(write_delay=CABLE_S)
        program = start("--headless", base=bus.env())
        deck.wait_image(14)

        program.trigger("door")
        lit = deck.wait_image(0, match=is_lit)
        deck.wait_quiet(SEEN_S)
        deck.tap(0).wait_read()
        deck.wait_image(0, since=deck.image_log.index(lit) + 1, match=lambda im: not is_lit(im))

        alert = program.alert("door")
        assert alert["is_active"]
        assert alert["acknowledged_by"] == f"deck:{deck.serial}"
        assert history(tmp_path) == [
            ("door", "triggered", "rest"),
            ("door", "acknowledged", f"deck:{deck.serial}"),
        ]
        assert deck.errors == []
        assert deck.bad_images() == []


def test_a_press_on_an_idle_key_triggers_it(vdeck: Any, start: Start) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        program = start("--headless", base=bus.env())
        program.create("coffee", name="Coffee is ready", led_color=85)
        deck.wait_quiet(SEEN_S)
        before = deck.mark()

        deck.tap(0)
        deck.wait_image(0, since=before, match=is_lit)

        assert program.alert("coffee")["is_active"]
        assert deck.errors == []


def test_after_kill_9_and_a_restart_the_deck_shows_the_same_alerts(
    vdeck: Any, start: Start
) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        first = start("--headless", base=bus.env())
        first.create("kept", name="Kept", default_priority=2)
        for key in ("zebra", "apple", "kept"):
            first.trigger(key)
        first.request("POST", "/alerts/apple/acknowledge")
        deck.wait_quiet(SEEN_S)
        before = {key: image.tobytes() for key, image in deck.images.items()}

        first.kill()
        deck.wait_closed()
        mark = deck.mark()
        start("--headless", base=bus.env())
        for key in range(15):
            deck.wait_image(key, since=mark)
        deck.wait_quiet(SEEN_S)

        assert {key: image.tobytes() for key, image in deck.images.items()} == before


def test_sigterm_leaves_the_deck_dark(vdeck: Any, start: Start) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        deck.fault(write_delay=CABLE_S)
        program = start("--headless", base=bus.env())
        program.trigger("door")
        deck.wait_image(0, match=is_lit)

        assert program.stop() == 0

        assert all(image.getextrema() == ((0, 0),) * 3 for image in deck.images.values())
        assert deck.errors == []


def test_the_right_picture_comes_back_with_the_cable(vdeck: Any, start: Start) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        deck.fault(write_delay=CABLE_S)
        program = start("--headless", base=bus.env())
        deck.wait_image(14)

        for number, port in enumerate((1, 1, 3, 3, 5)):
            deck.unplug()
            program.trigger(f"alert{number}")
            mark = deck.mark()
            deck.replug(port=port)
            deck.wait_image(number, timeout=3, since=mark, match=is_lit)
            deck.wait_image(14, timeout=3, since=mark)

        assert deck.errors == []


def test_two_decks_show_the_alerts_and_either_may_answer(vdeck: Any, start: Start) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2, vdeck.Model.XL]) as bus:
        small, large = bus.decks
        program = start("--headless", base=bus.env())
        large.wait_image(31)
        program.trigger("door")
        small.wait_image(0, match=is_lit)
        large.wait_image(0, match=is_lit)
        large.wait_quiet(SEEN_S)
        marks = small.mark(), large.mark()

        large.tap(0)
        small.wait_image(0, since=marks[0], match=lambda im: not is_lit(im))
        large.wait_image(0, since=marks[1], match=lambda im: not is_lit(im))

        assert program.alert("door")["acknowledged_by"] == f"deck:{large.serial}"
        assert small.errors == large.errors == []


def test_writes_that_fail_do_not_stop_presses(vdeck: Any, start: Start) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        program = start("--headless", base=bus.env())
        program.create("door")
        deck.wait_quiet(SEEN_S)

        deck.fault(write_error="io")
        deck.tap(0)
        deck.wait(lambda d: d.fail_log)
        program.trigger("another")
        deck.clear_faults()
        mark = deck.mark()
        deck.wait_image(0, since=mark, match=is_lit)

        assert program.alert("door")["is_active"]
        assert deck.errors == []


@pytest.mark.parametrize("model", ["MK2", "XL", "ORIGINAL", "MINI", "PLUS", "NEO", "MODULE_15"])
@pytest.mark.parametrize("backend", ["hidraw", "libusb"])
def test_pictures_stand_upright_on_every_model_by_either_backend(
    vdeck: Any, start: Start, model: str, backend: str
) -> None:
    with vdeck.VirtualDecks([vdeck.Model[model]]) as bus:
        deck = bus.decks[0]
        program = start("--headless", base=bus.env(LIGHTSTACK_HID_BACKEND=backend))
        deck.wait_image(deck.key_count - 1)
        program.create("door", led_color=85)
        program.trigger("door")
        shown = deck.event_image(deck.wait_image(0, match=is_lit))

        # The bar stands on the right, the name begins left of the middle.
        right, left = (shown.getpixel((x, shown.height - 9)) for x in (shown.width - 5, 4))
        assert right[1] > 200
        assert left[1] > right[0]
        assert bar_gaps(shown, shown.width - 5) > bar_gaps(shown, 4)
        deck.wait_quiet(SEEN_S)
        mark = deck.mark()
        deck.tap(0)
        deck.wait_image(0, since=mark, match=lambda im: not is_lit(im))
        assert deck.errors == []
        assert deck.bad_images() == []


def bar_gaps(image: Any, x: int) -> int:
    """Return how often a column goes from light to dark: six times along the LED bar."""
    column = [max(image.getpixel((x, y))) > 90 for y in range(image.height)]
    return sum(a and not b for a, b in itertools.pairwise(column))


def test_without_udev_a_deck_is_found_by_scanning(vdeck: Any, start: Start) -> None:
    with vdeck.VirtualDecks([vdeck.Model.MK2], udev=False) as bus:
        deck = bus.decks[0]
        env = bus.env(LIGHTSTACK_HID_BACKEND="libusb")
        program = start("--headless", base=env)
        deck.wait_image(14)

        deck.unplug()
        program.trigger("door")
        mark, back = deck.mark(), time.monotonic()
        deck.replug(port=4)
        lit = deck.wait_image(0, since=mark, match=is_lit)

        assert lit.t - back < 3
        assert deck.errors == []
