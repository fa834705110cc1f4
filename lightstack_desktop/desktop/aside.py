"""Slow questions, asked on a thread of their own, so that Qt's loop never waits for a disk.

1. One thread, begun by the first question. 2. The answer comes on Qt's thread. 3. After `stop`
nothing is answered any more.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.errors import LightstackError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

log = logging.getLogger(__name__)

BUG = mark("The program made a mistake. The log says more.")
T = TypeVar("T")


class Aside:
    """Owns the thread. `call` has something called on Qt's thread."""

    def __init__(self, call: Callable[[Callable[[], None]], None]) -> None:
        self._call = call
        self._pool: ThreadPoolExecutor | None = None
        self._is_over = False

    def ask(
        self,
        question: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[LightstackError], None],
    ) -> None:
        """Ask, and hear the answer or what was wrong later."""
        if self._is_over:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="window")
        answer = self._pool.submit(question)
        answer.add_done_callback(lambda a: self._call(partial(self._hand_on, a, done, failed)))

    @property
    def is_over(self) -> bool:
        """Tell whether nobody waits for an answer any more; what takes long should give up."""
        return self._is_over

    def stop(self) -> None:
        """Forget what was not asked yet, and join the thread."""
        self._is_over = True
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _hand_on(
        self,
        answer: Future[T],
        done: Callable[[T], None],
        failed: Callable[[LightstackError], None],
    ) -> None:
        if self._is_over or answer.cancelled():
            return
        error = answer.exception()
        if error is None:
            done(answer.result())
        elif isinstance(error, LightstackError):
            failed(error)
        else:
            log.error("a question failed", exc_info=error)
            failed(LightstackError(tr(BUG)))
