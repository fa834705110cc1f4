"""A button that is drawn and not written on: what it shows is said in words.

The words are its name for screen readers and its tooltip, plain text, and never a tooltip's HTML.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractButton, QToolTip


class SpokenButton(QAbstractButton):
    """What a key, a dial or a strip of a drawn deck has in common."""

    def set_text(self, text: str) -> None:
        """Say what the button shows."""
        if text != self.accessibleName():
            self.setAccessibleName(text)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            # In tags, so that Qt need not guess whether the name is HTML.
            said = f"<span>{escape(self.accessibleName())}</span>"
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)
