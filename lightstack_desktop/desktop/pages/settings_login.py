"""Whether the program starts at login: the file in the autostart folder says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox

from lightstack_desktop.desktop import autostart, labels, sentences
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.settings_group import one_of
from lightstack_desktop.errors import SettingsError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lightstack_desktop.desktop.pages.page import Needs

LONGEST = 300


class StartAtLogin:
    """A check box and what is to be said of it, in `place`."""

    def __init__(self, needs: Needs) -> None:
        self._environ = needs.program.environ
        self.box = QCheckBox(tr("&Start at login"))
        self.box.toggled.connect(self._choose)
        self.note = plain("")
        self.place: QWidget = one_of(self.box, self.note)
        self.place.setFocusProxy(self.box)
        self.look()

    def look(self) -> None:
        """Look what the file says now."""
        is_supported = autostart.is_supported()
        self.box.setEnabled(is_supported)
        with QSignalBlocker(self.box):
            self.box.setChecked(is_supported and autostart.is_on(self._environ))
        self._say("" if is_supported else tr("Not on this system: use its own settings for it."))

    def _choose(self, is_wanted: bool) -> None:
        turn = autostart.turn_on if is_wanted else autostart.turn_off
        try:
            turn(self._environ)
        except SettingsError as error:
            self.look()
            self._say(sentences.said(error))
        else:
            self.look()

    def _say(self, text: str) -> None:
        self.note.setText(labels.flat(text, LONGEST))
        self.note.setVisible(bool(text))
