"""Stand-ins at the program's borders, used by the tests of several rooms."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.model import Board
from lightstack_desktop.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lightstack_desktop.alerts.change import Change

NO_ROOM = StoreError("The disk is full.")


class FakeStore:
    """A store in memory. It records what was committed, and fails where a test says so."""

    def __init__(self, board: Board | None = None) -> None:
        self.board = board or Board()
        self.transactions: list[tuple[Change, ...]] = []
        self.attempts = 0
        self.is_open = False
        self.notice: str | None = None
        self.mended: Board | None = None
        self.is_distrusted = False
        self.row_ids: list[int] = []
        self.unused_pages = 0
        self._pending: list[Change] | None = None
        self._faults: dict[str, Iterator[Exception]] = {}
        self._bad_keys: dict[str, Exception] = {}

    def fails(self, step: str, error: Exception = NO_ROOM, times: int | None = None) -> None:
        """Let a step (open, begin, save, forget, ...) raise: from now on, or so many times."""
        self._faults[step] = iter(repeat(error) if times is None else [error] * times)

    def fails_for(self, key: str, error: Exception) -> None:
        """Let the change of one alert alone fail to be saved."""
        self._bad_keys[key] = error

    def heals(self) -> None:
        """Let every step work again."""
        self._faults.clear()
        self._bad_keys.clear()

    @property
    def saved(self) -> list[Change]:
        """Return every committed change in order."""
        return [change for transaction in self.transactions for change in transaction]

    def open(self) -> Board:
        self._step("open")
        self.is_open = True
        return self.board

    def peek(self) -> Board | None:
        """Return the board, unless a test lets this step fail."""
        try:
            self._step("peek")
        except StoreError:
            return None
        return self.board

    def mend(self) -> Board | None:
        """Return what a test says that mending brings to light."""
        self._step("mend")
        if not self.is_open:
            return self.open()
        found, self.mended = self.mended, None
        return found

    def distrust(self) -> None:
        self.is_distrusted = True

    def begin(self) -> None:
        assert self._pending is None, "a transaction is open already"
        self.attempts += 1
        self._step("begin")
        self._pending = []

    def save(self, change: Change) -> None:
        assert self._pending is not None, "no transaction is open"
        self._step("save")
        for key in change.keys:
            if key in self._bad_keys:
                raise self._bad_keys[key]
        self._pending.append(change)

    def forget_history(self, before_id: int, most: int) -> int:
        assert self._pending is not None, "no transaction is open"
        self._step("forget")
        gone = [row_id for row_id in self.row_ids if row_id < before_id][:most]
        self.row_ids = [row_id for row_id in self.row_ids if row_id not in gone]
        return len(gone)

    def give_back(self, pages: int) -> int:
        assert self._pending is not None, "no transaction is open"
        self.unused_pages = max(0, self.unused_pages - pages)
        return self.unused_pages

    def commit(self) -> None:
        assert self._pending is not None, "no transaction is open"
        self._step("commit")
        self.transactions.append(tuple(self._pending))
        self._pending = None

    def rollback(self) -> None:
        self._pending = None

    def close(self) -> None:
        assert self._pending is None, "closed within a transaction"
        self.is_open = False

    def _step(self, name: str) -> None:
        for error in self._faults.get(name, ()):
            raise error


class Listener:
    """Remembers every Change it hears; `also` is called with each, on the engine's thread."""

    def __init__(self, also: Callable[[Change], None] | None = None) -> None:
        self.changes: list[Change] = []
        self._also = also

    def __call__(self, change: Change) -> None:
        self.changes.append(change)
        if self._also is not None:
            self._also(change)

    @property
    def boards(self) -> list[Board]:
        return [change.board for change in self.changes]
