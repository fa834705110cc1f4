"""A colour by its name or anywhere on the hue circle; LightStack's byte.

1. A swatch says its name, and the chosen one has a check mark, for who sees no colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.alerts import palette
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

SWATCH = QSize(26, 26)
HIGHEST_HUE = palette.WHITE - 1
STRIP_PX = 6


class ColorChoice(QWidget):
    """Holds a colour byte. `changed`: a person chose another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._value = 0
        self.swatches = {number: Swatch(number, words.color(number)) for number in words.COLORS}
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for number, swatch in self.swatches.items():
            self._group.addButton(swatch, number)
            row.addWidget(swatch)
        row.addStretch(1)
        self._group.idClicked.connect(self._choose)
        self.hue = HueSlider()
        self.hue.setAccessibleName(tr("Hue"))
        self.hue.valueChanged.connect(self._choose)
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.hue)
        column.addWidget(self.name)
        self.show_value(0)

    @property
    def value(self) -> int:
        return self._value

    def show_value(self, value: int) -> None:
        """Show a colour without telling of it."""
        self._value = value
        self._group.setExclusive(False)
        for number, swatch in self.swatches.items():
            swatch.setChecked(number == value)
        self._group.setExclusive(True)
        if value <= HIGHEST_HUE:
            self.hue.blockSignals(True)
            self.hue.setValue(value)
            self.hue.blockSignals(False)
        self.name.setText(words.color(value))

    def _choose(self, value: int) -> None:
        if value != self._value:
            self.show_value(value)
            self.changed.emit()


class Swatch(QAbstractButton):
    """One named colour."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._color = QColor(*palette.rgb(number))
        self.setCheckable(True)
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(SWATCH)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self.palette().color(QPalette.ColorRole.WindowText)
        line = 3.0 if self.hasFocus() else 1.0
        if self.hasFocus():
            edge = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(edge, line))
        painter.setBrush(self._color)
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(box, 5, 5)
        if self.isChecked():
            ink = QColor(255, 255, 255) if self._color.lightnessF() < 0.4 else QColor(0, 0, 0)
            is_blue = self._color.blueF() > 0.9 and self._color.greenF() < 0.5
            painter.setPen(QPen(QColor(255, 255, 255) if is_blue else ink, 2.5))
            x, y = self.width() / 2, self.height() / 2
            painter.drawLine(round(x - 5), round(y), round(x - 1), round(y + 4))
            painter.drawLine(round(x - 1), round(y + 4), round(x + 6), round(y - 5))
        painter.end()


class HueSlider(QSlider):
    """A slider over its own hues."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, HIGHEST_HUE)
        self.setPageStep(16)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_Slider
        groove = self.style().subControlRect(
            control, option, QStyle.SubControl.SC_SliderGroove, self
        )
        gradient = QLinearGradient(groove.left(), 0, groove.right(), 0)
        for step in range(13):
            gradient.setColorAt(step / 12, QColor(*palette.rgb(round(step / 12 * HIGHEST_HUE))))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        top = groove.center().y() - STRIP_PX / 2
        painter.drawRoundedRect(QRectF(groove.left(), top, groove.width(), STRIP_PX), 3, 3)
        option.subControls = QStyle.SubControl.SC_SliderHandle
        self.style().drawComplexControl(control, option, painter, self)
        painter.end()
