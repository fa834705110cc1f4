"""How the parts of the on-screen deck are painted: a picture with round corners, its shade, a ring.

`ring_px` is how much of a widget lies around its face, for the ring of the keyboard's focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintDevice
    from PySide6.QtWidgets import QWidget

GROUND = QColor(8, 8, 10)
CORNER = 0.13  # of the shorter side
# Below this a deck looks dim; a window does not glare at full brightness.
FULL_PERCENT = 70


def begun(ground: QPaintDevice) -> QPainter:
    """Return a painter on a widget or a picture, ready for shapes without an outline."""
    painter = QPainter(ground)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.setPen(Qt.PenStyle.NoPen)
    return painter


def around(box: QRectF, ring_px: float) -> QRect:
    """Return the place of a widget whose face is `box`, in whole pixels; squares stay square."""
    width, height = round(box.width() + 2 * ring_px), round(box.height() + 2 * ring_px)
    return QRect(round(box.x() - ring_px), round(box.y() - ring_px), width, height)


def face(widget: QWidget, ring_px: float) -> QRectF:
    """Return where a widget's face is, within the ring."""
    return QRectF(widget.rect()).adjusted(ring_px, ring_px, -ring_px, -ring_px)


def ground(painter: QPainter, box: QRectF, corner: float) -> None:
    """Paint a face that shows nothing."""
    painter.setBrush(GROUND)
    painter.drawRoundedRect(box, corner, corner)


def pixmap(rows: bytes, size: tuple[int, int]) -> QPixmap:
    """Return raw RGB rows of so many pixels as a pixmap, which holds a copy."""
    width, height = size
    return QPixmap.fromImage(QImage(rows, width, height, width * 3, QImage.Format.Format_RGB888))


def rounded(rows: bytes, size: tuple[int, int], side: int, ratio: float = 1.0) -> QPixmap:
    """Return raw RGB rows as a key's face: `side` device pixels, `ratio` of them a pixel.

    Kept and drawn again it costs a tenth of what its corners and its size cost.
    """
    shown = pixmap(rows, size)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = begun(drawn)
    picture(painter, shown, QRectF(0, 0, side, side), side * CORNER)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def picture(painter: QPainter, shown: QPixmap, box: QRectF, corner: float) -> None:
    """Paint a picture over a face."""
    # A brush has smooth edges where a clip has steps.
    painter.save()
    painter.translate(box.topLeft())
    across, down = box.width() / shown.width(), box.height() / shown.height()
    painter.scale(across, down)
    painter.setBrush(shown)
    painter.drawRoundedRect(QRectF(shown.rect()), corner / across, corner / down)
    painter.restore()


def shade(painter: QPainter, box: QRectF, corner: float, brightness_percent: int) -> None:
    """Darken a face as far as the deck is dimmed."""
    dark = 1 - min(brightness_percent, FULL_PERCENT) / FULL_PERCENT
    if dark > 0:
        painter.setBrush(QColor(0, 0, 0, round(220 * dark)))
        painter.drawRoundedRect(box, corner, corner)


def ring(painter: QPainter, box: QRectF, ring_px: float, corner: float, color: QColor) -> None:
    """Paint the ring of the focus around a face."""
    width = max(2.0, ring_px * 0.4)
    out = ring_px - width / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, width))
    painter.drawRoundedRect(box.adjusted(-out, -out, out, out), corner + out, corner + out)
