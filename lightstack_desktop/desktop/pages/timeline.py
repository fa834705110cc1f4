"""When one alert was active, and how soon somebody knew and it was over: a line an activation.

1. Older ones are read when they are asked for, some at a time. 2. A bar shows how long it took:
full until somebody knew, hatched from then on; the longest on show is as wide as its column.
3. What the bars show stands beside them in words.
"""

from __future__ import annotations

from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from lightstack_desktop.desktop import labels, sentences
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages import spans
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.past_rows import moment
from lightstack_desktop.desktop.pages.quiet_table import quiet
from lightstack_desktop.desktop.pages.share_bar import SHARES, ShareBar

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.errors import LightstackError
    from lightstack_desktop.store.history import Activation, Activations, Mark

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TITLES = (
    mark("Began"), mark("Acknowledged after"), mark("Cleared after"), mark("Triggers"),
    mark("How long"),
)  # fmt: skip
BAR_COLUMN = 4
AT_A_TIME = 50
LONGEST = 200


class Timeline(QDialog):
    """The window of one alert's activations."""

    def __init__(self, needs: Needs, parent: QWidget) -> None:
        super().__init__(parent)
        self._needs = needs
        self._key = ""
        self._older: Mark | None = None
        self.setWindowTitle(tr("Timeline"))
        self.name = plain("")
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        self.rows = Rows()
        self.table = _table(self.rows)
        self.summary = plain("")
        self.more = QPushButton(tr("&Older"))
        self.more.setEnabled(False)
        self.more.clicked.connect(self._ask)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        for widget in (self.name, self.summary, self.table):
            column.addWidget(widget)
        column.addLayout(foot)
        self.resize(760, 460)

    def open_on(self, key: str, title: str) -> None:
        """Open with the newest activations of an alert."""
        self._key, self._older = key, None
        self.name.setText(labels.flat(title, LONGEST))
        self.summary.setText(tr("Reading…"))
        self.rows.clear(self._needs.clock())
        self._ask()
        self.open()

    def _ask(self) -> None:
        self.more.setEnabled(False)
        question = partial(self._needs.history.activations, self._key, self._older, AT_A_TIME)
        asked = self._key, self._older
        self._needs.aside.ask(question, partial(self._show, asked), self._fail)

    def _show(self, asked: tuple[str, Mark | None], found: Activations) -> None:
        if asked != (self._key, self._older) or (self._older is None and self.rows.items):
            return  # of another alert that was looked at before, or told already
        self._older = found.older
        self.rows.add(found.items)
        self.more.setEnabled(found.older is not None)
        self.summary.setText(summary(self.rows.items))

    def _fail(self, error: LightstackError) -> None:
        said = labels.flat(sentences.said(error), 400)
        self.summary.setText(tr("The history cannot be read: {error}", error=said))


class Rows(QAbstractTableModel):
    """Activations as rows, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._now: datetime | None = None
        self._longest_s = 1.0
        self.items: tuple[Activation, ...] = ()

    def clear(self, now: datetime) -> None:
        """Show none; those to come that last are looked at now."""
        self.beginResetModel()
        self._now, self._longest_s, self.items = now, 1.0, ()
        self.endResetModel()

    def add(self, items: tuple[Activation, ...]) -> None:
        """Add older ones."""
        if not items:
            return
        first = len(self.items)
        self.beginInsertRows(ROOT, first, first + len(items) - 1)
        self.items += items
        self.endInsertRows()
        self._longest_s = max(1.0, *(self._length_s(item) for item in self.items))
        self.dataChanged.emit(self.index(0, BAR_COLUMN), self.index(first, BAR_COLUMN))

    def _length_s(self, item: Activation) -> float:
        return _between_s(item.began_at, item.ended_at or self._now) or 0.0

    def shares(self, item: Activation) -> tuple[float, float]:
        """Return how much of a bar's width is full, and how much after that hatched."""
        whole = self._length_s(item) / self._longest_s
        known_s = _between_s(item.began_at, item.acknowledged_at)
        full = whole if known_s is None else min(whole, known_s / self._longest_s)
        return full, whole - full

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == SHARES and index.column() == BAR_COLUMN:
            return self.shares(item)
        if role == Qt.ItemDataRole.DisplayRole and index.column() != BAR_COLUMN:
            return texts(item)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spans.text(self._length_s(item)) if index.column() == BAR_COLUMN else None
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_title = orientation is Qt.Orientation.Horizontal and section < len(TITLES)
        return tr(TITLES[section]) if is_title and role == Qt.ItemDataRole.DisplayRole else None


def texts(item: Activation) -> tuple[str, ...]:
    """Return what an activation's cells say."""
    known_s = _between_s(item.began_at, item.acknowledged_at)
    ended_s = _between_s(item.began_at, item.ended_at)
    known = spans.text(known_s) if known_s is not None else "\N{EN DASH}"
    ended = spans.text(ended_s) if ended_s is not None else tr("still active")
    return moment(item.began_at), known, ended, str(item.trigger_count)


def summary(items: tuple[Activation, ...]) -> str:
    """Return what these activations have in common, in a sentence."""
    if not items:
        return tr("It was never active.")
    known = [s for i in items if (s := _between_s(i.began_at, i.acknowledged_at)) is not None]
    ended = [s for i in items if (s := _between_s(i.began_at, i.ended_at)) is not None]
    parts = [tr("On show: {n}.", n=len(items))]
    if known:
        middle = spans.text(median(known))
        parts.append(
            tr("Acknowledged: {n}, half of them within {time}.", n=len(known), time=middle)
        )
    if ended:
        middle = spans.text(median(ended))
        parts.append(tr("Cleared: {n}, half of them within {time}.", n=len(ended), time=middle))
    return " ".join(parts)


def _between_s(begin: datetime, end: datetime | None) -> float | None:
    """Return seconds; 0 where the clock was set back, None where there is no end."""
    return max(0.0, (end - begin).total_seconds()) if end is not None else None


def _table(rows: Rows) -> QTableView:
    table = QTableView()
    table.setModel(rows)
    table.setItemDelegateForColumn(BAR_COLUMN, ShareBar(table))
    quiet(table, tr("Activations"))
    header = table.horizontalHeader()
    header.setStretchLastSection(True)
    width = table.fontMetrics().averageCharWidth()
    for column, letters in enumerate((20, 20, 16, 10)):
        # A title is longer in another language.
        least = header.sectionSizeHint(column)
        table.setColumnWidth(column, max(letters * width, least))
    return table
