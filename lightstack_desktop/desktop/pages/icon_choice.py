"""An icon by looking for it: the whole set, drawn as far as it is seen.

1. A search finds by name and by words; without one all are offered. 2. An icon is drawn when its
cell is first seen, and a bounded number of drawings is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.desktop.language import counted, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPixmap

    from lightstack_desktop.desktop.glyphs import Glyphs

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ICON_PX, CELL = 32, QSize(52, 52)
MOST_FOUND, MOST_KEPT = 500, 1000


class IconChoice(QDialog):
    """Asks for an icon; `chosen` is its name after `accepted`."""

    def __init__(self, glyphs: Glyphs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Choose an icon"))
        self._glyphs = glyphs
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search: door, washing machine, alert …"))
        self.search.setAccessibleName(tr("Search icons"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        ink = self.palette().color(QPalette.ColorRole.Text)
        self.cells = IconCells(glyphs, ink, self.devicePixelRatioF())
        self.view = _view()
        self.view.setModel(self.cells)
        self.view.activated.connect(self.accept)
        self.view.selectionModel().currentChanged.connect(self._say)
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.search, self.view, self.name, self.buttons):
            column.addWidget(widget)
        self.resize(560, 460)
        self._find("")

    @property
    def chosen(self) -> str | None:
        """Return the icon under the cursor, None if there is none."""
        name: str | None = self.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        return name

    def _find(self, text: str) -> None:
        icons = self._glyphs.icons
        self.cells.show(icons.find(text, MOST_FOUND) if text.strip() else icons.names())
        if text.strip() and self.cells.rowCount():
            self.view.setCurrentIndex(self.cells.index(0, 0))
        self._say()

    def _say(self) -> None:
        found = self.cells.rowCount()
        many = counted("{n} icon", "{n} icons", found) if found else tr("No icon fits")
        self.name.setText(self.chosen or many)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(self.chosen is not None)


class IconCells(QAbstractListModel):
    """Names of icons, drawn when they are asked for."""

    def __init__(self, glyphs: Glyphs, ink: QColor, ratio: float) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._ink = ink
        self._ratio = ratio
        self._names: tuple[str, ...] = ()
        self._kept: dict[str, QPixmap] = {}

    def show(self, names: tuple[str, ...]) -> None:
        """Offer these."""
        self.beginResetModel()
        self._names = names
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name = self._names[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._drawn(name)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return name
        return None

    def _drawn(self, name: str) -> QPixmap:
        if name not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[name] = self._glyphs.pixmap(name, self._ink, ICON_PX, self._ratio)
        return self._kept[name]


def _view() -> QListView:
    view = QListView()
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setMovement(QListView.Movement.Static)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setUniformItemSizes(True)
    view.setGridSize(CELL)
    view.setIconSize(QSize(ICON_PX, ICON_PX))
    view.setAccessibleName(tr("Icons"))
    return view
