"""The shipped icons: known by name, found by words, all of them drawn."""

from __future__ import annotations

import pytest

from faces.looks import ICON_DIR
from lightstack_desktop.faces.icons import FONT, INDEX, Icons


@pytest.fixture(scope="module")
def icons() -> Icons:
    return Icons(ICON_DIR)


def _names() -> list[str]:
    lines = (ICON_DIR / INDEX).read_text("ascii").splitlines()
    return [line.partition("\t")[0] for line in lines]


def test_there_are_thousands_and_each_is_known_by_its_name(icons: Icons) -> None:
    names = _names()

    assert len(names) == len(set(names)) > 7000
    assert all(name in icons for name in (names[0], names[-1], *names[::100]))


@pytest.mark.parametrize(
    "name",
    ["", "Door", "door ", "door\t", "\ndoor", "doo", "mdi:door", "F081A", "ab-testing\tF01C9"],
)
def test_what_is_no_name_is_not_known(name: str, icons: Icons) -> None:
    assert not icons.has(name)
    assert icons.draw(name, 24) is None


def test_only_a_text_can_be_a_name(icons: Icons) -> None:
    assert None not in icons
    assert 7 not in icons


def test_the_very_name_is_found_first(icons: Icons) -> None:
    assert icons.find("door")[0] == "door"
    assert icons.find("washing machine")[0] == "washing-machine"
    assert icons.find("GARAGE open")[0] == "garage-open"


def test_a_word_of_its_meaning_finds_an_icon_too(icons: Icons) -> None:
    assert "washing-machine" in icons.find("laundrette")


def test_the_beginning_of_a_word_is_enough(icons: Icons) -> None:
    assert "thermometer" in icons.find("thermom")


def test_icons_that_have_all_words_come_alone(icons: Icons) -> None:
    assert all({"door", "lock"} <= set(name.split("-")) for name in icons.find("door lock", 3))


def test_where_none_has_all_words_those_that_have_one_are_found(icons: Icons) -> None:
    assert {"water", "leak"} <= set(icons.find("water leak", 4))


def test_nothing_is_found_for_nothing(icons: Icons) -> None:
    assert icons.find("") == ()
    assert icons.find(" -_\t") == ()
    assert icons.find("xyzzy") == ()


def test_no_more_is_found_than_asked_for(icons: Icons) -> None:
    assert len(icons.find("home", 7)) == 7


def test_a_brand_that_the_set_drops_is_drawn_but_not_offered(icons: Icons) -> None:
    assert icons.has("twitter")
    assert "twitter" not in icons.find("twitter")


def test_every_hundredth_icon_has_a_picture_of_its_own(icons: Icons) -> None:
    drawn = [icons.draw(name, 48) for name in _names()[::100]]

    assert all(mask is not None and mask.getbbox() for mask in drawn)
    assert len({mask.tobytes() for mask in drawn if mask is not None}) == len(drawn)


@pytest.mark.full
def test_every_icon_has_ink_and_stays_in_its_square(icons: Icons) -> None:
    for name in _names():
        mask = icons.draw(name, 24)
        assert mask is not None
        assert mask.getbbox(), name


def test_nothing_is_read_before_it_is_needed() -> None:
    Icons(ICON_DIR / "missing")


def test_the_licence_lies_beside_the_font() -> None:
    assert (ICON_DIR / FONT).is_file()
    assert "Apache" in (ICON_DIR / "LICENSE").read_text("ascii")
    assert "Version 2.0" in (ICON_DIR / "APACHE-2.0.txt").read_text("ascii")


def test_all_that_are_offered_can_be_listed(icons: Icons) -> None:
    names = icons.names()

    assert names == tuple(sorted(names))
    assert len(names) > 7000
    # A brand that the set will drop is drawn, but no longer offered.
    assert "github" in icons
    assert "github" not in names
