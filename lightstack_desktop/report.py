"""How the CLI's answers look: aligned columns, ages, and text from outside escaped."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lightstack_desktop.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PRIORITIES = {1: "critical", 2: "high", 3: "medium", 4: "low", 5: "info"}


def columns(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its last column may be of any width."""
    table = [tuple(header), *(tuple(escaped(cell) for cell in row) for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    return "\n".join(_line(row, widths) for row in table)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width  # noqa: PLC0415 - seldom needed, 2 ms

    return sum(
        0 if category(char) in {"Mn", "Me", "Cf"} else 1 + (east_asian_width(char) in {"W", "F"})
        for char in text
    )


def age(timestamp: str | None, now: datetime) -> str:
    """Return how long ago a moment of the API was: 12 s, 5 min, 3 h, 4 d."""
    if timestamp is None:
        return "never"
    moment = datetime.fromisoformat(timestamp)
    seconds = (now - moment.replace(tzinfo=moment.tzinfo or UTC)).total_seconds()
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size:.0f} {unit}"
    return f"{max(seconds, 0):.0f} s"


def priority(number: int) -> str:
    """Return a priority as a person and as --priority write it."""
    return f"{number} {PRIORITIES.get(number, '')}".rstrip()


def active_alerts(alerts: Sequence[dict[str, Any]], now: datetime) -> str:
    """Return the active alerts, in the order that they came in."""
    if not alerts:
        return "All clear."
    rows = [
        (
            alert["alert_key"],
            priority(alert["effective_priority"]),
            age(alert["last_triggered_at"], now),
            _acknowledged(alert),
            (alert["config"] or {}).get("name") or "",
        )
        for alert in alerts
    ]
    count = f"{len(alerts)} active alert{'s' if len(alerts) > 1 else ''}"
    return f"{count}\n\n" + columns(("KEY", "PRIORITY", "AGE", "ACKNOWLEDGED", "NAME"), rows)


def status(alerts: Sequence[dict[str, Any]], trouble: Sequence[str], now: datetime) -> str:
    """Return what is wrong, and the active alerts."""
    return "\n".join((*(escaped(text) for text in trouble), active_alerts(alerts, now)))


def _acknowledged(alert: dict[str, Any]) -> str:
    if alert.get("acknowledged_at") is None:
        return "no"
    return f"by {alert.get('acknowledged_by') or 'somebody'}"


def configurations(summaries: Sequence[dict[str, Any]], now: datetime) -> str:
    """Return every alert that is configured, active or not."""
    if not summaries:
        return "No alerts yet. Raise one with: lightstack trigger KEY"
    rows = [
        (
            each["alert_key"],
            priority(each["default_priority"]),
            "active" if each["is_active"] else "idle",
            age(each["last_triggered_at"], now),
            str(each["trigger_count"]),
            each["name"] or "",
        )
        for each in summaries
    ]
    return columns(("KEY", "PRIORITY", "STATE", "LAST", "COUNT", "NAME"), rows)


def history(entries: Sequence[dict[str, Any]], now: datetime) -> str:
    """Return what happened, the newest first."""
    if not entries:
        return "Nothing has happened yet."
    rows = [
        (
            age(entry["created_at"], now),
            entry["action"],
            entry["alert_key"],
            entry.get("source") or "",
            entry["note"] or "",
        )
        for entry in entries
    ]
    return columns(("AGE", "ACTION", "KEY", "FROM", "NOTE"), rows)


def decks(found: Sequence[dict[str, Any]]) -> str:
    """Return the decks that are plugged in, and what to do about those that do not work."""
    if not found:
        return "No Stream Deck is plugged in."
    rows = [
        (
            deck["serial"] or "-",
            deck["model"],
            deck["condition"].replace("_", " "),
            deck["path"],
            deck["detail"],
        )
        for deck in found
    ]
    return columns(("SERIAL", "MODEL", "CONDITION", "PATH", ""), rows)


def backups(found: Sequence[dict[str, Any]]) -> str:
    """Return the backups, the newest first."""
    if not found:
        return "No backups yet. Make one with: lightstack backup create"
    rows = [
        (each["name"], each["made_at"], each["reason"], f"{each['bytes'] / 1e6:.1f} MB")
        for each in found
    ]
    return columns(("NAME", "MADE", "WHY", "SIZE"), rows)
