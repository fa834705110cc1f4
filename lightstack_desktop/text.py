"""Text from outside, made safe for one line of a log or a terminal."""

from __future__ import annotations

# Joiners are not printable to Python, but emoji and Persian need them and they do no harm.
JOINERS = "\u200c\u200d"


def escaped(text: str) -> str:
    r"""Return text with control, bidi, separator and unpaired characters as \n, \x1b or \u202e."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in JOINERS else _escape(char) for char in text
    )


def _escape(char: str) -> str:
    return char.encode("unicode_escape", "backslashreplace").decode("ascii")


def shortened(text: str, limit: int) -> str:
    """Return text within `limit` bytes of UTF-8, its middle left out if it is longer."""
    raw = text.encode("utf-8", "backslashreplace")
    if len(raw) <= limit:
        return text
    gap = f" ... [{len(raw) - limit} bytes and more left out] ... "
    room = (limit - len(gap)) // 2
    return raw[:room].decode("utf-8", "ignore") + gap + raw[-room:].decode("utf-8", "ignore")
