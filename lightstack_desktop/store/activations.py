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
from lightstack_desktop.store.tables import ALERT_HISTORY

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

_TABLE = ALERT_HISTORY.c


def _acted(name: str) -> ColumnElement[bool]:
    # Worded so that the index by key is taken: the one by action meets other alerts' rows.
    return _TABLE.action.concat("") == name


_IS_KEY = _TABLE.alert_key == bindparam("key")
_CLEARINGS = (
    select(_TABLE.created_at, _TABLE.id)
    .where(_IS_KEY, _acted("cleared"))
    .order_by(_TABLE.created_at.desc(), _TABLE.id.desc())
)
_TRIGGERED = _acted("triggered")
_BETWEEN = (
    select(
        func.min(_TABLE.created_at).filter(_TRIGGERED),
        func.min(_TABLE.created_at).filter(_acted("acknowledged")),
        func.count().filter(_TRIGGERED),
    )
    .select_from(ALERT_HISTORY)
    .where(_IS_KEY)
)
_ABOVE = tuple_(_TABLE.created_at, _TABLE.id) > tuple_(bindparam("low_at"), bindparam("low_id"))
_UP_TO = tuple_(_TABLE.created_at, _TABLE.id) <= tuple_(bindparam("high_at"), bindparam("high_id"))


def of(connection: Connection, alert_key: str, before: Mark | None, limit: int) -> Activations:
    """Return at most `limit` activations that have ended, and before them the one that has not.

    `before` is where an earlier answer said that the older ones begin.
    """
    query = _CLEARINGS.limit(limit + 1)
    values: dict[str, object] = {"key": alert_key}
    if before is not None:
        query = query.where(_UP_TO)
        values |= {"high_at": before.at, "high_id": before.id}
    ends = [Mark(*found) for found in connection.execute(query, values)]
    tops = [*([] if before is not None else [None]), *ends[:limit]]
    bottoms = [*(ends if before is None else ends[1:]), None]
    pairs = zip(tops, bottoms, strict=False)
    found = (_between(connection, alert_key, low, high) for high, low in pairs)
    older = ends[limit] if len(ends) > limit else None
    return Activations(tuple(item for item in found if item is not None), older)


def _between(
    connection: Connection, alert_key: str, low: Mark | None, high: Mark | None
) -> Activation | None:
    query, values = _BETWEEN, dict[str, object](key=alert_key)
    if low is not None:
        query, values = query.where(_ABOVE), values | {"low_at": low.at, "low_id": low.id}
    if high is not None:
        query, values = query.where(_UP_TO), values | {"high_at": high.at, "high_id": high.id}
    began, known, count = connection.execute(query, values).one()
    if began is None:
        return None
    ended = None if high is None else high.at
    known_at, ended_at = (None if at is None else rows.moment(at) for at in (known, ended))
    return Activation(rows.moment(began), known_at, ended_at, count)
