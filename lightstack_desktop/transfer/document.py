"""A file as transfer/ describes it, read and checked; nothing is done with it here.

1. `examine` reads all of it, so that whatever is wrong is known before anything is written. 2. What
is long comes once more, value by value, from `entries` and `pictures`.
"""

from __future__ import annotations

import base64
import binascii
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts import portable
from lightstack_desktop.alerts.portable import Refusals, Wanted
from lightstack_desktop.errors import PictureError, RefusedError, SourceError
from lightstack_desktop.transfer import chosen, words
from lightstack_desktop.transfer.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lightstack_desktop.alerts.model import HistoryEntry
    from lightstack_desktop.folders import Folders

    Told = Callable[[int], None]

TELL_EVERY = 10_000
HIGHEST_COUNT = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Parts:
    """What a file holds. `raw` are its alerts and decks as they stand there."""

    asked: Wanted
    raw: dict[str, list[Any]]
    settings: dict[str, Any]
    counts: dict[str, int]
    entries: int
    pictures: int


@dataclass(slots=True)
class _Found:
    """What was read so far."""

    raw: dict[str, list[Any]] = field(default_factory=lambda: {words.ALERTS: [], words.DECKS: []})
    plain: dict[str, Any] = field(default_factory=dict)
    entries: int = 0
    pictures: int = 0


def examine(path: Path, places: Folders, told: Told) -> Parts:
    """Read all of a file; raises SourceError, or ImportRefusedError that names what is wrong."""
    refusals, found = Refusals(), _Found()
    with _opened(path) as stream:
        for name, values in _members(stream):
            _take(name, values, found, refusals, told)
    if "format" not in found.plain or "version" not in found.plain:
        raise SourceError(f"{path} does not say which format and version it is.")
    asked = portable.wanted(
        found.raw[words.ALERTS], found.raw[words.DECKS], refusals, datetime.now(UTC)
    )
    settings = chosen.check(found.plain.get(words.SETTINGS, {}), places, refusals)
    counts = _counts(found.plain.get(words.COUNTS, {}), refusals)
    refusals.raise_any()
    return Parts(asked, found.raw, settings, counts, found.entries, found.pictures)


def entries(path: Path) -> Iterator[HistoryEntry]:
    """Yield the history rows, as they stand there; raises RefusedError."""
    for raw in _each(path, words.HISTORY):
        yield portable.entry(raw)


def pictures(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each picture; raises RefusedError."""
    for raw in _each(path, words.PICTURES):
        yield _picture(raw)


def _take(name: str, values: Any, found: _Found, refusals: Refusals, told: Told) -> None:
    if name in found.raw:
        found.raw[name] = list(values)
    elif name == words.HISTORY:
        for _ in refusals.each(name, values, portable.entry):
            found.entries += 1
            if found.entries % TELL_EVERY == 0:
                told(found.entries)
    elif name == words.PICTURES:
        found.pictures = sum(1 for _ in refusals.each(name, values, _check_picture))
    else:
        found.plain[name] = values


def _each(path: Path, wanted: str) -> Iterator[Any]:
    with _opened(path) as stream:
        for name, values in _members(stream):
            for value in values if name in words.LISTS else ():
                if name == wanted:
                    yield value


def _members(stream: Stream) -> Iterator[tuple[str, Any]]:
    """Yield each name with its value; a list comes as an iterator that is to be used up."""
    for name in stream.members():
        if name in words.LISTS:
            yield name, stream.values(*words.LISTS[name])
        elif name in words.PLAIN:
            value = stream.value(words.PLAIN_CHARS)
            _check_kind(name, value, stream)
            yield name, value
        else:
            stream.fail(f"this is no export of Lightstack Desktop: it has no {name[:50]!r}")


def _check_kind(name: str, value: Any, stream: Stream) -> None:
    if name == "format" and value != words.FORMAT:
        stream.fail("this is no export of Lightstack Desktop")
    if name != "version" or value == words.VERSION:
        return
    if isinstance(value, int) and value > words.VERSION:
        stream.fail("this was written by a newer version of Lightstack Desktop. Install that one")
    stream.fail(f"there is no version {str(value)[:50]!r} of this format")


def _counts(raw: object, refusals: Refusals) -> dict[str, int]:
    if not isinstance(raw, dict):
        refusals.add(words.COUNTS, "this is no object")
        return {}
    for key, count in raw.items():
        if type(count) is not int or not 0 <= count <= HIGHEST_COUNT:
            refusals.add(f"{words.COUNTS} {key[:100]!r}", "this is no count")
        try:
            rules.check_key(key)
        except RefusedError as error:
            refusals.add(f"{words.COUNTS} {key[:100]!r}", str(error))
    return raw


def _check_picture(raw: object) -> None:
    from lightstack_desktop.faces import pictures as taking  # noqa: PLC0415 - imports Pillow

    name, data = _picture(raw)
    try:
        taking.check(name, data)
    except PictureError as error:
        raise RefusedError(str(error)) from error


def _picture(raw: object) -> tuple[str, bytes]:
    if not isinstance(raw, dict) or raw.keys() != {"name", "png"}:
        raise RefusedError("a picture has a name and a png")
    name, text = raw["name"], raw["png"]
    if not isinstance(name, str) or not isinstance(text, str):
        raise RefusedError("name and png must be text")
    try:
        return name, base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise RefusedError("png is not base64") from error


@contextmanager
def _opened(path: Path) -> Iterator[Stream]:
    try:
        # O_NONBLOCK: a pipe that nobody writes to must not hold up the command.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise SourceError(f"{path} is no ordinary file.")
    except FileNotFoundError as error:
        raise SourceError(f"There is no file {path}.") from error
    except OSError as error:
        raise SourceError(f"Cannot read {path}: {error.strerror}.") from error
    with open(path, encoding="utf-8-sig", opener=lambda *_: descriptor) as file:
        yield Stream(file, words.DEPTH)
