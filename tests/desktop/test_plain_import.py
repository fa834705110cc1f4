"""Qt's hook on `import` is off, so later imports cost what they cost without Qt."""

from __future__ import annotations

import subprocess
import sys

IMPORT_AND_TELL = """
import builtins, linecache
plain = builtins.__import__
from lightstack_desktop.desktop import plain_import
plain_import.load_qt()
import PySide6.QtWidgets, http.server
print(builtins.__import__ is plain, len(linecache.cache))
"""


def test_importing_after_qt_reads_no_sources() -> None:
    told = subprocess.run(
        [sys.executable, "-c", IMPORT_AND_TELL], capture_output=True, text=True, check=True
    )

    assert told.stdout == "True 0\n"
