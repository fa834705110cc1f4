"""The seven LEDs as a person sees them on the wall, 1 at the bottom; each can be clicked.

1. What is chosen is told by a frame and a check state, not by light alone. 2. Up and Down go from
LED to LED, Space chooses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from lightstack_desktop.alerts import palette
from lightstack_desktop.alerts.fields import LED_COUNT
from lightstack_desktop.desktop.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

LED_SIZE = QSize(34, 20)
UNLIT = QColor(58, 60, 66)


class LedBar(QWidget):
    """Shows levels in a colour. `positions_changed`: a person chose other LEDs."""

    positions_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.leds = [Led(number) for number in range(1, LED_COUNT + 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for led in reversed(self.leds):
            led.toggled.connect(self.positions_changed)
            column.addWidget(led)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("LED bar"))

    @property
    def positions(self) -> tuple[int, ...]:
        """Return the LEDs that are chosen."""
        return tuple(led.number for led in self.leds if led.isChecked())

    def choose(self, positions: Sequence[int]) -> None:
        """Choose these LEDs and no others."""
        for led in self.leds:
            led.setChecked(led.number in positions)

    def set_choosable(self, *, can_choose: bool) -> None:
        """Let a person choose LEDs, or only look."""
        for led in self.leds:
            led.setEnabled(can_choose)

    def show_levels(self, levels: Sequence[int], color: int) -> None:
        """Light the LEDs, from the bottom, 0-100 % each."""
        for led, level in zip(self.leds, levels, strict=True):
            led.show_light(palette.rgb(color, level / 100) if level else None)


class Led(QAbstractButton):
    """One LED."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._rgb: palette.RGB | None = None
        self.setCheckable(True)
        self.setAccessibleName(tr("LED {number}", number=number))
        self.setText(str(number))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(LED_SIZE)

    def show_light(self, rgb: palette.RGB | None) -> None:
        """Shine in this colour, None for dark."""
        if rgb != self._rgb:
            self._rgb = rgb
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self.palette()
        edge = colors.color(QPalette.ColorRole.WindowText)
        edge.setAlphaF(0.35)
        line = 1.0
        if self.isChecked() and self.isEnabled():
            edge, line = colors.color(QPalette.ColorRole.WindowText), 2.0
        if self.hasFocus():
            edge, line = colors.color(QPalette.ColorRole.Highlight), 3.0
        painter.setPen(QPen(edge, line))
        painter.setBrush(UNLIT if self._rgb is None else QColor(*self._rgb))
        inset = line / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, 4, 4)
        painter.end()
