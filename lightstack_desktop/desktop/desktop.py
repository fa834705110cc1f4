"""The desktop as the rest of the program sees it: one object, built first, run last.

1. The tray icon stands before there is an engine; `attach` brings it. 2. Every method but `run` may
be called from any thread. 3. The on-screen deck opens by itself on the first start without a deck;
after that as the user left it, and never with the focus. 4. Where there is no tray the main window
opens: it is then the way in.
"""

from __future__ import annotations

import os
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from lightstack_desktop import data
from lightstack_desktop.desktop import catalogue, labels, platform_theme, tray
from lightstack_desktop.desktop.bridge import Bridge
from lightstack_desktop.desktop.chosen import Chosen
from lightstack_desktop.desktop.front import Front
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.lookout import Lookout
from lightstack_desktop.desktop.signals import Signals
from lightstack_desktop.desktop.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.choices import Choices
    from lightstack_desktop.deck.feed import Feed
    from lightstack_desktop.deck.panel import Panel
    from lightstack_desktop.deck.session import Session
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.deck_care import DeckCare
    from lightstack_desktop.desktop.deck_trouble import DeckTrouble
    from lightstack_desktop.desktop.manners import Decks, Manners
    from lightstack_desktop.desktop.program import Program
    from lightstack_desktop.desktop.quiet import Quiet
    from lightstack_desktop.desktop.scheme import Scheme
    from lightstack_desktop.desktop.screen_deck import Drives, ScreenDeck
    from lightstack_desktop.desktop.tray_choices import TrayChoices
    from lightstack_desktop.desktop.window_state import WindowState
    from lightstack_desktop.engine import Engine
    from lightstack_desktop.faces.faces import Faces
    from lightstack_desktop.faces.pool import Pool
    from lightstack_desktop.settings import Settings

NAME = "lightstack-desktop"
STAYS = mark("Lightstack Desktop goes on")
STAYS_MORE = mark("Its icon stays here. Quit ends it.")
FIRST_LOOK_MS = 1000
TRAY_WAIT_MS = 3000
MOST_UNHEARD = 1000


class Desktop:
    """Builds the application and its tray icon. `has_deck` tells whether a deck is plugged in,
    `decks` which; `open_decks` gives the feed of those that are open, None while it is too early.

    `screen_model` names the model that the on-screen deck is to look like, and shows it.
    """

    def __init__(
        self,
        choices: Choices,
        *,
        clock: Callable[[], datetime],
        font_dir: Path,
        program: Program,
        has_deck: Callable[[], bool],
        decks: Callable[[], Sequence[DeckStatus]] = tuple,
        open_decks: Callable[[], Feed[tuple[Session, ...]] | None] = lambda: None,
        screen_model: str | None = None,
    ) -> None:
        self._clock = clock
        self._font_dir = font_dir
        self._has_deck = has_deck
        self._screen_model = screen_model
        self._engine: Engine | None = None
        self._board: Board | None = None
        self._api_problem: str | None = None
        self._window: ScreenDeck | None = None
        self._quiet: Quiet | None = None
        self._manners: Manners | None = None
        self._deck_care: DeckCare | None = None
        # What happens before there is somebody to tell it.
        self._unheard: deque[Change] = deque(maxlen=MOST_UNHEARD)
        self._pool: Pool | None = None
        self._app = _application()
        self._bridge = Bridge()
        self._chosen = Chosen(choices, self._bridge.call)
        catalogue.speak(self._app, self._settings.language, data.path("assets", "translations"))
        self._scheme: Scheme | None = None
        self._menu: TrayChoices | None = None
        self._program = program
        self._signals = Signals(self._leave)
        self._lookout = Lookout(
            self._bridge.call,
            open_decks,
            lambda: self._state().model,
            lambda model: self._deck().choose(model),
        )
        self._front = Front(
            self._chosen,
            clock,
            decks,
            self._bridge.call,
            program,
            self._lookout,
            lambda: self._quiet,
            lambda: self._manners.facts if self._manners is not None else (),
        )
        self._tray = Tray(clock, is_on_network=self._settings.api_lan)
        self._connect()

    def run(self) -> int:
        """Run Qt's loop until `quit`, on the thread that built this; return the exit code."""
        QTimer.singleShot(TRAY_WAIT_MS, self._bridge, self._show_without_tray)
        try:
            return self._app.exec()
        finally:
            self._stop()

    def attach(self, engine: Engine) -> None:
        """Bring the engine, once it is started."""
        self._bridge.call(lambda: self._take(engine))

    def follow(self, decks: Decks) -> None:
        """Begin with notifications, and keep these decks in step with lock screen and sleep.

        For when the first pictures are shown.
        """
        # Here, so that Qt's loop does not wait for it.
        from lightstack_desktop.desktop import deck_care, manners, quiet  # noqa: F401, PLC0415

        self._bridge.call(lambda: self._begin_manners(decks))

    def quit(self) -> None:
        """End `run`."""
        self._bridge.call(self._leave)

    def show_window(self) -> None:
        """Show the main window in front of other windows."""
        self._bridge.call(self._show_main)

    def open_alert(self, key: str) -> None:
        """Show an alert that somebody at a deck asked for, in the main window."""
        self._bridge.call(lambda: self._front.point_to(key))

    def show_deck(self) -> None:
        """Show the on-screen deck in front of other windows."""
        self._bridge.call(lambda: self._show_deck(take_focus=True))

    def hide_deck(self) -> None:
        """Put the on-screen deck away, as closing it does."""
        self._bridge.call(self._hide_deck)

    def choose_model(self, name: str) -> None:
        """Let the on-screen deck look like another model, and show it."""
        self._bridge.call(lambda: self._choose_model(name))

    def set_api_problem(self, text: str | None) -> None:
        """Say why there is no API in tray and window, or that it is back (None)."""
        self._bridge.call(lambda: self._take_api_problem(text))

    # On Qt's thread

    @property
    def is_screen_shown(self) -> bool:
        """Tell whether the on-screen deck can be seen."""
        return self._window is not None and self._window.isVisible()

    @property
    def _settings(self) -> Settings:
        return self._chosen.now

    def _connect(self) -> None:
        menu = self._tray.menu
        menu.open_chosen.connect(self._show_main)
        menu.quit_chosen.connect(self._leave)
        self._tray.clicked.connect(self._show_main)
        self._front.deck_chosen.connect(lambda: self._show_deck(take_focus=True))
        self._front.quit_chosen.connect(self._leave)
        self._front.closed_first.connect(lambda: self._tray.say(tr(STAYS), tr(STAYS_MORE)))
        self._bridge.changed.connect(self._changed)
        self._chosen.changed.connect(self._follow)

    def _take(self, engine: Engine) -> None:
        from lightstack_desktop.desktop.scheme import Scheme  # noqa: PLC0415 - after the tray
        from lightstack_desktop.desktop.tray_choices import (  # noqa: PLC0415 - after the tray
            TrayChoices,
        )

        self._scheme = Scheme(self._app, self._settings.theme)
        self._engine = engine
        engine.subscribe(self._bridge.hand_over)
        if self._window is not None:
            self._window.attach(self._open_session)
        self._front.attach(engine)
        self._lookout.start()
        self._menu = TrayChoices(
            self._tray,
            engine,
            self._chosen,
            self._program,
            self._front,
            self._lookout,
            self,
        )
        self._open_as_left()
        self._say_afterword()

    def _follow(self) -> None:
        """Live by other settings."""
        if self._scheme is not None:
            self._scheme.follow(self._settings.theme)
        if self._window is not None:
            self._window.set_still(self._is_still)
        if self._manners is not None:
            self._manners.use(self._settings)
        self._tray.set_on_network(self._settings.api_lan)
        self._show_troubles()

    @property
    def _is_still(self) -> bool:
        return self._settings.motion == "reduced"

    def _begin_manners(self, decks: Decks) -> None:
        from lightstack_desktop.desktop.manners import Manners  # noqa: PLC0415 - after the tray
        from lightstack_desktop.desktop.quiet import Quiet  # noqa: PLC0415 - after the tray

        self._quiet = Quiet(self._settings.state_dir, self._clock)
        if self._menu is not None:
            self._menu.keep_quiet(self._quiet)
        self._manners = Manners(self._settings, self._quiet, self._tray, decks)
        self._manners.acted.connect(self._answer)
        while self._unheard:
            self._manners.hear(self._unheard.popleft())
        self._begin_care(decks)

    def _begin_care(self, decks: Decks) -> None:
        from lightstack_desktop.desktop.deck_care import DeckCare  # noqa: PLC0415 - after the tray

        self._deck_care = DeckCare(decks.conditions, self._bridge.call, decks.look_again)
        self._deck_care.changed.connect(self._show_deck_trouble)
        self._front.repair_chosen.connect(self._deck_care.installer.begin)

    def _show_deck_trouble(self, trouble: DeckTrouble | None) -> None:
        assert self._deck_care is not None
        can_ask = self._deck_care.installer.is_possible
        self._front.set_deck_trouble(trouble, can_ask=can_ask)

    def _answer(self, command: str, name: str) -> None:
        """Do what a person chose in a notification."""
        from lightstack_desktop.desktop.announcement import OPEN  # noqa: PLC0415 - after the tray

        if command != OPEN and self._menu is not None:
            self._menu.command(command, name, "notification")
        elif name:
            self._front.point_to(name)
        else:
            self._show_main()

    def _changed(self, change: Change) -> None:
        self._board = change.board
        if self._manners is not None:
            self._manners.hear(change)
        elif change.history:
            self._unheard.append(change)
        self._tray.show_board(change.board)
        if self._window is not None:
            self._window.show_board(change.board)
        self._front.show_board(change.board)
        self._show_troubles()

    def _take_api_problem(self, text: str | None) -> None:
        self._api_problem = text
        self._tray.set_api_problem(text)
        self._show_troubles()

    def _show_troubles(self) -> None:
        troubles = self._troubles()
        self._front.set_troubles(troubles)
        if self._window is not None:
            self._window.set_troubles(troubles)

    def _troubles(self) -> tuple[str, ...]:
        on = self._settings.api_lan
        return labels.troubles(self._board, self._api_problem, is_on_network=on)

    def _leave(self) -> None:
        # Not QApplication.quit: a window that is only put away by closing would refuse it.
        self._app.exit(0)

    def _stop(self) -> None:
        if self._deck_care is not None:
            self._deck_care.stop()
        if self._manners is not None:
            self._manners.stop()
        if self._quiet is not None:
            self._quiet.stop()
        if self._window is not None:
            self._window.put_away()
        self._front.put_away()
        self._lookout.stop()
        if self._engine is not None:
            self._engine.unsubscribe(self._bridge.hand_over)
        self._tray.hide()
        self._signals.close()

    # The on-screen deck

    def _open_as_left(self) -> None:
        was_visible = self._state().is_visible
        if self._screen_model is not None:
            from lightstack_desktop.desktop.screen_models import MODELS  # noqa: PLC0415 - late

            self._deck().choose(MODELS[self._screen_model])
            self._show_deck(take_focus=False)
        elif was_visible:
            self._show_deck(take_focus=False)
        elif was_visible is None:
            # A deck may be a moment late; a person may be quicker.
            QTimer.singleShot(FIRST_LOOK_MS, self._bridge, self._open_first)

    def _say_afterword(self) -> None:
        """Say what the run before has left to be said, where a person sees it."""
        from lightstack_desktop.desktop import afterword  # noqa: PLC0415 - after the tray

        text = afterword.take(self._settings.state_dir)
        if text:
            self._show_main()
            self._front.say(text)

    def _open_first(self) -> None:
        """Open on the first start if there is no deck to look at; that is decided once."""
        if self._state().is_visible is not None:
            return
        state = self._state()
        state.is_visible = not self._has_deck()
        state.save()
        if state.is_visible:
            self._show_deck(take_focus=False)

    def _show_without_tray(self) -> None:
        if not tray.is_there():
            self._show_main()

    def _show_deck(self, *, take_focus: bool) -> None:
        self._deck().appear(take_focus=take_focus)

    def _hide_deck(self) -> None:
        if self._window is not None:
            self._window.close()

    def _choose_model(self, name: str) -> None:
        from lightstack_desktop.desktop.screen_models import MODELS  # noqa: PLC0415 - late

        self._deck().choose(MODELS[name])
        self._show_deck(take_focus=True)

    def _deck(self) -> ScreenDeck:
        """Return the window, built when it is first wanted."""
        if self._window is None:
            self._window = self._new_window()
        return self._window

    def _new_window(self) -> ScreenDeck:
        # The tray icon must not wait for these.
        from lightstack_desktop.desktop import app_icon  # noqa: PLC0415 - late
        from lightstack_desktop.desktop.screen_deck import ScreenDeck  # noqa: PLC0415 - late

        app_icon.give()
        window = ScreenDeck(self._state(), tray.is_there)
        window.quit_chosen.connect(self._leave)
        window.set_troubles(self._troubles())
        if self._board is not None:
            window.show_board(self._board)
        if self._engine is not None:
            window.attach(self._open_session)
        return window

    def _show_main(self) -> None:
        self._front.appear()

    def _state(self) -> WindowState:
        from lightstack_desktop.desktop.window_state import WindowState  # noqa: PLC0415 - late

        return WindowState(self._settings.state_dir)

    def _open_session(self, panel: Panel) -> Drives:
        from lightstack_desktop.deck.session import Session  # noqa: PLC0415 - late
        from lightstack_desktop.faces.pool import Pool  # noqa: PLC0415 - late

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
            on_open=self.open_alert,
        )
        self._lookout.take_screen(session)
        return session

    def _new_faces(self) -> Faces:
        from lightstack_desktop.faces import gallery  # noqa: PLC0415 - late
        from lightstack_desktop.faces.faces import Faces  # noqa: PLC0415 - late

        return Faces(self._font_dir, picture_dir=self._settings.data_dir / gallery.FOLDER)


def _application() -> QApplication:
    """Return this process's application, named for tray hosts and window managers."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        platform_theme.choose(os.environ)
        app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("Lightstack Desktop")
    app.setDesktopFileName(NAME)
    app.setQuitOnLastWindowClosed(False)
    return app
