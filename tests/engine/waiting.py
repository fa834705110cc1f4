"""Wait for the thing, never for a while."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.engine import Engine

T = TypeVar("T")
LONG_S = 60.0  # ten thousand changes, measured on a busy machine, took more than ten


def answer(future: Future[T]) -> T:
    """Return a Future's result; a test that hangs fails instead."""
    return future.result(LONG_S)


def failure(future: Future[T]) -> BaseException:
    """Return what a Future failed with."""
    error = future.exception(LONG_S)
    assert error is not None
    return error


@contextmanager
def held_up(engine: Engine) -> Iterator[None]:
    """Keep the engine's thread busy, so that what is asked meanwhile waits together."""
    is_busy, go_on = threading.Event(), threading.Event()

    def wait(_change: Change) -> None:
        is_busy.set()
        assert go_on.wait(LONG_S)

    engine.subscribe(wait)
    assert is_busy.wait(LONG_S)
    try:
        yield
    finally:
        go_on.set()
        answer(engine.unsubscribe(wait))
