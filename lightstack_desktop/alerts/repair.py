"""The nearest legal meaning of values that LightStack stored and our rules refuse.

1. A legal value comes back as it is. 2. What has no meaning at all becomes None, and the caller
decides what that stands for. 3. Any value of any type may come in: SQLite keeps what it is given.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from lightstack_desktop.alerts import fields as rules

REPLACEMENT = "\ufffd"


def number(value: object, lowest: int, highest: int) -> int | None:
    """Return the whole number nearest to `value` within the range."""
    try:
        found = int(value) if isinstance(value, (int, float, str)) else None
    except (ValueError, OverflowError):
        return None
    return None if found is None else max(lowest, min(found, highest))


def text(value: object, length: int) -> str | None:
    """Return `value` cut to `length` characters, U+FFFD in place of those that are not allowed."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None if value is None else text(str(value), length)
    # Most text is sound, and a million notes pass here.
    if value.isprintable() and len(value) <= length:
        return value
    return "".join(c if rules.is_legal_in_text(c) else REPLACEMENT for c in value[:length])


def positions(scope: str, value: object) -> tuple[int, ...] | None:
    """Return the LEDs that `value`, JSON text, names; None for a bar, or if it names none."""
    if scope == "bar":
        return None
    try:
        found = json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None
    named = found if isinstance(found, list) else []
    leds = {led for led in named if type(led) is int and 1 <= led <= rules.LED_COUNT}
    return tuple(sorted(leds)) or None


def effect(scope: str, value: object) -> str | None:
    """Return the effect; one that the scope does not have is shown as solid by LightStack too."""
    if value is None or value == "":
        return None
    return value if isinstance(value, str) and value in rules.effects_of(scope) else "solid"


def moment(value: object) -> datetime | None:
    """Return the moment that an ISO 8601 text tells; without a zone it is UTC."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
