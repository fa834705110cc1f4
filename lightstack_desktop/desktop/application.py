"""The Qt application of this process, named for tray hosts and window managers.

The end of a session, and the system's own Quit, come to it as one event. Qt would first ask every
window to close: ours only put themselves away then, remember that, and without a tray refuse.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication

from lightstack_desktop.desktop import platform_theme

NAME = "lightstack-desktop"


class Application(QApplication):
    """`leave_asked`: the session ends, or the system wants the program to."""

    leave_asked = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            event.accept()
            self.leave_asked.emit()
            return True
        return super().event(event)


def application() -> QApplication:
    """Return it, made if there is none."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        platform_theme.choose(os.environ)
        app = Application([NAME])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("Lightstack Desktop")
    app.setDesktopFileName(NAME)
    app.setQuitOnLastWindowClosed(False)
    return app
