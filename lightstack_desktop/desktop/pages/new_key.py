"""Keys for new alerts: one suggested from a name, and one beside another.

1. A suggestion is a key that the rules take, or none. 2. Letters of every script stay; accents are
taken off where what is left is ASCII, for scripts write keys by hand. 3. What is taken gets a
number.
"""

from __future__ import annotations

import unicodedata
from itertools import count
from typing import TYPE_CHECKING

from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.errors import InvalidAlertError

if TYPE_CHECKING:
    from collections.abc import Container

KEPT = "._"
# Their decomposition does not hold what people write for them.
SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l"})
SUGGESTED_LENGTH = 40


def suggested(name: str, taken: Container[str]) -> str:
    """Return a free key for an alert of this name, "" if the name gives none."""
    words = "".join(c if _stays(c) else " " for c in _plain(name)).split()
    key = "-".join(words)[:SUGGESTED_LENGTH].strip("-._")
    try:
        rules.check_key(key)
    except InvalidAlertError:
        return ""
    return beside(key, taken) if key in taken else key


def beside(key: str, taken: Container[str]) -> str:
    """Return a free key that begins with this one."""
    return next(free for free in (_numbered(key, n) for n in count(2)) if free not in taken)


def _numbered(key: str, number: int) -> str:
    end = f"-{number}"
    return f"{key[: rules.KEY_LENGTH - len(end)]}{end}"


def _plain(name: str) -> str:
    whole = unicodedata.normalize("NFC", name.casefold())
    return "".join(map(_bare, whole.translate(SPELT)))


def _bare(char: str) -> str:
    """Return an accented Latin letter without its accent; another as it is."""
    bare = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    return bare or char


def _stays(char: str) -> bool:
    # Marks belong to letters: Devanagari's vowels are such.
    return char in KEPT or unicodedata.category(char)[0] in "LNM"
