"""What we know of each deck that is plugged in, for doctor, API, tray and windows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class DeckCondition(Enum):
    """How it stands with a deck; the value is its name on the wire."""

    OPEN = "open"
    FOUND = "found"  # plugged in, and not ours to open just now
    NO_PERMISSION = "no_permission"
    BUSY = "busy"
    FAILED = "failed"
    UNKNOWN_MODEL = "unknown_model"


@dataclass(frozen=True, slots=True)
class DeckStatus:
    """One deck. `serial` is "" while it cannot be read; `detail` says what to do, "" if nothing."""

    serial: str
    model: str
    product_id: int
    path: str
    condition: DeckCondition
    detail: str = ""
