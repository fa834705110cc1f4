"""How the user left the windows, kept in window.ini; a damaged file counts as none."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

from lightstack_desktop.desktop.screen_models import DEFAULT, MODELS
from lightstack_desktop.errors import SettingsError
from lightstack_desktop.folders import make, open_private

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.desktop.screen_models import ScreenModel

FILE_NAME = "window.ini"


class WindowState:
    """Reads at once, writes when told; a folder that cannot be written is no reason to stop."""

    def __init__(self, state_dir: Path) -> None:
        _secure(state_dir / FILE_NAME)
        self._ini = QSettings(str(state_dir / FILE_NAME), QSettings.Format.IniFormat)

    @property
    def is_visible(self) -> bool | None:
        """Return whether the user left it open; None before it was ever decided."""
        # Qt gives back a bool until the file is read again, and a string after that.
        value = str(self._ini.value("screen_deck/visible")).lower()
        return {"true": True, "false": False}.get(value)

    @is_visible.setter
    def is_visible(self, value: bool) -> None:
        self._ini.setValue("screen_deck/visible", value)

    @property
    def model(self) -> ScreenModel:
        return MODELS.get(str(self._ini.value("screen_deck/model")), MODELS[DEFAULT])

    @model.setter
    def model(self, value: ScreenModel) -> None:
        self._ini.setValue("screen_deck/model", value.name)

    @property
    def geometry(self) -> QByteArray:
        """Return what QWidget.saveGeometry gave, empty if nothing."""
        return self._bytes("screen_deck/geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._ini.setValue("screen_deck/geometry", value)

    @property
    def main_geometry(self) -> QByteArray:
        """Return the main window's, empty if it was never closed."""
        return self._bytes("main_window/geometry")

    @main_geometry.setter
    def main_geometry(self, value: QByteArray) -> None:
        self._ini.setValue("main_window/geometry", value)

    @property
    def page(self) -> str:
        """Return the name of the page that was shown last, "" if none was."""
        return str(self._ini.value("main_window/page") or "")

    @page.setter
    def page(self, value: str) -> None:
        self._ini.setValue("main_window/page", value)

    @property
    def knows_closing(self) -> bool:
        """Return whether the user was told that closing the window does not quit."""
        return str(self._ini.value("main_window/knows_closing")).lower() == "true"

    @knows_closing.setter
    def knows_closing(self, value: bool) -> None:
        self._ini.setValue("main_window/knows_closing", value)

    def save(self) -> None:
        """Write the file now."""
        self._ini.sync()

    def _bytes(self, name: str) -> QByteArray:
        value = self._ini.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()


def _secure(file: Path) -> None:
    """Make the file for its owner alone, before Qt does: that leaves it to the umask.

    Qt keeps the permissions of a file that is there. It would also write through a link.
    """
    with suppress(SettingsError, OSError):
        make(file.parent)
        if file.is_symlink():
            file.unlink()
        os.close(open_private(file, os.O_RDONLY))
