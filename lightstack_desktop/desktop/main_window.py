"""The main window: a list of pages at the left, the page beside it, and above it what troubles.

1. A page is built when it is first shown. 2. However fast alerts change, the page is renewed in
pace (pace.py), and not at all while the window is hidden. 3. Closing puts the window away; without
a tray it only becomes small, for it is then the way to the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.desktop.deck_notice import DeckNotice
from lightstack_desktop.desktop.language import PROGRAM, mark, tr
from lightstack_desktop.desktop.notice import Notice
from lightstack_desktop.desktop.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QCloseEvent, QShowEvent

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.pages.alerts import AlertsPage
    from lightstack_desktop.desktop.pages.page import Needs, Page
    from lightstack_desktop.desktop.window_state import WindowState

USUAL_SIZE = QSize(860, 560)
SMALLEST_SIZE = QSize(560, 360)
SIDE_PX = 168
GLYPH_PX = 20
LINE_PX = 34


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of pages; `build` makes the page."""

    name: str
    title: str
    glyph: str
    build: Callable[[Needs], Page]


def _now(needs: Needs) -> Page:
    from lightstack_desktop.desktop.pages.now import NowPage  # noqa: PLC0415 - rule 1

    return NowPage(needs)


def _deck(needs: Needs) -> Page:
    from lightstack_desktop.desktop.pages.deck import DeckPage  # noqa: PLC0415 - rule 1

    return DeckPage(needs)


def _alerts(needs: Needs) -> Page:
    from lightstack_desktop.desktop.pages.alerts import AlertsPage  # noqa: PLC0415 - rule 1

    return AlertsPage(needs)


def _history(needs: Needs) -> Page:
    from lightstack_desktop.desktop.pages.past import HistoryPage  # noqa: PLC0415 - rule 1

    return HistoryPage(needs)


def _statistics(needs: Needs) -> Page:
    from lightstack_desktop.desktop.pages.statistics import StatisticsPage  # noqa: PLC0415 - rule 1

    return StatisticsPage(needs)


def _simulator(needs: Needs) -> Page:
    from lightstack_desktop.desktop.pages.simulator import SimulatorPage  # noqa: PLC0415 - rule 1

    return SimulatorPage(needs)


def _settings(needs: Needs) -> Page:
    from lightstack_desktop.desktop.pages.settings import SettingsPage  # noqa: PLC0415 - rule 1

    return SettingsPage(needs)


ENTRIES = (
    Entry("now", mark("Now"), "bell-outline", _now),
    Entry("deck", mark("Deck"), "apps", _deck),
    Entry("alerts", mark("Alerts"), "format-list-bulleted", _alerts),
    Entry("history", mark("History"), "history", _history),
    Entry("statistics", mark("Statistics"), "chart-bar", _statistics),
    Entry("simulator", mark("Simulator"), "flask-outline", _simulator),
    Entry("settings", mark("Settings"), "cog-outline", _settings),
)


class MainWindow(QWidget):
    """The window. `appear` shows it; `closed_first`: it was put away for the first time."""

    closed_first = Signal()
    deck_chosen = Signal()
    quit_chosen = Signal()

    def __init__(self, needs: Needs, state: WindowState, has_tray: Callable[[], bool]) -> None:
        super().__init__()
        self._needs = needs
        self._state = state
        self._has_tray = has_tray
        self._board: Board | None = None
        self.pages: dict[str, Page] = {}
        self._pace = Pace(self._refresh, self)
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(SMALLEST_SIZE)
        self._build()
        self._dress()
        needs.orders.failed.connect(self.failure.say)
        if not self.restoreGeometry(state.main_geometry):
            self.resize(USUAL_SIZE)

    def show_board(self, board: Board) -> None:
        """Show this board, soon."""
        self._board = board
        if self.isVisible():
            self._pace.ask()

    def set_troubles(self, lines: tuple[str, ...]) -> None:
        """Show what is wrong besides the alerts."""
        self.troubles.say("\n".join(lines))

    def open_page(self, name: str) -> None:
        """Show a page by its name; an unknown name shows the first."""
        names = [entry.name for entry in ENTRIES]
        self.list.setCurrentRow(names.index(name) if name in names else 0)

    def point_to(self, key: str) -> None:
        """Show an alert among the others."""
        self.open_page("alerts")
        self.pages["alerts"].point_to(key)

    def create_alert(self) -> None:
        """Begin a new alert, as the page of all alerts does."""
        page = self._alerts()
        page.new.trigger()

    def edit_alert(self, key: str) -> None:
        """Open an alert to be edited."""
        page = self._alerts()
        page.point_to(key)
        page.edit.trigger()

    def _alerts(self) -> AlertsPage:
        self.open_page("alerts")
        page = self.pages["alerts"]
        if TYPE_CHECKING:
            assert isinstance(page, AlertsPage)
        return page

    def appear(self) -> None:
        """Show the window in front of others, as it was left."""
        if self.list.currentRow() < 0:
            self.open_page(self._state.page)
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def put_away(self) -> None:
        """End what runs and remember where the window was, on quitting."""
        self._keep()
        self.hide()
        self._pace.stop()
        for page in self.pages.values():
            page.close_down()

    def _build(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages"))
        self.list.setIconSize(QSize(GLYPH_PX, GLYPH_PX))
        self.list.setFixedWidth(SIDE_PX)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, entry in enumerate(ENTRIES, start=1):
            item = QListWidgetItem(tr(entry.title), self.list)
            item.setSizeHint(QSize(0, LINE_PX))
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda row=number - 1: self._go_to(row))
        self.list.currentRowChanged.connect(self._show_page)
        self.deck = self._button(tr("On-screen &deck"), "", self.deck_chosen.emit)
        self.quit = self._button(tr("&Quit"), "Ctrl+Q", self.quit_chosen.emit)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self).activated.connect(self.close)
        side = QVBoxLayout()
        side.addWidget(self.list, 1)
        side.addWidget(self.deck)
        side.addWidget(self.quit)
        self.troubles = Notice(tr("What is wrong"), self._needs.glyphs)
        self.deck_notice = DeckNotice(self._needs.glyphs)
        self.failure = Notice(tr("What was not done"), self._needs.glyphs, can_dismiss=True)
        self.stack = QStackedWidget()
        main = QVBoxLayout()
        main.addWidget(self.troubles)
        main.addWidget(self.deck_notice)
        main.addWidget(self.failure)
        main.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.addLayout(side)
        row.addLayout(main, 1)

    def _button(self, text: str, keys: str, chosen: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setFlat(True)
        button.clicked.connect(chosen)
        if keys:
            QShortcut(QKeySequence(keys), self).activated.connect(chosen)
            button.setToolTip(keys)
        return button

    def _dress(self) -> None:
        """Draw the glyphs in the palette's ink."""
        ink = self.palette().color(QPalette.ColorRole.Text)
        chosen = self.palette().color(QPalette.ColorRole.HighlightedText)
        for row, entry in enumerate(ENTRIES):
            self.list.item(row).setIcon(self._needs.glyphs.icon(entry.glyph, ink, chosen))

    def _go_to(self, row: int) -> None:
        """Show a page and take the keyboard there, so that its keys work at once."""
        self.list.setCurrentRow(row)
        page = self.stack.currentWidget()
        assert page is not None
        target = page.focusWidget() or _first_stop(page)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_page(self, row: int) -> None:
        entry = ENTRIES[row]
        page = self.pages.get(entry.name)
        if page is None:
            page = self.pages[entry.name] = entry.build(self._needs)
            page.setAccessibleName(tr(entry.title))
            page.page_chosen.connect(self.open_page)
            self.stack.addWidget(page)
            self._needs.program.loaded()
        self.stack.setCurrentWidget(page)
        self._state.page = entry.name
        self._pace.renew()

    def _refresh(self) -> None:
        page = self.pages.get(ENTRIES[self.list.currentRow()].name)
        if page is not None and self._board is not None:
            page.show_board(self._board)

    def _keep(self) -> None:
        if self.isVisible() and not self.isMinimized():
            self._state.main_geometry = self.saveGeometry()
        self._state.save()

    # What Qt tells

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if not event.spontaneous():
            self._refresh()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self._keep()
        if not self._has_tray():
            event.ignore()
            self.showMinimized()
            return
        super().closeEvent(event)
        if not self._state.knows_closing:
            self._state.knows_closing = True
            self._state.save()
            self.closed_first.emit()


def _first_stop(page: QWidget) -> QWidget | None:
    """Return where Tab would come first on a page, None if it would not stop there."""
    found = page.nextInFocusChain()
    while found is not None and found is not page:
        is_stop = bool(found.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if is_stop and found.isEnabled() and found.isVisible() and page.isAncestorOf(found):
            return found
        found = found.nextInFocusChain()
    return None
