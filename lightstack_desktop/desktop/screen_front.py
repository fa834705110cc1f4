"""The on-screen deck before it is wanted: it keeps what the deck will need, and builds it late.

1. The tray icon does not wait for what the deck imports. 2. It opens by itself on the first start
without a deck; after that as the user left it, and never with the focus. 3. However fast alerts
change, its summary is renewed in pace; its keys are the Session's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lightstack_desktop.desktop import face_words, tray
from lightstack_desktop.desktop.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.deck.panel import Panel
    from lightstack_desktop.deck.session import Session
    from lightstack_desktop.desktop.screen_deck import Drives, ScreenDeck
    from lightstack_desktop.desktop.screen_models import ScreenModel
    from lightstack_desktop.desktop.window_state import WindowState
    from lightstack_desktop.engine import Engine
    from lightstack_desktop.faces.faces import Faces
    from lightstack_desktop.faces.pool import Pool
    from lightstack_desktop.settings import Settings

FIRST_LOOK_MS = 1000


class ScreenFront(QObject):
    """Shows the on-screen deck.

    `has_deck` tells whether a deck is plugged in. `on_open` is asked to show an alert in the main
    window, from any thread; `on_session` is given each Session before it starts.
    """

    quit_chosen = Signal()

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime],
        has_deck: Callable[[], bool],
        on_open: Callable[[str], None],
        on_session: Callable[[Session], None],
    ) -> None:
        super().__init__()
        self._settings = settings
        self._clock = clock
        self._has_deck = has_deck
        self._on_open = on_open
        self._on_session = on_session
        self._engine: Engine | None = None
        self._board: Board | None = None
        self._troubles: tuple[str, ...] = ()
        self._pool: Pool | None = None
        self._pace = Pace(self._refresh, self)
        self.window: ScreenDeck | None = None

    @property
    def is_shown(self) -> bool:
        """Tell whether it can be seen."""
        return self.window is not None and self.window.isVisible()

    @property
    def model(self) -> ScreenModel:
        """Return what it looks like, or would."""
        return self._state().model

    def attach(self, engine: Engine, model: str | None) -> None:
        """Bring the engine, and open as the user left it, or as this model."""
        self._engine = engine
        if self.window is not None:
            self.window.attach(self._open_session)
        was_visible = self._state().is_visible
        if model is not None:
            self.choose_name(model)
            self.appear(take_focus=False)
        elif was_visible:
            self.appear(take_focus=False)
        elif was_visible is None:
            # A deck may be a moment late; a person may be quicker.
            QTimer.singleShot(FIRST_LOOK_MS, self, self._open_first)

    def follow(self, settings: Settings) -> None:
        """Live by other settings."""
        self._settings = settings
        if self.window is not None:
            self.window.set_still(self._is_still)

    def show_board(self, board: Board) -> None:
        """Show this board, if it is open."""
        self._board = board
        if self.window is not None:
            self._pace.ask()

    def set_troubles(self, lines: tuple[str, ...]) -> None:
        """Show what is wrong besides the alerts."""
        self._troubles = lines
        if self.window is not None:
            self.window.set_troubles(lines)

    def appear(self, *, take_focus: bool) -> None:
        """Show it in front of other windows."""
        self._opened().appear(take_focus=take_focus)

    def choose(self, model: ScreenModel) -> None:
        """Let it look like another model."""
        self._opened().choose(model)

    def choose_name(self, name: str) -> None:
        """Let it look like the model of this name, one of screen_models.MODELS."""
        from lightstack_desktop.desktop.screen_models import MODELS  # noqa: PLC0415 - late

        self.choose(MODELS[name])

    def hide(self) -> None:
        """Put it away, as closing it does."""
        if self.window is not None:
            self.window.close()

    def put_away(self) -> None:
        """End what it has running, on quitting."""
        self._pace.stop()
        if self.window is not None:
            self.window.put_away()

    def _refresh(self) -> None:
        if self.window is not None and self._board is not None:
            self.window.show_board(self._board)

    @property
    def _is_still(self) -> bool:
        return self._settings.motion == "reduced"

    def _open_first(self) -> None:
        """Open on the first start if there is no deck to look at; that is decided once."""
        state = self._state()
        if state.is_visible is not None:
            return
        state.is_visible = not self._has_deck()
        state.save()
        if state.is_visible:
            self.appear(take_focus=False)

    def _opened(self) -> ScreenDeck:
        """Return the window, built when it is first wanted."""
        if self.window is None:
            self.window = self._new_window()
        return self.window

    def _new_window(self) -> ScreenDeck:
        from lightstack_desktop.desktop import app_icon  # noqa: PLC0415 - rule 1
        from lightstack_desktop.desktop.screen_deck import ScreenDeck  # noqa: PLC0415 - rule 1

        app_icon.give()
        window = ScreenDeck(self._state(), tray.is_there)
        window.quit_chosen.connect(self.quit_chosen)
        window.set_troubles(self._troubles)
        if self._board is not None:
            window.show_board(self._board)
        if self._engine is not None:
            window.attach(self._open_session)
        return window

    def _state(self) -> WindowState:
        from lightstack_desktop.desktop.window_state import WindowState  # noqa: PLC0415 - rule 1

        return WindowState(self._settings.state_dir)

    def _open_session(self, panel: Panel) -> Drives:
        from lightstack_desktop.deck.session import Session  # noqa: PLC0415 - rule 1
        from lightstack_desktop.faces.pool import Pool  # noqa: PLC0415 - rule 1

        assert self._engine is not None
        if self._pool is None:
            self._pool = Pool(self._new_faces)
        pool, faces = self._pool, self._pool.take()
        session = Session(
            panel,
            self._engine,
            faces,
            self._clock,
            lambda: pool.give(faces),
            is_still=self._is_still,
            on_open=self._on_open,
        )
        self._on_session(session)
        return session

    def _new_faces(self) -> Faces:
        from lightstack_desktop.faces.shipped import make_faces  # noqa: PLC0415 - rule 1

        return make_faces(self._settings.data_dir, face_words.said())
