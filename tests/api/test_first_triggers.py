"""R10: five hundred callers raise one new key at once; all are answered, and it is made once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from api.live import served
from lightstack_desktop.store.history import History
from lightstack_desktop.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

CALLERS = 500


async def _trigger(port: int, go: asyncio.Event) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await go.wait()
    writer.write(
        b"POST /api/v1/alerts/new/trigger HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
        b"Content-Length: 0\r\nConnection: close\r\n\r\n" % port
    )
    status = int((await reader.read()).split(b" ")[1])
    writer.close()
    return status


async def _trigger_at_once(port: int) -> list[int]:
    go = asyncio.Event()
    callers = [asyncio.create_task(_trigger(port, go)) for _ in range(CALLERS)]
    await asyncio.sleep(0)
    go.set()
    return await asyncio.gather(*callers)


def test_five_hundred_first_triggers_of_one_key_are_all_served(tmp_path: Path) -> None:
    path = tmp_path / "lightstack.db"
    history = History(path)
    with served(Store(path), history) as live:
        listening = live.greeted()

        statuses = asyncio.run(_trigger_at_once(live.port))

        assert statuses == [200] * CALLERS
        (config,) = live.rest("GET", "/api/v1/alert-configs")[1]
        (alert,) = live.rest("GET", "/api/v1/alerts")[1]
        assert (config["trigger_count"], alert["alert_key"]) == (CALLERS, "new")
        assert history.page("new", "triggered", 1, 1).total == CALLERS
        told = [listening.read()["type"] for _ in range(2 * CALLERS + 1)]
        assert told.count("alert_triggered") == CALLERS
        assert told.count("led_plan_changed") == 1
        history.close()
