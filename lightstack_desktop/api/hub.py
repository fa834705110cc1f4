"""Who listens on a WebSocket, and how what happens reaches all of them.

1. A greeting shows one board, and every change after that board follows it, once and in order.
2. A change is told before its caller is answered. 3. A frame is made once, not once a client.
4. With no client there is nothing to do: the engine does not know us.
Lives on the loop's thread; `_hear` is called by the engine's, `close_outdated` by any.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from lightstack_desktop.api import frames
from lightstack_desktop.api.connection import Connection, frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.engine import Engine

PLACES = 64
POLICY_VIOLATION = 1008
OUTDATED = "the token has changed"


class Hub:
    """The clients of one engine. `enter`, `greet` and at last `leave`, each once a client."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._present: set[Connection] = set()
        # In the order of their coming; a dict, because a set has none.
        self._told: dict[Connection, None] = {}
        self._subscription: asyncio.Future[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._board: Board
        self._news: deque[Change] = deque()
        self._is_due = False

    @property
    def board(self) -> Board:
        """Return the board that everyone greeted knows of."""
        return self._board

    def enter(self, client: Connection) -> bool:
        """Take one of the places; False if there is none."""
        if len(self._present) >= PLACES:
            return False
        self._loop = asyncio.get_running_loop()
        self._present.add(client)
        return True

    async def greet(self, client: Connection) -> None:
        """Send the first frame, and from then on what happens; raises StoreError at the end."""
        if self._subscription is None:
            self._subscription = asyncio.wrap_future(self._engine.subscribe(self._hear))
        # Others wait for the same: whoever gives up must not take it from them.
        await asyncio.shield(self._subscription)
        self._tell()
        client.send(frame(frames.greeting(self._board, self._engine.clock())))
        self._told[client] = None

    def leave(self, client: Connection) -> None:
        """Give the place back; the last one out has the engine forget us."""
        self._present.discard(client)
        self._told.pop(client, None)
        if not self._present and self._subscription is not None:
            self._subscription = None
            self._engine.unsubscribe(self._hear)

    def close_outdated(self) -> None:
        """Hang up on the clients that came in by a token; from any thread."""
        self._call(self._close_outdated)

    def _close_outdated(self) -> None:
        for client in tuple(self._present):
            if client.scope["state"]["used_token"]:
                client.close(POLICY_VIOLATION, OUTDATED)

    def _call(self, what: Callable[[], None]) -> None:
        # A loop that has ended has nobody to tell; one that never had a client neither.
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(what)

    def _hear(self, change: Change) -> None:
        """Hand over, on the engine's thread; one wake-up does for a whole batch."""
        # Put, then look: what the loop's last look missed is asked for here.
        self._news.append(change)
        if not self._is_due:
            self._is_due = True
            self._call(self._tell)

    def _tell(self) -> None:
        self._is_due = False
        now = self._engine.clock()
        said: list[bytes] = []
        while self._news:
            change = self._news.popleft()
            self._board = change.board
            if self._told:
                said += (frame(frames.event(event, change, now)) for event in change.events)
        if said:
            together = b"".join(said)
            for client in tuple(self._told):
                client.send(together)
