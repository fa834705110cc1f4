"""The alerts that can be put on keys: found by words, dragged, or chosen; each says its key.

A key that is dragged here is freed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import alert_table, deck_words
from lightstack_desktop.desktop.pages.alert_rows import ALERT, AlertRows, Index
from lightstack_desktop.desktop.pages.alert_table import Filter
from lightstack_desktop.desktop.pages.deck_key import ALERT_TYPE, KEY_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import Alert

LONGEST = 120


class OfferRows(AlertRows):
    """Alerts that can be dragged."""

    def __init__(self) -> None:
        super().__init__(
            (tr("Alert"), tr("Where")), self._said, icon=alert_table.icon, look=alert_table.look
        )
        self._keys: dict[str, int] = {}

    def show_on(self, deck: Deck, alerts: Iterable[Alert]) -> None:
        """Show these alerts, and where on this deck they sit."""
        keys = {pin.sitter: pin.key_index for pin in deck.pins}
        is_other, self._keys = keys != self._keys, keys
        self.show(alerts)
        if is_other:
            self.refresh()

    def _said(self, alert: Alert, column: int) -> str:
        if column == 0:
            return labels.flat(alert.title, LONGEST)
        key_index = self._keys.get(alert.key)
        return "" if key_index is None else deck_words.key(key_index)

    # What Qt asks

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        return [ALERT_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        said = QMimeData()
        said.setData(ALERT_TYPE, indexes[0].data(ALERT).key.encode())
        return said

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        return Qt.DropAction.CopyAction


class OfferList(QTreeView):
    """The list. `key_dropped`: a key was dragged off the deck."""

    key_dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows = OfferRows()
        self.filter = Filter()
        self.filter.setSourceModel(self.rows)
        self.setModel(self.filter)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        # Only what is seen is measured: of 2,000 alerts each change took a tenth of a second.
        header.setResizeContentsPrecision(0)
        self.setAccessibleName(tr("Alerts to put on keys"))

    def current(self) -> Alert | None:
        """Return the alert under the cursor."""
        alert: Alert | None = self.currentIndex().data(ALERT)
        return alert

    def choose(self, key: str) -> None:
        """Put the cursor on an alert, if it is shown."""
        index = self.filter.mapFromSource(self.rows.index(self.rows.row_of(key), 0))
        if index.isValid():
            self.setCurrentIndex(index)

    # What Qt tells

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        _take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        _take(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        said: Any = event.mimeData()
        if said.hasFormat(KEY_TYPE):
            event.acceptProposedAction()
            self.key_dropped.emit(int(said.data(KEY_TYPE).data()))


def _take(event: QDragEnterEvent | QDragMoveEvent) -> None:
    """Let keys come, and nothing else."""
    if event.mimeData().hasFormat(KEY_TYPE):
        event.acceptProposedAction()
    else:
        event.ignore()
