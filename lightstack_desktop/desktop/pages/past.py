"""What happened, newest first, a page at a time.

1. Every question is asked aside: Qt's loop never waits for the disk. 2. One question at a time,
and of those that came meanwhile only the last. 3. What is new is shown by itself on the first page;
an older page stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.page import Page
from lightstack_desktop.desktop.pages.past_rows import ACTIONS, PastRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.errors import LightstackError
    from lightstack_desktop.store.history import HistoryPage as Answer

PAGE_SIZE = 100
ALL_ALERTS, ALL_ACTIONS = "All alerts", "Everything"
MOST_OFFERED = 1000
LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Question:
    """One page of what is wanted; pages count from 1."""

    alert_key: str | None = None
    action: str | None = None
    page: int = 1


class HistoryPage(Page):
    """The page of what happened."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self._needs = needs
        self._board: Board | None = None
        self._wanted = Question()
        self._asked: Question | None = None
        self._is_late = False
        self.total = 0
        self.key = QComboBox()
        self.action = QComboBox()
        self.rows = PastRows()
        self.table = _table(self.rows)
        self.note = plain("")
        self.place = plain("")
        self.first = self._button("Ne&west", "Newest", lambda: 1)
        self.newer = self._button("&Newer", "Newer", lambda: self._wanted.page - 1)
        self.older = self._button("&Older", "Older", lambda: self._wanted.page + 1)
        self.last = self._button("Ol&dest", "Oldest", self._last_page)
        self._fill()
        self._build()
        self._connect()

    def show_board(self, board: Board) -> None:
        """Offer the alerts of this board, and look for what is new."""
        if self._board is None or self._board.alerts.keys() != board.alerts.keys():
            self._offer(tuple(board.alerts)[:MOST_OFFERED])
        self._board = board
        if self._wanted.page == 1 or not self.rows.rows:
            self.ask()

    def ask(self) -> None:
        """Ask for the page that is wanted, now or after the answer that is on its way."""
        if self._asked is not None:
            self._is_late = True
            return
        self._asked, self._is_late = self._wanted, False
        wanted = self._wanted
        question = partial(
            self._needs.history.page, wanted.alert_key, wanted.action, wanted.page, PAGE_SIZE
        )
        self._needs.aside.ask(question, self._show, self._fail)

    def _fill(self) -> None:
        self.key.setEditable(True)
        self.key.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.key.setAccessibleName("Alert")
        self.key.addItem(ALL_ALERTS)
        self.key.setMinimumContentsLength(24)
        completer = QCompleter(self.key.model(), self.key)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.key.setCompleter(completer)
        self.action.setAccessibleName("What happened")
        self.action.addItem(ALL_ACTIONS, None)
        for action in ACTIONS:
            self.action.addItem(action.capitalize(), action)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.key)
        top.addWidget(self.action)
        top.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.place, 1)
        for button in (self.first, self.newer, self.older, self.last):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        column.addLayout(foot)

    def _button(self, text: str, name: str, page: Callable[[], int]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setEnabled(False)
        button.clicked.connect(lambda: self._want(replace(self._wanted, page=page())))
        return button

    def _connect(self) -> None:
        self.key.currentIndexChanged.connect(self._filter)
        line = self.key.lineEdit()
        assert line is not None
        line.returnPressed.connect(self._filter)
        self.action.currentIndexChanged.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._say_note)

    def _offer(self, keys: tuple[str, ...]) -> None:
        """Offer keys to filter by, and keep the one that is chosen."""
        text = self.key.currentText()
        self.key.blockSignals(True)
        self.key.clear()
        self.key.addItems([ALL_ALERTS, *keys])
        self.key.setCurrentIndex(self.key.findText(text))
        self.key.setEditText(text)
        self.key.blockSignals(False)

    def _filter(self) -> None:
        text = self.key.currentText()
        key = None if text in ("", ALL_ALERTS) else text
        self._want(Question(key, self.action.currentData()))

    def _want(self, question: Question) -> None:
        if question != self._wanted:
            self._wanted = question
            self.ask()

    def _last_page(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))

    # Answers

    def _show(self, answer: Answer) -> None:
        asked, self._asked = self._asked, None
        if asked == self._wanted:
            self.total = answer.total
            self.rows.show(answer.items)
            self._say_place()
        if self._is_late or asked != self._wanted:
            self.ask()

    def _fail(self, error: LightstackError) -> None:
        self._asked, self._is_late = None, False
        self.place.setText(f"The history cannot be read: {labels.flat(str(error), LONGEST_NOTE)}")

    def _say_place(self) -> None:
        locale, page = QLocale(), self._wanted.page
        first = (page - 1) * PAGE_SIZE + 1
        shown = len(self.rows.rows)
        numbers = f"{locale.toString(first)} to {locale.toString(first + shown - 1)}"
        of_all = f"of {locale.toString(self.total)}"
        self.place.setText(f"{numbers} {of_all}" if shown else "Nothing happened yet")
        for button in (self.first, self.newer):
            button.setEnabled(page > 1)
        for button in (self.older, self.last):
            button.setEnabled(page < self._last_page())
        self._say_note()

    def _say_note(self) -> None:
        """Show the whole note of the line under the cursor."""
        row = self.table.currentIndex().row()
        note = self.rows.rows[row].note if 0 <= row < len(self.rows.rows) else None
        self.note.setText(labels.flat(note or "", LONGEST_NOTE))
        self.note.setVisible(bool(note))


def _table(rows: PastRows) -> QTableView:
    table = QTableView()
    table.setModel(rows)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setAccessibleName("History")
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setStretchLastSection(True)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    width = table.fontMetrics().averageCharWidth()
    for column, letters in enumerate((20, 18, 15, 10)):
        table.setColumnWidth(column, letters * width)
    return table
