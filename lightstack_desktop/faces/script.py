"""What text is made of: clusters that belong together, its direction, where a line may break.

1. A cluster is never divided: a letter keeps its marks, an emoji its parts. 2. What has no shape
and only steers (controls, bidi overrides) is dropped: a name cannot disguise itself.
"""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_KEPT = {_JOINER, "\u200c"}  # joiners shape Persian, Devanagari and emoji
_EMOJI_SELECTOR = "\ufe0f"
_BREAK_AFTER = set("-_/.:,;|\u2013\u2014")
_IDEOGRAPHS = ("CJK", "HIRAGANA", "KATAKANA")  # Korean has spaces
_HYPHENATED = ("LATIN", "GREEK", "CYRILLIC")
_DIRECTIONS = {"R": "rtl", "AL": "rtl", "L": "ltr", "EN": "ltr"}
# Thai and Lao write these vowels before the consonant they belong to.
_LEADING_VOWELS = set("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")


def clean(text: str) -> str:
    """Return `text` on one line: white space is one space, steering characters are gone."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(c for c in spaced if c in _KEPT or not _is_steering(c)).strip()


def clusters(text: str) -> list[str]:
    """Divide `text` into what a person counts as one character."""
    parts: list[str] = []
    for char in text:
        if parts and _continues(parts[-1], char):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def words(text: str) -> list[str]:
    """Divide `text` where a line may break; a space stays at the end of the word before it."""
    parts = [""]
    for cluster in clusters(text):
        before = parts[-1]
        starts = before.endswith(" ") and cluster != " "
        if before and (starts or _may_break(before, cluster)):
            parts.append("")
        parts[-1] += cluster
    return parts


def can_hyphenate(before: str, after: str) -> bool:
    """Tell whether a word divided here is marked by a hyphen."""
    return all(c.isalpha() and script(c) in _HYPHENATED for c in (before[-1:], after[:1]) if c)


def script(char: str) -> str:
    """Return the writing system of a character: the first word of its Unicode name."""
    return unicodedata.name(char, "").partition(" ")[0]


def direction(text: str) -> str:
    """Return "rtl" or "ltr" after the first letter or digit that has one; "" if none has."""
    kinds = (_DIRECTIONS.get(unicodedata.bidirectional(char), "") for char in text)
    return next(filter(None, kinds), "")


def line_direction(text: str) -> str:
    """Return the direction of a whole line: digits have no say in it."""
    return direction("".join(char for char in text if not char.isdecimal()))


def is_emoji(cluster: str) -> bool:
    """Tell whether a cluster wants to be a coloured picture."""
    return _EMOJI_SELECTOR in cluster or 0x1F000 <= ord(cluster[0]) <= 0x1FAFF


def drawn(cluster: str) -> str:
    """Return the characters of a cluster that a font must have."""
    return "".join(c for c in cluster if c not in _KEPT and not 0xFE00 <= ord(c) <= 0xFE0F)


def _is_steering(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs")


def _continues(cluster: str, char: str) -> bool:
    if unicodedata.category(char).startswith("M") or char in _KEPT:
        return True
    if cluster[-1] == _JOINER or (cluster[-1] in _LEADING_VOWELS and len(cluster) == 1):
        return True
    code = ord(char)
    if 0x1F3FB <= code <= 0x1F3FF:  # a skin tone
        return is_emoji(cluster)
    return _is_flag_half(code) and len(cluster) == 1 and _is_flag_half(ord(cluster))


def _is_flag_half(code: int) -> bool:
    return 0x1F1E6 <= code <= 0x1F1FF


def _may_break(before: str, cluster: str) -> bool:
    if cluster == " " or not cluster[0].isalnum():
        return False
    last = before[-1]
    if last in _BREAK_AFTER and len(before) > 1:
        return True
    return script(last) in _IDEOGRAPHS or (script(cluster[0]) in _IDEOGRAPHS)
