"""A question before something that cannot be taken back: plain text, and safe by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from lightstack_desktop.desktop.language import PROGRAM

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def question(text: str, more: str, yes: str, parent: QWidget | None = None) -> QMessageBox:
    """Return a question that does not block the program; Enter and Escape answer no.

    `accepted` says that the answer is yes.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(PROGRAM)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    own = Qt.WindowModality.NonModal if parent is None else Qt.WindowModality.WindowModal
    box.setWindowModality(own)
    return box
