"""Faces as a Session has them, and fonts without the system's."""

from __future__ import annotations

import pytest

from faces.looks import FONT_DIR
from lightstack_desktop.faces.faces import Faces
from lightstack_desktop.faces.fonts import Fonts


@pytest.fixture(scope="session")
def faces() -> Faces:
    return Faces(FONT_DIR)


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts(FONT_DIR)
