"""How values look on the wire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from lightstack_desktop.api.wire import timestamp


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 11, 21, 9, 0, 22, 98041, UTC), "2026-11-21T09:00:22.098041Z"),
        (datetime(2026, 11, 21, 9, 0, tzinfo=UTC), "2026-11-21T09:00:00.000000Z"),
        (
            datetime(2026, 11, 21, 1, 0, tzinfo=timezone(timedelta(hours=2))),
            "2026-11-20T23:00:00.000000Z",
        ),
        (datetime(1970, 1, 1, tzinfo=UTC), "1970-01-01T00:00:00.000000Z"),
    ],
)
def test_a_time_is_utc_with_microseconds_and_z(at: datetime, text: str) -> None:
    assert timestamp(at) == text
