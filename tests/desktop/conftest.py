"""One Qt application for all tests of the desktop, without a screen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# The program speaks the language of the desktop: the tests say in which they read it.
os.environ |= {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}

import pytest
from PySide6.QtWidgets import QApplication

from desktop.person import Person
from lightstack_desktop import data
from lightstack_desktop.desktop import catalogue
from lightstack_desktop.desktop.application import Application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def app() -> QApplication:
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else Application(["test"])


@pytest.fixture
def german(app: QApplication) -> Iterator[None]:
    """Everything is said in German."""
    catalogue.speak(app, "de", data.path("assets", "translations"))
    yield
    catalogue.speak(app, "en", data.path("assets", "translations"))


@pytest.fixture
def person(app: QApplication, tmp_path: Path) -> Iterator[Person]:
    """Somebody at a desktop with a real engine, real faces and a real session."""
    made = Person(tmp_path)
    yield made
    made.leave()
