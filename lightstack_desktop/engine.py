"""The only writer: one thread that asks a rule, commits, publishes and answers.

1. Changes waiting together are decided one after the other and committed in one transaction.
2. Nobody hears of a change before it is committed, and every listener hears it before its
caller does. 3. While the store cannot save, alerts go on in memory and every answer says so.
4. Methods may be called from any thread; they return Futures, and every Future is answered.
"""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from lightstack_desktop.alerts import decide
from lightstack_desktop.alerts.change import Change, StateSaved
from lightstack_desktop.alerts.held import Held
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.errors import LightstackError, NotSavedError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lightstack_desktop.alerts.model import ConfigFields
    from lightstack_desktop.store.store import Store

    Decide = Callable[[Board, datetime], Change]
    Listener = Callable[[Change], None]

log = logging.getLogger(__name__)

BATCH_SIZE = 256
RETRY_S = 5.0

NOT_SAVED = (
    "Done, but kept in memory only: the database cannot be written. Make room on its disk or "
    "check its folder; it is saved as soon as that works."
)
REFUSED = (
    "Nothing was changed: the database cannot be written. Make room on its disk or check its "
    "folder, then try again."
)
STOPPED = "Nothing was changed: Lightstack Desktop is quitting."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Command:
    """One decision to make. `is_essential`: it is applied in memory even if it cannot be saved."""

    decide: Decide
    is_essential: bool
    answer: Future[Change]


@dataclass(frozen=True, slots=True)
class _Call:
    """Something else to do on the engine's thread, between two batches."""

    run: Callable[[], None]
    answer: Future[None]


class Engine:
    """Owns the store and the current board. `start` loads the board; `stop` finishes the queue.

    While something is held in memory the store is tried again every `retry_s` seconds.
    """

    def __init__(
        self, store: Store, clock: Callable[[], datetime], retry_s: float = RETRY_S
    ) -> None:
        self._store = store
        self._clock = clock
        self._retry_s = retry_s
        self._retry_at_s = 0.0
        self._board = Board()
        self._listeners: list[Listener] = []
        self._queue: SimpleQueue[_Command | _Call | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._started: Future[None] = Future()
        self._held: Held | None = None
        self._is_over = False

    @property
    def board(self) -> Board:
        """Return the last published board; safe from any thread."""
        return self._board

    def start(self) -> None:
        """Open the store on the engine's thread; raises StoreError if it cannot be used."""
        self._thread.start()
        self._started.result()

    def stop(self) -> None:
        """Finish what waits in the queue, close the store and join the thread.

        What is asked of the engine afterwards is refused with StoreError.
        """
        self._queue.put(None)
        self._thread.join()

    def trigger(
        self, key: str, *, priority: int | None = None, note: str | None = None, source: str
    ) -> Future[Change]:
        """Raise an alert. Errors of every command come from the Future's `result`."""
        return self._put(lambda b, now: decide.trigger(b, key, priority, note, source, now))

    def acknowledge(self, key: str, *, note: str | None = None, source: str) -> Future[Change]:
        """Say "I know" of an active alert."""
        return self._put(lambda b, now: decide.acknowledge(b, key, note, source, now))

    def unacknowledge(self, key: str, *, note: str | None = None, source: str) -> Future[Change]:
        """Take an acknowledgement back."""
        return self._put(lambda b, now: decide.unacknowledge(b, key, note, source, now))

    def clear(self, key: str, *, note: str | None = None, source: str) -> Future[Change]:
        """End an activation."""
        return self._put(lambda b, now: decide.clear(b, key, note, source, now))

    def clear_all(self, *, note: str | None = None, source: str) -> Future[Change]:
        """End every activation."""
        return self._put(lambda b, now: decide.clear_all(b, note, source, now))

    def create_config(self, key: str, fields: ConfigFields) -> Future[Change]:
        """Make a configuration on purpose."""
        return self._put(
            lambda b, now: decide.create_config(b, key, fields, now), is_essential=False
        )

    def update_config(
        self, key: str, edit: Callable[[ConfigFields], ConfigFields]
    ) -> Future[Change]:
        """Edit a configuration; `edit` runs on the engine's thread on its present fields."""
        return self._put(lambda b, now: decide.update_config(b, key, edit, now), is_essential=False)

    def delete_config(self, key: str, *, source: str) -> Future[Change]:
        """Forget a configuration and its state."""
        return self._put(
            lambda b, now: decide.delete_config(b, key, source, now), is_essential=False
        )

    def attach_deck(self, serial: str, model: str, key_count: int, columns: int) -> Future[Change]:
        """Remember a deck and place the alerts on it."""
        return self._put(lambda b, _now: decide.attach_deck(b, serial, model, key_count, columns))

    def subscribe(self, listener: Listener) -> Future[None]:
        """Call `listener` with an empty Change that holds the board, then with every Change.

        It runs on the engine's thread and must only hand over; what it raises is logged.
        """

        def add() -> None:
            self._listeners.append(listener)
            self._tell(listener, Change(self._board, self._board))

        return self._call(add)

    def unsubscribe(self, listener: Listener) -> Future[None]:
        """Stop calling `listener`."""
        return self._call(lambda: self._listeners.remove(listener))

    def _put(self, decision: Decide, *, is_essential: bool = True) -> Future[Change]:
        answer: Future[Change] = Future()
        self._hand_over(_Command(decision, is_essential, answer))
        return answer

    def _call(self, run: Callable[[], None]) -> Future[None]:
        answer: Future[None] = Future()
        self._hand_over(_Call(run, answer))
        return answer

    def _hand_over(self, item: _Command | _Call) -> None:
        # Put, then look: what the engine's last look missed is refused here, so nobody waits for
        # ever for a thread that is gone.
        self._queue.put(item)
        if self._is_over:
            self._refuse_rest()

    def _end(self) -> None:
        self._is_over = True
        self._refuse_rest()

    def _refuse_rest(self) -> None:
        while True:
            try:
                item = self._queue.get_nowait()
            except Empty:
                return
            if item is not None:
                _fail(item.answer, StoreError(STOPPED))

    # The engine's thread

    def _run(self) -> None:
        try:
            self._board = self._store.open()
        except Exception as error:  # noqa: BLE001 - the thread's root: start() raises it
            self._end()
            self._started.set_exception(error)
            return
        self._started.set_result(None)
        self._serve()
        self._end()
        self._store.close()

    def _serve(self) -> None:
        """Work until `stop`; a bug costs its batch, never the thread."""
        while True:
            batch, rest = self._wait()
            try:
                self._work(batch, is_last=rest is _STOP)
            except Exception as error:
                log.exception("the engine could not finish a batch")
                for command in batch:
                    _fail(command.answer, error)
            if rest is _STOP:
                return
            if isinstance(rest, _Call):
                _do(rest)

    def _wait(self) -> tuple[list[_Command], _Call | object | None]:
        """Return the commands that wait, and what came behind them if it was no command."""
        batch: list[_Command] = []
        timeout = None
        if self._held is not None:
            timeout = max(0.0, self._retry_at_s - time.monotonic())
        try:
            item = self._queue.get(timeout=timeout)
            while isinstance(item, _Command):
                batch.append(item)
                if len(batch) == BATCH_SIZE:
                    return batch, None
                item = self._queue.get_nowait()
        except Empty:
            return batch, None
        return batch, _STOP if item is None else item

    def _work(self, batch: list[_Command], *, is_last: bool) -> None:
        if self._held is not None and (is_last or time.monotonic() >= self._retry_at_s):
            self._save_held(self._held)
        if self._held is None:
            try:
                outcomes = self._decide_and_save(batch)
            except StoreError as error:
                log.error("cannot save: %s", error)
                self._hold_on()
        if self._held is not None:
            outcomes = self._decide_and_hold(batch, self._held)
        self._publish_all(batch, outcomes)
        if self._held is not None and is_last:
            log.error("stopped with %d history rows not saved", len(self._held.history))

    def _decide_and_save(self, batch: list[_Command]) -> list[Change | Exception]:
        """Decide in order and commit once; raises StoreError with nothing applied."""
        board, outcomes, has_begun = self._board, list[Change | Exception](), False
        try:
            for command in batch:
                outcome = _decided(command, board, self._clock())
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

    def _save(self, change: Change) -> Change | Exception:
        """Write one change of a batch; what fails alone (our bug) is undone alone."""
        try:
            self._store.save(change)
        except StoreError:
            raise
        except Exception as error:
            log.exception("a change could not be written")
            return error
        return change

    def _hold_on(self) -> None:
        """Go on in memory: from here on the board is not saved, and everyone hears so."""
        self._held = Held(self._board)
        self._retry_at_s = time.monotonic() + self._retry_s
        self._publish(Change(self._board, replace(self._board, is_saved=False)))

    def _decide_and_hold(self, batch: list[_Command], held: Held) -> list[Change | Exception]:
        """Decide in order and apply in memory what must not wait; the rest is refused."""
        board, outcomes = self._board, list[Change | Exception]()
        for command in batch:
            outcome = _decided(command, board, self._clock())
            if isinstance(outcome, Change) and _has_rows(outcome):
                if command.is_essential:
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
        board = replace(self._board, is_saved=True)
        try:
            self._store.begin()
            self._store.save(held.as_change(board))
            self._store.commit()
        except Exception as error:
            if not isinstance(error, StoreError):
                log.exception("what is held could not be written")
            self._store.rollback()
            self._retry_at_s = time.monotonic() + self._retry_s
            return
        self._held = None
        log.info("saving again: %d history rows were held and are written", len(held.history))
        if held.lost:
            log.warning("too many to hold: %d repeats are not in the history", held.lost)
        self._publish(Change(self._board, board, events=(StateSaved(),)))

    def _publish_all(self, batch: list[_Command], outcomes: list[Change | Exception]) -> None:
        for outcome in outcomes:
            if isinstance(outcome, Change):
                self._publish(outcome)
        for command, outcome in zip(batch, outcomes, strict=True):
            _answer(command.answer, outcome)

    def _publish(self, change: Change) -> None:
        self._board = change.board
        if change.is_empty:
            return
        for listener in tuple(self._listeners):
            self._tell(listener, change)

    def _tell(self, listener: Listener, change: Change) -> None:
        try:
            listener(change)
        except Exception:
            log.exception("a listener failed")


_STOP = object()


def _decided(command: _Command, board: Board, now: datetime) -> Change | Exception:
    """Return the rule's answer; a refusal, or a bug in a rule, is the caller's to see."""
    try:
        return command.decide(board, now)
    except LightstackError as refusal:
        return refusal
    except Exception as error:
        log.exception("a rule failed")
        return error


def _has_rows(change: Change) -> bool:
    return change.board is not change.before


def _do(call: _Call) -> None:
    try:
        call.run()
    except Exception as error:
        log.exception("a call on the engine's thread failed")
        _fail(call.answer, error)
    else:
        _succeed(call.answer, None)


def _answer(answer: Future[Change], outcome: Change | Exception) -> None:
    if isinstance(outcome, Exception):
        _fail(answer, outcome)
    elif not outcome.board.is_saved:
        # Also where nothing differs: a command tried again must not look as if it was saved.
        _fail(answer, NotSavedError(NOT_SAVED, outcome))
    else:
        _succeed(answer, outcome)


# A caller may have gone away: a cancelled Future takes no answer.


def _succeed(answer: Future[T], result: T) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_result(result)


def _fail(answer: Future[Change] | Future[None], error: Exception) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_exception(error)
