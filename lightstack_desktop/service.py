"""Everything but the desktop, in the order of its start: engine, decks, API.

Imported late, because what it imports takes longer than showing a tray icon.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from lightstack_desktop import data, instance
from lightstack_desktop.api.access import Access
from lightstack_desktop.api.secret import Secret
from lightstack_desktop.api.server import ApiServer
from lightstack_desktop.deck.watcher import Watcher
from lightstack_desktop.engine import Engine
from lightstack_desktop.faces import gallery
from lightstack_desktop.faces.faces import Faces
from lightstack_desktop.faces.icons import Icons
from lightstack_desktop.store.history import History
from lightstack_desktop.store.retention import Retention
from lightstack_desktop.store.store import DATABASE, Store, warm_up
from lightstack_desktop.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from lightstack_desktop.settings import Settings

FIRST_PAINT_S = 1.0


def make_faces(data_dir: Path) -> Faces:
    """Return a painter of faces with the fonts we ship and the user's own pictures."""
    return Faces(data.path("assets", "fonts"), picture_dir=data_dir / gallery.FOLDER)


def _secret(data_dir: Path) -> Secret:
    return Secret(instance.create_token(data_dir), lambda: instance.rotate_token(data_dir))


def _access(settings: Settings) -> Access:
    return Access(settings.strict, settings.api_lan, settings.api_hosts)


class Service:
    """Everything but the desktop: engine, decks, API, and the record that others find us by.

    `take_port`, `start` and `serve` once, in this order; `close` at any time. `on_open` gets the
    key of an alert that somebody at a deck wants to see in the window, on any thread.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime],
        *,
        has_window: bool,
        on_open: Callable[[str], None] | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._has_window = has_window
        self._api: ApiServer | None = None
        self._port: int | None = None
        self._closing = contextlib.ExitStack()
        self._history = History(settings.data_dir / DATABASE)
        icons = Icons(data.path("assets", "icons", "mdi"))
        self.engine = Engine(Store(settings.data_dir / DATABASE), clock, icons=icons)
        self.watcher = Watcher(
            self.engine,
            lambda: make_faces(settings.data_dir),
            clock,
            settings.hid_backend,
            is_still=settings.motion == "reduced",
            on_open=on_open,
        )

    def take_port(self) -> None:
        """Take the API's port before anything is shown; raises PortTakenError."""
        api = ApiServer(
            self.engine,
            self._history,
            port=self._settings.api_port,
            secret=_secret(self._settings.data_dir),
            decks=self.watcher.statuses,
            access=_access(self._settings),
            has_docs=self._settings.api_docs,
        )
        self._port = api.bind()
        self._api = api

    def start(self) -> None:
        """Load the board and light the decks; raises StoreError."""
        self.engine.start()
        self._closing.callback(self.engine.stop)
        self._closing.callback(self._history.close)
        self.watcher.start()
        self._closing.callback(self.watcher.stop)

    def serve(self) -> None:
        """Let others find us, and serve the API if we have its port."""
        # What is imported from here on would hold up the first pictures.
        self.watcher.wait_painted(FIRST_PAINT_S)
        warm_up()
        chosen = self._settings
        self._tidy_pictures()
        kept = Retention(chosen.history_rows, chosen.history_days or None)
        upkeep = Upkeep(self.engine, chosen.data_dir / DATABASE, kept, self._clock)
        upkeep.start()
        self._closing.callback(upkeep.stop)
        self._closing.callback(instance.remove_record, self._settings)
        if self._api is None:
            self._record()
            return
        self._closing.callback(self._api.stop)
        self._api.start(self._ready)

    def _tidy_pictures(self) -> None:
        """Remove what no configuration uses for long; not by a board that may not be the whole."""
        board = self.engine.board
        if board.is_saved:
            used = {alert.config.fields.picture or "" for alert in board.alerts.values()}
            gallery.tidy(self._settings.data_dir / gallery.FOLDER, used, self._clock())

    def close(self) -> None:
        """Stop what was started, in reverse order."""
        self._closing.close()

    def _ready(self) -> None:
        self._record()
        print(f"ready http://127.0.0.1:{self._port}", flush=True)

    def _record(self) -> None:
        record = instance.Record(os.getpid(), self._port, self._has_window)
        instance.write_record(self._settings, record)
