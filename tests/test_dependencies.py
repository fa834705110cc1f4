"""What we saw a dependency do wrong, so that a new version is tried before it is allowed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

COUNT_REFERENCES = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Thing(QObject):
    happened = Signal(object)

spare = [(None, True, False)[n % 3] for n in range(30_000)]
app, thing = QCoreApplication([]), Thing()
thing.happened.connect(lambda _: None)
before = [sys.getrefcount(each) for each in (None, True, False)]
for _ in range(1000):
    thing.happened.emit(1)
    thing.setObjectName("thing")
    app.processEvents()
after = [sys.getrefcount(each) for each in (None, True, False)]
sys.exit(int(any(abs(a - b) > 100 for a, b in zip(after, before, strict=True))))
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_qt_gives_back_as_many_references_as_it_takes() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", COUNT_REFERENCES],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )

    assert ended.returncode == 0
