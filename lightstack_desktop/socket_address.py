"""Addresses of unix sockets, however deep the folder lies that they are in.

Linux takes 107 bytes of path, other systems fewer (unix(7), "sun_path").
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST = 107


@contextmanager
def address(path: Path) -> Iterator[str]:
    """Yield what to bind or connect to for a socket at `path`, whose folder exists.

    It is valid inside the block alone. Raises OSError if the folder cannot be opened.
    """
    if sys.platform != "linux" or len(os.fsencode(path)) <= LONGEST:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
