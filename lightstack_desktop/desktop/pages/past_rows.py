"""Rows of the history for a table: one page of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages import words

if TYPE_CHECKING:
    from datetime import datetime

    from lightstack_desktop.store.history import HistoryRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TITLES = (mark("Time"), mark("Alert"), mark("What"), mark("By"), mark("Note"))
LONGEST = 200


class PastRows(QAbstractTableModel):
    """Shows rows; they are replaced page by page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[HistoryRow, ...] = ()

    def show(self, rows: tuple[HistoryRow, ...]) -> None:
        """Show these rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        return text(self.rows[index.row()], index.column())

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_title = orientation is Qt.Orientation.Horizontal and section < len(TITLES)
        return tr(TITLES[section]) if is_title and role == Qt.ItemDataRole.DisplayRole else None


def text(row: HistoryRow, column: int) -> str:
    """Return what a cell shows."""
    cells = (
        row.alert_key,
        words.action(row.action),
        words.source(row.source),
        row.note or "",
    )
    return moment(row.created_at) if column == 0 else labels.flat(cells[column - 1], LONGEST)


def moment(when: datetime) -> str:
    """Return a time in the user's zone and as the user writes it, to the second."""
    local = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    locale = QLocale()
    date = locale.toString(local.date(), QLocale.FormatType.ShortFormat)
    return f"{date} {local.time().toString('HH:mm:ss')}"
