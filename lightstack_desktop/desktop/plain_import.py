"""Loads Qt's core without the hook that it puts on every later import.

PySide6 replaces `__import__` to learn which modules switch its `__feature__` on, and reads the
source of each module that is imported from then on: 0.2 s of our start and 20 MiB of lines that
stay in linecache. We switch no feature. Seen with 6.11.3 and 6.12.0.
"""

from __future__ import annotations

import builtins
import linecache


def load_qt() -> None:
    """Import PySide6.QtCore and leave `import` as it was. Call it before anything imports Qt."""
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401, PLC0415 - what this function is for

    builtins.__import__ = plain
    linecache.clearcache()
