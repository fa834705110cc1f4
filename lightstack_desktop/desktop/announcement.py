"""What a notification says, in plain text: whoever shows it escapes it for what shows it.

1. Names and notes stay as they were written, in one line each, and not longer than a notification
bears. 2. Nothing that a name holds becomes markup, a link or a file name here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import counted, tr
from lightstack_desktop.desktop.news_state import TOGETHER, Show

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Alert
    from lightstack_desktop.desktop.news_state import ShowTogether

LONGEST_TITLE, LONGEST_BODY = 100, 300
OPEN, ACKNOWLEDGE, CLEAR = "open", "acknowledge", "clear"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One notification. `name` is an alert's key or TOGETHER; an equal name takes its place.

    `actions` are pairs of a command and what its button says; OPEN is what a click does.
    """

    name: str
    title: str
    body: str
    priority: int
    is_sounding: bool
    actions: tuple[tuple[str, str], ...]


def of(order: Show | ShowTogether) -> Announcement:
    """Return what to say."""
    return _of_one(order) if isinstance(order, Show) else _of_many(order)


def _of_one(order: Show) -> Announcement:
    alert, priority = order.alert, order.alert.effective_priority
    title, body = labels.flat(alert.title, LONGEST_TITLE), _body(alert, order.note)
    if order.is_private:
        title, body = tr("An alert of priority {priority}", priority=priority), ""
    actions = ((OPEN, tr("Open")), (ACKNOWLEDGE, tr("Acknowledge")), (CLEAR, tr("Clear")))
    return Announcement(alert.key, title, body, priority, order.is_sounding, actions)


def _body(alert: Alert, note: str | None) -> str:
    said = labels.flat(note or alert.config.fields.description or "", LONGEST_BODY)
    return f"P{alert.effective_priority} · {said}" if said else f"P{alert.effective_priority}"


def _of_many(order: ShowTogether) -> Announcement:
    title = counted("{n} new alert", "{n} new alerts", order.count)
    lines = [f"P{a.effective_priority} {labels.flat(a.title)}" for a in order.top]
    more = order.count - len(order.top)
    if more:
        lines.append(tr("and {n} more", n=more))
    body = "" if order.is_private else "\n".join(lines)
    priority = order.top[0].effective_priority
    return Announcement(TOGETHER, title, body, priority, order.is_sounding, ((OPEN, tr("Open")),))
