"""The only writer: one thread that asks a rule, commits, publishes and answers.

1. Changes waiting together are decided one after the other and committed in one transaction.
2. Nobody hears of a change before it is committed, and every listener hears it before its
caller does. 3. While the store cannot save, alerts go on in memory and every answer says so.
4. Methods may be called from any thread; they return Futures.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

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
    """Owns the store and the current board. `start` loads the board; `stop` finishes the queue."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._board = Board()
        self._listeners: list[Listener] = []
        self._queue: SimpleQueue[_Command | _Call | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._started: Future[None] = Future()
        self._held: Held | None = None

    @property
    def board(self) -> Board:
        """Return the last published board; safe from any thread."""
        return self._board

    def start(self) -> None:
        """Open the store on the engine's thread; raises StoreError if it cannot be used."""
        self._thread.start()
        self._started.result()

    def stop(self) -> None:
        """Finish what waits in the queue, close the store and join the thread."""
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
        self._queue.put(_Command(decision, is_essential, answer))
        return answer

    def _call(self, run: Callable[[], None]) -> Future[None]:
        answer: Future[None] = Future()
        self._queue.put(_Call(run, answer))
        return answer

    # The engine's thread

    def _run(self) -> None:
        try:
            self._board = self._store.open()
        except Exception as error:  # noqa: BLE001 - the thread's root: start() raises it
            self._started.set_exception(error)
            return
        self._started.set_result(None)
        while True:
            batch, rest = self._wait()
            try:
                self._work(batch)
            except Exception as error:
                log.exception("the engine could not finish a batch")
                _refuse(batch, error)
            if rest is _STOP:
                break
            if isinstance(rest, _Call):
                self._do(rest)
        self._store.close()

    def _wait(self) -> tuple[list[_Command], _Call | object | None]:
        """Return the commands that wait, and what came behind them if it was no command."""
        batch: list[_Command] = []
        timeout = RETRY_S if self._held is not None else None
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

    def _do(self, call: _Call) -> None:
        try:
            call.run()
        except Exception as error:
            log.exception("a call on the engine's thread failed")
            call.answer.set_exception(error)
        else:
            call.answer.set_result(None)

    def _work(self, batch: list[_Command]) -> None:
        if self._held is not None:
            self._save_held(self._held)
        if self._held is None:
            try:
                outcomes = self._decide_and_save(batch)
            except StoreError as error:
                log.error("cannot save: %s", error)
                self._held = Held(self._board)
        if self._held is not None:
            outcomes = self._decide_and_hold(batch, self._held)
        self._publish_all(batch, outcomes)

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
        except StoreError:
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

    def _decide_and_hold(self, batch: list[_Command], held: Held) -> list[Change | Exception]:
        """Decide in order and apply in memory what must not wait; the rest is refused."""
        board, outcomes = self._board, list[Change | Exception]()
        for command in batch:
            outcome = _decided(command, board, self._clock())
            if isinstance(outcome, Change) and _has_rows(outcome):
                if command.is_essential:
                    held = held.plus(outcome)
                    outcome = replace(outcome, board=replace(outcome.board, is_saved=False))
                else:
                    outcome = NotSavedError("Cannot save. Nothing was changed.", None)
            if isinstance(outcome, Change):
                board = outcome.board
            outcomes.append(outcome)
        self._held = held
        return outcomes

    def _save_held(self, held: Held) -> None:
        """Try to write what is held, in one transaction; if it fails it stays held."""
        change = held.as_change(self._board)
        try:
            self._store.begin()
            self._store.save(change)
            self._store.commit()
        except StoreError:
            self._store.rollback()
            return
        log.info("saving again: %d held rows written, %d lost", len(held.history), held.lost)
        self._held = None
        board = replace(self._board, is_saved=True)
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


def _answer(answer: Future[Change], outcome: Change | Exception) -> None:
    # A caller may have gone away: a cancelled Future takes no answer.
    if not answer.set_running_or_notify_cancel():
        return
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    elif _has_rows(outcome) and not outcome.board.is_saved:
        answer.set_exception(NotSavedError("Raised in memory, but not saved.", outcome))
    else:
        answer.set_result(outcome)


def _refuse(batch: list[_Command], error: Exception) -> None:
    for command in batch:
        if not command.answer.done():
            command.answer.set_exception(error)
