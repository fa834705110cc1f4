"""uvicorn as we need it: it serves two sockets and does nothing at all while nobody asks.

Its own loop wakes ten times a second to refresh the Date header and to look for the end; ours
waits for the end, and the guard sets the date per reply.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import uvicorn

from lightstack_desktop.api.connection import Connection
from lightstack_desktop.api.protocol import Protocol

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from starlette.types import ASGIApp

# History pages are the only work for this pool; each of its threads keeps a connection open.
READERS = 2
# What is being answered may finish within this; the engine answers in milliseconds.
GRACE_S = 0.2
# The longest message of a WebSocket, in bytes.
MESSAGE_LIMIT = 1 << 16


def serve(
    app: ASGIApp,
    sockets: tuple[socket.socket, ...],
    stopping: Future[None],
    on_ready: Callable[[], None],
) -> None:
    """Serve until `stopping` is done; `on_ready` is called once connections are taken."""
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http=Protocol,
        ws=Connection,
        ws_max_size=MESSAGE_LIMIT,
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
    )
    asyncio.run(_serve(_Server(config, stopping, on_ready), list(sockets)))


async def _serve(server: _Server, sockets: list[socket.socket]) -> None:
    readers = ThreadPoolExecutor(READERS, thread_name_prefix="api-history")
    asyncio.get_running_loop().set_default_executor(readers)
    await server.serve(sockets)


class _Server(uvicorn.Server):
    """uvicorn's server with a loop that waits instead of looking."""

    def __init__(
        self, config: uvicorn.Config, stopping: Future[None], on_ready: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._on_ready = on_ready

    async def main_loop(self) -> None:
        """Wait until somebody wants us to stop."""
        self._on_ready()
        await asyncio.wrap_future(self._stopping)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, let what is being answered finish, and hang up."""
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in tuple(self.server_state.connections):
            connection.shutdown()
        await self._finish()
        for connection in tuple(self.server_state.connections):
            connection.transport.abort()
        # A request that was only half sent ends by the loss of its connection.
        await self._finish()

    async def _finish(self) -> None:
        if self.server_state.tasks:
            await asyncio.wait(tuple(self.server_state.tasks), timeout=GRACE_S)
