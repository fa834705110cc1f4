"""Somebody at the desktop: the whole room on a real engine, and words for what a person does."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from fakes import FakeStore
from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from lightstack_desktop import data, settings
from lightstack_desktop.alerts.model import ConfigFields
from lightstack_desktop.choices import Choices
from lightstack_desktop.desktop.desktop import Desktop
from lightstack_desktop.desktop.program import Program
from lightstack_desktop.engine import Engine
from lightstack_desktop.faces.icons import Icons

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from lightstack_desktop.alerts.model import Alert
    from lightstack_desktop.deck.feed import Feed
    from lightstack_desktop.deck.session import Session
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.main_window import MainWindow
    from lightstack_desktop.desktop.screen_deck import ScreenDeck
    from lightstack_desktop.store.backups import Backup
    from lightstack_desktop.store.store import Store

FOLDERS = ("DATA", "CONFIG", "STATE", "RUNTIME")
RETRY_S = 0.2
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def wait(condition: Callable[[], Any], timeout_s: float = 20.0) -> None:
    """Let Qt work until `condition()` holds."""
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        # Returns at the next event, or soon: what other threads do is no event.
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


class Person:
    """A desktop that is started, with an engine once `attach` is called."""

    def __init__(
        self,
        folder: Path,
        *,
        has_deck: bool = True,
        model: str | None = None,
        store: Store | None = None,
        environ: dict[str, str] | None = None,
    ) -> None:
        self.now = NOON
        self.store = FakeStore()
        self.decks: tuple[DeckStatus, ...] = ()
        self.open_decks: Feed[tuple[Session, ...]] | None = None
        self.engine = Engine(
            store or self.store,
            lambda: self.now,
            retry_s=RETRY_S,
            icons=Icons(data.path("assets", "icons", "mdi")),
        )
        self.is_engine_started = False
        self.environ = {f"LIGHTSTACK_{name}_DIR": str(folder) for name in FOLDERS}
        self.environ |= environ or {}
        self.choices = Choices(settings.load(self.environ), self.environ)
        self.report: str | Exception = "Everything is in order."
        self.rotations = self.loads = 0
        self.begun_anew: list[Backup | None] = []
        self.has_left = False
        self.desktop = Desktop(
            self.choices,
            clock=lambda: self.now,
            program=Program(
                environ={
                    **self.environ,
                    "HOME": str(folder / "home"),
                    "XDG_CONFIG_DIRS": "/nowhere",
                },
                rotate_token=self._rotate,
                examine=self._examine,
                begin_anew=self.begun_anew.append,
                loaded=self._count_load,
            ),
            has_deck=lambda: has_deck,
            decks=lambda: self.decks,
            open_decks=lambda: self.open_decks,
            screen_model=model,
        )
        self.tray = self.desktop._tray

    def attach(self) -> None:
        self.engine.start()
        self.is_engine_started = True
        self.desktop.attach(self.engine)
        wait(lambda: self.desktop._board is not None)
        self.see()

    def _count_load(self) -> None:
        self.loads += 1

    def _rotate(self) -> None:
        self.rotations += 1

    def _examine(self) -> str:
        if isinstance(self.report, Exception):
            raise self.report
        return self.report

    def leave(self) -> None:
        if self.has_left:
            return
        self.has_left = True
        self.desktop._stop()
        self.choices.stop()
        if self.is_engine_started:
            self.engine.stop()
        # What was answered last is delivered first. Windows that stay would follow every later
        # change of the palette, each test's a little slower than the one before.
        QApplication.processEvents()
        for window in (self.desktop._front.window, self.desktop._screen.window):
            if window is not None:
                window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # What happens

    def pass_time(self, **span: float) -> None:
        self.now += timedelta(**span)

    def create(self, key: str, **fields: Any) -> None:
        self.engine.create_config(key, ConfigFields(**fields)).result()
        self.see()

    def trigger(self, key: str, **fields: Any) -> None:
        if fields:
            self.engine.create_config(key, ConfigFields(**fields)).result()
        self.engine.trigger(key, source="test").result()
        self.see()

    def acknowledge(self, key: str) -> None:
        self.engine.acknowledge(key, source="test").result()
        self.see()

    def see(self) -> None:
        """Wait until the tray shows the engine's board."""
        wait(lambda: self.tray._board is self.engine.board and not self.tray._pace.is_waiting)

    def settle(self) -> None:
        """Wait until every change of the settings is made, and the desktop has heard of it."""
        if self.choices._pool is not None:
            self.choices._pool.submit(lambda: None).result()
        heard: list[bool] = []
        self.desktop._bridge.call(lambda: heard.append(True))
        wait(lambda: heard)

    def alert(self, key: str) -> Alert:
        return self.engine.board.alerts[key]

    # The tray's menu

    @property
    def menu(self) -> QMenu:
        return self.tray.menu.menu

    @property
    def labels(self) -> list[str]:
        """Return every entry's text, as Qt has it."""
        actions = [action for action in self.menu.actions() if not action.isSeparator()]
        return [action.text() for action in actions if action.isVisible()]

    def entry(self, *path: str) -> QAction:
        menu = self.menu
        for text in path[:-1]:
            menu = _named(menu, text).menu()
        return _named(menu, path[-1])

    # The windows

    @property
    def main(self) -> MainWindow:
        window = self.desktop._front.window
        assert window is not None
        return window

    def open(self, page: str = "now") -> Any:
        """Open the main window, and return one of its pages."""
        self.desktop.show_window()
        wait(lambda: self.desktop._front.window is not None)
        self.main.open_page(page)
        return self.main.pages[page]

    def see_window(self) -> None:
        """Wait until the window shows the engine's board."""
        wait(lambda: self.main._board is self.engine.board and not self.main._pace.is_waiting)

    @property
    def window(self) -> ScreenDeck:
        window = self.desktop._screen.window
        assert window is not None
        return window

    @property
    def has_window(self) -> bool:
        return self.desktop._screen.is_shown


def _named(menu: QMenu, text: str) -> QAction:
    found = [action for action in menu.actions() if action.text() == text]
    assert found, [action.text() for action in menu.actions()]
    return found[0]
