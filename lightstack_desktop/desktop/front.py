"""The main window before it is wanted: it keeps what the window will need, and builds it late.

The tray icon must not wait for what a window imports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lightstack_desktop import data
from lightstack_desktop.desktop import face_words, tray

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.chosen import Chosen
    from lightstack_desktop.desktop.deck_trouble import DeckTrouble
    from lightstack_desktop.desktop.lookout import Lookout
    from lightstack_desktop.desktop.main_window import MainWindow
    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.desktop.program import Program
    from lightstack_desktop.desktop.quiet import Quiet
    from lightstack_desktop.engine import Engine
    from lightstack_desktop.faces.faces import Faces


class Front(QObject):
    """Shows the main window. `call` has something called on Qt's thread."""

    deck_chosen = Signal()
    quit_chosen = Signal()
    closed_first = Signal()
    repair_chosen = Signal()

    def __init__(
        self,
        chosen: Chosen,
        clock: Callable[[], datetime],
        decks: Callable[[], Sequence[DeckStatus]],
        call: Callable[[Callable[[], None]], None],
        program: Program,
        lookout: Lookout,
        quiet: Callable[[], Quiet | None],
        facts: Callable[[], tuple[tuple[str, str], ...]],
    ) -> None:
        super().__init__()
        self._chosen = chosen
        self._program = program
        self._quiet = quiet
        self._facts = facts
        self._clock = clock
        self._decks = decks
        self._call = call
        self._lookout = lookout
        self._engine: Engine | None = None
        self._board: Board | None = None
        self._troubles: tuple[str, ...] = ()
        self._deck_trouble: DeckTrouble | None = None
        self._can_ask = False
        self._needs: Needs | None = None
        self._faces: Faces | None = None
        self.window: MainWindow | None = None

    def attach(self, engine: Engine) -> None:
        """Bring the engine, once it is started."""
        self._engine = engine
        if self._needs is not None:
            self._needs.orders.attach(engine)

    def show_board(self, board: Board) -> None:
        """Show this board, if anybody looks."""
        self._board = board
        if self.window is not None:
            self.window.show_board(board)

    def set_troubles(self, lines: tuple[str, ...]) -> None:
        """Show what is wrong besides the alerts."""
        if lines != self._troubles:
            self._troubles = lines
            if self.window is not None:
                self.window.set_troubles(lines)

    def set_deck_trouble(self, trouble: DeckTrouble | None, *, can_ask: bool) -> None:
        """Show what keeps a deck from working; `can_ask`: the system can ask for a password."""
        self._deck_trouble, self._can_ask = trouble, can_ask
        if self.window is not None:
            self.window.deck_notice.show_trouble(trouble, can_ask=can_ask)

    def appear(self) -> None:
        """Show the window in front of others."""
        if self.window is None:
            self.window = self._new_window()
        self.window.appear()

    def say(self, text: str) -> None:
        """Say something in the window that is there, until a person has read it."""
        if self.window is not None:
            self.window.failure.say(text)

    def open_page(self, name: str) -> MainWindow:
        """Show the window on one of its pages, and return it."""
        self.appear()
        assert self.window is not None
        self.window.open_page(name)
        return self.window

    def point_to(self, key: str) -> None:
        """Show the window and in it this alert."""
        self.appear()
        assert self.window is not None
        self.window.point_to(key)

    def put_away(self) -> None:
        """End what the window has running, on quitting."""
        if self.window is not None:
            self.window.put_away()
        if self._needs is not None:
            self._needs.slow.stop()
            self._needs.aside.stop()
            # Before the store closes: the last to close tidies up the file.
            self._needs.history.close()

    def _new_window(self) -> MainWindow:
        from lightstack_desktop.desktop import app_icon  # noqa: PLC0415 - late
        from lightstack_desktop.desktop.main_window import MainWindow  # noqa: PLC0415 - late
        from lightstack_desktop.desktop.window_state import WindowState  # noqa: PLC0415 - late

        app_icon.give()
        self._needs = self._new_needs()
        window = MainWindow(self._needs, WindowState(self._chosen.now.state_dir), tray.is_there)
        window.quit_chosen.connect(self.quit_chosen)
        window.deck_chosen.connect(self.deck_chosen)
        window.closed_first.connect(self.closed_first)
        window.deck_notice.repair_chosen.connect(self.repair_chosen)
        window.deck_notice.show_trouble(self._deck_trouble, can_ask=self._can_ask)
        window.set_troubles(self._troubles)
        if self._board is not None:
            window.show_board(self._board)
        return window

    def _new_needs(self) -> Needs:
        from lightstack_desktop.desktop.aside import Aside  # noqa: PLC0415 - late
        from lightstack_desktop.desktop.glyphs import Glyphs  # noqa: PLC0415 - late
        from lightstack_desktop.desktop.orders import Orders  # noqa: PLC0415 - late
        from lightstack_desktop.desktop.pages.page import Needs  # noqa: PLC0415 - late
        from lightstack_desktop.faces.icons import Icons  # noqa: PLC0415 - late
        from lightstack_desktop.store.history import History  # noqa: PLC0415 - late
        from lightstack_desktop.store.store import DATABASE  # noqa: PLC0415 - late

        orders = Orders(self._call)
        if self._engine is not None:
            orders.attach(self._engine)
        return Needs(
            orders,
            Aside(self._call),
            Aside(self._call),
            self._clock,
            Glyphs(Icons(data.path("assets", "icons", "mdi"))),
            self._shared_faces,
            self._chosen,
            History(self._chosen.now.data_dir / DATABASE),
            self._decks,
            self._lookout,
            self._program,
            self._quiet,
            self._facts,
        )

    def _shared_faces(self) -> Faces:
        """Return the one painter of faces that all pages draw with, on Qt's thread."""
        if self._faces is None:
            from lightstack_desktop.faces.shipped import make_faces  # noqa: PLC0415 - late

            self._faces = make_faces(self._chosen.now.data_dir, face_words.said())
        return self._faces
