"""The alerts that were triggered most, as rows of a table with bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages.quiet_table import quiet
from lightstack_desktop.desktop.pages.share_bar import SHARES, ShareBar
from lightstack_desktop.store.figures import MOST_NAMED

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TITLES = (mark("Alert"), mark("Times"), mark("Share"))
BAR_COLUMN = 2
LONGEST = 100


class NoisyRows(QAbstractTableModel):
    """Shows names with counts, the largest first."""

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[tuple[str, int], ...] = ()

    def show(self, items: Sequence[tuple[str, int]]) -> None:
        """Show these."""
        if tuple(items) != self.items:
            self.beginResetModel()
            self.items = tuple(items)
            self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name, count = self.items[index.row()]
        if role == SHARES and index.column() == BAR_COLUMN:
            return count / self.items[0][1], 0.0
        if role == Qt.ItemDataRole.DisplayRole and index.column() != BAR_COLUMN:
            return QLocale().toString(count) if index.column() else labels.flat(name, LONGEST)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_title = orientation is Qt.Orientation.Horizontal and section < len(TITLES)
        return tr(TITLES[section]) if is_title and role == Qt.ItemDataRole.DisplayRole else None


def table(rows: NoisyRows) -> QTableView:
    """Return a table that shows these rows."""
    made = QTableView()
    made.setModel(rows)
    made.setItemDelegateForColumn(BAR_COLUMN, ShareBar(made))
    quiet(made, tr("Noisiest alerts"))
    high = made.fontMetrics().height() + 8
    made.verticalHeader().setDefaultSectionSize(high)
    made.setFixedHeight((MOST_NAMED + 1) * high + 12)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = made.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    width = made.fontMetrics().averageCharWidth()
    made.setColumnWidth(1, 9 * width)
    made.setColumnWidth(BAR_COLUMN, 14 * width)
    return made
