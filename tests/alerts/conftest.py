"""A seed for random tests, printed when one fails."""

from __future__ import annotations

import os
import random

import pytest


@pytest.fixture
def chance() -> random.Random:
    """Return a generator; LIGHTSTACK_TEST_SEED repeats a run that failed."""
    seed = int(os.environ.get("LIGHTSTACK_TEST_SEED") or random.randrange(2**32))
    print(f"LIGHTSTACK_TEST_SEED={seed}")
    return random.Random(seed)
