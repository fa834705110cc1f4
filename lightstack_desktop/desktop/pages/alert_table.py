"""The table of all configurations: sorted by any column, filtered by words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from lightstack_desktop.desktop import badge, labels
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages import words
from lightstack_desktop.desktop.pages.alert_rows import ALERT, AlertRows
from lightstack_desktop.desktop.pages.quiet_table import quiet

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QIcon

    from lightstack_desktop.alerts.model import Alert

    Index = QModelIndex | QPersistentModelIndex

TITLES = (mark("Name"), mark("Key"), mark("Priority"), mark("State"))
LONGEST = 200


def text(alert: Alert, column: int) -> str:
    """Return what a cell shows."""
    if column == 0:
        return _flat(alert.title)
    if column == 1:
        return _flat(alert.key)
    if column == 2:
        return words.priority(alert.config.fields.default_priority)
    return state(alert)


def state(alert: Alert) -> str:
    """Return how it stands with an alert, in a word."""
    if not alert.is_active:
        return tr("Idle")
    return tr("Acknowledged") if alert.is_acknowledged else tr("Active")


class AlertTable(QTableView):
    """Shows configurations. `rows` holds all of them, in the order they were made."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = AlertRows(tuple(map(tr, TITLES)), text, icon=icon, look=look)
        self.filter = Filter()
        self.filter.setSourceModel(self.rows)
        self.setModel(self.filter)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        quiet(self, tr("Alerts"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, letters in ((1, 22), (2, 12), (3, 14)):
            self.setColumnWidth(column, letters * self.fontMetrics().averageCharWidth() + 12)

    def current(self) -> Alert | None:
        """Return the alert in the line under the cursor."""
        alert: Alert | None = self.currentIndex().data(ALERT)
        return alert

    def select(self, key: str) -> None:
        """Put the cursor on an alert, if it is shown."""
        index = self.filter.mapFromSource(self.rows.index(self.rows.row_of(key), 0))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)


class Filter(QSortFilterProxyModel):
    """Lets through what has all words in its name, key or description."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSortLocaleAware(True)

    def find(self, sought: str) -> None:
        """Look for these words."""
        self.beginFilterChange()
        self._words = tuple(sought.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:  # noqa: N802 - Qt's name
        if not self._words:
            return True
        rows = self.sourceModel()
        assert isinstance(rows, AlertRows)
        fields = rows.alerts[row].config.fields
        parts = (rows.alerts[row].key, fields.name or "", fields.description or "")
        whole = "\n".join(parts).casefold()
        return all(word in whole for word in self._words)


def look(alert: Alert) -> object:
    """Return what a line shows; a repeat, which changes nothing of it, is told to nobody."""
    return alert.config, alert.effective_priority, alert.is_active, alert.is_acknowledged


def icon(alert: Alert) -> QIcon:
    """Return how it stands with an alert as a picture."""
    return badge.icon(badge.of_alert(alert), badge.MENU_SIZES)


# Sorting 2,000 lines asks for 40,000 texts.
@lru_cache(maxsize=4096)
def _flat(text: str) -> str:
    return labels.flat(text, LONGEST)
