"""The backups of the database: which there are, one more now, and one put back.

1. The folder is looked at aside, and a copy is made aside. 2. A backup is checked before anybody
is asked to give up what there is. 3. Putting one back ends the program for a moment, because nobody
may have the database open then; what was there is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
)

from lightstack_desktop.desktop import labels, sentences
from lightstack_desktop.desktop.language import counted, mark, tr
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.settings_group import Group, side_by_side
from lightstack_desktop.desktop.question import question
from lightstack_desktop.store import backups
from lightstack_desktop.store import restore as restoring
from lightstack_desktop.store.store import DATABASE

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMessageBox

    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.errors import LightstackError
    from lightstack_desktop.store.backups import Backup, Contents

HEIGHT_PX = 170
LONGEST = 300
REASONS = {
    "daily": mark("Every day"),
    "asked": mark("Asked for"),
    "before-restore": mark("Before one was put back"),
    "before-import": mark("Before an import"),
}
UPDATE = "before-0"
BEFORE_UPDATE = mark("Before an update")
RESTORE_QUESTION = mark(
    "It holds alerts: {alerts}, history entries: {rows}. What there is now is backed up first. "
    "Lightstack Desktop starts again for it, and the decks are dark for a moment."
)


@dataclass(frozen=True, slots=True)
class Found:
    """A backup and its size in bytes."""

    backup: Backup
    size: int


class Backups(Group):
    """The group of the backups."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(tr("Backups"), needs)
        self._database = needs.settings.data_dir / DATABASE
        self._found: tuple[Found, ...] = ()
        self._question: QMessageBox | None = None
        self.table = _table()
        self.table.itemSelectionChanged.connect(self._allow)
        self.back_up = QPushButton(tr("&Back up now"))
        self.back_up.clicked.connect(self._create)
        self.put_back = QPushButton(tr("P&ut it back…"))
        self.put_back.setEnabled(False)
        self.put_back.clicked.connect(self._check)
        self.total = plain("")
        self.said = plain("")
        self.add(tr("Kept"), self.table)
        self.add("", self.total)
        self.add("", side_by_side(self.back_up, self.put_back))
        self.add("", self.said)
        self._say("")

    def look(self) -> None:
        """Look at the folder."""
        self._needs.slow.ask(partial(found, self._database), self._show, self._failed)

    def _show(self, there: tuple[Found, ...]) -> None:
        self.total.setText(_total(there))
        if there == self._found:
            return
        self._found = there
        self.table.setRowCount(len(there))
        for row, one in enumerate(there):
            for column, text in enumerate(_cells(one)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        # One is always meant, so that the keyboard finds one too.
        self.table.selectRow(0)

    def _say(self, text: str) -> None:
        self.said.setText(labels.flat(text, LONGEST))
        self._form.setRowVisible(self.said, bool(text))

    def _allow(self) -> None:
        self.back_up.setEnabled(True)
        self.put_back.setEnabled(bool(self.table.selectedItems()))

    def _create(self) -> None:
        self.back_up.setEnabled(False)
        self._say(tr("A backup is being made…"))
        now, slow = self._needs.clock(), self._needs.slow
        make = partial(backups.create, self._database, "asked", now, lambda: slow.is_over)
        slow.ask(make, self._created, self._failed)

    def _created(self, made: Backup | None) -> None:
        self._allow()
        if made is None:
            self._say(tr("Nothing has changed since the newest backup."))
        else:
            self._say(tr("Backed up, and checked: {name}", name=made.name))
        self.look()

    def _failed(self, error: LightstackError) -> None:
        self._allow()
        self._say(sentences.said(error))

    def _check(self) -> None:
        backup = self._found[self.table.currentRow()].backup
        self.put_back.setEnabled(False)
        self._say(tr("The backup is being checked…"))
        check = partial(restoring.check, backup)
        self._needs.slow.ask(check, partial(self._ask, backup), self._failed)

    def _ask(self, backup: Backup, held: Contents) -> None:
        self._allow()
        self._say("")
        self._question = question(
            tr("Put back the backup of {when}?", when=when(backup)),
            tr(RESTORE_QUESTION, alerts=held.configs, rows=held.history_rows),
            tr("Put it back"),
            self,
        )
        self._question.accepted.connect(partial(self._needs.program.begin_anew, backup))
        self._question.show()


def found(database: Path) -> tuple[Found, ...]:
    """Return the backups with their sizes, the newest first."""
    there = []
    for backup in backups.listed(database):
        try:
            there.append(Found(backup, backup.path.stat().st_size))
        except FileNotFoundError:
            # The day's tidying takes old ones away at any time.
            continue
    return tuple(there)


def when(backup: Backup) -> str:
    """Return when a backup was made, by the user's clock and in the user's way."""
    moment = QDateTime.fromSecsSinceEpoch(int(backup.made_at.timestamp()))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def reason(backup: Backup) -> str:
    """Return why a backup was made."""
    if backup.reason.startswith(UPDATE):
        return tr(BEFORE_UPDATE)
    # A second one within a second has a number behind its reason.
    name = backup.reason.rstrip("0123456789").rstrip("-")
    return tr(REASONS[name]) if name in REASONS else labels.flat(backup.reason)


def _cells(one: Found) -> tuple[str, str, str]:
    return when(one.backup), reason(one.backup), QLocale().formattedDataSize(one.size)


def _total(there: tuple[Found, ...]) -> str:
    if not there:
        return tr("There is none yet. One is made every day.")
    size = QLocale().formattedDataSize(sum(one.size for one in there))
    return counted("{n} backup, {size}", "{n} backups, {size}", len(there), size=size)


def _table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setHorizontalHeaderLabels([tr("Made"), tr("Why"), tr("Size")])
    table.setAccessibleName(tr("Backups"))
    table.verticalHeader().hide()
    table.setFixedHeight(HEIGHT_PX)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    # The Tab key goes on to the buttons; the arrows choose a row.
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    header.setHighlightSections(False)
    return table
