"""Names of every kind: fitted, never clipped, always something to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import ImageChops, ImageFont, features

from faces.looks import FONT_DIR, NASTY, SIZES, acknowledged, active, idle, ring
from lightstack_desktop.faces import fit, ink, script
from lightstack_desktop.faces.fonts import LATIN, Fonts, Run
from lightstack_desktop.faces.plan import Plan
from lightstack_desktop.faces.system_fonts import SystemFonts, Typeface

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.faces.faces import Faces
    from lightstack_desktop.faces.fit import Box

SCRIPTS = {
    "Latin": "Water leak",
    "Cyrillic": "Входная дверь",
    "Greek": "Πλυντήριο",
    "Han": "前门打开",
    "Kana": "サーバー",
    "Hangul": "서버실",
    "Arabic": "باب المرآب",
    "Hebrew": "תיבת הדואר",
    "Devanagari": "दरवाज़ा",
    "Thai": "ประตู",
    "Georgian": "ქართული",
    "emoji": "🔥🚀",
}
SHIPPED = ("Latin", "Cyrillic", "Greek")  # by the font in assets
BOX = Plan((72, 72)).name_box(has_footer=False, has_symbol=False)[0]


def _nothing(char: str, wants_color: bool) -> None:
    return None


def _lines(fonts: Fonts, title: str, box: Box = BOX) -> tuple[int, float]:
    """Return how many lines a name takes, and its size."""
    shown = fit._lines(fonts, title, box)
    assert shown is not None
    return len(shown[0]), shown[1]


@pytest.mark.parametrize("make", [active, idle, acknowledged])
@pytest.mark.parametrize("size", SIZES)
def test_no_name_reaches_the_edge(make, size: tuple[int, int], faces: Faces) -> None:  # type: ignore[no-untyped-def]
    plain = ring(faces.image(make("A"), size), 2)
    for title in NASTY:
        drawn = ring(faces.image(make(title), size), 2)
        assert [a.tobytes() for a in drawn] == [b.tobytes() for b in plain], title


@pytest.mark.parametrize("size", SIZES)
def test_no_name_touches_badge_age_or_bar(size: tuple[int, int], faces: Faces) -> None:
    plan = Plan(size)
    plain = faces.image(active("A"), size)
    for title in NASTY:
        changed = ImageChops.difference(plain, faces.image(active(title), size)).getbbox()
        if changed is not None:
            assert changed[1] >= plan.name_top, title
            assert changed[2] <= plan.ground[0] - 2, title


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("has_footer", "has_symbol"), [(False, False), (True, False), (False, True)]
)
def test_what_is_drawn_of_a_name_fits_its_box(
    size: tuple[int, int], has_footer: bool, has_symbol: bool, fonts: Fonts
) -> None:
    box, _ = Plan(size).name_box(has_footer=has_footer, has_symbol=has_symbol)
    for title in NASTY:
        text = fit.script.clean(title)
        shown = fit._lines(fonts, text, box) if text else None
        if shown is not None:
            drawn, size_px = shown
            assert len(drawn) <= 2
            assert max(part.width for part in drawn) <= box.width, title
            assert fit._height(drawn, size_px) <= box.height, title


@pytest.mark.parametrize("title", NASTY)
def test_every_name_leaves_ink(title: str, fonts: Fonts) -> None:
    assert not fit.name(fonts, title, BOX).is_empty


@pytest.mark.parametrize("kind", SCRIPTS)
def test_a_name_is_drawn_in_its_own_script(kind: str, fonts: Fonts) -> None:
    text = SCRIPTS[kind]
    boxes = Fonts(FONT_DIR, _nothing)
    if kind not in SHIPPED and fonts.runs(text) == boxes.runs(text):
        pytest.skip(f"no font for {kind} is installed")

    drawn = fit.name(fonts, text, BOX)

    assert not drawn.is_empty
    if kind not in SHIPPED:
        assert drawn.mask.tobytes() != fit.name(boxes, text, BOX).mask.tobytes()


@pytest.mark.parametrize("kind", SCRIPTS)
def test_each_letter_has_a_glyph_of_its_own(kind: str, fonts: Fonts) -> None:
    """What a font lacks is drawn as one and the same box: letters that differ are no boxes."""
    letters = {part for part in script.clusters(SCRIPTS[kind]) if part.strip()}
    if any(fonts.runs(part) == Fonts(FONT_DIR, _nothing).runs(part) for part in letters) and (
        kind not in SHIPPED
    ):
        pytest.skip(f"no font for {kind} is installed")

    box = ink.line(Fonts(FONT_DIR, _nothing), "\uf8ff\U000f0001", 40)
    drawn = [ink.line(fonts, part, 40) for part in letters]

    seen = {
        (each.mask.size, each.mask.tobytes(), each.pictures and each.pictures.tobytes())
        for each in drawn
    }
    assert len(seen) == len(letters)
    assert (box.mask.size, box.mask.tobytes(), None) not in seen


@pytest.mark.parametrize("kind", ["Arabic", "Devanagari"])
def test_letters_of_a_joined_script_are_shaped(
    kind: str, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not features.check("raqm") or not features.check("fribidi"):
        pytest.skip("Pillow cannot shape: no raqm or no fribidi")
    word = SCRIPTS[kind]
    if fonts.runs(word) == Fonts(FONT_DIR, _nothing).runs(word):
        pytest.skip(f"no font for {kind} is installed")
    shaped = ink.line(fonts, word, 40)

    monkeypatch.setattr(ImageFont.core, "HAVE_RAQM", False)
    apart = ink.line(Fonts(FONT_DIR), word, 40)

    assert shaped.mask.tobytes() != apart.mask.tobytes()
    if kind == "Arabic":  # joined letters are narrower than letters apart
        assert shaped.width < 0.97 * apart.width


def test_a_space_after_a_picture_is_no_wider_than_others(fonts: Fonts) -> None:
    if not fonts.runs("🚀")[0].typeface.is_color:
        pytest.skip("no font of coloured pictures is installed")

    space = (
        ink.advance(fonts, "🚀 a", 40) - ink.advance(fonts, "🚀", 40) - ink.advance(fonts, "a", 40)
    )

    assert abs(space - ink.advance(fonts, " ", 40)) < 1


def test_a_short_name_is_larger_than_a_long_one(fonts: Fonts) -> None:
    assert _lines(fonts, "Door") == (1, 20)
    assert _lines(fonts, "Server room temperature")[1] < _lines(fonts, "Front door")[1]


def test_a_name_is_broken_between_words(fonts: Fonts) -> None:
    assert _lines(fonts, "Water leak")[0] == 2
    assert _lines(fonts, "front_door.battery")[0] == 2


def test_a_word_too_long_for_a_line_is_divided(fonts: Fonts) -> None:
    lines, size_px = _lines(fonts, "Geschirrspülmaschine")

    assert lines == 2
    assert size_px >= BOX.least_px


def test_what_does_not_fit_ends_in_an_ellipsis(fonts: Fonts) -> None:
    long = "Backup running late on the machine in the cellar"

    assert fit._cut(fonts, long, BOX, fit.ELLIPSIS).endswith("\u2026")
    assert _lines(fonts, long)[1] == BOX.least_px


def test_what_fits_has_no_ellipsis(fonts: Fonts) -> None:
    assert fit._cut(fonts, "на кухне", BOX, fit.ELLIPSIS) == "на кухне"
    assert _lines(fonts, "Утечка воды на кухне")[1] >= BOX.least_px


def test_of_equal_breaks_the_most_even_is_taken(fonts: Fonts) -> None:
    assert fit._best(fonts, ["aa", "aa", "aa", "aa"], BOX)[1] == ["aaaa", "aaaa"]


def test_a_name_with_nothing_to_see_is_a_dash(fonts: Fonts) -> None:
    dash = fit.name(fonts, fit.NAMELESS, BOX).mask.tobytes()

    for title in ("", " \t\n", "\u200b\u200d", "\u2800", "\u3164"):
        assert fit.name(fonts, title, BOX).mask.tobytes() == dash, repr(title)


def test_what_no_font_has_is_a_visible_box() -> None:
    fonts = Fonts(FONT_DIR, _nothing)

    assert not fit.name(fonts, "前门", BOX).is_empty
    assert not fit.name(fonts, "🔥", BOX).is_empty


def test_without_fontconfig_nothing_is_found_and_nothing_raised() -> None:
    find = SystemFonts("no-such-command-as-this")

    assert find("前", False) is None
    assert find("🔥", True) is None


def test_a_finder_that_cannot_be_started_is_not_started_again(tmp_path: Path) -> None:
    command = tmp_path / "fc-match"
    command.write_bytes(b"\0no program")
    command.chmod(0o755)
    find = SystemFonts(str(command))
    assert find("前", False) is None

    command.write_text(f"#!/bin/sh\nprintf '%s\\n' {FONT_DIR / LATIN} 0 False\n")

    assert find("前", False) is None
    assert SystemFonts(str(command))("前", False) == Typeface(FONT_DIR / LATIN)


def test_a_finder_that_fails_or_lies_is_not_believed() -> None:
    def liar(char: str, wants_color: bool) -> Typeface:
        return Typeface(FONT_DIR / "OFL.txt", 0, wants_color)

    assert SystemFonts("false")("前", False) is None
    assert not fit.name(Fonts(FONT_DIR, liar), "前 🔥", BOX).is_empty


def test_a_script_without_a_font_is_not_asked_about_for_ever() -> None:
    asked: list[str] = []

    def find(char: str, wants_color: bool) -> None:
        asked.append(char)

    Fonts(FONT_DIR, find).runs("".join(chr(0x13000 + n) for n in range(60)) + "\ue999\u0378")

    assert len(asked) == 4


def test_names_are_drawn_without_shaping_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFont.core, "HAVE_RAQM", False)
    fonts = Fonts(FONT_DIR)

    for title in NASTY:
        assert not fit.name(fonts, title, BOX).is_empty


def test_runs_of_both_directions_stand_in_reading_order() -> None:
    face = Typeface(FONT_DIR)
    hebrew, latin, more = Run("א", face, "rtl"), Run("a", face, "ltr"), Run("ב", face, "rtl")
    number = Run("1", face, "ltr")

    assert ink._visual([hebrew, latin, more], "rtl") == [more, latin, hebrew]
    assert ink._visual([latin, hebrew, more], "ltr") == [latin, more, hebrew]
    assert ink._visual([hebrew, latin, number], "rtl") == [latin, number, hebrew]
