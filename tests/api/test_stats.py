"""How much happened today, by LightStack's day and by a person's."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop.api import stats
from lightstack_desktop.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.conftest import Api


@pytest.fixture
def in_sydney(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine stand eleven hours ahead of UTC, ten in winter."""
    monkeypatch.setenv("TZ", "AEST-10AEDT,M10.1.0,M4.1.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_an_empty_program_counts_nothing(any_api: Api) -> None:
    figures = any_api.get("/api/v1/stats").json()

    lightstacks = list(figures)[:5]
    assert lightstacks == [
        "total_alerts_today",
        "critical_today",
        "auto_cleared",
        "active_count",
        "total_alert_keys",
    ]
    assert [figures[name] for name in lightstacks] == [0] * 5
    assert figures["active_by_priority"] == {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0}


def test_what_happened_today_is_counted_as_lightstack_does(any_api: Api) -> None:
    any_api.post("/api/v1/alert-configs", {"alert_key": "fire", "default_priority": 1})
    any_api.post("/api/v1/alerts/fire/trigger")
    any_api.post("/api/v1/alerts/door/trigger", {"priority": 1})
    any_api.post("/api/v1/alerts/door/acknowledge")
    any_api.post("/api/v1/alerts/fire/clear", {"note": "by AUTOmation"})

    figures = any_api.get("/api/v1/stats").json()

    assert figures["total_alerts_today"] == 2
    assert figures["critical_today"] == 1  # an override does not count
    assert figures["auto_cleared"] == 1
    assert (figures["active_count"], figures["total_alert_keys"]) == (1, 2)
    assert figures["active_by_priority"]["1"] == 1  # here it does
    assert figures["acknowledged_count"] == 1


@pytest.mark.usefixtures("in_sydney")
def test_a_persons_day_begins_at_local_midnight(any_api: Api) -> None:
    any_api.post("/api/v1/alerts/door/trigger")  # 20:00 of the 21st in Sydney
    any_api.clock.now = datetime(2026, 11, 21, 14, tzinfo=UTC)  # 01:00 of the 22nd
    any_api.post("/api/v1/alerts/door/trigger")

    figures = any_api.get("/api/v1/stats").json()

    assert figures["total_alerts_today"] == 2
    assert figures["local_day"]["since"] == "2026-11-21T13:00:00.000000Z"
    assert figures["local_day"]["total_alerts"] == 1


@pytest.mark.usefixtures("in_sydney")
def test_a_day_that_began_before_the_clocks_changed_is_a_whole_day() -> None:
    now = datetime(2026, 10, 4, 3, tzinfo=UTC)  # 14:00, summer time since 02:00

    assert stats.local_midnight(now) == datetime(2026, 10, 3, 14, tzinfo=UTC)


def test_a_database_that_cannot_be_read_is_named(api: Api) -> None:
    api.history.problem = StoreError("/secret/path")

    reply = api.get("/api/v1/stats")

    assert reply.status_code == 503
    assert "secret" not in reply.text
