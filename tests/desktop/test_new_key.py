"""Keys suggested for new alerts: what the rules take, what a script can be written with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.desktop.pages import new_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Front door", "front-door"),
        ("  CI: main is red! ", "ci-main-is-red"),
        ("Müllabfuhr Straße", "muellabfuhr-strasse"),
        ("Café à côté", "cafe-a-cote"),
        ("node_1.example", "node_1.example"),
        ("洗濯機 完了", "洗濯機-完了"),
        ("दरवाज़ा", "दरवाज़ा"),
        ("a/b\\c", "a-b-c"),
        ("Active", ""),
        ("…!?", ""),
        ("", ""),
    ],
)
def test_a_key_is_suggested_from_a_name(name: str, key: str) -> None:
    assert new_key.suggested(name, ()) == key


def test_a_taken_key_gets_the_next_free_number() -> None:
    assert new_key.suggested("Door", {"door", "door-2"}) == "door-3"
    assert new_key.beside("x" * 100, {"x" * 98 + "-2"}) == "x" * 98 + "-3"


@given(st.text(max_size=300))
def test_whatever_the_name_the_rules_take_what_is_suggested(name: str) -> None:
    key = new_key.suggested(name, ())

    assert key == "" or rules.check_key(key) == key
