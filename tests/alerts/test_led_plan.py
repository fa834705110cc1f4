"""The plan of the seven LEDs: by hand, against a reference, and against LightStack's replies."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from alerts import reference
from alerts.builders import NOON, active_alert, board_of, clear, create, keys, trigger
from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts.led_plan import CLEAR, LedPlan, Light, light_of, plan
from lightstack_desktop.alerts.model import Alert, Board

if TYPE_CHECKING:
    import random

RECORDING = Path(__file__).parents[1] / "contract" / "rest-leds.json"


def as_wire(made: LedPlan) -> dict[str, Any]:
    """Return a plan as LightStack's JSON has it."""
    return {
        "mode": made.mode,
        "is_all_clear": made.is_all_clear,
        "bar_alert_key": made.bar_alert_key,
        "leds": [
            {"led": slot.led, "alert_key": slot.alert_key, **light_as_wire(slot.light)}
            for slot in made.slots
        ],
        "suppressed": list(made.suppressed),
        "commands": [
            {"led_effect": light_as_wire(command.light)}
            if command.led is None
            else {
                "individual_led_effect": {"led": str(command.led), **light_as_wire(command.light)}
            }
            for command in made.commands
        ],
    }


def light_as_wire(light: Light) -> dict[str, Any]:
    return {name: getattr(light, name) for name in ("effect", "color", "level", "duration")}


def owners(made: LedPlan) -> list[str | None]:
    """Return which alert each LED shows, from the bottom."""
    return [slot.alert_key for slot in made.slots]


def single(key: str, default_priority: int, *positions: int, **fields: Any) -> Alert:
    """Return an active alert that claims single LEDs."""
    return active_alert(
        key, default_priority, led_scope="individual", led_positions=positions, **fields
    )


def test_nothing_active_is_idle_and_dark() -> None:
    made = plan([])

    assert (made.mode, made.is_all_clear, made.bar_alert_key) == ("idle", True, None)
    assert [slot.light for slot in made.slots] == [CLEAR] * 7
    assert [command.led for command in made.commands] == [None, 1, 2, 3, 4, 5, 6, 7]


def test_a_bar_alert_beats_individual_ones_of_a_higher_priority() -> None:
    made = plan([single("door", 1, 1, 2), active_alert("dryer", 5)])

    assert made.mode == "bar"
    assert owners(made) == ["dryer"] * 7
    assert made.suppressed == ("door",)


def test_the_bar_shows_the_highest_of_several_bar_alerts() -> None:
    made = plan([active_alert("b", 2), active_alert("c", 2), active_alert("d", 3)])

    assert made.bar_alert_key == "b"
    assert made.suppressed == ("c", "d")


def test_a_bar_is_set_by_clearing_each_led_first() -> None:
    made = plan([active_alert("door", 1, led_color=42)])

    assert [command.led for command in made.commands] == [1, 2, 3, 4, 5, 6, 7, None]
    assert made.commands[-1].light == Light("solid", 42, 100, 255)


def test_each_led_goes_to_the_highest_claim_and_never_blends() -> None:
    made = plan([single("a", 3, 1, 2, 3), single("b", 1, 3, 4), single("c", 5, 3)])

    assert made.mode == "individual"
    assert owners(made) == ["a", "a", "b", "b", None, None, None]
    assert made.suppressed == ("c",)
    assert made.bar_alert_key is None


def test_an_alert_without_positions_lights_nothing() -> None:
    made = plan([single("door", 1)])

    assert (made.mode, made.suppressed) == ("individual", ("door",))


def test_off_still_owns_its_leds() -> None:
    made = plan([single("quiet", 1, 1, led_effect="off"), single("door", 2, 1, 2)])

    assert owners(made)[:2] == ["quiet", "door"]
    assert made.slots[0].light.effect == "off"


def test_acknowledged_alerts_leave_the_plan_to_the_others() -> None:
    known = active_alert("door", 1, acknowledged_at=NOON)
    made = plan([known, single("dryer", 5, 2)])

    assert made.mode == "individual"
    assert owners(made) == [None, "dryer", None, None, None, None, None]
    assert made.suppressed == ("door",)


def test_when_all_are_acknowledged_they_are_shown_without_movement() -> None:
    made = plan([active_alert("door", 1, acknowledged_at=NOON, led_effect="fast_siren")])

    assert made.slots[0].light.effect == "solid"
    assert not made.is_all_clear


@pytest.mark.parametrize("effect", ["off", "solid", "clear_effect"])
def test_a_steady_effect_stays_when_acknowledged(effect: str) -> None:
    assert light_of(active_alert("door", acknowledged_at=NOON, led_effect=effect)).effect == effect


@pytest.mark.parametrize("effect", [None, "", "rising"])
def test_no_effect_and_one_that_the_scope_lacks_are_solid(effect: str | None) -> None:
    assert light_of(active_alert("door", led_effect=effect)).effect == "solid"


def test_zero_is_a_value_not_a_missing_one() -> None:
    alert = active_alert("door", led_color=0, led_brightness=0, led_duration=0)

    assert light_of(alert) == Light("solid", 0, 0, 0)


@pytest.mark.parametrize(
    "boards", [1_000, pytest.param(100_000, marks=pytest.mark.full)], ids=["quick", "full"]
)
def test_rank_and_plan_of_random_boards_equal_the_reference(
    boards: int, chance: random.Random
) -> None:
    for _ in range(boards):
        plain = [_random_alert(chance, key) for key in _random_keys(chance)]

        board = board_of(*(_built(alert) for alert in plain))

        assert keys(board.active) == [alert["key"] for alert in reference.ranked(plain)]
        assert as_wire(plan(board.active)) == reference.plan(plain)


def test_the_replies_that_lightstack_gave_are_given() -> None:
    board, compared = Board(), 0
    for exchange in json.loads(RECORDING.read_text())["exchanges"]:
        path, body, reply = exchange["path"], exchange["body"], exchange["reply"]
        what = path.removeprefix("/api/v1/").split("/")
        if what == ["alert-configs"]:
            fields = {**body, "led_positions": tuple(body.get("led_positions", ())) or None}
            board = create(board, fields.pop("alert_key"), **fields).board
        elif what == ["alerts", "plan", "simulate"]:
            compared += 1
            assert as_wire(plan(_as_if_active(board, body["alert_keys"]))) == reply
        elif what == ["alerts", "plan"]:
            compared += 1
            assert as_wire(plan(board.active)) == reply
        elif what[2] == "trigger":
            board = trigger(board, what[1], (body or {}).get("priority")).board
        else:
            board = clear(board, what[1]).board
    assert compared == 50


def _as_if_active(board: Board, active: list[str]) -> list[Alert]:
    state = active_alert("any").state
    return [replace(board.alerts[key], state=state) for key in active]


def _random_keys(chance: random.Random) -> set[str]:
    return {chance.choice("abcdeéz中") * chance.randint(1, 2) for _ in range(chance.randint(0, 8))}


def _random_alert(chance: random.Random, key: str) -> dict[str, Any]:
    default, override = chance.randint(1, 5), chance.choice([None, None, 1, 3, 5])
    is_single = chance.random() < 0.7
    positions = sorted(chance.sample(range(1, 8), chance.randint(1, 4)))
    effects = sorted(rules.LED_EFFECTS | rules.BAR_EFFECTS)
    return {
        "key": key,
        "default_priority": default,
        "priority": override,
        "effective_priority": default if override is None else override,
        "acknowledged": chance.random() < 0.4,
        "led_scope": "individual" if is_single else "bar",
        "led_positions": positions if is_single else None,
        "led_color": chance.choice([None, 0, 1, 170, 255]),
        "led_effect": chance.choice([None, "", "solid", "off", *effects]),
        "led_brightness": chance.choice([None, 0, 50, 100]),
        "led_duration": chance.choice([None, 0, 60, 255]),
    }


def _built(plain: dict[str, Any]) -> Alert:
    positions = plain["led_positions"]
    return active_alert(
        plain["key"],
        plain["default_priority"],
        override=plain["priority"],
        acknowledged_at=NOON if plain["acknowledged"] else None,
        led_positions=None if positions is None else tuple(positions),
        **{f"led_{x}": plain[f"led_{x}"] for x in "scope color effect brightness duration".split()},
    )
