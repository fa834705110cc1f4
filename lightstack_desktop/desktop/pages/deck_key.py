"""One key of a drawn deck: it is chosen, dragged, dropped on and freed, never pressed.

1. By mouse: drag it, or drop an alert or another key on it. 2. By keyboard: Enter or Space puts the
chosen alert here, Delete frees it, Control and an arrow move what it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QPainter, QPen
from PySide6.QtWidgets import QApplication

from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.screen_paint import CORNER, GROUND
from lightstack_desktop.desktop.spoken_button import SpokenButton

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QPixmap,
    )
    from PySide6.QtWidgets import QWidget

ALERT_TYPE = "application/x-lightstack-alert"
KEY_TYPE = "application/x-lightstack-key"
HOW = mark("Enter puts the chosen alert here, Delete frees the key, Ctrl and an arrow move it")
RING = QColor(122, 190, 255)
RING_SHARE = 0.08  # of the widget's width lies around the face, for the ring
PUTTING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
FREEING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class DeckKey(SpokenButton):
    """A key; its parent lays it out. Every signal begins with the key's index."""

    chosen = Signal(int)
    put_asked = Signal(int)
    freed = Signal(int)
    shoved = Signal(int, int, int)
    stepped = Signal(int, int, int)
    key_dropped = Signal(int, int)
    alert_dropped = Signal(int, str)
    menu_asked = Signal(int, QPoint)

    def __init__(self, key_index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.key_index = key_index
        self._picture: QPixmap | None = None
        self._pressed_at: QPoint | None = None
        self.is_dragged = False
        self.is_target = False
        self.is_current = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAcceptDrops(True)
        self.setAccessibleDescription(tr(HOW))
        # This comes from a screen reader only: our own handlers below do not call Qt's.
        self.clicked.connect(lambda: self.put_asked.emit(self.key_index))

    def take_picture(self, picture: QPixmap) -> None:
        """Show another picture; whoever gives it has the key painted."""
        self._picture = picture

    def set_current(self, *, is_current: bool) -> None:
        """Show that this is the key that is spoken of, also while something else has the focus."""
        if is_current != self.is_current:
            self.is_current = is_current
            # One key at a time is on the way of Tab; arrows go to the others.
            policy = Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus
            self.setFocusPolicy(policy)
            self.update()

    def _drag(self) -> None:
        drag = QDrag(self)
        said = QMimeData()
        said.setData(KEY_TYPE, str(self.key_index).encode())
        drag.setMimeData(said)
        inset = round(self.width() * RING_SHARE)
        drag.setPixmap(self.grab(self.rect().adjusted(inset, inset, -inset, -inset)))
        drag.setHotSpot(QPoint(self.width() // 2, self.height() // 2))
        self.is_dragged = True
        drag.exec(Qt.DropAction.MoveAction)
        self.is_dragged = False

    def _aim(self, *, is_target: bool) -> None:
        self.is_target = is_target
        self.update()

    # What Qt tells

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._pressed_at is None:
            return
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if way >= QApplication.startDragDistance():
            self._pressed_at = None
            self._drag()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._pressed_at = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            has_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.shoved if has_control else self.stepped).emit(self.key_index, *step)
        elif event.key() in FREEING:
            self.freed.emit(self.key_index)
        elif event.key() in PUTTING:
            if not event.isAutoRepeat():
                self.put_asked.emit(self.key_index)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        by_mouse = event.reason() is event.Reason.Mouse
        at = event.globalPos() if by_mouse else self.mapToGlobal(self.rect().center())
        self.menu_asked.emit(self.key_index, at)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.chosen.emit(self.key_index)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if event.mimeData().hasFormat(ALERT_TYPE) or event.mimeData().hasFormat(KEY_TYPE):
            event.acceptProposedAction()
            self._aim(is_target=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        self._aim(is_target=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        self._aim(is_target=False)
        said = event.mimeData()
        event.acceptProposedAction()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if said.hasFormat(ALERT_TYPE):
            self.alert_dropped.emit(self.key_index, bytes(said.data(ALERT_TYPE).data()).decode())
        elif said.hasFormat(KEY_TYPE):
            self.key_dropped.emit(self.key_index, int(said.data(KEY_TYPE).data()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        face = round(self.width() * (1 - 2 * RING_SHARE))
        inset = (self.width() - face) // 2
        box = QRectF(inset, inset, face, face)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_face(painter, box)
        self._paint_ring(painter, box)
        painter.end()

    def _paint_face(self, painter: QPainter, box: QRectF) -> None:
        corner = box.width() * CORNER
        if self._picture is None:
            painter.setBrush(GROUND)
            painter.drawRoundedRect(box, corner, corner)
        else:
            # It has its corners already, and its size: that is ten times as fast as a brush.
            painter.drawPixmap(box.toRect(), self._picture)

    def _paint_ring(self, painter: QPainter, box: QRectF) -> None:
        """Show a full ring for the focus, a thin one for the key spoken of, a dashed target."""
        is_focused = self.hasFocus()
        if not (is_focused or self.is_current or self.is_target):
            return
        style = Qt.PenStyle.DashLine if self.is_target else Qt.PenStyle.SolidLine
        width = max(2.0, self.width() / 32) if is_focused or self.is_target else 1.0
        gap = self.width() * RING_SHARE / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(RING, width, style))
        corner = box.width() * CORNER * 1.3
        painter.drawRoundedRect(box.adjusted(-gap, -gap, gap, gap), corner, corner)
