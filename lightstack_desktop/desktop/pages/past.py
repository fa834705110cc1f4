"""What happened, newest first, a page at a time; to be filtered, followed and taken along.

1. Every question is asked aside: Qt's loop never waits for the disk. 2. One question at a time,
and of those that came meanwhile only the last. 3. What is new is shown by itself on the first page;
an older page stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from lightstack_desktop.desktop import labels, sentences
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.page import Page
from lightstack_desktop.desktop.pages.past_export import PastExport
from lightstack_desktop.desktop.pages.past_filter import PastFilter
from lightstack_desktop.desktop.pages.past_rows import PastRows
from lightstack_desktop.desktop.pages.quiet_table import quiet
from lightstack_desktop.store.history import ALL, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.desktop.pages.timeline import Timeline
    from lightstack_desktop.errors import LightstackError
    from lightstack_desktop.store.history import HistoryPage as Answer

PAGE_SIZE = 100
MOST_OFFERED = 1000
LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Question:
    """One page of what is wanted; pages count from 1."""

    wanted: Wanted = ALL
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
        self.filter = PastFilter(needs.clock)
        self.rows = PastRows()
        self.table = _table(self.rows)
        self.note = plain("")
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place = plain("")
        self.export = PastExport(needs, lambda: self.filter.wanted)
        self.timeline: Timeline | None = None
        self.follow = QPushButton(tr("&Timeline…"))
        self.first = self._button(tr("Ne&west"), tr("Newest"), lambda: 1)
        self.newer = self._button(tr("&Newer"), tr("Newer"), lambda: self._wanted.page - 1)
        self.older = self._button(tr("&Older"), tr("Older"), lambda: self._wanted.page + 1)
        self.last = self._button(tr("O&ldest"), tr("Oldest"), self._last_page)
        self._build()
        self._dress()
        self._connect()

    def show_board(self, board: Board) -> None:
        """Offer the alerts of this board, and look for what is new."""
        if self._board is None or self._board.alerts.keys() != board.alerts.keys():
            self.filter.offer(tuple(board.alerts)[:MOST_OFFERED])
        self._board = board
        if self._wanted.page == 1 or not self.rows.rows:
            self.ask()

    def close_down(self) -> None:
        """Leave no half export."""
        self.export.cancel()

    def ask(self) -> None:
        """Ask for the page that is wanted, now or after the answer that is on its way."""
        if self._asked is not None:
            self._is_late = True
            return
        self._asked, self._is_late = self._wanted, False
        question = partial(
            self._needs.history.page_of, self._wanted.wanted, self._wanted.page, PAGE_SIZE
        )
        self._needs.aside.ask(question, self._show, self._fail)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.filter, 1)
        side = QVBoxLayout()
        side.addWidget(self.follow)
        side.addWidget(self.export.button)
        top.addLayout(side)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.first, self.newer, self.older, self.last):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.export)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        # A line of its own: beside the buttons a long number has no room in a small window.
        column.addWidget(self.place)
        column.addLayout(foot)

    def _button(self, text: str, name: str, page: Callable[[], int]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setEnabled(False)
        button.clicked.connect(lambda: self._want(replace(self._wanted, page=page())))
        return button

    def _connect(self) -> None:
        self.filter.changed.connect(self._filter)
        self.follow.clicked.connect(self._follow)
        self.table.selectionModel().currentRowChanged.connect(self._say_note)

    def _dress(self) -> None:
        ink = self.palette().color(QPalette.ColorRole.ButtonText)
        self.follow.setIcon(self._needs.glyphs.icon("timeline-clock-outline", ink))
        self.export.button.setIcon(self._needs.glyphs.icon("download-outline", ink))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._dress()

    def _filter(self) -> None:
        self._want(Question(self.filter.wanted))

    def _want(self, question: Question) -> None:
        if question != self._wanted:
            self._wanted = question
            self.ask()

    def _last_page(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))

    # The timeline

    def followed(self) -> str | None:
        """Return the alert that a timeline would be of: the filter's, or the line's."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.rows.rows):
            return self.rows.rows[row].alert_key
        return self._wanted.wanted.alert_key

    def _follow(self) -> None:
        from lightstack_desktop.desktop.pages.timeline import Timeline  # noqa: PLC0415 - late

        key = self.followed()
        if key is None:
            return
        alert = self._board.alerts.get(key) if self._board is not None else None
        if self.timeline is None:
            self.timeline = Timeline(self._needs, self)
        self.timeline.open_on(key, alert.title if alert else key)

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
        said = labels.flat(sentences.said(error), LONGEST_NOTE)
        self.place.setText(tr("The history cannot be read: {error}", error=said))

    def _say_place(self) -> None:
        locale, page = QLocale(), self._wanted.page
        first = (page - 1) * PAGE_SIZE + 1
        shown = len(self.rows.rows)
        numbers = (locale.toString(n) for n in (first, first + shown - 1, self.total))
        if shown:
            first_text, last_text, all_text = numbers
            said = tr("{first} to {last} of {all}", first=first_text, last=last_text, all=all_text)
        elif self._wanted.wanted == ALL:
            said = tr("Nothing happened yet")
        else:
            said = tr("Nothing fits")
        self.place.setText(said)
        for button in (self.first, self.newer):
            button.setEnabled(page > 1)
        for button in (self.older, self.last):
            button.setEnabled(page < self._last_page())
        self.export.button.setEnabled(bool(shown) and not self.export.is_running)
        self._say_note()

    def _say_note(self) -> None:
        """Show the whole note of the line under the cursor."""
        row = self.table.currentIndex().row()
        note = self.rows.rows[row].note if 0 <= row < len(self.rows.rows) else None
        self.note.setText(labels.flat(note or "", LONGEST_NOTE))
        self.note.setVisible(bool(note))
        self.follow.setEnabled(self.followed() is not None)


def _table(rows: PastRows) -> QTableView:
    table = QTableView()
    table.setModel(rows)
    quiet(table, tr("History"))
    header = table.horizontalHeader()
    header.setStretchLastSection(True)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    width = table.fontMetrics().averageCharWidth()
    for column, letters in enumerate((20, 18, 15, 16)):
        table.setColumnWidth(column, letters * width)
    return table
