"""A titled group of lines in the Settings page: each control with a label that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QGroupBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from lightstack_desktop.desktop.pages.page import Needs

LABEL_PX = 150


class Group(QGroupBox):
    """One group. `look` is called when the page is shown, and when the board differs."""

    def __init__(self, title: str, needs: Needs) -> None:
        super().__init__(title)
        self._needs = needs
        self._form = QFormLayout(self)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def look(self) -> None:
        """Look at what may have changed."""

    def close_down(self) -> None:
        """End what the group has running, on quitting."""

    def add(self, name: str, widget: QWidget) -> None:
        """Add a line; without a name it belongs to the one above."""
        label = QLabel(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFixedWidth(LABEL_PX)
        label.setBuddy(widget.focusProxy() or widget)
        self._form.addRow(label, widget)


def side_by_side(*widgets: QWidget) -> QWidget:
    """Return a place for widgets beside each other, at the left."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return place


def one_of(*widgets: QWidget) -> QWidget:
    """Return a place for widgets of which one is shown."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        column.addWidget(widget)
    return place
