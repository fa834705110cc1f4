"""The on-screen deck: a window that looks like a model and is driven as a deck on USB is.

1. While it is shown a Session drives it, and none while it is hidden. 2. It never takes the focus
by itself. 3. It keeps its shape and asks for pictures as large as the screen can show, and shows
them in pace. 4. Without a tray it is the only way to the program: closing it then only puts it
away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pace import Pace
from lightstack_desktop.desktop.screen_body import ScreenBody
from lightstack_desktop.desktop.screen_menu import ScreenMenu
from lightstack_desktop.desktop.screen_panel import ScreenPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QHideEvent, QShowEvent

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.deck.feed import Feed
    from lightstack_desktop.deck.frame import Frame
    from lightstack_desktop.deck.panel import Panel
    from lightstack_desktop.desktop.screen_models import ScreenModel
    from lightstack_desktop.desktop.window_state import WindowState

# Pictures are asked for in these steps, so that dragging an edge does not ask for each pixel.
STEP_PX, SMALLEST_PX, LARGEST_PX = 24, 72, 288
RESIZE_PAUSE_MS = 200
# How often pictures are shown anew at most: a little faster than they move. Words are read slower.
FRAME_MS, WORDS_MS = 40, 200


class Drives(Protocol):
    """What the window needs of a Session."""

    panel: Panel
    frames: Feed[Frame | None]

    def start(self) -> None:
        """Begin to drive the panel."""

    def set_still(self, is_still: bool) -> None:
        """Move nothing, or let it move again."""

    def close(self) -> None:
        """Stop; the panel is not called afterwards."""


class ScreenDeck(QWidget):
    """The window. `attach` gives it what drives it; `appear` shows it.

    `driven` tells that `session` is another: the window came, went, or has other pictures.
    """

    quit_chosen = Signal()
    driven = Signal()
    # From the painter's thread: the panel has something to show, and what it shows has changed.
    _pictured = Signal()
    _framed = Signal()

    def __init__(self, state: WindowState, has_tray: Callable[[], bool]) -> None:
        super().__init__()
        self._state = state
        self._has_tray = has_tray
        self._open: Callable[[Panel], Drives] | None = None
        self._session: Drives | None = None
        self._panel: ScreenPanel | None = None
        self._resized = QTimer(self, singleShot=True, interval=RESIZE_PAUSE_MS)
        self._resized.timeout.connect(self._sharpen)
        self._pictures = Pace(self._show_news, self, FRAME_MS)
        self._words = Pace(self._say, self, WORDS_MS)
        self._pictured.connect(self._pictures.ask, Qt.ConnectionType.QueuedConnection)
        self._framed.connect(self._words.ask, Qt.ConnectionType.QueuedConnection)
        self.body = ScreenBody(state.model, self)
        self._build()
        self._dress()
        if not self.restoreGeometry(state.geometry):
            self.adjustSize()

    @property
    def session(self) -> Drives | None:
        """Return what drives the deck, None while it is hidden or there is no engine."""
        return self._session

    def attach(self, open_session: Callable[[Panel], Drives]) -> None:
        """Take what makes a Session for a panel; the deck comes alive if it is shown."""
        self._open = open_session
        if self.isVisible():
            self._start()

    def show_board(self, board: Board) -> None:
        """Say how many alerts there are."""
        self._summary.setText(labels.summary(board))

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
        # The body has its size now, not when the loop turns: the Session asks how large keys are.
        self.body.show()
        self._column.activate()
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
        self.menu = ScreenMenu(self)
        self.menu.model_chosen.connect(self.choose)
        self.menu.quit_chosen.connect(self.quit_chosen)
        button = QPushButton(tr("Menu"))
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

    def _dress(self) -> None:
        """Name and connect a new body."""
        self.setWindowTitle(self.body.model.title)
        self.body.resized.connect(self._resized.start)
        self.menu.tick(self.body.model)

    # The Session

    def _key_px(self) -> int:
        wanted = self.body.key_size * self.devicePixelRatioF()
        steps = -(-wanted // STEP_PX)
        return int(min(max(steps * STEP_PX, SMALLEST_PX), LARGEST_PX))

    def _start(self) -> None:
        if self._open is None or self._session is not None:
            return
        panel = ScreenPanel(self.body.model, self._key_px(), self._pictured.emit)
        self._session = self._open(panel)
        self.body.panel = self._panel = panel
        self._session.start()
        self._session.frames.subscribe(self._hand_over)
        self.driven.emit()

    def _stop(self) -> None:
        session, self._session, self._panel = self._session, None, None
        self.body.panel = None
        if session is not None:
            session.frames.unsubscribe(self._hand_over)
            session.close()
            self.driven.emit()

    def _hand_over(self, _frame: Frame | None) -> None:
        """Have the newest frame said; called on the painter's thread."""
        self._framed.emit()

    def _sharpen(self) -> None:
        """Open anew if the keys are so much larger or smaller that other pictures fit better."""
        if self._panel is not None and self._panel_px(self._panel) != self._key_px():
            self._stop()
            self._start()

    @staticmethod
    def _panel_px(panel: ScreenPanel) -> int:
        assert panel.shape.key_format is not None
        return panel.shape.key_format.size[0]

    def _show_news(self) -> None:
        self.body.show_news()

    def _say(self) -> None:
        """Say in words what the pictures show."""
        if self._session is not None:
            self.body.say(self._session.frames.newest)

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
