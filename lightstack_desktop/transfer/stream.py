"""A JSON object read piece by piece, so that a list of a million values costs no memory.

1. What is not JSON, too long, too deep, a fraction, or a name that stands twice, is a SourceError
that says on which line. 2. No more is held than the value that is being read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from lightstack_desktop.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

CHUNK = 64 * 1024
_BLANKS = " \t\r\n"


class _NotOursError(Exception):
    """It is JSON, but such as no document of ours has; reading on will not help."""


class Stream:
    """The text of one file, from front to back. Whoever gets an iterator uses it up first."""

    def __init__(self, file: TextIO, depth: int) -> None:
        self._file = file
        self._depth = depth
        self._text = ""
        self._at = 0
        self._lines = 1
        self._is_over = False
        self._decoder = json.JSONDecoder(
            object_pairs_hook=_once, parse_float=_no_fraction, parse_constant=_no_fraction
        )

    def members(self) -> Iterator[str]:
        """Yield the names of the object; behind each, `value` or `values` is to be called."""
        self._take("{")
        seen = set[str]()
        if self._peek() != "}":
            while True:
                name = self.value(CHUNK)
                if not isinstance(name, str) or name in seen:
                    self.fail("a name is missing, or stands there twice")
                seen.add(name)
                self._take(":")
                yield name
                if self._peek() != ",":
                    break
                self._take(",")
        self._take("}")
        if self._peek():
            self.fail("something follows the end")

    def values(self, most: int, most_chars: int) -> Iterator[Any]:
        """Yield the values of a list, of at most so many with so many characters each."""
        self._take("[")
        if self._peek() == "]":
            self._take("]")
            return
        for _ in range(most):
            yield self.value(most_chars)
            if self._peek() != ",":
                self._take("]")
                return
            self._take(",")
        self.fail(f"a list has more than {most:,} values")

    def value(self, most_chars: int) -> Any:
        """Return the value that stands here."""
        self._peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except (_NotOursError, RecursionError) as error:
                self.fail(str(error) if isinstance(error, _NotOursError) else "it is too deep")
            except ValueError:
                # It may be that the rest of it was not read yet.
                if self._is_over or len(self._text) - self._at > most_chars:
                    self.fail("this is no JSON, or too long")
            else:
                if end < len(self._text) or self._is_over:
                    return self._checked(found, end, most_chars)
            self._read_on()

    def fail(self, why: str) -> NoReturn:
        """Raise SourceError: what is wrong, and where."""
        line = self._lines + self._text.count("\n", 0, self._at)
        raise SourceError(f"{self._file.name}, line {line}: {why}.")

    def _checked(self, found: Any, end: int, most_chars: int) -> Any:
        if end - self._at > most_chars:
            self.fail("a value is too long")
        if _is_deeper(found, self._depth):
            self.fail("it is too deep")
        self._at = end
        return found

    def _take(self, char: str) -> None:
        if self._peek() != char:
            self.fail(f"{char!r} is missing")
        self._at += 1

    def _peek(self) -> str:
        """Return the next character that is no blank; "" at the end."""
        while True:
            while self._at < len(self._text):
                char = self._text[self._at]
                if char not in _BLANKS:
                    return char
                self._at += 1
            if self._is_over:
                return ""
            self._read_on()

    def _read_on(self) -> None:
        """Read more; as much again as is held, so that a long value is not decoded too often."""
        self._lines += self._text.count("\n", 0, self._at)
        rest = self._text[self._at :]
        try:
            more = self._file.read(max(CHUNK, len(rest)))
        except UnicodeDecodeError as error:
            raise SourceError(f"{self._file.name}: this is not UTF-8 text.") from error
        except OSError as error:
            raise SourceError(f"Cannot read {self._file.name}: {error.strerror}.") from error
        self._text, self._at, self._is_over = rest + more, 0, not more


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _NotOursError("a name stands there twice")
    return found


def _no_fraction(text: str) -> NoReturn:
    raise _NotOursError(f"{text[:20]} is no whole number")


def _is_deeper(value: Any, depth: int) -> bool:
    level = [value]
    for _ in range(depth):
        level = [
            inner
            for each in level
            if isinstance(each, (dict, list))
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return True
