"""How the program is set up, to read and to take along: API, decks, folders.

1. Nothing here changes anything: settings stand in a file that the user writes. 2. The token is
never shown; it is copied on a person's press, and marked so that clipboard histories leave it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop import __version__, instance
from lightstack_desktop.deck.status import DeckCondition
from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.pages import first_commands
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.copy_line import CopyLine
from lightstack_desktop.desktop.pages.page import Page

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.settings import Settings

LOG_FILE = "lightstack.log"
NO_API = "There is none just now."
NO_DECK = "No deck is plugged in. The on-screen deck shows the same."
UNREADABLE = "There is no token to read"
CLIPBOARD_HINT = "x-kde-passwordManagerHint"
LONGEST = 300
CONDITIONS = {
    DeckCondition.OPEN: "in use",
    DeckCondition.FOUND: "plugged in",
    DeckCondition.NO_PERMISSION: "no permission; 'lightstack doctor' says what to do",
    DeckCondition.BUSY: "another program has it",
    DeckCondition.FAILED: "does not answer",
    DeckCondition.UNKNOWN_MODEL: "a model that is not known",
}


class SettingsPage(Page):
    """The page of facts."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self._needs = needs
        self._copied: str | None = None
        self.address = CopyLine("Address of the API", needs.glyphs)
        self.no_address = plain(NO_API)
        self.token = QPushButton("Copy the &token")
        self.token.clicked.connect(self._copy_token)
        self.decks = plain("")
        self._build()

    def show_board(self, _board: Board) -> None:
        """Look at the decks: one that came or went is on another board."""
        self._look()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        self._look()
        super().showEvent(event)

    def _look(self) -> None:
        address = first_commands.address(self._needs.settings)
        self.address.show_text(address or "")
        self.address.setVisible(address is not None)
        self.no_address.setVisible(address is None)
        lines = [deck_line(deck) for deck in self._needs.decks()]
        self.decks.setText("\n".join(lines) or NO_DECK)

    def _build(self) -> None:
        settings = self._needs.settings
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.addWidget(
            _group(
                "Web API",
                ("Address", _either(self.address, self.no_address)),
                ("Who may call", plain(callers(settings))),
                ("Token", self.token),
            )
        )
        column.addWidget(_group("Decks", ("", self.decks)))
        column.addWidget(
            _group(
                "Folders",
                ("Data", self._path("Data folder", str(settings.data_dir))),
                ("Settings", self._path("Settings file", str(settings.file))),
                ("Log", self._path("Log file", str(settings.state_dir / LOG_FILE))),
            )
        )
        column.addWidget(
            _group(
                "Program",
                ("Version", plain(__version__)),
                ("Theme", plain(settings.theme)),
                ("", plain("Settings are read from the file above when the program starts.")),
            )
        )
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def close_down(self) -> None:
        """Take the token back out of the clipboard, if it is still there.

        Content that Python made would also be destroyed after Python has ended, which crashes.
        """
        clipboard = QGuiApplication.clipboard()
        if self._copied is not None and clipboard.text() == self._copied:
            clipboard.clear()

    def _path(self, name: str, path: str) -> CopyLine:
        line = CopyLine(name, self._needs.glyphs)
        line.show_text(path)
        return line

    def _copy_token(self) -> None:
        token = instance.read_token(self._needs.settings.data_dir)
        if token is None:
            self._needs.orders.failed.emit(f"{UNREADABLE} in {self._needs.settings.data_dir}.")
            return
        content = QMimeData()
        content.setText(token)
        content.setData(CLIPBOARD_HINT, b"secret")
        QGuiApplication.clipboard().setMimeData(content)
        self._copied = token
        self.token.setText("Copied")


def callers(settings: Settings) -> str:
    """Return who may call the API, in words."""
    if settings.api_lan:
        hosts = labels.flat(", ".join(settings.api_hosts), LONGEST)
        return f"Everyone on the network who has the token, as {hosts}."
    if settings.strict:
        return "Programs on this computer that have the token."
    return "Your programs on this computer, without the token."


def deck_line(deck: DeckStatus) -> str:
    """Return one line on a deck: its model, how it stands with it, its serial number."""
    parts = [f"{deck.model}: {CONDITIONS[deck.condition]}", deck.serial]
    return labels.flat(", ".join(part for part in parts if part), LONGEST)


def _either(one: QWidget, other: QWidget) -> QWidget:
    """Return a place for two of which one is shown."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(one)
    column.addWidget(other)
    return place


def _group(title: str, *lines: tuple[str, QWidget]) -> QGroupBox:
    group = QGroupBox(title)
    form = QFormLayout(group)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name, widget in lines:
        label = QLabel(name)
        label.setBuddy(widget)
        form.addRow(label, widget)
    return group
