"""What the history is filtered by: an alert, what happened, who did it, and when.

1. A key or a source that is written by hand counts when Enter is pressed. 2. Days are those of the
wall clock; the last one is meant whole.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages import words
from lightstack_desktop.store.history import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QLineEdit

ALL_ALERTS, ALL_ACTIONS, ALL_SOURCES = mark("All alerts"), mark("Everything"), mark("By anyone")
# How many days, today included; 0 is all, None two dates.
SPANS: dict[str, int | None] = {
    mark("Any time"): 0,
    mark("Today"): 1,
    mark("Last 7 days"): 7,
    mark("Last 30 days"): 30,
    mark("Last 365 days"): 365,
    mark("From … to …"): None,
}


class PastFilter(QWidget):
    """Holds what is wanted. `changed`: a person wants something else."""

    changed = Signal()

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self.key = _editable(tr("Alert"))
        self.action = QComboBox()
        self.source = _editable(tr("Who did it"))
        self.span = QComboBox()
        today = _qt(self._today())
        self.first, self.last = QDateEdit(today.addDays(-30)), QDateEdit(today)
        self._dates = QWidget()
        self._fill()
        self._build()
        self._connect()

    @property
    def wanted(self) -> Wanted:
        """Return what is chosen."""
        since, until = self._range()
        return Wanted(
            _written(self.key, ALL_ALERTS),
            self.action.currentData(),
            self._source(),
            since,
            until,
        )

    def offer(self, keys: Sequence[str]) -> None:
        """Offer keys to filter by, and keep the one that is chosen."""
        text = self.key.currentText()
        self.key.blockSignals(True)
        self.key.clear()
        self.key.addItems([tr(ALL_ALERTS), *keys])
        self.key.setCurrentIndex(self.key.findText(text))
        self.key.setEditText(text)
        self.key.blockSignals(False)

    def _source(self) -> str | None:
        # By its text: a person may have written another one since a line was chosen.
        line = self.source.findText(self.source.currentText(), Qt.MatchFlag.MatchExactly)
        if line >= 0:
            chosen: str | None = self.source.itemData(line)
            return chosen
        return _written(self.source, ALL_SOURCES)

    def _range(self) -> tuple[datetime | None, datetime | None]:
        days = self.span.currentData()
        if days is None:
            first, last = (_python(edit.date()) for edit in (self.first, self.last))
            return _midnight(min(first, last)), _midnight(max(first, last) + timedelta(days=1))
        return (_midnight(self._today() - timedelta(days=days - 1)) if days else None), None

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _fill(self) -> None:
        self.key.addItem(tr(ALL_ALERTS))
        self.key.setMinimumContentsLength(20)
        self.action.setAccessibleName(tr("What happened"))
        self.action.addItem(tr(ALL_ACTIONS), None)
        for action in words.ACTIONS:
            self.action.addItem(words.action(action), action)
        self.source.addItem(tr(ALL_SOURCES), None)
        for source in words.SOURCES:
            self.source.addItem(words.source(source), source)
        self.span.setAccessibleName(tr("When"))
        for title, days in SPANS.items():
            self.span.addItem(tr(title), days)
        for edit, name in ((self.first, tr("From")), (self.last, tr("To"))):
            edit.setCalendarPopup(True)
            edit.setAccessibleName(name)
        self._dates.hide()

    def _build(self) -> None:
        dates = QHBoxLayout(self._dates)
        dates.setContentsMargins(0, 0, 0, 0)
        for edit in (self.first, QLabel("\N{EN DASH}"), self.last):
            dates.addWidget(edit)
        dates.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        # In two lines, so that they fit into the smallest window.
        for line in ((self.key, self.action), (self.source, self.span)):
            row = QHBoxLayout()
            for widget in line:
                row.addWidget(widget)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(self._dates)

    def _connect(self) -> None:
        for box in (self.key, self.source):
            box.currentIndexChanged.connect(self._tell)
            _line(box).returnPressed.connect(self._tell)
        self.action.currentIndexChanged.connect(self._tell)
        self.span.currentIndexChanged.connect(self._choose_span)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(self._tell)

    def _choose_span(self) -> None:
        self._dates.setVisible(self.span.currentData() is None)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()


def _editable(name: str) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setAccessibleName(name)
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
    return box


def _line(box: QComboBox) -> QLineEdit:
    line = box.lineEdit()
    assert line is not None
    return line


def _written(box: QComboBox, everything: str) -> str | None:
    text = box.currentText()
    return None if text in ("", tr(everything)) else text


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
