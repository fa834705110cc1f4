"""A submenu in which one of some values is chosen, and shown by a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class Values(QMenu):
    """Offers `named` values. `chosen` says which one a person wants; `show_value` marks one."""

    chosen = Signal(object)

    def __init__(self, title: str, named: Sequence[tuple[object, str]], parent: QWidget) -> None:
        super().__init__(title, parent)
        self._group = QActionGroup(self)
        self._values = [value for value, _ in named]
        for value, text in named:
            action = QAction(text, self, checkable=True)
            action.triggered.connect(lambda _checked, value=value: self.chosen.emit(value))
            self._group.addAction(action)
            self.addAction(action)
        # What is in use may be a value that is not offered: then none is marked.
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)

    def show_value(self, value: object) -> None:
        """Mark a value, or none if it is not offered."""
        for own, action in zip(self._values, self._group.actions(), strict=True):
            if action.isChecked() is not (own == value):
                action.setChecked(own == value)
