"""Takes the history along as a file: what the filter shows, with a bar that says how far it is.

1. It is written stretch by stretch aside, so that other questions are answered between two of
them. 2. Cancelling, failing and quitting leave no half file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QWidget,
)

from lightstack_desktop.desktop import labels, sentences
from lightstack_desktop.desktop.language import counted, mark, tr
from lightstack_desktop.desktop.pages.all_clear import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.errors import LightstackError
    from lightstack_desktop.store.history import Wanted
    from lightstack_desktop.store.history_export import HistoryExport

TITLES = {"csv": mark("As &CSV, for spreadsheets…"), "json": mark("As &JSON, for programs…")}
PATTERNS = {"csv": mark("CSV files (*.csv)"), "json": mark("JSON files (*.json)")}
LONGEST = 300


class PastExport(QWidget):
    """The bar, hidden while there is nothing to say; `button` belongs beside the filter."""

    def __init__(self, needs: Needs, wanted: Callable[[], Wanted]) -> None:
        super().__init__()
        self._needs = needs
        self._wanted = wanted
        self._work: HistoryExport | None = None
        self._is_unwanted = False
        self.dialog: QFileDialog | None = None
        self.button = QPushButton(tr("&Export"))
        menu = QMenu(self.button)
        for form, title in TITLES.items():
            menu.addAction(tr(title)).triggered.connect(lambda _=False, f=form: self._choose(f))
        self.button.setMenu(menu)
        self.button.setEnabled(False)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Export"))
        self.text: QLabel = plain("")
        self.stop = QPushButton(tr("Cancel"))
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.bar, self.text, self.stop):
            row.addWidget(widget, 1 if widget is not self.stop else 0)
        self.hide()

    @property
    def is_running(self) -> bool:
        return self._work is not None

    def write(self, path: Path, form: str) -> None:
        """Write what the filter shows now."""
        from lightstack_desktop.store.history_export import HistoryExport  # noqa: PLC0415 - late

        if self._work is not None:
            return
        work = self._work = HistoryExport(self._needs.history, self._wanted(), path, form)
        self._show_running()
        self._needs.aside.ask(work.begin, lambda _: self._begun(work), self._fail)

    def cancel(self) -> None:
        """Stop at once, and leave nothing of it."""
        if self._work is not None:
            self._work.cancel()

    def _choose(self, form: str) -> None:
        name = f"lightstack-history-{self._needs.clock().astimezone():%Y-%m-%d}.{form}"
        self.dialog = QFileDialog(self, tr("Export the history"), name, tr(PATTERNS[form]))
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.setDefaultSuffix(form)
        self.dialog.selectFile(name)
        self.dialog.fileSelected.connect(lambda path: self.write(Path(path), form))
        self.dialog.open()

    def _begun(self, work: HistoryExport) -> None:
        self.bar.setRange(0, max(1, work.total))
        self._go_on(work)

    def _go_on(self, work: HistoryExport) -> None:
        if self._is_unwanted:
            work.cancel()
            self._work = None
            self._show_over(tr("Cancelled; nothing was written."))
        else:
            self._needs.aside.ask(work.step, lambda more: self._stepped(work, more), self._fail)

    def _stepped(self, work: HistoryExport, is_more: bool) -> None:
        self.bar.setValue(min(work.count, self.bar.maximum()))
        if is_more:
            self._go_on(work)
        else:
            self._work = None
            self._say_written(work)

    def _say_written(self, work: HistoryExport) -> None:
        number = QLocale().toString(work.count)
        name = labels.flat(work.path.name, LONGEST)
        self._show_over(
            counted(
                "{number} row is in {name}.",
                "{number} rows are in {name}.",
                work.count,
                number=number,
                name=name,
            )
        )

    def _stop(self) -> None:
        if self.is_running:
            # A step is on its way; whoever hears of it cancels.
            self._is_unwanted = True
            self.stop.setEnabled(False)
        else:
            self.hide()

    def _fail(self, error: LightstackError) -> None:
        self._work = None
        self._show_over(labels.flat(sentences.said(error), LONGEST))

    def _show_running(self) -> None:
        self._is_unwanted = False
        self.button.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.text.hide()
        self.stop.setText(tr("Cancel"))
        self.show()

    def _show_over(self, said: str) -> None:
        self.button.setEnabled(True)
        self.bar.hide()
        self.text.setText(said)
        self.text.show()
        self.stop.setText(tr("Dismiss"))
        self.stop.setEnabled(True)
        self.show()
