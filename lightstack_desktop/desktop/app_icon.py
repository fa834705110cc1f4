"""The program's own icon, as windows and task lists show it: drawn for each size, none scaled."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from lightstack_desktop import data

NAME = "lightstack-desktop.png"


def give() -> None:
    """Let every window of the program have the icon."""
    if QApplication.windowIcon().isNull():
        QApplication.setWindowIcon(icon())


def icon() -> QIcon:
    """Return the icon of all sizes that are shipped."""
    made = QIcon()
    for file in data.path("assets", "icons", "app", "hicolor").glob(f"*x*/apps/{NAME}"):
        side = int(file.parts[-3].partition("x")[0])
        made.addFile(str(file), QSize(side, side))
    return made
