"""A strip above the page: what troubles, and what the last order met with.

1. Plain text. 2. Told apart from the page by a frame and a sign, not by colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import tr

if TYPE_CHECKING:
    from lightstack_desktop.desktop.glyphs import Glyphs

ROLE = QPalette.ColorRole
LONGEST = 600
AMBER = QColor(240, 170, 20)
SIGN_PX = 20


class Notice(QFrame):
    """One strip; hidden while it says nothing. `dismissed`: a person has read it.

    What stands in `below` comes under the text.
    """

    dismissed = Signal()

    def __init__(self, name: str, glyphs: Glyphs, *, can_dismiss: bool = False) -> None:
        super().__init__()
        self._glyphs = glyphs
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._sign = QLabel()
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self.below = QHBoxLayout()
        column = QVBoxLayout()
        column.addWidget(self.text)
        column.addLayout(self.below)
        row.addLayout(column, 1)
        self.button = QToolButton()
        self.button.setText("✕")
        self.button.setAccessibleName(tr("Dismiss"))
        self.button.setToolTip(tr("Dismiss"))
        self.button.setAutoRaise(True)
        self.button.setVisible(can_dismiss)
        self.button.clicked.connect(self._dismiss)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._dress()
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`, or nothing."""
        self.text.setText("\n".join(labels.flat(line, LONGEST) for line in text.splitlines()))
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._dress()

    def _dismiss(self) -> None:
        self.say("")
        self.dismissed.emit()

    def _dress(self) -> None:
        """Take the window's colours with a breath of amber in the ground."""
        palette = QApplication.palette()
        palette.setColor(ROLE.Window, _mixed(palette.color(ROLE.Base), AMBER, 0.16))
        self.setPalette(palette)
        ink, ratio = palette.color(ROLE.WindowText), self.devicePixelRatioF()
        self._sign.setPixmap(self._glyphs.pixmap("alert-outline", ink, SIGN_PX, ratio))


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    red, green, blue = (
        round(a * (1 - share) + b * share)
        for a, b in (
            (one.red(), other.red()),
            (one.green(), other.green()),
            (one.blue(), other.blue()),
        )
    )
    return QColor(red, green, blue)
