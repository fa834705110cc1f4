"""What a press on a key means: an intent fixed at press-down, never a toggle."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Alert


class Intent(Enum):
    """What the person wants done with the alert under the finger."""

    TRIGGER = "trigger"
    ACKNOWLEDGE = "acknowledge"
    CLEAR = "clear"


def short(alert: Alert) -> Intent | None:
    """Return what a short press on a key that shows `alert` means.

    A critical alert that somebody knows of is not cleared by a short press: None.
    """
    if not alert.is_active:
        return Intent.TRIGGER
    if not alert.is_acknowledged:
        return Intent.ACKNOWLEDGE
    return Intent.CLEAR if alert.effective_priority > 1 else None
