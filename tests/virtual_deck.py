"""Finds the virtual Stream Deck: a bus under the real hidapi, kept outside this project."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(os.environ.get("VDECK", Path(__file__).parents[1] / ".." / "shared" / "vdeck"))
FOLDER = _FOLDER.resolve()


def load() -> Any:
    """Return the virtual deck's module; skips the test where there is none."""
    if not (FOLDER / "__init__.py").exists():
        pytest.skip(f"no virtual Stream Deck at {FOLDER}; set VDECK to its folder")
    if str(FOLDER.parent) not in sys.path:
        sys.path.insert(0, str(FOLDER.parent))
    import vdeck  # noqa: PLC0415 - only there if the folder is

    return vdeck
