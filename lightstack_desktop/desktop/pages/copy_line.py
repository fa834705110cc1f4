"""One line of text to take along: read-only, selectable, with a button that copies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from lightstack_desktop.desktop.language import mark, tr

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from lightstack_desktop.desktop.glyphs import Glyphs

COPY, COPIED = mark("Copy"), mark("Copied")


class CopyLine(QWidget):
    """A line and its button."""

    def __init__(self, name: str, glyphs: Glyphs) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self.line.setAccessibleName(name)
        self.line.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._glyphs = glyphs
        self.button = QPushButton(tr(COPY))
        self.button.setAccessibleName(tr("Copy: {name}", name=name))
        self.button.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self._dress()

    def show_text(self, text: str) -> None:
        """Show and offer `text`."""
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)
            self.button.setText(tr(COPY))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        ink = self.palette().color(QPalette.ColorRole.ButtonText)
        self.button.setIcon(self._glyphs.icon("content-copy", ink))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.line.text())
        self.button.setText(tr(COPIED))
