"""Where a page begins, without walking there: every so many rows one is remembered.

1. Rows are numbered from the oldest, so that new ones move no number. 2. A row that was written
with an earlier time (the clock was set back) moves those behind it: they are found anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, tuple_

from lightstack_desktop.store import rows
from lightstack_desktop.store.known import Known, Moment
from lightstack_desktop.store.tables import ALERT_HISTORY

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lightstack_desktop.store.history import Wanted

    Mark = tuple[int, int]  # created_at and id

STEP = 4096

_TABLE = ALERT_HISTORY.c
_NEWEST_FIRST = (_TABLE.created_at.desc(), _TABLE.id.desc())
_OLDEST_FIRST = (_TABLE.created_at, _TABLE.id)
_COUNT = select(func.count()).select_from(ALERT_HISTORY)
_FROM_MARK = tuple_(_TABLE.created_at, _TABLE.id) >= tuple_(bindparam("at"), bindparam("id"))
_FROM = select(ALERT_HISTORY).where(_FROM_MARK).order_by(*_OLDEST_FIRST)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are meant, see Wanted; moments are microseconds."""

    alert_key: str | None = None
    action: str | None = None
    source: str | None = None
    since: int | None = None
    until: int | None = None

    @classmethod
    def of(cls, wanted: Wanted) -> Filter:
        """Return the filter for what is wanted."""
        since, until = (
            None if moment is None else rows.microseconds(moment)
            for moment in (wanted.since, wanted.until)
        )
        names = (wanted.alert_key or None, wanted.action or None, wanted.source or None)
        return cls(*names, since, until)

    def rows(
        self, *, has_lower: bool = False, has_upper: bool = False
    ) -> list[ColumnElement[bool]]:
        """Return the condition, worded so that SQLite takes the index that fits.

        `has_lower`, `has_upper`: another condition says where to begin or end. Of two such SQLite
        may begin at the farther one, and walk.
        """
        wanted = list[ColumnElement[bool]]()
        if self.alert_key:
            wanted.append(_TABLE.alert_key == self.alert_key)
        if self.action:
            # Of the two indexes SQLite would guess, and by action it meets most of the table.
            column = _TABLE.action.concat("") if self.alert_key else _TABLE.action
            wanted.append(column == self.action)
        if self.since is not None and not has_lower:
            wanted.append(_TABLE.created_at >= self.since)
        if self.until is not None and not has_upper:
            wanted.append(_TABLE.created_at < self.until)
        return [*wanted, *self._of_source()]

    def _of_source(self) -> list[ColumnElement[bool]]:
        if not self.source:
            return []
        begin = f"{self.source}:"
        is_begun = func.substr(_TABLE.source, 1, len(begin)) == begin
        return [or_(_TABLE.source == self.source, is_begun)]

    def new_rows(self, last_id: int) -> list[ColumnElement[bool]]:
        """Return the condition for rows written since, worded so that only those are looked at."""
        wanted: list[ColumnElement[bool]] = [_TABLE.id > last_id]
        if self.alert_key:
            wanted.append(_TABLE.alert_key.concat("") == self.alert_key)
        if self.action:
            wanted.append(_TABLE.action.concat("") == self.action)
        created_at = _TABLE.created_at.op("+")(0)
        if self.since is not None:
            wanted.append(created_at >= self.since)
        if self.until is not None:
            wanted.append(created_at < self.until)
        return [*wanted, *self._of_source()]


@dataclass(frozen=True, slots=True)
class Milestones:
    """How many rows a filter meets, and row 0, STEP, 2 STEP ... as far as they were asked for."""

    moment: Moment
    total: int
    marks: tuple[Mark, ...] = ()


class Slices:
    """Counts and finds the rows of any filter."""

    def __init__(self) -> None:
        self._known = Known[Milestones]()

    def total(self, connection: Connection, wanted: Filter) -> int:
        """Return how many rows there are."""
        return self._milestones(connection, wanted).total

    def slice(
        self, connection: Connection, wanted: Filter, skipped: int, shown: int
    ) -> list[tuple[Any, ...]]:
        """Return `shown` rows behind `skipped` newer ones; there must be so many."""
        known = self._milestones(connection, wanted)
        behind = known.total - skipped - shown
        query = select(ALERT_HISTORY).where(*wanted.rows()).limit(shown)
        if skipped < STEP:
            return _all(connection, query.order_by(*_NEWEST_FIRST).offset(skipped))
        query = query.order_by(*_OLDEST_FIRST)
        if behind < STEP:
            return _all(connection, query.offset(behind))[::-1]
        at, row_id = self._mark(connection, wanted, known, behind // STEP)
        query = _FROM.where(*wanted.rows(has_lower=True)).limit(shown).offset(behind % STEP)
        return _all(connection, query, at=at, id=row_id)[::-1]

    def _milestones(self, connection: Connection, wanted: Filter) -> Milestones:
        moment = Moment.of(connection)

        def count() -> Milestones:
            query = _COUNT.where(*wanted.rows())
            return Milestones(moment, connection.execute(query).scalar_one())

        def add(earlier: Milestones) -> Milestones:
            return _added(connection, wanted, earlier, moment)

        return self._known.get(wanted, moment, count, add)

    def _mark(self, connection: Connection, wanted: Filter, known: Milestones, number: int) -> Mark:
        """Return row `number` x STEP, finding those before it that are not known yet."""
        if number < len(known.marks):
            return known.marks[number]
        marks = [*known.marks]
        query = select(_TABLE.created_at, _TABLE.id).order_by(*_OLDEST_FIRST).limit(1)
        if not marks:
            marks += map(tuple, _all(connection, query.where(*wanted.rows())))
        query = query.where(_FROM_MARK, *wanted.rows(has_lower=True)).offset(STEP)
        while len(marks) <= number:
            at, row_id = marks[-1]
            marks += map(tuple, _all(connection, query, at=at, id=row_id))
        self._known.put(wanted, replace(known, marks=tuple(marks)))
        return marks[number]


def _added(
    connection: Connection, wanted: Filter, earlier: Milestones, moment: Moment
) -> Milestones:
    """Return what is known with the rows written since."""
    new = wanted.new_rows(earlier.moment.last_id)
    early = func.count().filter(_TABLE.created_at < bindparam("last_at"))
    query = select(func.count(), early).select_from(ALERT_HISTORY).where(*new)
    values = {"last_at": earlier.marks[-1][0] if earlier.marks else None}
    count, count_early = connection.execute(query, values).one()
    return Milestones(moment, earlier.total + count, () if count_early else earlier.marks)


def _all(connection: Connection, query: Select[Any], **values: int) -> list[Any]:
    return [*connection.execute(query, values)]
