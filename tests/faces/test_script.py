from __future__ import annotations

from faces.looks import FONT_DIR
from lightstack_desktop.faces import script
from lightstack_desktop.faces.coverage import Coverage
from lightstack_desktop.faces.fonts import LATIN


def test_white_space_is_one_space() -> None:
    assert script.clean("  two\nlines\tand\u00a0more ") == "two lines and more"


def test_what_steers_text_is_dropped() -> None:
    assert script.clean("\u202eab\u2066c\x1b\ud800\u200b") == "abc"


def test_a_cluster_keeps_its_parts() -> None:
    assert script.clusters("e\u0301x") == ["e\u0301", "x"]
    assert script.clusters("👨\u200d👩\u200d👧!") == ["👨\u200d👩\u200d👧", "!"]
    assert script.clusters("🇩🇪🇫🇷") == ["🇩🇪", "🇫🇷"]
    assert script.clusters("👍🏽") == ["👍🏽"]
    assert script.clusters("เปิด") == ["เปิ", "ด"]


def test_lines_break_after_spaces_and_in_keys_and_between_ideographs() -> None:
    assert script.words("CI main failed") == ["CI ", "main ", "failed"]
    assert script.words("front_door.open") == ["front_", "door.", "open"]
    assert script.words("前门") == ["前", "门"]
    assert script.words("서버실 온도") == ["서버실 ", "온도"]
    assert script.words("-5 °C") == ["-5 ", "°C"]


def test_a_line_has_the_direction_of_its_first_letter() -> None:
    assert script.line_direction("12 דלת") == "rtl"
    assert script.line_direction("CI דלת") == "ltr"
    assert script.line_direction("12 - 3") == ""
    assert script.direction("12") == "ltr"


def test_only_words_of_alphabets_are_hyphenated() -> None:
    assert script.can_hyphenate("spül", "maschine")
    assert not script.can_hyphenate("前", "门")
    assert not script.can_hyphenate("12", "34")


def test_the_shipped_font_has_latin_greek_and_cyrillic_and_no_hebrew() -> None:
    latin = Coverage(FONT_DIR / LATIN)

    assert latin.has("Aäß€\u00d7\u2026 Ωλ Жя \u2013")
    assert not latin.has("א")
    assert not latin.has("A前")
    assert latin.has("")


def test_a_file_that_is_no_font_has_no_characters() -> None:
    assert not Coverage(FONT_DIR / "OFL.txt").has("A")
    assert not Coverage(FONT_DIR / "missing.ttf").has("A")
    assert not Coverage(FONT_DIR).has("A")
