"""Every key of LightStack gets a name that is allowed here, its own, and mostly readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightstack_desktop.alerts import escape
from lightstack_desktop.alerts import fields as rules

# LightStack checks no key in a path: anything may be one, lone surrogates for undecodable bytes.
ODD = "/%~ \n\x00\x9f\u202e\ufffd\udcff\ud83d\ude00aé😀"
KEYS = st.text(st.one_of(st.sampled_from(ODD), st.characters()), max_size=150) | st.sampled_from(
    ["active", "..", "escaped:a", "escaped:%2F", "shortened:a", "escaped:", "shortened:"]
)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("door", "door"),
        ("100% sure", "100% sure"),
        ("😀 Tür", "😀 Tür"),
        ("a/b", "escaped:a%2Fb"),
        ("50%/b", "escaped:50%25%2Fb"),
        (" a b ", "escaped:%20a b%20"),
        (" ", "escaped:%20"),
        ("a\nb", "escaped:a%0Ab"),
        ("a\u202eb", "escaped:a%E2%80%AEb"),
        ("a\ufffd", "escaped:a%EF%BF%BD"),
        ("a\udcff", "escaped:a%ED%B3%BF"),
        ("", "escaped:"),
        ("..", "escaped:.."),
        ("clear-all", "escaped:clear-all"),
        ("escaped:a%2Fb", "escaped:escaped:a%252Fb"),
        ("shortened:a", "escaped:shortened:a"),
    ],
)
def test_a_key_that_is_refused_is_escaped_and_can_be_taken_back(key: str, name: str) -> None:
    assert escape.name_of(key) == name
    assert escape.key_of(name) == key


def test_a_key_that_is_too_long_is_shortened_to_its_beginning_and_a_digest() -> None:
    name = escape.name_of("k" * 150)

    assert len(name) == 100
    assert name.startswith("shortened:" + "k" * 65 + "~")
    assert escape.key_of(name) is None
    assert name != escape.name_of("k" * 151)


@given(KEYS)
def test_every_name_is_allowed_and_gives_its_key_back_unless_shortened(key: str) -> None:
    name = escape.name_of(key)

    assert rules.check_key(name) == name
    assert escape.key_of(name) == (None if name.startswith("shortened:") else key)


@given(KEYS, KEYS)
def test_two_keys_never_get_one_name(one: str, other: str) -> None:
    assert (escape.name_of(one) == escape.name_of(other)) is (one == other)
