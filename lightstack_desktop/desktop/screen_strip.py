"""What shows the current alert beside the keys: a touch strip, or an info bar that only shows.

1. A touch on the strip is told at release, a long one at its threshold, under the finger; a finger
that moves sideways swipes. 2. By keyboard: Space or Enter touches, held it is a long touch; Left
and Right swipe. 3. Losing the focus is no touch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from lightstack_desktop.desktop import screen_paint
from lightstack_desktop.desktop.screen_part import ScreenPart

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

LONG_TOUCH_MS = 500
SWIPE_PX = 24
# Which way the finger goes.
SWIPES: dict[int, int] = {Qt.Key.Key_Left: 1, Qt.Key.Key_Right: -1}


class ScreenStrip(ScreenPart):
    """A touch strip of `pixels`, in which it tells where a finger was, and where it left."""

    touched = Signal(int, int, bool)
    swiped = Signal(int, int, int, int)

    def __init__(self, pixels: tuple[int, int], ring: QColor, parent: QWidget) -> None:
        super().__init__(ring, parent)
        self._pixels = pixels
        self._picture: QPixmap | None = None
        self._began = self._now_at = QPoint()
        self._is_told = False
        self._long = QTimer(self, singleShot=True, interval=LONG_TOUCH_MS)
        self._long.timeout.connect(self._touch_long)

    def show_piece(
        self, rows: bytes, x: int, size: tuple[int, int], whole: tuple[int, int]
    ) -> None:
        """Show raw RGB rows on a part that begins at `x` of a picture of `whole` pixels."""
        if self._picture is None or self._picture.size().toTuple() != whole:
            self._picture = QPixmap(*whole)
            self._picture.fill(screen_paint.GROUND)
        painter = QPainter(self._picture)
        painter.drawPixmap(x, 0, screen_paint.pixmap(rows, size))
        painter.end()
        self.update()

    def hold_changed(self, is_held: bool) -> None:
        if is_held:
            self._is_told = False
            self._long.start()
            return
        self._long.stop()
        if self._is_told:
            return
        at, to = self._at(self._began), self._at(self._now_at)
        if abs(self._now_at.x() - self._began.x()) >= SWIPE_PX:
            self.swiped.emit(*at, *to)
        else:
            self.touched.emit(*at, False)

    def paint_face(self, painter: QPainter, box: QRectF, corner: float) -> None:
        screen_paint.ground(painter, box, corner)
        if self._picture is not None:
            screen_paint.picture(painter, self._picture, box, corner)

    def _touch_long(self) -> None:
        if abs(self._now_at.x() - self._began.x()) < SWIPE_PX:
            self._is_told = True
            self.touched.emit(*self._at(self._began), True)

    def _at(self, point: QPoint) -> tuple[int, int]:
        """Return where a point of ours is on the strip, in its pixels."""
        box = screen_paint.face(self, self._ring_px)
        width, height = self._pixels
        x = (point.x() - box.x()) / box.width() * width
        y = (point.y() - box.y()) / box.height() * height
        return round(min(max(x, 0), width - 1)), round(min(max(y, 0), height - 1))

    # What Qt tells

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._began = self._now_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._now_at = event.position().toPoint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        middle = self.rect().center()
        direction = SWIPES.get(event.key())
        if direction is not None:
            # As with paper: the next page comes when the hand moves to the left.
            reach = QPoint(direction * self.width() // 4, 0)
            self.swiped.emit(*self._at(middle - reach), *self._at(middle + reach))
            return
        if not self._is_held:
            self._began = self._now_at = middle
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        self._is_told = True
        super().focusOutEvent(event)


class ScreenInfo(QLabel):
    """An info bar; it takes no touch and no focus, and is read as a text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._picture: QPixmap | None = None
        self._brightness_percent = 100

    def show_picture(self, rows: bytes, size: tuple[int, int]) -> None:
        """Show raw RGB rows."""
        self._picture = screen_paint.pixmap(rows, size)
        self.update()

    def set_brightness(self, percent: int) -> None:
        """Dim what is shown."""
        if percent != self._brightness_percent:
            self._brightness_percent = percent
            self.update()

    def set_text(self, text: str) -> None:
        """Say what the bar shows."""
        if text != self.accessibleName():
            self.setAccessibleName(text)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = screen_paint.begun(self)
        box = QRectF(self.rect())
        corner = box.height() * screen_paint.CORNER
        screen_paint.ground(painter, box, corner)
        if self._picture is not None:
            screen_paint.picture(painter, self._picture, box, corner)
        screen_paint.shade(painter, box, corner, self._brightness_percent)
        painter.end()
