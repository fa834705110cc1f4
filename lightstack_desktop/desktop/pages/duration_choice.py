"""How long an effect moves: a count and its unit, or until the alert is cleared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import words


class DurationChoice(QWidget):
    """Holds a duration byte. `changed`: a person chose another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.unit = QComboBox()
        for unit in (words.UNTIL_CLEARED, *words.UNITS, words.NOT_AT_ALL):
            self.unit.addItem(tr(unit), unit)
        self.unit.setAccessibleName(tr("Unit of the duration"))
        self.count = QSpinBox()
        self.count.setAccessibleName(tr("Duration"))
        self.unit.currentIndexChanged.connect(self._take_unit)
        self.count.valueChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.count)
        row.addWidget(self.unit)
        row.addStretch(1)
        self._fit()

    @property
    def value(self) -> int:
        return words.byte(self.count.value(), self.unit.currentData())

    def show_value(self, byte: int) -> None:
        """Show a duration without telling of it."""
        count, unit = words.parts(byte)
        for widget in (self.unit, self.count):
            widget.blockSignals(True)
        self.unit.setCurrentIndex(self.unit.findData(unit))
        self._fit()
        self.count.setValue(count)
        for widget in (self.unit, self.count):
            widget.blockSignals(False)

    def _take_unit(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Let the count have what its unit can."""
        first, last = words.UNITS.get(self.unit.currentData(), (0, 0))
        self.count.setVisible(last > 0)
        self.count.setRange(1, max(1, last - first + 1))
