"""Where the API is served and for whom, as the settings say; it moves while the program runs.

1. A place that cannot be had changes nothing: what was served is served on. 2. Another port is
taken before the old one is given up. 3. Where the port stays, it is given up for a moment, because
two cannot hold it; clients find it again. 4. Without a port the program goes on; to choose the
same settings again is another try.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.api.access import Access
from lightstack_desktop.api.server import ApiServer
from lightstack_desktop.errors import LightstackError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.api.secret import Secret
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.engine import Engine
    from lightstack_desktop.settings import Settings
    from lightstack_desktop.store.history import History

log = logging.getLogger(__name__)


class Place:
    """`take` a port and `serve`, then `move` as often as wanted, by one thread at a time.

    `on_served` is called on the API's thread each time it begins to serve. `port` is the one that
    is ours, None without one.
    """

    def __init__(
        self,
        engine: Engine,
        history: History,
        secret: Secret,
        decks: Callable[[], tuple[DeckStatus, ...]],
        on_served: Callable[[], None],
    ) -> None:
        self._engine = engine
        self._history = history
        self._secret = secret
        self._decks = decks
        self._on_served = on_served
        self._server: ApiServer | None = None
        self.port: int | None = None

    def take(self, settings: Settings) -> None:
        """Take the port; raises PortTakenError or SettingsError."""
        server = ApiServer(
            self._engine,
            self._history,
            port=settings.api_port,
            secret=self._secret,
            decks=self._decks,
            access=Access(settings.strict, settings.api_lan, settings.api_hosts),
            has_docs=settings.api_docs,
        )
        port = server.bind()
        self._server, self.port = server, port

    def serve(self) -> None:
        """Serve, if there is a port to serve on."""
        if self._server is not None:
            self._server.start(self._on_served)

    def move(self, before: Settings, after: Settings) -> None:
        """Serve as other settings say; raises PortTakenError or SettingsError, nothing changed."""
        is_same = _of_api(before) == _of_api(after)
        if is_same and (self._server is not None or before != after):
            return
        if self._server is None:
            self._try_again(before, after)
        elif before.api_port == after.api_port:
            self._stay(before, after)
        else:
            former = self._server
            self.take(after)
            former.stop()
            self.serve()

    def stop(self) -> None:
        """Hang up and give the port back."""
        if self._server is not None:
            self._server.stop()
        self._server, self.port = None, None

    def _stay(self, before: Settings, after: Settings) -> None:
        """Serve on the same port in another way."""
        # Where any port was asked for, the one that clients know is the one to keep.
        assert self.port is not None
        before, after = (replace(each, api_port=self.port) for each in (before, after))
        self.stop()
        try:
            self.take(after)
        except LightstackError:
            self.take(before)
            raise
        finally:
            self.serve()

    def _try_again(self, before: Settings, after: Settings) -> None:
        """Take a port that could not be had before; who changes something else does not mind."""
        try:
            self.take(after)
        except LightstackError as error:
            if before.api_port != after.api_port or before == after:
                raise
            log.warning("%s", error)
        self.serve()


def _of_api(settings: Settings) -> tuple[object, ...]:
    return (
        settings.api_port,
        settings.api_lan,
        settings.api_hosts,
        settings.strict,
        settings.api_docs,
    )
