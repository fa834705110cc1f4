"""Everything but the desktop, in the order of its start: engine, decks, API.

Imported late, because what it imports takes longer than showing a tray icon.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from lightstack_desktop import data, instance
from lightstack_desktop.api.place import Place
from lightstack_desktop.api.secret import Secret
from lightstack_desktop.deck.watcher import Watcher
from lightstack_desktop.engine import Engine
from lightstack_desktop.errors import LightstackError, SettingsError
from lightstack_desktop.faces import gallery
from lightstack_desktop.faces.icons import Icons
from lightstack_desktop.faces.shipped import make_faces
from lightstack_desktop.store.history import History
from lightstack_desktop.store.retention import Retention
from lightstack_desktop.store.store import DATABASE, Store, warm_up
from lightstack_desktop.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from lightstack_desktop.choices import Choices
    from lightstack_desktop.settings import Settings

FIRST_PAINT_S = 1.0


def _secret(data_dir: Path) -> Secret:
    return Secret(instance.create_token(data_dir), lambda: instance.rotate_token(data_dir))


def _retention(settings: Settings) -> Retention:
    return Retention(settings.history_rows, settings.history_days or None)


class Service:
    """Everything but the desktop: engine, decks, API, and the record that others find us by.

    `take_port`, `start` and `serve` once, in this order; `close` at any time. `on_open` gets the
    key of an alert that somebody at a deck wants to see in the window, and `on_api` why there is
    no API any more, or None when it is served; `on_loaded` is called when all is loaded that
    stays; each on any thread. `words` are what faces say of themselves, in another language than
    English.
    """

    def __init__(
        self,
        choices: Choices,
        clock: Callable[[], datetime],
        *,
        has_window: bool,
        on_open: Callable[[str], None] | None = None,
        on_api: Callable[[str | None], None] | None = None,
        on_loaded: Callable[[], None] = lambda: None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        self._choices = choices
        self._settings = settings = choices.now
        self._clock = clock
        self._has_window = has_window
        self._on_api = on_api
        self._on_loaded = on_loaded
        self._place: Place | None = None
        self._secret: Secret | None = None
        self._upkeep: Upkeep | None = None
        self._closing = contextlib.ExitStack()
        self._history = History(settings.data_dir / DATABASE)
        icons = Icons(data.path("assets", "icons", "mdi"))
        self.engine = Engine(Store(settings.data_dir / DATABASE), clock, icons=icons)
        self.watcher = Watcher(
            self.engine,
            lambda: make_faces(settings.data_dir, words),
            clock,
            settings.hid_backend,
            is_still=settings.motion == "reduced",
            on_open=on_open,
        )

    def take_port(self) -> None:
        """Take the API's port before anything is shown; raises PortTakenError."""
        self._secret = _secret(self._settings.data_dir)
        self._place = Place(
            self.engine, self._history, self._secret, self.watcher.statuses, self._ready
        )
        self._place.take(self._settings)

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
        self._upkeep = Upkeep(
            self.engine, chosen.data_dir / DATABASE, _retention(chosen), self._clock
        )
        self._upkeep.start()
        self._closing.callback(self._upkeep.stop)
        self._closing.callback(instance.remove_record, self._settings)
        assert self._place is not None
        self._closing.callback(self._place.stop)
        if self._place.port is None:
            self._record()
        self._place.serve()
        self._choices.follow(self._follow)

    def rotate_token(self) -> None:
        """Let another token count, and hang up on who came in by the old; raises SettingsError."""
        if self._secret is None:
            raise SettingsError("There is no token before the program has started.")
        self._secret.rotate()

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
        assert self._place is not None
        self._record()
        print(f"ready http://127.0.0.1:{self._place.port}", flush=True)
        if self._on_api is not None:
            self._on_api(None)

    def _follow(self, before: Settings, after: Settings) -> None:
        """Live by other settings; raises PortTakenError or SettingsError, nothing changed."""
        assert self._place is not None
        assert self._upkeep is not None
        try:
            self._place.move(before, after)
        except LightstackError as error:
            self._tell_if_lost(error)
            raise
        self._upkeep.keep(_retention(after))
        self.watcher.set_still(after.motion == "reduced")

    def _tell_if_lost(self, error: LightstackError) -> None:
        """Say so if another program took the port in the moment between two of our servers."""
        assert self._place is not None
        if self._place.port is None:
            self._record()
            if self._on_api is not None:
                self._on_api(str(error))

    def _record(self) -> None:
        port = self._place.port if self._place is not None else None
        record = instance.Record(os.getpid(), port, self._has_window)
        instance.write_record(self._settings, record)
        self._on_loaded()
