"""One dial of the on-screen deck: turned by the wheel, pushed by a click, both by keyboard.

1. Up and Down, or plus and minus, turn it a step; Space and Enter push it. 2. To a screen reader
it is a dial with a value: that of what it sets. 3. What it sets follows from the deck's answer,
never from the turn itself.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QDial

from lightstack_desktop.desktop import screen_paint
from lightstack_desktop.desktop.screen_part import PRESS_KEYS

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPainter,
        QPaintEvent,
        QWheelEvent,
    )
    from PySide6.QtWidgets import QWidget

STEPS: dict[int, int] = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Minus: -1,
}
NOTCH = 120  # Qt's measure of a wheel's step
STEPS_AROUND = 24
BODY, EDGE, MARK = QColor(46, 48, 54), QColor(96, 99, 108), QColor(214, 216, 222)
PUSHED = QColor(30, 31, 35)


class ScreenDial(QDial):
    """A dial; its body places it. `turned` tells its number and how many steps clockwise."""

    turned = Signal(int, int)
    pushed = Signal(int, bool)

    def __init__(self, number: int, ring: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self._ring = ring
        self._ring_px = 0.0
        self._turns = 0
        self._told = 0
        self._wheel = 0
        self._is_pushed = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # What comes here is a screen reader's: the wheel and the keys do not call Qt's handlers.
        self.valueChanged.connect(self._set_by_reader)

    def place(self, box: QRectF, ring_px: float) -> None:
        """Put the face there, in the parent's pixels."""
        self._ring_px = ring_px
        self.setGeometry(screen_paint.around(box, ring_px))

    def set_text(self, text: str, hint: str) -> None:
        """Say what the dial is for, and how it is used."""
        if text != self.accessibleName():
            self.setAccessibleName(text)
            self.setToolTip(text)
        self.setAccessibleDescription(hint)

    def set_value(self, value: int, low: int, high: int, step: int) -> None:
        """Say what the dial's value is now, and in what range a step counts how much."""
        self.blockSignals(True)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setValue(value)
        self.blockSignals(False)
        self._told = self.value()

    def _set_by_reader(self, value: int) -> None:
        steps = round((value - self._told) / self.singleStep())
        self._told = value
        if steps:
            self._turn(steps)

    def _turn(self, steps: int) -> None:
        self._turns += steps
        self.update()
        self.turned.emit(self._number, steps)

    def _push(self, is_down: bool) -> None:
        if is_down != self._is_pushed:
            self._is_pushed = is_down
            self.update()
            self.pushed.emit(self._number, is_down)

    # What Qt tells

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        # Fine wheels tell parts of a step.
        self._wheel += event.angleDelta().y() or event.angleDelta().x()
        steps = int(self._wheel / NOTCH)
        self._wheel -= steps * NOTCH
        if steps:
            self._turn(steps)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() is Qt.MouseButton.LeftButton:
            self._push(True)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        event.accept()  # QDial would turn to where the pointer is

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() is Qt.MouseButton.LeftButton:
            self._push(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if (steps := STEPS.get(event.key())) is not None:
            self._turn(steps)
        elif event.key() not in PRESS_KEYS:
            event.ignore()
        elif not event.isAutoRepeat():
            self._push(True)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() not in PRESS_KEYS:
            event.ignore()
        elif not event.isAutoRepeat():
            self._push(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        self._push(False)
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = screen_paint.begun(self)
        box = screen_paint.face(self, self._ring_px)
        self._paint_knob(painter, box)
        if self.hasFocus():
            screen_paint.ring(painter, box, self._ring_px, box.width() / 2, self._ring)
        painter.end()

    def _paint_knob(self, painter: QPainter, box: QRectF) -> None:
        edge = max(1.0, box.width() / 48)
        inset = edge + (box.width() * 0.04 if self._is_pushed else 0)
        knob = box.adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(EDGE, edge))
        painter.setBrush(PUSHED if self._is_pushed else BODY)
        painter.drawEllipse(knob)
        angle = self._turns * 2 * math.pi / STEPS_AROUND
        out = QPointF(math.sin(angle), -math.cos(angle)) * (knob.width() / 2)
        pen = QPen(MARK, max(2.0, box.width() / 22))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(knob.center() + out * 0.55, knob.center() + out * 0.82)
        painter.setPen(Qt.PenStyle.NoPen)
