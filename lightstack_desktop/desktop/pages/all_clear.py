"""What the Now page shows while nothing is active: calm, and how to raise the first alert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import first_commands
from lightstack_desktop.desktop.pages.copy_line import CopyLine

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QShowEvent

    from lightstack_desktop.desktop.pages.page import Needs

SIGN_PX = 56
WIDEST_PX = 560


class AllClear(QWidget):
    """The calm page. `demo_chosen`: raise an alert to look at."""

    demo_chosen = Signal()

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self._needs = needs
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sign.setFixedHeight(SIGN_PX + 8)
        self._title = plain(tr("All clear"))
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        self._title.setFont(font)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._more = plain(tr("Nothing is active. Scripts, jobs and other programs raise alerts."))
        self._more.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.shell = CopyLine(tr("Command"), needs.glyphs)
        self.shell.show_text(first_commands.by_command_line())
        self.curl = CopyLine(tr("curl command"), needs.glyphs)
        self._by_curl = plain(tr("… or from any program that can send a web request:"))
        self.demo = QPushButton(tr("Raise a &demo alert"))
        self.demo.clicked.connect(self.demo_chosen)
        self._build()
        self._dress()

    def _build(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(WIDEST_PX)
        column = QVBoxLayout(inner)
        for widget in (self._sign, self._title, self._more):
            column.addWidget(widget)
        column.addSpacing(16)
        column.addWidget(plain(tr("Raise one from a terminal:")))
        column.addWidget(self.shell)
        column.addWidget(self._by_curl)
        column.addWidget(self.curl)
        column.addSpacing(10)
        column.addWidget(self.demo, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 20)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)

    def _dress(self) -> None:
        ink = self.palette().color(QPalette.ColorRole.PlaceholderText)
        glyph = "check-circle-outline"
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(self._needs.glyphs.pixmap(glyph, ink, SIGN_PX, ratio))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        # The port may be known only now.
        request = first_commands.by_curl(self._needs.settings)
        self.curl.show_text(request or "")
        self.curl.setVisible(request is not None)
        self._by_curl.setVisible(request is not None)
        super().showEvent(event)


def plain(text: str) -> QLabel:
    """Return a label of plain text that wraps."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
