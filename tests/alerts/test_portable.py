"""What may stand in a document: every value by its type and its rule, and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from alerts.builders import NOON, after
from lightstack_desktop.alerts import portable
from lightstack_desktop.alerts.deck import Action, Deck, KeyAction, Pin
from lightstack_desktop.alerts.model import AlertConfig, ConfigFields, HistoryEntry
from lightstack_desktop.alerts.portable import Refusals
from lightstack_desktop.errors import ImportRefusedError, RefusedError

FULL = ConfigFields(
    name="Front door",
    description="Line one\nline two\tand é 🚪 ' \" % _",
    default_priority=2,
    led_scope="individual",
    led_positions=(1, 4, 7),
    led_color=0,
    led_effect="pulse",
    led_brightness=0,
    led_duration=255,
    icon="door",
    picture="a1b2c3.png",
)
DECK = Deck(
    "A1B2",
    "Stream Deck MK.2",
    15,
    5,
    brightness_percent=0,
    pins=(Pin(0, "door", is_kept=True), Pin(3, "dryer", is_kept=True)),
    actions=(KeyAction(4, Action.TOGGLE, "door"), KeyAction(5, Action.CLEAR_ALL)),
    taken_off=("attic",),
    dim_after_s=None,
    dim_percent=100,
    sleep_after_s=604_800,
    has_double_press=True,
    priorities=(1, 5),
    patterns=("ci-*", "é"),
)


@pytest.mark.parametrize("fields", [ConfigFields(), FULL], ids=["plain", "full"])
@pytest.mark.parametrize("is_kept", [True, False])
def test_a_configuration_comes_back_equal(fields: ConfigFields, is_kept: bool) -> None:
    config = AlertConfig(0, "é b", fields, is_kept, NOON, after(seconds=0.000001))

    assert portable.config(portable.of_config(config), after(minutes=9)) == config


def test_no_field_of_a_deck_is_left_out() -> None:
    assert portable.of_deck(DECK).keys() == {field.name for field in fields(Deck)}


@pytest.mark.parametrize("deck", [Deck("", "", 0, 0), DECK], ids=["plain", "full"])
def test_a_deck_comes_back_equal(deck: Deck) -> None:
    assert portable.deck(portable.of_deck(deck)) == deck


def test_what_is_lent_or_given_for_the_while_is_not_written() -> None:
    lent = Pin(0, "door", is_kept=True, lent_to="fire")
    deck = replace(DECK, pins=(lent, Pin(1, "fire", is_kept=False)))

    assert portable.of_deck(deck)["pins"] == [{"key_index": 0, "alert_key": "door"}]


@pytest.mark.parametrize("note", [None, "", "x" * 1000])
def test_a_history_row_comes_back_equal(note: str | None) -> None:
    entry = HistoryEntry("door", "triggered", note, "deck:A1", after(seconds=0.5))

    assert portable.entry(portable.of_entry(entry)) == entry


def test_what_may_be_nothing_can_be_said_to_be_nothing() -> None:
    assert portable.config({"alert_key": "door", "name": None, "icon": None}, NOON).fields == (
        ConfigFields()
    )


def test_only_the_key_of_a_configuration_is_needed() -> None:
    found = portable.config({"alert_key": "door"}, NOON)

    assert found == AlertConfig(0, "door", ConfigFields(), True, NOON, NOON)


BAD_CONFIGS: list[tuple[Any, str]] = [
    ("door", "no object"),
    ({}, "alert_key must be text"),
    ({"alert_key": 1}, "alert_key must be text"),
    ({"alert_key": "a/b"}, "must not contain '/'"),
    ({"alert_key": "x" * 101}, "1 to 100"),
    ({"alert_key": "\ud800"}, "control characters"),
    ({"alert_key": "a\x00b"}, "control characters"),
    ({"alert_key": "\u202eabc"}, "control characters"),
    ({"alert_key": "active"}, "reserved"),
    ({"alert_key": "a", "colour": 1}, "no field 'colour'"),
    ({"alert_key": "a", "id": 1}, "no field 'id'"),
    ({"alert_key": "a", "name": 1}, "name must be text"),
    ({"alert_key": "a", "default_priority": "1"}, "whole numbers"),
    ({"alert_key": "a", "name": "x" * 201}, "name"),
    ({"alert_key": "a", "description": "x" * 4001}, "description"),
    ({"alert_key": "a", "description": "\x1b[31m"}, "control characters"),
    ({"alert_key": "a", "default_priority": 0}, "default_priority"),
    ({"alert_key": "a", "default_priority": True}, "whole numbers"),
    ({"alert_key": "a", "default_priority": None}, "whole numbers"),
    ({"alert_key": "a", "default_priority": 10**400}, "default_priority"),
    ({"alert_key": "a", "led_color": -1}, "led_color"),
    ({"alert_key": "a", "led_color": "red"}, "whole numbers"),
    ({"alert_key": "a", "led_scope": None}, "text"),
    ({"alert_key": "a", "led_scope": "all"}, "led_scope"),
    ({"alert_key": "a", "led_scope": "individual"}, "led_positions is required"),
    ({"alert_key": "a", "led_scope": "individual", "led_positions": [8]}, "between 1 and 7"),
    ({"alert_key": "a", "led_scope": "individual", "led_positions": ["1"]}, "whole numbers"),
    ({"alert_key": "a", "led_scope": "individual", "led_positions": [1] * 8}, "at most 7"),
    ({"alert_key": "a", "led_scope": "individual", "led_positions": 1}, "list"),
    ({"alert_key": "a", "led_effect": "boom"}, "not supported"),
    ({"alert_key": "a", "picture": "../../etc/passwd"}, "picture"),
    ({"alert_key": "a", "picture": "/etc/passwd"}, "picture"),
    ({"alert_key": "a", "is_kept": 1}, "true or false"),
    ({"alert_key": "a", "created_at": "yesterday"}, "a time such as"),
    ({"alert_key": "a", "created_at": "2026-11-21T12:00:00"}, "a time such as"),
    ({"alert_key": "a", "created_at": "0001-01-01T00:00:00+14:00"}, "a time such as"),
    ({"alert_key": "a", "created_at": 0}, "must be text"),
]


@pytest.mark.parametrize(("raw", "why"), BAD_CONFIGS)
def test_a_configuration_that_breaks_a_rule_is_refused(raw: Any, why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        portable.config(raw, NOON)

    assert why in str(refused.value)


def pins(*keys: tuple[int, str]) -> dict[str, Any]:
    return {"pins": [{"key_index": index, "alert_key": key} for index, key in keys]}


PLAIN_DECK = {"serial": "A", "model": "M", "key_count": 6, "columns": 3}
BAD_DECKS: list[tuple[dict[str, Any], str]] = [
    ({"serial": None}, "serial must be text"),
    ({"serial": "x" * 201}, "serial"),
    ({"key_count": 1001}, "0 to 1000"),
    ({"key_count": "6"}, "0 to 1000"),
    ({"columns": -1}, "0 to 1000"),
    ({"brightness_percent": 101}, "0 to 100"),
    ({"dim_after_s": 0}, "1 to 604800"),
    ({"sleep_after_s": 604_801}, "0 to 604800"),
    ({"has_double_press": None}, "true or false"),
    ({"priorities": []}, "at least one"),
    ({"priorities": [6]}, "1 to 5"),
    ({"priorities": [1] * 6}, "at most 5"),
    ({"patterns": [""]}, "must not be empty"),
    ({"patterns": ["x"] * 51}, "at most 50"),
    (pins((6, "door")), "no key 6"),
    (pins((0, "a"), (0, "b")), "one only"),
    (pins((0, "a"), (1, "a")), "one key"),
    ({"pins": [{"key_index": 0, "alert_key": "a", "lent_to": "b"}]}, "no field"),
    ({"pins": [[0, "a"]]}, "list of objects"),
    ({"actions": [{"key_index": 0, "action": "explode", "alert_key": None}]}, "no action"),
    ({"actions": [{"key_index": 0, "action": "trigger"}]}, "choose which alert"),
    ({"actions": [{"key_index": 1000, "action": "clear_all"}]}, "0 to 999"),
    ({"is_locked": True}, "no field"),
]


@pytest.mark.parametrize(("part", "why"), BAD_DECKS)
def test_a_deck_that_breaks_a_rule_is_refused(part: dict[str, Any], why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        portable.deck(PLAIN_DECK | part)

    assert why in str(refused.value)


ROW = portable.of_entry(HistoryEntry("door", "triggered", None, "rest", NOON))


@pytest.mark.parametrize(
    "part",
    [
        {"alert_key": ""},
        {"action": ""},
        {"action": "x" * 51},
        {"note": 5},
        {"note": "x" * 1001},
        {"note": "\ud83d"},
        {"source": None},
        {"source": "x" * 201},
        {"created_at": None},
        {"id": 7},
    ],
)
def test_a_history_row_that_breaks_a_rule_is_refused(part: dict[str, Any]) -> None:
    with pytest.raises(RefusedError):
        portable.entry(ROW | part)


def test_all_that_is_wrong_is_named_by_where_it_stands() -> None:
    refusals = Refusals()

    found = portable.wanted(
        [{"alert_key": "a"}, {"alert_key": "b/c"}, {"alert_key": "a"}], [{}], refusals, NOON
    )

    assert [config.alert_key for config in found.configs] == ["a", "a"]
    assert refusals.found == [
        "alerts[1]: alert_key must not contain '/'",
        "decks[0]: serial must be text",
        "alerts: 'a' stands there twice",
    ]


def test_a_hundred_refusals_are_named_and_the_rest_counted() -> None:
    refusals = Refusals()
    portable.wanted([None] * 150, [], refusals, NOON)

    with pytest.raises(ImportRefusedError) as refused:
        refusals.raise_any()

    assert (len(refused.value.refusals), refused.value.count) == (100, 150)
    assert str(refused.value).endswith("... and 50 more")
