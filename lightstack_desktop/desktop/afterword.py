"""What one run of the program has to say to the person at the next, once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lightstack_desktop.errors import SettingsError
from lightstack_desktop.folders import write_whole

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

FILE_NAME = "afterword.txt"
LONGEST = 2000


def leave(state_dir: Path, text: str) -> None:
    """Leave a text for the next start; a folder that cannot be written is no reason to stop."""
    try:
        write_whole(state_dir / FILE_NAME, text.encode())
    except SettingsError as error:
        log.warning("%s", error)


def take(state_dir: Path) -> str:
    """Return what was left, "" for nothing, and forget it."""
    file = state_dir / FILE_NAME
    try:
        text = file.read_text("utf-8", "replace")
        file.unlink()
    except OSError:
        return ""
    return text[:LONGEST]
