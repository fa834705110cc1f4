"""What is remembered of the history between two questions, so that none counts a million rows.

1. Rows are only ever added: what was counted stays counted, and only what is new is looked at.
2. Whoever deletes rows raises `PRAGMA user_version` in the same transaction, and everything is
counted anew; so it is when the oldest row is another one. 3. What a reader is told is true of the
moment that it reads, whatever other readers have seen.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from sqlalchemy import func, select, text

from lightstack_desktop.store.tables import ALERT_HISTORY

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sqlalchemy import Connection

KEPT = 64  # answers

_TABLE = ALERT_HISTORY.c
_VERSION = text("PRAGMA user_version")
_LAST = select(func.max(_TABLE.id))
_OLDEST = select(_TABLE.id).order_by(_TABLE.created_at, _TABLE.id).limit(1)


@dataclass(frozen=True, slots=True)
class Moment:
    """Which state of the history a reader sees. `last_id` is 0 while there are no rows."""

    version: int
    oldest_id: int | None
    last_id: int

    @classmethod
    def of(cls, connection: Connection) -> Moment:
        """Return what the transaction of this connection sees."""
        return cls(
            version=connection.execute(_VERSION).scalar_one(),
            oldest_id=connection.execute(_OLDEST).scalar(),
            last_id=connection.execute(_LAST).scalar() or 0,
        )

    def follows(self, earlier: Moment) -> bool:
        """Tell whether rows were only added since."""
        is_same = (self.version, self.oldest_id) == (earlier.version, earlier.oldest_id)
        return is_same and self.last_id >= earlier.last_id


class Answer(Protocol):
    """Something counted, and when."""

    @property
    def moment(self) -> Moment:
        """Return the state of the history that it is true of."""


A = TypeVar("A", bound=Answer)


class Known(Generic[A]):
    """Answers by question. Safe from any thread: an answer is frozen, and replaced as a whole."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, A] = {}
        self._lock = threading.Lock()

    def get(
        self,
        question: Hashable,
        moment: Moment,
        count: Callable[[], A],
        add: Callable[[A], A],
    ) -> A:
        """Return what is true at `moment`: an earlier answer with what is new, or a fresh one."""
        with self._lock:
            earlier = self._answers.get(question)
        if earlier is None or not moment.follows(earlier.moment):
            answer = count()
        elif moment == earlier.moment:
            return earlier
        else:
            answer = add(earlier)
        self.put(question, answer)
        return answer

    def put(self, question: Hashable, answer: A) -> None:
        """Remember an answer, in the place of the one changed longest ago if there are many."""
        with self._lock:
            self._answers.pop(question, None)
            self._answers[question] = answer
            if len(self._answers) > KEPT:
                del self._answers[next(iter(self._answers))]
