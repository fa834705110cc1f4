"""What Home Assistant's LightStack integration does on the wire, from the contract alone.

It opens `ws://{host}:{port}/api/v1/ws` with aiohttp, where the host is whatever a person typed;
takes its state from the greeting and the events, and nothing from REST; asks with ids of its own;
and counts as connected while its pings are answered.
"""

from __future__ import annotations

import asyncio
import socket
import uuid
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

GREETING_S = 10
ANSWER_S = 10


class Integration:
    """One connection, and what the integration believes meanwhile."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.current: dict[str, Any] | None = None
        self.is_all_clear = True
        self.active_count = 0
        self._socket = socket
        self._answers: dict[str, asyncio.Future[dict[str, Any]]] = {}

    async def greet(self) -> None:
        """Take the first frame, which must be the greeting, as text."""
        first = await self._socket.receive(timeout=GREETING_S)
        assert first.type is aiohttp.WSMsgType.TEXT
        frame = first.json()
        assert frame["type"] == "connection_established"
        self._take_state(frame["data"]["state"])

    async def listen(self) -> None:
        """Follow what happens until the connection ends."""
        async for message in self._socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                self._take(message.json())

    async def ask(self, command: str, **data: Any) -> dict[str, Any]:
        """Send a command and return the result; an empty `data` is left out."""
        command_id = str(uuid.uuid4())
        self._answers[command_id] = asyncio.get_running_loop().create_future()
        frame = {"type": command, "id": command_id} | ({"data": data} if data else {})
        await self._socket.send_json(frame)
        async with asyncio.timeout(ANSWER_S):
            answer = await self._answers[command_id]
        return dict(answer["result"])

    async def ping(self) -> bool:
        return bool((await self.ask("ping"))["pong"])

    def _take(self, frame: dict[str, Any]) -> None:
        kind, data = frame["type"], frame["data"]
        if kind in ("command_result", "error"):
            self._answers.pop(data["command_id"]).set_result(data)
        elif (kind == "alert_triggered" and data["current_changed"]) or kind == "alert_cleared":
            self._take_current(data["new_current"])
        elif kind == "all_alerts_cleared":
            self._take_current(None)
            self.active_count = 0
        elif kind == "current_alert_changed":
            self._take_current(data["current"])
            self.active_count = data["active_count"]

    def _take_state(self, state: dict[str, Any]) -> None:
        self._take_current(state["current_alert"])
        self.active_count = state["active_count"]

    def _take_current(self, alert: dict[str, Any] | None) -> None:
        self.current = alert
        self.is_all_clear = alert is None


class Here(AbstractResolver):
    """A name service in which every name is this machine's."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = ResolveResult(
            hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0
        )
        return [found]

    async def close(self) -> None:
        pass


@asynccontextmanager
async def connected(host: str, port: int) -> AsyncIterator[Integration]:
    """Connect as the integration does; `host` may be `name:secret@address`."""
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=Here())) as session,
        session.ws_connect(f"ws://{host}:{port}/api/v1/ws") as opened,
    ):
        integration = Integration(opened)
        await integration.greet()
        listening = asyncio.create_task(integration.listen())
        yield integration
        await opened.close()
        await listening
