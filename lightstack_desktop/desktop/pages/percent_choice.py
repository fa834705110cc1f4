"""A percentage by a slider and a number, which always agree."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QSpinBox, QWidget

from lightstack_desktop.desktop.language import tr

HIGHEST = 100


class PercentChoice(QWidget):
    """Holds a percentage. `changed`: it is another."""

    changed = Signal()

    def __init__(self, name: str, lowest: int) -> None:
        super().__init__()
        self._lowest = lowest
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.number = QSpinBox()
        self.number.setSuffix(" %")
        for part in (self.slider, self.number):
            part.setRange(lowest, HIGHEST)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(name)
        self.number.setAccessibleName(tr("{what} in per cent", what=name))
        self.slider.valueChanged.connect(self.number.setValue)
        self.number.valueChanged.connect(self.slider.setValue)
        self.number.valueChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self.number)
        self.setFocusProxy(self.slider)

    @property
    def value(self) -> int:
        return self.number.value()

    def show_value(self, value: int) -> None:
        """Show a percentage, also one below what is offered."""
        for part in (self.slider, self.number):
            part.setMinimum(min(self._lowest, value))
        self.number.setValue(value)
