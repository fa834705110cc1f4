"""What LightStack stored and our rules refuse becomes the nearest that is legal."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts import repair

ANYTHING = st.one_of(
    st.none(), st.integers(), st.floats(), st.text(max_size=30), st.binary(max_size=30)
)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (2, 2),
        (99, 5),
        (-5, 1),
        ("2", 2),
        (2.9, 2),
        ("abc", None),
        (None, None),
        (b"2", None),
        (float("nan"), None),
        (float("inf"), None),
        ("9" * 5000, None),
        (True, 1),
    ],
)
def test_a_number_is_moved_into_its_range(value: object, number: int | None) -> None:
    assert repair.number(value, 1, 5) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Türe\n", "Türe\n"),
        ("a\x00b", "a\ufffdb"),
        ("a\udcffb", "a\ufffdb"),
        ("0123456789x", "0123456789"),
        (b"caf\xc3\xa9 \xff", "café \ufffd"),
        (7, "7"),
        (None, None),
    ],
)
def test_text_is_cut_and_rid_of_control_characters(value: object, text: str | None) -> None:
    assert repair.text(value, 10) == text


@given(ANYTHING)
def test_whatever_text_comes_in_legal_text_comes_out(value: object) -> None:
    text = repair.text(value, 10)

    assert rules.check_text(text, "note", 10) == text


@pytest.mark.parametrize(
    ("scope", "value", "leds"),
    [
        ("individual", "[1, 2, 7]", (1, 2, 7)),
        ("individual", "[8, 3, 0, 3, true, 2.0]", (3,)),
        ("individual", "[]", None),
        ("individual", "null", None),
        ("individual", "{}", None),
        ("individual", "[1", None),
        ("individual", "[" * 100_000, None),
        ("individual", None, None),
        ("bar", "[99]", None),
    ],
)
def test_positions_are_those_that_exist(scope: str, value: object, leds: object) -> None:
    assert repair.positions(scope, value) == leds


@pytest.mark.parametrize(
    ("scope", "value", "effect"),
    [
        ("bar", "fast_siren", "fast_siren"),
        ("individual", "fast_siren", "solid"),
        ("bar", "disco", "solid"),
        ("bar", b"pulse", "solid"),
        ("bar", "", None),
        ("bar", None, None),
    ],
)
def test_an_unknown_effect_is_solid_as_lightstack_shows_it(
    scope: str, value: object, effect: str | None
) -> None:
    assert repair.effect(scope, value) == effect


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-20 09:30:00",
        "2026-11-20 09:30:00.000000",
        "2026-11-20 09:30:00+00",
        "2026-11-20T09:30:00Z",
        "2026-11-20 15:00:00+05:30",
    ],
)
def test_a_time_without_a_zone_is_utc(value: str) -> None:
    assert repair.moment(value) == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("value", ["yesterday", "", None, 5, "infinity", "0001-01-01 00:00+14:00"])
def test_what_is_no_time_is_none(value: object) -> None:
    assert repair.moment(value) is None
