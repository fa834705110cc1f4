"""A JSON object read piece by piece: the same as json.loads, with bounds, and memory flat."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lightstack_desktop.errors import SourceError
from lightstack_desktop.transfer.stream import CHUNK, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEAVES = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)


class Text(io.StringIO):
    """A file that gives only so much at a time."""

    name = "file.json"

    def __init__(self, text: str, most: int = 1 << 30) -> None:
        super().__init__(text)
        self._most = most

    def read(self, size: int | None = -1) -> str:
        return super().read(min(size or self._most, self._most))


def read(text: str, most: int = 1 << 30, *, lists: tuple[str, ...] = ("list",)) -> dict[str, Any]:
    stream = Stream(Text(text, most), depth=20)
    return {
        name: list(stream.values(1000, CHUNK)) if name in lists else stream.value(CHUNK)
        for name in stream.members()
    }


@settings(max_examples=60, deadline=None)
@given(
    value=st.dictionaries(st.text(), VALUES),
    items=st.lists(VALUES),
    most=st.integers(1, 50),
    indent=st.none() | st.integers(0, 3),
)
def test_it_reads_what_json_reads_however_little_comes_at_a_time(
    value: dict[str, Any], items: list[Any], most: int, indent: int | None
) -> None:
    whole = {**value, "list": items}

    assert read(json.dumps(whole, indent=indent), most) == whole
    assert read(json.dumps(whole, ensure_ascii=False), most) == whole


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "'{' is missing"),
        ("[]", "'{' is missing"),
        ("{", "no JSON"),
        ('{"a"', "':' is missing"),
        ('{"a": }', "no JSON"),
        ('{"a": 1', "'}' is missing"),
        ('{"a": 1} {}', "something follows"),
        ('{"a": 1,}', "no JSON"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": {"b": 1, "b": 2}}', "twice"),
        ("{1: 2}", "a name is missing"),
        ('{"a": 1.5}', "no whole number"),
        ('{"a": 1e400}', "no whole number"),
        ('{"a": NaN}', "no whole number"),
        ('{"a": -Infinity}', "no whole number"),
        (f'{{"a": {"9" * 5000}}}', "no JSON"),
        (f'{{"a": {"[" * 100_000}', "too deep"),
        (f'{{"a": {"[" * 30}{"]" * 30}}}', "too deep"),
        (f'{{"a": "{"x" * 70_000}"}}', "too long"),
        ('{"a": "\x01"}', "no JSON"),
        ('{"list": 5}', "'[' is missing"),
        ('{"list": [1 2]}', "']' is missing"),
        (f'{{"list": [{"1," * 1000}1]}}', "more than 1,000"),
    ],
)
def test_what_is_no_such_object_is_refused(text: str, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(text)

    assert str(refused.value).startswith("file.json, line ")
    assert why in str(refused.value)


def test_the_line_is_told() -> None:
    blank = "\n" * 100_000

    with pytest.raises(SourceError, match=r"file.json, line 100003: "):
        read(f'{{{blank}"a": 1,\n"b": 2,\n"c": }}')


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file.json").write_bytes(b'{"a": "\xff"}')

    with (
        (tmp_path / "file.json").open(encoding="utf-8") as file,
        pytest.raises(SourceError, match="not UTF-8"),
    ):
        next(Stream(file, 8).members())


class Endless(io.TextIOBase):
    """A list of so many rows, made while it is read."""

    name = "long.json"

    def __init__(self, rows: int) -> None:
        self._pieces = self._text(rows)

    def read(self, size: int | None = -1) -> str:
        return next(self._pieces, "")

    def _text(self, rows: int) -> Iterator[str]:
        yield '{"list": [0'
        for number in range(rows // 1000):
            yield "".join(f',\n{{"row": {number}, "note": "{each:0100}"}}' for each in range(1000))
        yield "]}"


def test_a_long_list_costs_no_memory() -> None:
    stream = Stream(Endless(20_000), 8)
    (_,) = (next(stream.members()),)
    values = stream.values(1_000_000, CHUNK)
    next(values)
    tracemalloc.start()

    count = sum(1 for _ in values)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 4 * 1024 * 1024
