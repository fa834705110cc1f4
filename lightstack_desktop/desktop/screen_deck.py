"""The on-screen deck: a window that looks like a model and is driven as a deck on USB is.

1. While it is shown a Session drives it, and none while it is hidden. 2. It never takes the focus
by itself. 3. It keeps its shape and asks for pictures as large as the screen can show. 4. Without
a tray it is the only way to the program: closing it then only puts it away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from lightstack_desktop.alerts import look
from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.screen_body import ScreenBody
from lightstack_desktop.desktop.screen_models import MODELS
from lightstack_desktop.desktop.screen_panel import SERIAL, ScreenPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QHideEvent, QShowEvent

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.deck.panel import Panel
    from lightstack_desktop.desktop.screen_models import ScreenModel
    from lightstack_desktop.desktop.window_state import WindowState

# Pictures are asked for in these steps, so that dragging an edge does not ask for each pixel.
STEP_PX, SMALLEST_PX, LARGEST_PX = 24, 72, 288
RESIZE_PAUSE_MS = 200


class Drives(Protocol):
    """What the window needs of a Session."""

    def start(self) -> None:
        """Begin to drive the panel."""

    def set_still(self, is_still: bool) -> None:
        """Move nothing, or let it move again."""

    def close(self) -> None:
        """Stop; the panel is not called afterwards."""


class ScreenDeck(QWidget):
    """The window. `attach` gives it what drives it; `appear` shows it."""

    quit_chosen = Signal()
    # From the painter's thread: the panel has something to show.
    _pictured = Signal()

    def __init__(
        self, state: WindowState, clock: Callable[[], datetime], has_tray: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._state = state
        self._clock = clock
        self._has_tray = has_tray
        self._board: Board | None = None
        self._open: Callable[[Panel], Drives] | None = None
        self._session: Drives | None = None
        self._panel: ScreenPanel | None = None
        self._resized = QTimer(self, singleShot=True, interval=RESIZE_PAUSE_MS)
        self._resized.timeout.connect(self._sharpen)
        self._pictured.connect(self._show_news, Qt.ConnectionType.QueuedConnection)
        self.body = ScreenBody(state.model, self)
        self._build()
        self._dress()
        if not self.restoreGeometry(state.geometry):
            self.adjustSize()

    def attach(self, open_session: Callable[[Panel], Drives]) -> None:
        """Take what makes a Session for a panel; the deck comes alive if it is shown."""
        self._open = open_session
        if self.isVisible():
            self._start()

    def show_board(self, board: Board) -> None:
        """Say in words what the pictures show."""
        self._board = board
        self._say()

    def set_still(self, is_still: bool) -> None:
        """Move nothing, or let it move again."""
        if self._session is not None:
            self._session.set_still(is_still)

    def set_troubles(self, lines: tuple[str, ...]) -> None:
        """Show what is wrong besides the alerts."""
        self._troubles.setText("\n".join(lines))
        self._troubles.setVisible(bool(lines))

    def appear(self, *, take_focus: bool) -> None:
        """Show the window, also from the task bar.

        `take_focus`: a person asked for it, and it is remembered as left open.
        """
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not take_focus)
        if self.isMinimized():
            self.showNormal()
        self.show()
        if take_focus:
            self.raise_()
            self.activateWindow()
            self._remember(is_visible=True)

    def choose(self, model: ScreenModel) -> None:
        """Look like another model."""
        self._state.model = model
        self._state.save()
        if model == self.body.model:
            return
        is_driven = self._session is not None
        self._stop()
        old, self.body = self.body, ScreenBody(model, self)
        self._column.replaceWidget(old, self.body)
        old.deleteLater()
        self._dress()
        self.adjustSize()
        if is_driven:
            self._start()

    def put_away(self) -> None:
        """Stop driving and remember where the window was, on quitting."""
        self._keep_geometry()
        self._state.save()
        self.hide()

    def _build(self) -> None:
        self._troubles = _label("")
        self._troubles.setWordWrap(True)
        self._troubles.hide()
        self._summary = _label(labels.summary(None))
        self.menu = self._new_menu()
        button = QPushButton()
        button.setText("Menu")
        button.setAccessibleName("Menu")
        button.setFlat(True)
        button.setMenu(self.menu)
        foot = QHBoxLayout()
        foot.addWidget(self._summary, 1)
        foot.addWidget(button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 6)
        column.addWidget(self._troubles)
        column.addWidget(self.body, 1)
        column.addLayout(foot)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        models = QActionGroup(menu)
        for model in MODELS.values():
            action = QAction(model.title, menu, checkable=True)
            action.setChecked(model == self.body.model)
            action.triggered.connect(lambda _checked, model=model: self.choose(model))
            models.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("&Quit", self.quit_chosen.emit)
        self._models = models
        return menu

    def _dress(self) -> None:
        """Name and connect a new body."""
        self.setWindowTitle(self.body.model.title)
        self.body.resized.connect(self._resized.start)
        for key in self.body.keys:
            key.held.connect(self._hold)
        for action, model in zip(self._models.actions(), MODELS.values(), strict=True):
            action.setChecked(model == self.body.model)
        self._say()

    def _say(self) -> None:
        self._summary.setText(labels.summary(self._board))
        deck = self._board.decks.get(SERIAL) if self._board is not None else None
        if self._board is None or deck is None:
            return
        shown = look.looks(self._board, deck, self._clock())
        for key, face in zip(self.body.keys, shown, strict=False):
            key.set_text(labels.key_text(face))

    # The Session

    def _key_px(self) -> int:
        wanted = self.body.key_size * self.devicePixelRatioF()
        steps = -(-wanted // STEP_PX)
        return int(min(max(steps * STEP_PX, SMALLEST_PX), LARGEST_PX))

    def _start(self) -> None:
        if self._open is None or self._session is not None:
            return
        self._panel = ScreenPanel(self.body.model, self._key_px(), self._pictured.emit)
        self._session = self._open(self._panel)
        self._session.start()

    def _stop(self) -> None:
        session, self._session, self._panel = self._session, None, None
        if session is not None:
            session.close()

    def _sharpen(self) -> None:
        """Open anew if the keys are so much larger or smaller that other pictures fit better."""
        if self._panel is not None and self._panel_px(self._panel) != self._key_px():
            self._stop()
            self._start()

    @staticmethod
    def _panel_px(panel: ScreenPanel) -> int:
        assert panel.shape.key_format is not None
        return panel.shape.key_format.size[0]

    @Slot()
    def _show_news(self) -> None:
        # What an earlier Session sent last, its dark keys, lies in its own panel.
        panel = self._panel
        if panel is None:
            return
        for key_index, picture in panel.taken():
            self.body.keys[key_index].show_picture(picture, self._panel_px(panel))
        if panel.brightness_percent is not None:
            for key in self.body.keys:
                key.set_brightness(panel.brightness_percent)

    @Slot(int, bool)
    def _hold(self, key_index: int, is_held: bool) -> None:
        if self._panel is not None:
            self._panel.press(key_index, is_held)

    def _remember(self, *, is_visible: bool) -> None:
        self._state.is_visible = is_visible
        self._state.save()

    def _keep_geometry(self) -> None:
        if self.isVisible() and not self.isMinimized():
            self._state.geometry = self.saveGeometry()

    # What Qt tells

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        # The layout's own hint forgets a body that has just come in.
        hint = self.body.sizeHint()
        return QSize(hint.width() + 20, hint.height() + 52)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._resized.start()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if not event.spontaneous():
            self._start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        if not event.spontaneous():
            self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self._keep_geometry()
        if not self._has_tray():
            event.ignore()
            self.showMinimized()
            return
        self._remember(is_visible=False)
        super().closeEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        self.menu.popup(event.globalPos())


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
