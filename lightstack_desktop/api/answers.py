"""The engine's answers, for coroutines to wait for: one wake-up of the loop does for a whole batch.

asyncio.wrap_future wakes the loop for each answer, and each wake-up is a system call on the
engine's thread while the next change waits.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


class Answers:
    """Lets the coroutines of one loop wait for Futures that other threads fulfil."""

    def __init__(self) -> None:
        self._given: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()
        self._is_due = False

    async def to(self, asked: Future[T]) -> T:
        """Return what `asked` comes to, or raise it."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[T] = loop.create_future()
        asked.add_done_callback(lambda answer: self._hear(loop, waiting, answer))
        return await waiting

    def _hear(
        self, loop: asyncio.AbstractEventLoop, waiting: asyncio.Future[T], answer: Future[T]
    ) -> None:
        # Put, then look: what the loop's last look missed is asked for here.
        self._given.append((waiting, answer))
        if not self._is_due:
            self._is_due = True
            # A loop that has ended has nobody to tell.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._hand_out)

    def _hand_out(self) -> None:
        self._is_due = False
        while self._given:
            waiting, answer = self._given.popleft()
            # Whoever waited may have gone away.
            if waiting.cancelled():
                continue
            error = answer.exception()
            if error is None:
                waiting.set_result(answer.result())
            else:
                waiting.set_exception(error)
