"""Home Assistant's integration, unmodified, would work: the contract's section 8, by aiohttp."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import pytest

from api.home_assistant import Integration, connected
from api.live import served
from lightstack_desktop.api.access import Access

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.live import Live


@pytest.fixture
def live() -> Iterator[Live]:
    with served() as running:
        yield running


async def rest(live: Live, method: str, path: str, body: object = None) -> None:
    status, reply = await asyncio.to_thread(live.rest, method, f"/api/v1{path}", body)
    assert status < 300, reply


async def believes(integration: Integration) -> tuple[str | None, int | None, int]:
    """Return what it shows once everything that was said has reached it."""
    await integration.ping()
    current = integration.current or {}
    return current.get("alert_key"), current.get("effective_priority"), integration.active_count


def test_it_follows_what_happens(live: Live) -> None:
    async def session() -> None:
        async with connected("127.0.0.1", live.port) as home:
            assert await believes(home) == (None, None, 0)
            result = await home.ask("trigger_alert", alert_key="door", priority=2, note="open")
            assert result["alert"]["effective_priority"] == 2
            assert await believes(home) == ("door", 2, 1)
            await rest(live, "POST", "/alerts/leak/trigger", {"priority": 1})
            assert await believes(home) == ("leak", 1, 2)
            assert (await home.ask("clear_alert", alert_key="leak"))["alert"]["is_active"] is False
            assert await believes(home) == ("door", 2, 1)
            assert await home.ask("clear_all_alerts") == {
                "cleared_count": 1,
                "cleared_keys": ["door"],
            }
            assert (await believes(home), home.is_all_clear) == ((None, None, 0), True)

    asyncio.run(session())


def test_no_stale_priority_and_no_ghost_stay_behind(live: Live) -> None:
    async def session() -> None:
        async with connected("127.0.0.1", live.port) as home:
            await rest(live, "POST", "/alerts/door/trigger")
            await rest(live, "POST", "/alerts/door/trigger", {"priority": 1})  # B8
            assert await believes(home) == ("door", 1, 1)
            await rest(live, "POST", "/alerts/door/trigger")
            await rest(live, "PUT", "/alert-configs/door", {"default_priority": 5})  # B7
            assert await believes(home) == ("door", 5, 1)
            await rest(live, "DELETE", "/alert-configs/door")
            assert await believes(home) == (None, None, 0)

    asyncio.run(session())


def test_it_comes_back_to_the_state_of_the_moment(live: Live) -> None:
    async def session() -> None:
        async with connected("localhost", live.port) as home:
            await home.ask("trigger_alert", alert_key="door")
        await rest(live, "POST", "/alerts/leak/trigger", {"priority": 1})
        async with connected("localhost", live.port) as home:
            assert (home.current or {})["alert_key"] == "leak"
            assert (home.active_count, await home.ping()) == (2, True)
            state = await home.ask("get_state")
            assert [alert["alert_key"] for alert in state["active_alerts"]] == ["leak", "door"]

    asyncio.run(session())


STRICT = Access(is_strict=True)
NETWORK = Access(is_lan=True, hosts=("desk.example",))
WITH_TOKEN = [
    ("lightstack:t@localhost", Access()),
    ("lightstack:t@localhost", STRICT),
    ("lightstack:t@127.0.0.1", NETWORK),
    ("lightstack:t@desk.example", NETWORK),
]


@pytest.mark.parametrize(("host", "access"), WITH_TOKEN)
def test_with_the_token_before_its_host_it_is_served_wherever_that_is_asked(
    host: str, access: Access
) -> None:
    async def session(port: int) -> None:
        async with connected(host, port) as home, connected(host, port) as other:
            assert await believes(home) == (None, None, 0)
            await other.ask("trigger_alert", alert_key="door", priority=2)
            assert await believes(home) == ("door", 2, 1)
            assert (await home.ask("clear_alert", alert_key="door"))["alert"]["is_active"] is False
            assert await believes(other) == (None, None, 0)
            await home.ask("trigger_alert", alert_key="leak")
        async with connected(host, port) as again:
            assert (await believes(again), await again.ping()) == (("leak", 3, 1), True)

    with served(access=access) as live:
        asyncio.run(session(live.port))


@pytest.mark.parametrize(
    ("host", "access", "status"),
    [
        ("localhost", STRICT, 401),
        ("lightstack:wrong@localhost", STRICT, 401),
        ("t@localhost", STRICT, 401),
        ("desk.example", NETWORK, 401),
        ("lightstack:t@other.example", NETWORK, 421),
        ("lightstack:t@desk.example", STRICT, 421),
    ],
)
def test_without_the_token_or_by_another_name_it_is_told_no(
    host: str, access: Access, status: int
) -> None:
    async def session(port: int) -> None:
        async with connected(host, port):
            pass

    with served(access=access) as live, pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        asyncio.run(session(live.port))

    assert refused.value.status == status


def test_it_learns_that_the_program_has_ended(live: Live) -> None:
    async def session() -> int | None:
        url = f"ws://127.0.0.1:{live.port}/api/v1/ws"
        async with aiohttp.ClientSession() as client, client.ws_connect(url) as socket:
            await socket.receive_json()
            stopping = asyncio.create_task(asyncio.to_thread(live.server.stop))
            assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
            await stopping
            return socket.close_code

    assert asyncio.run(session()) == 1001
