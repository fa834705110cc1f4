"""The board and its rows: decides a batch, commits it once, or holds it while that fails.

1. Requests of a batch are decided one after the other and committed in one transaction; what
fails alone is undone alone. 2. Nothing is published before it is committed. 3. While the store
cannot save, what must not wait goes on in memory, in order, and the rest is refused. 4. That holds
from the start: a database that cannot be written then is read as far as it can be. 5. While it
cannot save, the log says so once a minute. Used on the engine's thread only.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.change import Change, StateSaved
from lightstack_desktop.alerts.decide import consequences
from lightstack_desktop.alerts.held import Held
from lightstack_desktop.alerts.join import join
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.errors import (
    DamagedStoreError,
    ForeignStoreError,
    LightstackError,
    NotSavedError,
    StoreError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from lightstack_desktop.store.store import Store

    Decide = Callable[[Board, datetime], Change]
    Outcome = Change | Exception

log = logging.getLogger(__name__)

COMPLAINT_EVERY_S = 60.0
NOT_READ = (
    "The database could not be read at the start, so the alerts it holds are missing here until "
    "it can be; it is left as it is."
)
NOT_SAVED = (
    "Kept in memory only: the database cannot be written. Make room on its disk or "
    "check its folder; it is saved as soon as that works."
)
LOST = (
    "While the database could not be written more happened than could be held: {count} repeats of "
    "alerts were counted, and are not in the history."
)
REFUSED = (
    "Nothing was changed: the database cannot be written. Make room on its disk or check its "
    "folder, then try again."
)


@dataclass(frozen=True, slots=True)
class Request:
    """One decision to make. `is_essential`: it is applied in memory even if it cannot be saved."""

    decide: Decide
    is_essential: bool


class Ledger:
    """Owns the store and the board. `publish` is called with every Change, once it counts.

    While something is held in memory the store is tried again every `retry_s` seconds.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        publish: Callable[[Change], None],
        retry_s: float,
    ) -> None:
        self.board = Board()
        self._store = store
        self._clock = clock
        self._tell = publish
        self._retry_s = retry_s
        self._retry_at_s = 0.0
        self._complain_at_s = 0.0
        self._held: Held | None = None
        # What was not listed because it was too much to hold; said until the next start.
        self._lost = 0
        # Whether the board lacks what the database holds, because that could not be read.
        self._is_blind = False

    @property
    def retry_in_s(self) -> float | None:
        """Return in how many seconds to try the store again; None if nothing is held."""
        if self._held is None:
            return None
        return max(0.0, self._retry_at_s - time.monotonic())

    def open(self) -> None:
        """Load the board; raises ForeignStoreError if the database is not ours to touch."""
        try:
            self.board = self._told(self._store.open())
        except ForeignStoreError:
            raise
        except StoreError as error:
            self._open_unsaved(error)

    def _open_unsaved(self, error: StoreError) -> None:
        """Begin with what can be read, in memory only."""
        found = self._store.peek()
        self._is_blind = found is None
        self.board = replace(found or Board(), notice=NOT_READ if self._is_blind else None)
        self._hold_on(error)

    def _told(self, board: Board) -> Board:
        """Return the board with what the store has done about its file; the log says it once."""
        notice = " ".join(filter(None, (self._store.notice, self._loss))) or None
        if notice == self.board.notice:
            return board if notice == board.notice else replace(board, notice=notice)
        if notice is not None:
            log.error("%s", notice)
        return replace(board, notice=notice)

    @property
    def _loss(self) -> str | None:
        return LOST.format(count=self._lost) if self._lost else None

    def distrust(self) -> None:
        """Take the database for damaged: go on in memory, and have it rescued at once."""
        self._store.distrust()
        if self._held is None:
            self._hold_on(StoreError("the database was found to be damaged"))
        self._retry_at_s = 0.0

    def close(self) -> None:
        """Give the database back."""
        self._store.close()

    def tidy(self, step: Callable[[Store], int]) -> int:
        """Take one step of upkeep in a transaction of its own; raises StoreError, nothing done."""
        if self._held is not None:
            raise StoreError("nothing can be saved at the moment")
        try:
            self._store.begin()
            done = step(self._store)
            self._store.commit()
        except Exception:
            self._store.rollback()
            raise
        return done

    def work(self, batch: Sequence[Request], *, is_last: bool = False) -> list[Outcome]:
        """Decide and save a batch, publish it, and return what each request came to.

        `is_last`: there will be no later try to save what is held.
        """
        if self._held is not None and (is_last or self.retry_in_s == 0):
            self._save_held(self._held)
        if self._held is None:
            try:
                outcomes = self._decide_and_save(batch)
            except StoreError as error:
                self._hold_on(error)
                if isinstance(error, DamagedStoreError):
                    self._retry_at_s = 0.0
        if self._held is not None:
            outcomes = self._decide_and_hold(batch, self._held)
        for outcome in outcomes:
            if isinstance(outcome, Change):
                self._publish(outcome)
        if self._held is not None and is_last:
            log.error("stopped with %d history rows not saved", self._held.count)
        return [_answered(outcome) for outcome in outcomes]

    def _decide_and_save(self, batch: Sequence[Request]) -> list[Outcome]:
        """Decide in order and commit once; raises StoreError with nothing applied."""
        board, outcomes, has_begun = self.board, list["Outcome"](), False
        try:
            for request in batch:
                outcome = _decided(request, board, self._clock())
                if isinstance(outcome, Change) and _has_rows(outcome):
                    if not has_begun:
                        self._store.begin()
                        has_begun = True
                    outcome = self._save(outcome)
                if isinstance(outcome, Change):
                    board = outcome.board
                outcomes.append(outcome)
            if has_begun:
                self._store.commit()
        except Exception:
            self._store.rollback()
            raise
        return outcomes

    def _save(self, change: Change) -> Outcome:
        """Write one change of a batch; what fails alone (our bug) is undone alone."""
        try:
            self._store.save(change)
        except StoreError:
            raise
        except Exception as error:
            log.exception("a change could not be written")
            return error
        return change

    def _hold_on(self, error: StoreError) -> None:
        """Go on in memory: from here on the board is not saved, and everyone hears so."""
        self._held = Held(self.board)
        self._wait_after(error)
        self._publish(Change(self.board, replace(self.board, is_saved=False)))

    def _wait_after(self, error: Exception) -> None:
        """Set when to try again, and say why so seldom that the log stays readable."""
        now_s = time.monotonic()
        self._retry_at_s = now_s + self._retry_s
        if now_s >= self._complain_at_s:
            self._complain_at_s = now_s + COMPLAINT_EVERY_S
            log.error("cannot save: %s", error)

    def _decide_and_hold(self, batch: Sequence[Request], held: Held) -> list[Outcome]:
        """Decide in order and apply in memory what must not wait; the rest is refused."""
        board, outcomes = self.board, list["Outcome"]()
        for request in batch:
            outcome = _decided(request, board, self._clock())
            if isinstance(outcome, Change) and _has_rows(outcome):
                if request.is_essential:
                    held = held.plus(outcome)
                else:
                    outcome = NotSavedError(REFUSED, None)
            if isinstance(outcome, Change):
                board = outcome.board
            outcomes.append(outcome)
        self._held = held
        return outcomes

    def _save_held(self, held: Held) -> None:
        """Try to write what is held, in one transaction; if it fails it stays held."""
        try:
            change = self._what_is_held(held, self._store.mend())
            self._store.begin()
            self._store.save(change)
            self._store.commit()
        except Exception as error:
            if not isinstance(error, StoreError):
                log.exception("what is held could not be written")
            self._store.rollback()
            self._wait_after(error)
            return
        self._held, self._is_blind, self._complain_at_s = None, False, 0.0
        log.info("saving again: %d history rows were held and are written", held.count)
        self._lost += held.lost
        board = self._told(change.board) if held.lost else change.board
        self._publish(
            Change(self.board, board, events=(StateSaved(), *consequences(self.board, board)))
        )

    def _what_is_held(self, held: Held, found: Board | None) -> Change:
        """Return what to write; `found` is what the database holds, if it was opened anew."""
        board = self._told(replace(self.board, is_saved=True))
        if found is None:
            return held.as_change(board)
        if self._is_blind:
            board = self._told(join(found, held.before, board, held.keys))
        # Memory knows better than a backup, so all of it counts.
        keys = tuple({**found.alerts, **board.alerts})
        decks = tuple({**found.decks, **board.decks})
        return Change(found, board, keys, decks, history=held.history)

    def _publish(self, change: Change) -> None:
        self.board = change.board
        if not change.is_empty:
            self._tell(change)


def _decided(request: Request, board: Board, now: datetime) -> Outcome:
    """Return the rule's answer; a refusal, or a bug in a rule, is the caller's to see."""
    try:
        return request.decide(board, now)
    except LightstackError as refusal:
        return refusal
    except Exception as error:
        log.exception("a rule failed")
        return error


def _has_rows(change: Change) -> bool:
    return change.board is not change.before


def _answered(outcome: Outcome) -> Outcome:
    """Return what the caller is told: a Change on an unsaved board is no success."""
    if isinstance(outcome, Change) and not outcome.board.is_saved:
        # Also where nothing differs: a command tried again must not look as if it was saved.
        return NotSavedError(NOT_SAVED, outcome)
    return outcome
