"""A bar in a table's cell: a full part and, after it, a hatched one.

1. The parts differ by pattern, not by colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QBrush, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

SHARES = int(Qt.ItemDataRole.UserRole)
MARGIN, THINNEST_PX = 4, 2.0


class ShareBar(QStyledItemDelegate):
    """Draws what a model has under SHARES: two parts of 1, each of the whole width."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        shares = index.data(SHARES)
        if shares is None:
            return
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Highlight
        ink = option.palette.color(role)
        box = QRectF(option.rect).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        full, hatched = (share * box.width() for share in shares)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(QRectF(box.left(), box.top(), max(THINNEST_PX, full), box.height()), ink)
        if hatched > 0:
            rest = QRectF(box.left() + full, box.top(), hatched, box.height())
            painter.fillRect(rest, QBrush(ink, Qt.BrushStyle.BDiagPattern))
            painter.setPen(ink)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rest)
        painter.restore()
