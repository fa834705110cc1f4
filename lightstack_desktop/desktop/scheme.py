"""Light and dark: the palette follows the setting, else the user's desktop.

1. Qt may tell of a change and leave the palette as it was; then we set one of our own. 2. Where no
portal tells the scheme, GTK's settings file does. 3. A palette that fits is left alone,
but for the boxes to tick: Qt's own style frames them in the ground's colour, darker, and in the
dark nobody sees them.
"""

from __future__ import annotations

from configparser import ConfigParser, Error
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
ROLE = QPalette.ColorRole
# What the style makes frames of that are seen in the dark.
FRAME = QColor(190, 192, 198)
TICKED = ("QCheckBox", "QRadioButton")


class Scheme(QObject):
    """Keeps an application's palette in step. `theme`: auto, light or dark."""

    def __init__(self, app: QApplication, theme: str) -> None:
        super().__init__()
        self._app = app
        self._theme = theme
        self._is_ours = False
        # Qt sets its own palette, if it does, after this signal.
        app.styleHints().colorSchemeChanged.connect(self._later)
        self.agree()

    def follow(self, theme: str) -> None:
        """Be auto, light or dark from now on."""
        self._theme = theme
        self.agree()

    @Slot()
    def _later(self) -> None:
        QTimer.singleShot(0, self, self.agree)

    def agree(self) -> None:
        """Set a palette if the present one does not fit."""
        self._choose()
        self._frame_boxes()

    def _choose(self) -> None:
        wanted = self._wanted()
        if wanted is Qt.ColorScheme.Unknown and not self._is_ours:
            return
        has_dark = is_dark(self._app.palette())
        wants_dark = wanted is Qt.ColorScheme.Dark
        if has_dark is not wants_dark:
            self._app.setPalette(dark() if wants_dark else light())
            self._is_ours = True

    def _frame_boxes(self) -> None:
        palette = self._app.palette()
        if is_dark(palette):
            palette.setColor(ROLE.Window, FRAME)
        for name in TICKED:
            # PySide6 wants the name as text, whatever its stub says.
            self._app.setPalette(palette, name)  # type: ignore[arg-type]

    def _wanted(self) -> Qt.ColorScheme:
        wanted = SCHEMES.get(self._theme, self._app.styleHints().colorScheme())
        if wanted is Qt.ColorScheme.Unknown and _gtk_is_dark():
            return Qt.ColorScheme.Dark
        return wanted


def is_dark(palette: QPalette) -> bool:
    """Tell whether this is a palette of light ink on a dark ground."""
    return palette.color(ROLE.Base).lightness() < 128


def light() -> QPalette:
    """Return a light palette; Qt derives what is not named from these two colours."""
    return QPalette(QColor(239, 239, 239), QColor(246, 246, 247))


def dark() -> QPalette:
    """Return a dark palette."""
    palette = QPalette(QColor(53, 54, 58), QColor(43, 44, 47))
    palette.setColor(ROLE.Base, QColor(32, 33, 36))
    palette.setColor(ROLE.Highlight, QColor(48, 110, 190))
    palette.setColor(ROLE.HighlightedText, QColor(255, 255, 255))
    palette.setColor(ROLE.Link, QColor(130, 180, 255))
    return palette


def _gtk_is_dark() -> bool:
    folder = QStandardPaths.StandardLocation.GenericConfigLocation
    settings = ConfigParser(strict=False, interpolation=None)
    try:
        settings.read(QStandardPaths.locate(folder, "gtk-3.0/settings.ini"), "utf-8")
        asked = settings.get("Settings", "gtk-application-prefer-dark-theme", fallback="")
        name = settings.get("Settings", "gtk-theme-name", fallback="")
    except (Error, UnicodeDecodeError, OSError):
        return False
    return asked.lower() in {"1", "true"} or name.lower().endswith("-dark")
