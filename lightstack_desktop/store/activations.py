"""When one alert was active: read between its clearings, which the index by key has in order.

1. An activation ends with the row that cleared it; what stands above the newest clearing is still
active. 2. Only the index is read, and of it only what lies between the clearings that are shown.
3. A clearing without a trigger before it is left out: the history no longer holds its beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, tuple_

from lightstack_desktop.store import rows
from lightstack_desktop.store.history import Activation, Activations, Mark
from lightstack_desktop.store.tables import ALERT_HISTORY, BIGGEST

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

_TABLE = ALERT_HISTORY.c


def _acted(name: str) -> ColumnElement[bool]:
    # Worded so that the index by key is taken: the one by action meets other alerts' rows.
    return _TABLE.action.concat("") == name


# Before and behind every row: two statements are enough, and are compiled once.
_BEGIN, _END = Mark(-BIGGEST, 0), Mark(BIGGEST, BIGGEST)
_IN_RANGE = (
    _TABLE.alert_key == bindparam("key"),
    tuple_(_TABLE.created_at, _TABLE.id) > tuple_(bindparam("low_at"), bindparam("low_id")),
    tuple_(_TABLE.created_at, _TABLE.id) <= tuple_(bindparam("high_at"), bindparam("high_id")),
)
_CLEARINGS = (
    select(_TABLE.created_at, _TABLE.id)
    .where(*_IN_RANGE, _acted("cleared"))
    .order_by(_TABLE.created_at.desc(), _TABLE.id.desc())
    .limit(bindparam("most"))
)
_TRIGGERED = _acted("triggered")
_BETWEEN = (
    select(
        func.min(_TABLE.created_at).filter(_TRIGGERED),
        func.min(_TABLE.created_at).filter(_acted("acknowledged")),
        func.count().filter(_TRIGGERED),
    )
    .select_from(ALERT_HISTORY)
    .where(*_IN_RANGE)
)


def of(connection: Connection, alert_key: str, before: Mark | None, limit: int) -> Activations:
    """Return at most `limit` activations that have ended, and before them the one that has not.

    `before` is where an earlier answer said that the older ones begin.
    """
    values = {**_values(alert_key, _BEGIN, before or _END), "most": limit + 1}
    ends = [Mark(*found) for found in connection.execute(_CLEARINGS, values)]
    tops = ends[:limit] if before is not None else [_END, *ends[:limit]]
    bottoms = [*(ends if before is None else ends[1:]), _BEGIN]
    pairs = zip(tops, bottoms, strict=False)
    found = (_between(connection, alert_key, low, high) for high, low in pairs)
    older = ends[limit] if len(ends) > limit else None
    return Activations(tuple(item for item in found if item is not None), older)


def _between(connection: Connection, alert_key: str, low: Mark, high: Mark) -> Activation | None:
    began, known, count = connection.execute(_BETWEEN, _values(alert_key, low, high)).one()
    if began is None:
        return None
    ended = None if high is _END else high.at
    known_at, ended_at = (None if at is None else rows.moment(at) for at in (known, ended))
    return Activation(rows.moment(began), known_at, ended_at, count)


def _values(alert_key: str, low: Mark, high: Mark) -> dict[str, object]:
    bounds = {"low_at": low.at, "low_id": low.id, "high_at": high.at, "high_id": high.id}
    return {"key": alert_key, **bounds}
