"""Moments as a person reads them: by the user's clock, and in the user's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTime

if TYPE_CHECKING:
    from datetime import datetime


def clock(moment: datetime) -> str:
    """Return the time of day."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
