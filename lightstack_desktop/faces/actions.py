"""What a key that shows no alert says of itself: a glyph and a word for each action."""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """An icon's name and a word."""

    icon: str
    word: str


SIGNS = {
    "acknowledge": Sign("check-bold", "Ack"),
    "acknowledge_all": Sign("check-all", "Ack all"),
    "brighter": Sign("brightness-7", "Brighter"),
    "clear": Sign("close-thick", "Clear"),
    "clear_all": Sign("broom", "Clear all"),
    "darker": Sign("brightness-5", "Darker"),
    "next_page": Sign("arrow-right-bold", "Next"),
    "nothing": Sign("circle-small", ""),
    "previous_page": Sign("arrow-left-bold", "Back"),
    "toggle": Sign("toggle-switch", "Toggle"),
    "trigger": Sign("bell-ring", "Raise"),
}
ALL_CLEAR = Sign("check-circle-outline", "All clear")
STATUS = "status"
STATUS_WORD = "active"
NOW = "now"  # an age
# All that faces say of themselves.
WORDS = (*(sign.word for sign in SIGNS.values() if sign.word), ALL_CLEAR.word, STATUS_WORD, NOW)


def sign(action: str) -> Sign:
    """Return the sign of an action; one that we do not know shows its name."""
    return SIGNS.get(action) or Sign("gesture-tap", action.replace("_", " "))
