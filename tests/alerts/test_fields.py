"""Which values a field may hold (contract 2, D5; security S14)."""

from __future__ import annotations

import pytest

from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts.model import ConfigFields
from lightstack_desktop.errors import InvalidAlertError

SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff"]
C0 = [chr(code) for code in range(0x20)]
C1 = [chr(code) for code in range(0x7F, 0xA0)]
BIDI = list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    "key",
    [
        "d",
        "x" * 100,
        "😀" * 100,
        "front door",
        "<b>x",
        "Tür",
        "日本",
        "باب",
        "...",
        "a.b",
        ".hidden",
        "Active",
        "actives",
        "%2F",
        "a\\b",
        "?#&=",
        "\u00a0",
        "a\u2028b",
        "e\u0301",
    ],
)
def test_a_key_may_be_any_other_text(key: str) -> None:
    assert rules.check_key(key) == key


@pytest.mark.parametrize(
    "key",
    [
        "",
        "x" * 101,
        "/",
        "a/b",
        "../x",
        ".",
        "..",
        " ",
        " door",
        "door ",
        "active",
        "current",
        "plan",
        "clear-all",
        "summary",
        "\ufffd",
        "a\ufffdb",
    ],
)
def test_a_key_must_be_told_apart_and_addressed(key: str) -> None:
    with pytest.raises(InvalidAlertError, match="alert_key") as refusal:
        rules.check_key(key)

    assert refusal.value.field == "alert_key"


@pytest.mark.parametrize("char", [*C0, *C1, *BIDI, *SURROGATES], ids=ascii)
def test_a_key_holds_no_control_character_anywhere(char: str) -> None:
    for key in (char, char + "a", f"a{char}b", "a" + char):
        with pytest.raises(InvalidAlertError):
            rules.check_key(key)


@pytest.mark.parametrize("char", sorted({*C0, *C1, *SURROGATES} - set("\t\n\r")), ids=ascii)
def test_text_holds_no_control_character(char: str) -> None:
    for check in (
        rules.check_note,
        lambda text: rules.check_fields(ConfigFields(name=text)),
        lambda text: rules.check_fields(ConfigFields(description=text)),
    ):
        with pytest.raises(InvalidAlertError, match="must not contain control characters"):
            check(f"a{char}b")


@pytest.mark.parametrize("text", ["", "a\tb\r\nc", " x ", *BIDI, "\u2028", "<b>", "😀"], ids=ascii)
def test_text_is_kept_as_it_is(text: str) -> None:
    assert rules.check_note(text) == text
    assert rules.check_fields(ConfigFields(name=text)).name == text
    assert rules.check_fields(ConfigFields(description=text)).description == text


@pytest.mark.parametrize(("field", "length"), [("name", 200), ("description", 4000)])
def test_text_has_a_length(field: str, length: int) -> None:
    rules.check_fields(ConfigFields(**{field: "x" * length}))
    with pytest.raises(InvalidAlertError, match=f"at most {length} characters") as refusal:
        rules.check_fields(ConfigFields(**{field: "x" * (length + 1)}))
    assert refusal.value.field == field


def test_a_note_has_a_length() -> None:
    assert rules.check_note(None) is None
    assert rules.check_note("x" * 1000) == "x" * 1000
    with pytest.raises(InvalidAlertError, match="note must have at most 1000 characters"):
        rules.check_note("x" * 1001)


@pytest.mark.parametrize(
    ("field", "lowest", "highest"),
    [
        ("default_priority", 1, 5),
        ("led_color", 0, 255),
        ("led_brightness", 0, 100),
        ("led_duration", 0, 255),
    ],
)
def test_a_number_has_a_range(field: str, lowest: int, highest: int) -> None:
    for value in (lowest, highest):
        assert getattr(rules.check_fields(ConfigFields(**{field: value})), field) == value
    for value in (lowest - 1, highest + 1):
        with pytest.raises(InvalidAlertError, match=f"{field} must be") as refusal:
            rules.check_fields(ConfigFields(**{field: value}))
        assert refusal.value.field == field


def test_an_override_is_a_priority_or_none() -> None:
    assert [rules.check_priority(p) for p in (None, 1, 5)] == [None, 1, 5]
    for priority in (0, 6):
        with pytest.raises(InvalidAlertError, match="priority must be 1 to 5"):
            rules.check_priority(priority)


def test_the_defaults_are_allowed() -> None:
    assert rules.check_fields(ConfigFields()) == ConfigFields()


def test_a_scope_is_bar_or_individual() -> None:
    with pytest.raises(InvalidAlertError, match="led_scope must be 'bar' or 'individual'"):
        rules.check_fields(ConfigFields(led_scope="ring"))


def test_a_bar_has_no_positions_whatever_was_sent() -> None:
    assert rules.check_positions("bar", (0, 99)) is None


@pytest.mark.parametrize("positions", [None, ()])
def test_single_leds_need_positions(positions: tuple[int, ...] | None) -> None:
    with pytest.raises(InvalidAlertError) as refusal:
        rules.check_positions("individual", positions)

    assert str(refusal.value) == "led_positions is required when led_scope is 'individual'"


def test_positions_count_from_1_to_7() -> None:
    assert rules.check_positions("individual", (7, 1, 7, 3)) == (1, 3, 7)
    with pytest.raises(InvalidAlertError) as refusal:
        rules.check_positions("individual", (8, 0, 3, 0))
    assert str(refusal.value) == "LED positions must be between 1 and 7; got [0, 8]"


def test_an_effect_belongs_to_its_scope() -> None:
    rules.check_effect("bar", "fast_siren")
    rules.check_effect("individual", "rising")
    rules.check_effect("individual", None)
    for scope, effect in (("bar", "rising"), ("individual", "fast_siren"), ("bar", "")):
        with pytest.raises(InvalidAlertError, match="is not supported for led_scope"):
            rules.check_effect(scope, effect)


def test_a_refused_effect_is_told_in_lightstacks_words() -> None:
    with pytest.raises(InvalidAlertError) as refusal:
        rules.check_effect("individual", "blink")

    assert str(refusal.value) == (
        "LED effect 'blink' is not supported for led_scope 'individual'. Supported effects: "
        "aurora, chase, clear_effect, falling, fast_blink, off, pulse, rising, slow_blink, solid"
    )


@pytest.mark.parametrize("icon", ["x", "mdi:x", "", "mdi:", "mdi:mdi:door", "Door", "door "])
def test_an_unknown_icon_is_refused(icon: str) -> None:
    with pytest.raises(InvalidAlertError) as refusal:
        rules.check_fields(ConfigFields(icon=icon), {"door"})

    assert str(refusal.value) == f"Icon '{icon}' is not known"
    assert refusal.value.field == "icon"


@pytest.mark.parametrize("icon", ["door", "mdi:door"])
def test_a_known_icon_is_kept_by_its_plain_name(icon: str) -> None:
    assert rules.check_fields(ConfigFields(icon=icon), {"door"}).icon == "door"


@pytest.mark.parametrize("picture", ["", ".", "..", ".hidden", "a/b", "a\\b", "é.png", "p" * 101])
def test_a_picture_is_a_plain_file_name(picture: str) -> None:
    with pytest.raises(InvalidAlertError, match="picture"):
        rules.check_fields(ConfigFields(picture=picture))


def test_a_picture_that_was_added_is_kept() -> None:
    assert rules.check_fields(ConfigFields(picture="0a-1_b.png")).picture == "0a-1_b.png"
