"""One key of the on-screen deck, and a touch key beside an info bar.

A key's pictures are loops of a few: each is given its corners and its size once, and kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPen, QPolygonF

from lightstack_desktop.desktop import screen_paint
from lightstack_desktop.desktop.screen_part import ScreenPart

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtWidgets import QWidget

    from lightstack_desktop.alerts.palette import RGB
    from lightstack_desktop.faces.cache import Cache

UNLIT = QColor(88, 90, 96)
# A touch key's light is a lamp behind a diffuser; as the colour of a pixel it would be near black.
LAMP = 4


class ScreenKey(ScreenPart):
    """A key with a picture. `held` tells its index, and whether it is down.

    `rounded` is screen_paint's, as what keeps what it made.
    """

    held = Signal(int, bool)

    def __init__(
        self, key_index: int, ring: QColor, parent: QWidget, rounded: Cache[QPixmap]
    ) -> None:
        super().__init__(ring, parent)
        self.key_index = key_index
        self._rounded = rounded
        self._picture: tuple[bytes, tuple[int, int]] | None = None

    def take_picture(self, rows: bytes, size: tuple[int, int]) -> None:
        """Show raw RGB rows of so many pixels; whoever gives them has the key painted."""
        self._picture = rows, size

    def hold_changed(self, is_held: bool) -> None:
        self.held.emit(self.key_index, is_held)

    def paint_face(self, painter: QPainter, box: QRectF, corner: float) -> None:
        if self._picture is None:
            screen_paint.ground(painter, box, corner)
            return
        ratio = self.devicePixelRatioF()
        face = self._rounded(*self._picture, round(box.width() * ratio), ratio)
        painter.drawPixmap(round(box.x()), round(box.y()), face)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(84, 84)


class ScreenTouchKey(ScreenPart):
    """A key without a picture, an arrow that is lit where it leads somewhere; 0 is the left one."""

    held = Signal(int, bool)

    def __init__(self, index: int, ring: QColor, parent: QWidget) -> None:
        super().__init__(ring, parent)
        self._index = index
        self._color = UNLIT

    def show_light(self, color: RGB) -> None:
        """Shine in a colour, or not (black)."""
        lit = QColor(*(min(255, part * LAMP) for part in color)) if any(color) else UNLIT
        if lit != self._color:
            self._color = lit
            self.update()

    def hold_changed(self, is_held: bool) -> None:
        self.held.emit(self._index, is_held)

    def paint_face(self, painter: QPainter, box: QRectF, corner: float) -> None:
        screen_paint.ground(painter, box, corner)
        tall = box.height() * 0.2
        wide = -tall * 0.6 if self._index == 0 else tall * 0.6
        middle = box.center()
        pen = QPen(self._color, max(2.0, tall * 0.35))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        back = middle - QPointF(wide / 2, 0)
        tip = middle + QPointF(wide / 2, 0)
        painter.drawPolyline(QPolygonF([back - QPointF(0, tall), tip, back + QPointF(0, tall)]))
        painter.setPen(Qt.PenStyle.NoPen)
