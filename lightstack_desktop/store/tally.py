"""How much happened since a moment, counted once and then kept up with what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, select

from lightstack_desktop.store import rows
from lightstack_desktop.store.history import HistoryCounts
from lightstack_desktop.store.known import Known, Moment
from lightstack_desktop.store.tables import ALERT_CONFIGS, ALERT_HISTORY

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_TABLE = ALERT_HISTORY.c
_CRITICAL = select(ALERT_CONFIGS.c.alert_key).where(ALERT_CONFIGS.c.default_priority == 1)
_CRITICAL_KEYS = _CRITICAL.order_by(ALERT_CONFIGS.c.alert_key)
_SAYS_AUTO = func.instr(func.lower(_TABLE.note), "auto") > 0

_SINCE = _TABLE.created_at >= bindparam("since")
_COUNT = select(func.count()).select_from(ALERT_HISTORY).where(_SINCE)
_ALL = (
    _COUNT.where(_TABLE.action == "triggered"),
    # By key: the index by action does not hold the key, and would fetch every row of the day.
    _COUNT.where(_TABLE.action.concat("") == "triggered", _TABLE.alert_key.in_(_CRITICAL)),
    _COUNT.where(_TABLE.action == "cleared", _SAYS_AUTO),
)
_IS_TRIGGER = _TABLE.action.concat("") == "triggered"
_NEW = (
    select(
        func.count().filter(_IS_TRIGGER),
        func.count().filter(and_(_IS_TRIGGER, _TABLE.alert_key.concat("").in_(_CRITICAL))),
        func.count().filter(and_(_TABLE.action.concat("") == "cleared", _SAYS_AUTO)),
    )
    .select_from(ALERT_HISTORY)
    .where(_TABLE.id > bindparam("last_id"), _TABLE.created_at.op("+")(0) >= bindparam("since"))
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, and when."""

    moment: Moment
    counts: HistoryCounts


class Tallies:
    """Counts since any moment; those of today are asked for again and again."""

    def __init__(self) -> None:
        self._known = Known[Tally]()

    def counts(self, connection: Connection, since: datetime) -> HistoryCounts:
        """Return how much happened at `since` or later."""
        moment, value = Moment.of(connection), rows.microseconds(since)
        # Which alerts are critical may have been edited, and that changes the past.
        critical = tuple(connection.execute(_CRITICAL_KEYS).scalars())

        def count() -> Tally:
            found = (connection.execute(query, {"since": value}).scalar_one() for query in _ALL)
            return Tally(moment, HistoryCounts(*found))

        def add(earlier: Tally) -> Tally:
            values = {"since": value, "last_id": earlier.moment.last_id}
            triggered, of_critical, auto = connection.execute(_NEW, values).one()
            was = earlier.counts
            new = HistoryCounts(
                was.triggered + triggered, was.critical + of_critical, was.auto_cleared + auto
            )
            return Tally(moment, new)

        return self._known.get((value, critical), moment, count, add).counts
