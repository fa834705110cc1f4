"""The newest of something, and those who want to hear of it: what a deck shows, which are open.

1. To subscribe and to get what is newest is one step. 2. Listeners hear in order, one call at a
time; after `unsubscribe` none comes. 3. They must only hand over: whoever tells waits for them.
"""

from __future__ import annotations

import logging
import operator
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

T = TypeVar("T")


class Feed(Generic[T]):
    """Holds the newest value. Any thread may read and subscribe; one owner tells.

    `is_news` is asked whether a value is worth telling after another.
    """

    def __init__(self, first: T, is_news: Callable[[T, T], bool] = operator.ne) -> None:
        self._newest = first
        self._is_news = is_news
        self._listeners: list[Callable[[T], None]] = []
        # Protects the listeners, and the order of what they hear, from those who come and go while
        # the owner tells. Reentrant: a listener may end its own subscription.
        self._lock = threading.RLock()

    @property
    def newest(self) -> T:
        """Return the newest value; it may be newer than what listeners heard last."""
        return self._newest

    def subscribe(self, listener: Callable[[T], None]) -> None:
        """Call `listener` with the newest value at once, and from then on with what is told.

        It is called on the owner's thread; what it raises is logged.
        """
        with self._lock:
            self._listeners.append(listener)
            _call(listener, self._newest)

    def unsubscribe(self, listener: Callable[[T], None]) -> None:
        """Stop calling `listener`; harmless if it is not subscribed."""
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def tell(self, value: T) -> None:
        """Take a newer value, and call every listener with it if it is news."""
        with self._lock:
            before, self._newest = self._newest, value
            if self._listeners and self._is_news(before, value):
                for listener in tuple(self._listeners):
                    _call(listener, value)


def _call(listener: Callable[[T], None], value: T) -> None:
    try:
        listener(value)
    except Exception:
        log.exception("a listener failed")
