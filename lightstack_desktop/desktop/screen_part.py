"""One part of the on-screen deck that can be pressed: by mouse, keyboard and screen reader.

1. A press is told at press-down, its end at release, as a deck does. 2. What has the keyboard's
focus shows a ring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from lightstack_desktop.desktop import screen_paint
from lightstack_desktop.desktop.spoken_button import SpokenButton

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
    from PySide6.QtWidgets import QWidget

PRESS_KEYS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ScreenPart(SpokenButton):
    """A part; its body places it. `ring` is the colour of the focus."""

    def __init__(self, ring: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self._ring = ring
        self._ring_px = 0.0
        self._brightness_percent = 100
        self._is_held = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # These two come from a screen reader only: our own handlers below do not call Qt's.
        self.pressed.connect(lambda: self._hold(True))
        self.released.connect(lambda: self._hold(False))

    def place(self, box: QRectF, ring_px: float) -> None:
        """Put the face there, in the parent's pixels."""
        self._ring_px = ring_px
        self.setGeometry(screen_paint.around(box, ring_px))

    def set_brightness(self, percent: int) -> None:
        """Dim what is shown."""
        if percent != self._brightness_percent:
            self._brightness_percent = percent
            self.update()

    # What a part does in its own way

    def hold_changed(self, is_held: bool) -> None:
        """Hear that a person begins to press, or lets go."""
        raise NotImplementedError

    def paint_face(self, painter: QPainter, box: QRectF, corner: float) -> None:
        """Paint what the part shows, its dark ground included."""
        raise NotImplementedError

    # What Qt asks and tells

    def _hold(self, is_held: bool) -> None:
        if is_held != self._is_held:
            self._is_held = is_held
            self.hold_changed(is_held)

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
        # The release would go to somebody else, and the part would be held for ever.
        self._hold(False)
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = screen_paint.begun(self)
        box = screen_paint.face(self, self._ring_px)
        corner = min(box.width(), box.height()) * screen_paint.CORNER
        self.paint_face(painter, box, corner)
        screen_paint.shade(painter, box, corner, self._brightness_percent)
        if self.hasFocus():
            screen_paint.ring(painter, box, self._ring_px, corner, self._ring)
        painter.end()
