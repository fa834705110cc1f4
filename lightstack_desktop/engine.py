"""The only writer: one thread that takes commands, has the ledger decide and commit, and answers.

1. Commands waiting together are one batch, see ledger.py. 2. Every listener hears a change before
its caller does, and nobody before it is committed. 3. Methods may be called from any thread; they
return Futures, and every Future is answered.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from lightstack_desktop.alerts import bring, decide, decide_deck
from lightstack_desktop.alerts.change import Change
from lightstack_desktop.errors import StoreError
from lightstack_desktop.ledger import Ledger, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from datetime import datetime

    from lightstack_desktop.alerts.model import Board, ConfigFields, Deck
    from lightstack_desktop.alerts.portable import Wanted
    from lightstack_desktop.ledger import Decide
    from lightstack_desktop.store.store import Store

    Listener = Callable[[Change], None]

log = logging.getLogger(__name__)

BATCH_SIZE = 256
RETRY_S = 5.0
STOPPED = "Nothing was changed: Lightstack Desktop is quitting."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Command:
    """One decision to make, and who waits for it."""

    request: Request
    answer: Future[Change]


@dataclass(frozen=True, slots=True)
class _Call:
    """Something else to do on the engine's thread, between two batches."""

    run: Callable[[], object]
    answer: Future[Any]


class Engine:
    """Owns the store and the current board. `start` loads the board; `stop` finishes the queue.

    While something is held in memory the store is tried again every `retry_s` seconds. `icons`
    are the names that a configuration may give its icon.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        retry_s: float = RETRY_S,
        icons: Container[str] = (),
    ) -> None:
        self._clock = clock
        self._icons = icons
        self._ledger = Ledger(store, clock, self._publish, retry_s)
        self._listeners: list[Listener] = []
        self._queue: SimpleQueue[_Command | _Call | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._started: Future[None] = Future()
        self._is_over = False

    @property
    def clock(self) -> Callable[[], datetime]:
        """Return the clock that everything which happens is dated by."""
        return self._clock

    @property
    def board(self) -> Board:
        """Return the last published board; safe from any thread."""
        return self._ledger.board

    def start(self) -> None:
        """Open the store on the engine's thread; raises StoreError if it is not ours to use."""
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

    def acknowledge_all(self, *, note: str | None = None, source: str) -> Future[Change]:
        """Say "I know" of everything that is active."""
        return self._put(lambda b, now: decide.acknowledge_all(b, note, source, now))

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
            lambda b, now: decide.create_config(b, key, fields, now, self._icons),
            is_essential=False,
        )

    def update_config(
        self, key: str, edit: Callable[[ConfigFields], ConfigFields]
    ) -> Future[Change]:
        """Edit a configuration; `edit` runs on the engine's thread on its present fields."""
        return self._put(
            lambda b, now: decide.update_config(b, key, edit, now, self._icons), is_essential=False
        )

    def delete_config(self, key: str, *, source: str) -> Future[Change]:
        """Forget a configuration and its state."""
        return self._put(
            lambda b, now: decide.delete_config(b, key, source, now), is_essential=False
        )

    def attach_deck(self, serial: str, model: str, key_count: int, columns: int) -> Future[Change]:
        """Remember a deck and place the alerts on it."""
        return self._put(lambda b, _now: decide_deck.attach(b, serial, model, key_count, columns))

    def edit_deck(self, serial: str, edit: Callable[[Deck], Deck]) -> Future[Change]:
        """Change what a person chose for a deck; `edit` runs on the engine's thread."""
        return self._put(lambda b, _now: decide_deck.edit(b, serial, edit), is_essential=False)

    def bring(self, asked: Wanted) -> Future[Change]:
        """Make the board what a document asks for, as one change."""
        return self._put(lambda b, now: bring.merge(b, asked, now, self._icons), is_essential=False)

    def would_bring(self, asked: Wanted) -> Change:
        """Return what `bring` would change just now; raises ImportRefusedError. Nothing is done."""
        return bring.merge(self.board, asked, self._clock(), self._icons)

    def forget_history(self, before_id: int, most: int) -> Future[int]:
        """Remove at most so many history rows below an id; the result is how many went."""
        return self._call(
            lambda: self._ledger.tidy(lambda store: store.forget_history(before_id, most))
        )

    def give_back(self, pages: int) -> Future[int]:
        """Give unused pages of the database back to the disk; the result is how many are left."""
        return self._call(lambda: self._ledger.tidy(lambda store: store.give_back(pages)))

    def distrust(self) -> Future[None]:
        """Have the database rescued: somebody who read all of it found it damaged."""
        return self._call(self._ledger.distrust)

    def subscribe(self, listener: Listener) -> Future[None]:
        """Call `listener` with an empty Change that holds the board, then with every Change.

        It runs on the engine's thread and must only hand over; what it raises is logged.
        """

        def add() -> None:
            self._listeners.append(listener)
            self._tell(listener, Change(self.board, self.board))

        return self._call(add)

    def unsubscribe(self, listener: Listener) -> Future[None]:
        """Stop calling `listener`."""
        return self._call(lambda: self._listeners.remove(listener))

    def _put(self, decision: Decide, *, is_essential: bool = True) -> Future[Change]:
        answer: Future[Change] = Future()
        self._hand_over(_Command(Request(decision, is_essential), answer))
        return answer

    def _call(self, run: Callable[[], T]) -> Future[T]:
        answer: Future[T] = Future()
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
            self._ledger.open()
        except Exception as error:  # noqa: BLE001 - the thread's root: start() raises it
            self._end()
            self._started.set_exception(error)
            return
        self._started.set_result(None)
        self._serve()
        self._end()
        self._ledger.close()

    def _serve(self) -> None:
        """Work until `stop`; a bug costs its batch, never the thread."""
        while True:
            batch, rest = self._wait()
            self._work(batch, is_last=rest is _STOP)
            if rest is _STOP:
                return
            if isinstance(rest, _Call):
                _do(rest)

    def _wait(self) -> tuple[list[_Command], _Call | object | None]:
        """Return the commands that wait, and what came behind them if it was no command."""
        batch: list[_Command] = []
        try:
            item = self._queue.get(timeout=self._ledger.retry_in_s)
            while isinstance(item, _Command):
                batch.append(item)
                if len(batch) == BATCH_SIZE:
                    return batch, None
                item = self._queue.get_nowait()
        except Empty:
            return batch, None
        return batch, _STOP if item is None else item

    def _work(self, batch: list[_Command], *, is_last: bool) -> None:
        try:
            outcomes = self._ledger.work([c.request for c in batch], is_last=is_last)
        except Exception as error:
            log.exception("the engine could not finish a batch")
            for command in batch:
                _fail(command.answer, error)
            return
        for command, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Exception):
                _fail(command.answer, outcome)
            else:
                _succeed(command.answer, outcome)

    def _publish(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            self._tell(listener, change)

    def _tell(self, listener: Listener, change: Change) -> None:
        try:
            listener(change)
        except Exception:
            log.exception("a listener failed")


_STOP = object()


def _do(call: _Call) -> None:
    try:
        result = call.run()
    except StoreError as error:
        _fail(call.answer, error)
    except Exception as error:
        log.exception("a call on the engine's thread failed")
        _fail(call.answer, error)
    else:
        _succeed(call.answer, result)


# A caller may have gone away: a cancelled Future takes no answer.


def _succeed(answer: Future[T], result: T) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_result(result)


def _fail(answer: Future[Any], error: Exception) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_exception(error)
