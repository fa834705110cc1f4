"""Alerts as rows of a Qt view, in the order given.

1. What changes is told row by row, so that selection and scroll position stay with their alerts.
2. The row itself is under `ALERT`, for a delegate; every other role is plain text.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtGui import QIcon

    from lightstack_desktop.alerts.model import Alert

    Text = Callable[[Alert, int], str]

Index = QModelIndex | QPersistentModelIndex
ALERT = int(Qt.ItemDataRole.UserRole)
ROOT = QModelIndex()


class AlertRows(QAbstractTableModel):
    """Holds alerts. `text` says what a column shows, `spoken` what a screen reader says;
    `icon` stands before the first column. `look` returns all that these three depend on.
    """

    def __init__(
        self,
        titles: Sequence[str],
        text: Text,
        spoken: Text | None = None,
        icon: Callable[[Alert], QIcon] | None = None,
        look: Callable[[Alert], object] | None = None,
    ) -> None:
        super().__init__()
        self._icon = icon
        self._look = look or id
        self._titles = tuple(titles)
        self._text = text
        self._spoken = spoken or text
        self.alerts: list[Alert] = []

    def show(self, alerts: Iterable[Alert]) -> None:
        """Show these alerts."""
        wanted = list(alerts)
        keys = list(map(_key, wanted))
        if keys != list(map(_key, self.alerts)):
            self._remove(set(keys))
            self._reorder(keys)
            self._insert(wanted)
        self._replace(wanted)

    def refresh(self) -> None:
        """Tell views that every text may read otherwise now, as ages do."""
        self._tell(range(len(self.alerts)))

    def row_of(self, key: str) -> int:
        """Return where an alert stands, -1 if it does not."""
        return next((row for row, alert in enumerate(self.alerts) if alert.key == key), -1)

    def _remove(self, kept: set[str]) -> None:
        gone = [row for row, alert in enumerate(self.alerts) if alert.key not in kept]
        for first, last in reversed(_runs(gone)):
            self.beginRemoveRows(ROOT, first, last)
            del self.alerts[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, keys: list[str]) -> None:
        place = {key: n for n, key in enumerate(keys)}
        ordered = sorted(self.alerts, key=lambda alert: place[alert.key])
        if ordered == self.alerts:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = {alert.key: row for row, alert in enumerate(ordered)}
        after = [self.index(rows[self.alerts[i.row()].key], i.column()) for i in before]
        self.alerts = ordered
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, wanted: list[Alert]) -> None:
        present = set(map(_key, self.alerts))
        new = [row for row, alert in enumerate(wanted) if alert.key not in present]
        for first, last in _runs(new):
            self.beginInsertRows(ROOT, first, last)
            self.alerts[first:first] = wanted[first : last + 1]
            self.endInsertRows()

    def _replace(self, wanted: list[Alert]) -> None:
        pairs = enumerate(zip(self.alerts, wanted, strict=True))
        look = self._look
        changed = [n for n, (old, new) in pairs if old is not new and look(old) != look(new)]
        self.alerts = wanted
        self._tell(changed)

    def _tell(self, rows: Iterable[int]) -> None:
        last_column = len(self._titles) - 1
        for first, last in _runs(list(rows)):
            self.dataChanged.emit(self.index(first, 0), self.index(last, last_column))

    # What Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.alerts)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        alert = self.alerts[index.row()]
        if role == ALERT:
            return alert
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(alert, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(alert, index.column())
        if role == Qt.ItemDataRole.DecorationRole and self._icon and index.column() == 0:
            return self._icon(alert)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_title = orientation is Qt.Orientation.Horizontal and section < len(self._titles)
        return self._titles[section] if is_title and role == Qt.ItemDataRole.DisplayRole else None


def _key(alert: Alert) -> str:
    return alert.config.alert_key


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Return rising numbers as runs of neighbours, the first and last of each."""
    runs = []
    for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        run = [row for _, row in group]
        runs.append((run[0], run[-1]))
    return runs
