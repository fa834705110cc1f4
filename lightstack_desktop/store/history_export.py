"""The history as a file: CSV or JSON, streamed, whole or not at all.

1. Rows are read and written a stretch at a time: a million take no more memory than a thousand.
2. The file has its name only once it is complete: what is cancelled or fails leaves nothing, and
what had that name before stays. 3. What is written meanwhile is not in it. 4. A cell of CSV that a
spreadsheet would take for a formula begins with an apostrophe (security rule S19). 5. The newest
row stands first, times are UTC, the text is UTF-8, and only its owner can read the file.
"""

from __future__ import annotations

import csv
import json
import os
import secrets
import threading
from contextlib import contextmanager, suppress
from dataclasses import fields
from io import FileIO, StringIO
from typing import TYPE_CHECKING

from lightstack_desktop.errors import NotExportedError
from lightstack_desktop.store import rows
from lightstack_desktop.store.history import HistoryRow, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from lightstack_desktop.store.history import History, Wanted

FORMATS = ("csv", "json")
ROWS_A_STEP = 1000
NAMES = tuple(field.name for field in fields(HistoryRow))
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class HistoryExport:
    """Writes what is wanted to `path`: `begin`, `step` until it says False; or `cancel`.

    Each may raise StoreError or NotExportedError; then nothing is left. `cancel` may be called from
    any thread and waits for the step that is on its way.
    """

    def __init__(self, history: History, wanted: Wanted, path: Path, form: str) -> None:
        self._history = history
        self._wanted = wanted
        self.path = path
        self._part = path.with_name(f".lightstack-{secrets.token_hex(8)}.part")
        self._form: _Csv | _Json = _Csv() if form == "csv" else _Json()
        self._file: FileIO | None = None
        # Quitting cancels on one thread what another writes.
        self._lock = threading.Lock()
        self._last_id = 0
        self._mark: Mark | None = None
        self.total = 0
        self.count = 0

    def begin(self) -> None:
        """Open the file and count what is to come."""
        self._last_id = self._history.last_id()
        self.total = self._history.total(self._wanted)
        with self._lock, self._leaving_nothing():
            self._open()

    def step(self) -> bool:
        """Write some rows; return whether there may be more. Without, the file is complete."""
        with self._lock, self._leaving_nothing():
            if self._file is None:
                return False
            found = self._history.stretch(self._wanted, self._mark, ROWS_A_STEP, self._last_id)
            self._write(self._file, found)
            if len(found) == ROWS_A_STEP:
                return True
            self._finish(self._file)
            return False

    def cancel(self) -> None:
        """Leave nothing of it; what is complete stays."""
        with self._lock:
            self._drop()

    @contextmanager
    def _leaving_nothing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._drop()
            raise NotExportedError(self.path, error) from error
        except BaseException:
            self._drop()
            raise

    def _drop(self) -> None:
        if self._file is None:
            return
        file, self._file = self._file, None
        # What is still in its buffer may not fit on the disk either.
        for end in (file.close, self._part.unlink):
            with suppress(OSError):
                end()

    def _open(self) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        # Unbuffered: what a full disk does not take must not be tried again by closing.
        self._file = open(os.open(self._part, flags, 0o600), "wb", buffering=0)  # noqa: PTH123, SIM115 - a descriptor, closed by `_finish` or `_drop`
        _put(self._file, self._form.begin())

    def _write(self, file: FileIO, found: tuple[HistoryRow, ...]) -> None:
        if found:
            _put(file, self._form.of(found))
            self.count += len(found)
            self._mark = Mark(rows.microseconds(found[-1].created_at), found[-1].id)

    def _finish(self, file: FileIO) -> None:
        _put(file, self._form.end)
        os.fsync(file.fileno())
        file.close()
        self._part.replace(self.path)
        self._file = None


def _put(file: FileIO, text: str) -> None:
    left = memoryview(text.encode("utf-8", "replace"))
    while left:
        left = left[file.write(left) :]


class _Csv:
    """RFC 4180: a line of names, then a line a row."""

    end = ""

    def begin(self) -> str:
        return self._lines([NAMES])

    def of(self, found: Iterable[HistoryRow]) -> str:
        return self._lines(map(_cells, found))

    def _lines(self, lines: Iterable[Iterable[str]]) -> str:
        text = StringIO()
        csv.writer(text).writerows(lines)
        return text.getvalue()


class _Json:
    """One array, an object a line."""

    end = "\n]\n"

    def __init__(self) -> None:
        self._before = "\n"

    def begin(self) -> str:
        return "["

    def of(self, found: Iterable[HistoryRow]) -> str:
        lines = ",\n".join(json.dumps(_object(row), ensure_ascii=False) for row in found)
        before, self._before = self._before, ",\n"
        return before + lines


def written(moment: datetime) -> str:
    """Return a moment as the API writes it: RFC 3339 in UTC, with microseconds and `Z`."""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _object(row: HistoryRow) -> dict[str, object]:
    # Not by dataclasses.astuple, which copies every value: it took three quarters of the time.
    return {name: getattr(row, name) for name in NAMES} | {"created_at": written(row.created_at)}


def _cells(row: HistoryRow) -> list[str]:
    texts = (row.alert_key, row.action, row.note or "", row.source)
    return [str(row.id), *map(defused, texts), written(row.created_at)]


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell
