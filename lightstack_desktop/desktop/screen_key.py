"""One key of the on-screen deck: a picture that can be pressed by mouse, keyboard and reader.

1. A press is told at press-down, its end at release, as a deck's key does. 2. What has the
keyboard's focus shows a ring. 3. A name is plain text, and never a tooltip's HTML.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

GROUND = QColor(8, 8, 10)
CORNER = 0.13
RING_SHARE = 0.08  # of the widget's width lies around the face, for the ring
PRESS_KEYS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
# Below this a deck looks dim; a window does not glare at full brightness.
FULL_PERCENT = 70


class ScreenKey(QAbstractButton):
    """A key; its parent lays it out. `ring` is the colour of the focus."""

    held = Signal(int, bool)

    def __init__(self, key_index: int, ring: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self.key_index = key_index
        self._ring = ring
        self._picture: QPixmap | None = None
        self._brightness_percent = 100
        self._is_held = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # These two come from a screen reader only: our own handlers below do not call Qt's.
        self.pressed.connect(lambda: self._hold(True))
        self.released.connect(lambda: self._hold(False))

    def show_picture(self, picture: bytes, key_px: int) -> None:
        """Show raw RGB rows of `key_px` pixels, as many of them."""
        rows = QImage(picture, key_px, key_px, key_px * 3, QImage.Format.Format_RGB888)
        self._picture = QPixmap.fromImage(rows)
        self.update()

    def set_brightness(self, percent: int) -> None:
        """Dim the picture."""
        if percent != self._brightness_percent:
            self._brightness_percent = percent
            self.update()

    def set_text(self, text: str) -> None:
        """Say what the key shows, for screen readers and the tooltip."""
        if text != self.accessibleName():
            self.setAccessibleName(text)

    def _hold(self, is_held: bool) -> None:
        if is_held != self._is_held:
            self._is_held = is_held
            self.held.emit(self.key_index, is_held)

    # What Qt asks and tells

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(84, 84)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            # In tags, so that Qt need not guess whether the name is HTML.
            said = f"<span>{escape(self.accessibleName())}</span>"
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() is Qt.MouseButton.LeftButton:
            self._hold(True)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() is Qt.MouseButton.LeftButton:
            self._hold(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() not in PRESS_KEYS:
            event.ignore()
        elif not event.isAutoRepeat():
            self._hold(True)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() not in PRESS_KEYS:
            event.ignore()
        elif not event.isAutoRepeat():
            self._hold(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        # The release would go to somebody else, and the key would be held for ever.
        self._hold(False)
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inset = self.width() * RING_SHARE
        face = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        corner = face.width() * CORNER
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(GROUND)
        painter.drawRoundedRect(face, corner, corner)
        if self._picture is not None:
            self._paint_picture(painter, self._picture, face, corner)
        if self.hasFocus():
            self._paint_ring(painter, corner)
        painter.end()

    def _paint_picture(
        self, painter: QPainter, picture: QPixmap, face: QRectF, corner: float
    ) -> None:
        # A brush has smooth edges where a clip has steps.
        painter.save()
        painter.translate(face.topLeft())
        scale = face.width() / picture.width()
        painter.scale(scale, scale)
        painter.setBrush(picture)
        painter.drawRoundedRect(QRectF(picture.rect()), corner / scale, corner / scale)
        painter.restore()
        shade = 1 - min(self._brightness_percent, FULL_PERCENT) / FULL_PERCENT
        if shade > 0:
            painter.setBrush(QColor(0, 0, 0, round(220 * shade)))
            painter.drawRoundedRect(face, corner, corner)

    def _paint_ring(self, painter: QPainter, corner: float) -> None:
        width = max(2.0, self.width() / 32)
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._ring, width))
        painter.drawRoundedRect(box, corner * 1.4, corner * 1.4)
