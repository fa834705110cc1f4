"""What helps to find a fault: the doctor's report, what is in use, files, versions."""

from __future__ import annotations

import platform
import sqlite3
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from lightstack_desktop import __version__
from lightstack_desktop.desktop import sentences, tray
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.copy_line import CopyLine
from lightstack_desktop.desktop.pages.setting_line import Choice
from lightstack_desktop.desktop.pages.settings_group import Group, side_by_side
from lightstack_desktop.logs import FILE_NAME
from lightstack_desktop.store.store import DATABASE

if TYPE_CHECKING:
    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.errors import LightstackError

REPORT_PX = 220


class Diagnostics(Group):
    """The group of the diagnostics."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(tr("Diagnostics"), needs)
        self.examine = QPushButton(tr("Look &for problems"))
        self.examine.clicked.connect(self._examine)
        self.copy = QPushButton(tr("C&opy the report"))
        self.copy.clicked.connect(self._copy)
        self.copy.setEnabled(False)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName(tr("Report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setFixedHeight(REPORT_PX)
        self.report.setTabChangesFocus(True)
        self.facts = plain("")
        self.log_level = Choice(
            needs.chosen,
            "log_level",
            (
                ("debug", tr("Everything")),
                ("info", tr("What happens")),
                ("warning", tr("Warnings and errors")),
                ("error", tr("Errors alone")),
            ),
        )
        self._build()

    def look(self) -> None:
        """Look what is in use just now."""
        self.facts.setText("\n".join(facts(self._needs)))

    def _build(self) -> None:
        settings = self._needs.settings
        self.add(tr("Examination"), side_by_side(self.examine, self.copy))
        self.add("", self.report)
        self._form.setRowVisible(self.report, False)
        self.add(tr("In use"), self.facts)
        for name, path in (
            (tr("Database"), settings.data_dir / DATABASE),
            (tr("Settings"), settings.file),
            (tr("Log"), settings.state_dir / FILE_NAME),
        ):
            line = CopyLine(name, self._needs.glyphs)
            line.show_text(str(path))
            line.setFocusProxy(line.line)
            self.add(name, line)
        self.add(tr("The lo&g tells"), self.log_level)
        self.add(tr("Versions"), plain(versions()))

    def _examine(self) -> None:
        self.examine.setEnabled(False)
        self._say(tr("Looking…"))
        self._needs.slow.ask(self._needs.program.examine, self._examined, self._failed)

    def _examined(self, text: str) -> None:
        self.examine.setEnabled(True)
        self.copy.setEnabled(True)
        self._say("\n".join((text, "", versions(), *facts(self._needs))))

    def _failed(self, error: LightstackError) -> None:
        self.examine.setEnabled(True)
        self._say(sentences.said(error))

    def _say(self, text: str) -> None:
        self.report.setPlainText(text)
        self._form.setRowVisible(self.report, True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


def versions() -> str:
    """Return the versions of what counts most."""
    return (
        f"Lightstack Desktop {__version__}, Python {platform.python_version()}, "
        f"Qt {qVersion()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.release()}"
    )


def facts(needs: Needs) -> tuple[str, ...]:
    """Return what is in use, and what stands in for what is missing, a line each."""
    has_tray = tray.is_there()
    missing = tr("Tray: none. The window is the way in; closing it makes it small.")
    return (
        tr("Tray: there is one.") if has_tray else missing,
        tr("Screen: {name}", name=QGuiApplication.platformName()),
        tr("Access to decks: {name}", name=needs.settings.hid_backend),
        *(f"{heading}: {sentence}" for heading, sentence in needs.facts()),
    )
