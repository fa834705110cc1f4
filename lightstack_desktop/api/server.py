"""The API's thread: bind early and cheaply, serve later, stop at once."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from lightstack_desktop.api import loopback
from lightstack_desktop.api.access import Access

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from lightstack_desktop.api.secret import Secret
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.engine import Engine
    from lightstack_desktop.store.history import History

log = logging.getLogger(__name__)

STOP_S = 0.5
_LOOPBACK = Access()


class ApiServer:
    """Serves the API, on loopback unless `access` says more.

    `bind`, then `start`; `stop` at any time.
    """

    def __init__(
        self,
        engine: Engine,
        history: History,
        *,
        port: int,
        secret: Secret,
        decks: Callable[[], tuple[DeckStatus, ...]],
        access: Access = _LOOPBACK,
        has_docs: bool = False,
    ) -> None:
        self._engine = engine
        self._history = history
        self._port = port
        self._secret = secret
        self._access = access
        self._decks = decks
        self._has_docs = has_docs
        self._sockets: tuple[socket.socket, ...] = ()
        self._stopping: Future[None] = Future()
        self._thread: threading.Thread | None = None

    def bind(self) -> int:
        """Take the port and return it; who connects now waits until we serve.

        Raises PortTakenError if another program has it.
        """
        self._sockets = loopback.listen(self._port, is_lan=self._access.is_lan)
        self._port = self._sockets[0].getsockname()[1]
        return self._port

    def start(self, on_ready: Callable[[], None]) -> None:
        """Serve on a thread of our own, which calls `on_ready` once it does."""
        self._thread = threading.Thread(target=self._run, args=(on_ready,), name="api", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being answered, hang up and join the thread."""
        if not self._stopping.done():
            self._stopping.set_result(None)
        if self._thread is not None:
            self._thread.join(STOP_S)
        for listener in self._sockets:
            listener.close()

    def _run(self, on_ready: Callable[[], None]) -> None:
        try:
            self._serve(on_ready)
        except Exception:
            log.exception("the API failed; it is not served until the next start")

    def _serve(self, on_ready: Callable[[], None]) -> None:
        # Imported on this thread, so that the tray need not wait for FastAPI.
        from lightstack_desktop.api.app import create_app  # noqa: PLC0415 - see above
        from lightstack_desktop.api.services import Services  # noqa: PLC0415 - see above
        from lightstack_desktop.api.serving import serve  # noqa: PLC0415 - see above

        if self._stopping.done():
            return
        services = Services(self._engine, self._history, self._secret, self._decks)
        app = create_app(services, self._port, self._access, has_docs=self._has_docs)
        serve(app, self._sockets, self._stopping, on_ready)
