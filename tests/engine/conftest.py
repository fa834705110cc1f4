"""An engine over a store in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON
from fakes import FakeStore

from lightstack_desktop.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

NEVER_S = 3600.0


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def engine(store: FakeStore) -> Iterator[Engine]:
    """Return a started engine that never tries a failed store again by itself."""
    engine = Engine(store, lambda: NOON, retry_s=NEVER_S)
    engine.start()
    yield engine
    engine.stop()
