"""What doctor finds of one thing, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

OK, WARNING, ERROR = "ok", "warning", "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `todo` is "" where there is nothing to do."""

    name: str
    state: str
    seen: str
    todo: str = ""
