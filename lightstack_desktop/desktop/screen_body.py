"""The body of the on-screen deck: its keys in their places, and the arrows between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lightstack_desktop.desktop.screen_key import RING_SHARE, ScreenKey

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from lightstack_desktop.desktop.screen_models import ScreenModel

USUAL_KEY, SMALLEST_KEY = 76, 36
RING_ON_DARK, RING_ON_LIGHT = QColor(122, 190, 255), QColor(0, 84, 200)
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ScreenBody(QWidget):
    """A deck without its window. `resized` says that the keys have another size."""

    resized = Signal()

    def __init__(self, model: ScreenModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._color = QColor(*model.body)
        ring = RING_ON_DARK if self._color.lightness() < 128 else RING_ON_LIGHT
        self.keys = [ScreenKey(n, ring, self) for n in range(model.key_count)]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(model.title)

    @property
    def key_size(self) -> float:
        """Return the side of a key's face in logical pixels: what fits, in the body's shape."""
        return min(self.width() / self.model.width, self.height() / self.model.height)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._size_for(USUAL_KEY)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._size_for(SMALLEST_KEY)

    def _size_for(self, key_size: float) -> QSize:
        return QSize(round(self.model.width * key_size), round(self.model.height * key_size))

    def _box(self) -> QRectF:
        width, height = self.model.width * self.key_size, self.model.height * self.key_size
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        box, model, size = self._box(), self.model, self.key_size
        ring = size * RING_SHARE / (1 - 2 * RING_SHARE)
        for n, key in enumerate(self.keys):
            row, column = divmod(n, model.columns)
            x = box.x() + (model.border + column * (1 + model.gap)) * size
            y = box.y() + (model.border + row * (1 + model.gap)) * size
            side = round(size + 2 * ring)
            key.setGeometry(QRect(round(x - ring), round(y - ring), side, side))
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = STEPS.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step is None or not isinstance(focused, ScreenKey):
            event.ignore()
            return
        row, column = divmod(focused.key_index, self.model.columns)
        column, row = column + step[0], row + step[1]
        if 0 <= column < self.model.columns and 0 <= row < self.model.rows:
            key = self.keys[row * self.model.columns + column]
            key.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_dark = self._color.lightness() < 128
        edge = self._color.lighter(150) if is_dark else self._color.darker(125)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(self._color)
        corner = self.key_size * 0.3
        painter.drawRoundedRect(self._box().adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        painter.end()
