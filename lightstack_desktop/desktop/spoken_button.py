"""A button that is drawn and not written on: what it shows is said in words.

1. The words are its name for screen readers and its tooltip, plain text, and never a tooltip's
HTML. 2. The tooltip is shown by what the buttons stand on: a button that heard every event in
Python would cost more than its picture.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget


class SpokenButton(QAbstractButton):
    """What a key, a dial or a strip of a drawn deck has in common; it stands on SpokenGround."""

    def set_text(self, text: str) -> None:
        """Say what the button shows."""
        if text != self.accessibleName():
            self.setAccessibleName(text)


class SpokenGround(QWidget):
    """What such buttons stand on. Qt brings it the tooltips that they do not show themselves."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            button = self.childAt(event.pos())
            if isinstance(button, SpokenButton):
                # In tags, so that Qt need not guess whether the name is HTML.
                said = f"<span>{escape(button.accessibleName())}</span>"
                QToolTip.showText(event.globalPos(), said, button)
                return True
        return super().event(event)
