"""The desktop as the rest of the program sees it: one object, built first, run last.

1. The tray icon stands before there is an engine; `attach` brings it. 2. Every method but `run` may
be called from any thread. 3. Where there is no tray the main window opens: it is then the way in.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from lightstack_desktop import data
from lightstack_desktop.desktop import catalogue, face_words, labels, tray
from lightstack_desktop.desktop.application import Application, application
from lightstack_desktop.desktop.bridge import Bridge
from lightstack_desktop.desktop.chosen import Chosen
from lightstack_desktop.desktop.front import Front
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.lookout import Lookout
from lightstack_desktop.desktop.screen_front import ScreenFront
from lightstack_desktop.desktop.signals import Signals
from lightstack_desktop.desktop.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.choices import Choices
    from lightstack_desktop.deck.feed import Feed
    from lightstack_desktop.deck.session import Session
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.deck_care import DeckCare
    from lightstack_desktop.desktop.deck_trouble import DeckTrouble
    from lightstack_desktop.desktop.manners import Decks, Manners
    from lightstack_desktop.desktop.program import Program
    from lightstack_desktop.desktop.quiet import Quiet
    from lightstack_desktop.desktop.scheme import Scheme
    from lightstack_desktop.desktop.tray_choices import TrayChoices
    from lightstack_desktop.engine import Engine
    from lightstack_desktop.settings import Settings

STAYS = mark("Lightstack Desktop goes on")
STAYS_MORE = mark("Its icon stays here. Quit ends it.")
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
        program: Program,
        has_deck: Callable[[], bool],
        decks: Callable[[], Sequence[DeckStatus]] = tuple,
        open_decks: Callable[[], Feed[tuple[Session, ...]] | None] = lambda: None,
        screen_model: str | None = None,
    ) -> None:
        self._clock = clock
        self._screen_model = screen_model
        self._engine: Engine | None = None
        self._board: Board | None = None
        self._api_problem: str | None = None
        self._quiet: Quiet | None = None
        self._manners: Manners | None = None
        self._deck_care: DeckCare | None = None
        # What happens before there is somebody to tell it.
        self._unheard: deque[Change] = deque(maxlen=MOST_UNHEARD)
        self._app = application()
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
            lambda: self._screen.model,
            lambda model: self._screen.choose(model),  # noqa: PLW0108 - it comes next
        )
        self._screen = ScreenFront(
            self._settings,
            clock,
            has_deck,
            self.open_alert,
            self._lookout.take_screen,
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
        self._bridge.call(lambda: self._screen.appear(take_focus=True))

    def hide_deck(self) -> None:
        """Put the on-screen deck away, as closing it does."""
        self._bridge.call(self._screen.hide)

    def choose_model(self, name: str) -> None:
        """Let the on-screen deck look like another model, and show it."""
        self._bridge.call(lambda: self._choose_model(name))

    def set_api_problem(self, text: str | None) -> None:
        """Say why there is no API in tray and window, or that it is back (None)."""
        self._bridge.call(lambda: self._take_api_problem(text))

    @property
    def face_words(self) -> Mapping[str, str]:
        """Return what faces say of themselves, in the person's language."""
        return face_words.said()

    # On Qt's thread

    @property
    def is_screen_shown(self) -> bool:
        """Tell whether the on-screen deck can be seen."""
        return self._screen.is_shown

    @property
    def _settings(self) -> Settings:
        return self._chosen.now

    def _connect(self) -> None:
        menu = self._tray.menu
        menu.open_chosen.connect(self._show_main)
        menu.quit_chosen.connect(self._leave)
        self._tray.clicked.connect(self._show_main)
        self._front.deck_chosen.connect(lambda: self._screen.appear(take_focus=True))
        self._front.quit_chosen.connect(self._leave)
        self._screen.quit_chosen.connect(self._leave)
        self._front.closed_first.connect(lambda: self._tray.say(tr(STAYS), tr(STAYS_MORE)))
        self._bridge.changed.connect(self._changed)
        self._chosen.changed.connect(self._follow)
        if isinstance(self._app, Application):
            self._app.leave_asked.connect(self._signals.leave)

    def _take(self, engine: Engine) -> None:
        from lightstack_desktop.desktop.scheme import Scheme  # noqa: PLC0415 - after the tray
        from lightstack_desktop.desktop.tray_choices import (  # noqa: PLC0415 - after the tray
            TrayChoices,
        )

        self._scheme = Scheme(self._app, self._settings.theme)
        self._engine = engine
        engine.subscribe(self._bridge.hand_over)
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
        self._screen.attach(engine, self._screen_model)
        self._say_afterword()

    def _follow(self) -> None:
        """Live by other settings."""
        if self._scheme is not None:
            self._scheme.follow(self._settings.theme)
        self._screen.follow(self._settings)
        if self._manners is not None:
            self._manners.use(self._settings)
        self._tray.set_on_network(self._settings.api_lan)
        self._show_troubles()

    def _begin_manners(self, decks: Decks) -> None:
        from lightstack_desktop.desktop.manners import Manners  # noqa: PLC0415 - after the tray
        from lightstack_desktop.desktop.quiet import Quiet  # noqa: PLC0415 - after the tray

        self._quiet = Quiet(self._settings.state_dir, self._clock)
        if self._menu is not None:
            self._menu.keep_quiet(self._quiet)
        self._manners = Manners(self._settings, self._quiet, self._tray, decks)
        self._manners.acted.connect(self._answer)
        if self._unheard:
            self._manners.hear(tuple(self._unheard))
            self._unheard.clear()
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

    def _changed(self, changes: tuple[Change, ...]) -> None:
        self._board = board = changes[-1].board
        if self._manners is not None:
            self._manners.hear(changes)
        else:
            self._unheard.extend(change for change in changes if change.history)
        self._tray.show_board(board)
        self._screen.show_board(board)
        self._front.show_board(board)
        self._show_troubles()

    def _take_api_problem(self, text: str | None) -> None:
        self._api_problem = text
        self._tray.set_api_problem(text)
        self._show_troubles()

    def _show_troubles(self) -> None:
        troubles = self._troubles()
        self._front.set_troubles(troubles)
        self._screen.set_troubles(troubles)

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
        self._screen.put_away()
        self._front.put_away()
        self._lookout.stop()
        if self._engine is not None:
            self._engine.unsubscribe(self._bridge.hand_over)
        self._tray.hide()
        self._signals.close()

    def _say_afterword(self) -> None:
        """Say what the run before has left to be said, where a person sees it."""
        from lightstack_desktop.desktop import afterword  # noqa: PLC0415 - after the tray

        text = afterword.take(self._settings.state_dir)
        if text:
            self._show_main()
            self._front.say(text)

    def _show_without_tray(self) -> None:
        if not tray.is_there():
            self._show_main()

    def _choose_model(self, name: str) -> None:
        self._screen.choose_name(name)
        self._screen.appear(take_focus=True)

    def _show_main(self) -> None:
        self._front.appear()
