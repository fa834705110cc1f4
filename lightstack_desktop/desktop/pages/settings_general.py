"""How the program looks and speaks, and how much of the past it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages.setting_line import Choice, Number, Switch
from lightstack_desktop.desktop.pages.settings_group import Group, side_by_side
from lightstack_desktop.desktop.pages.settings_login import StartAtLogin
from lightstack_desktop.settings import NUMBERS

if TYPE_CHECKING:
    from lightstack_desktop.desktop.pages.page import Needs


class General(Group):
    """Theme, motion, language."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(tr("General"), needs)
        chosen = needs.chosen
        self._began_in = chosen.now.language
        self.theme = Choice(
            chosen,
            "theme",
            (("auto", tr("As the desktop")), ("light", tr("Light")), ("dark", tr("Dark"))),
        )
        self.motion = Switch(
            chosen, "motion", tr("&Reduce motion on the decks"), off="full", on="reduced"
        )
        # Each language is called what its speakers call it.
        languages = (("auto", tr("As the desktop")), ("en", "English"), ("de", "Deutsch"))
        self.language = Choice(chosen, "language", languages)
        self.again = QPushButton(tr("Start &again now"))
        self.again.clicked.connect(lambda: needs.program.begin_anew(None))
        self.login = StartAtLogin(needs)
        self.add("", self.login.place)
        self.add(tr("T&heme"), self.theme)
        self.add("", self.motion)
        self.add(tr("&Language"), self.language)
        self._again_line = side_by_side(self.again)
        self.add("", self._again_line)
        chosen.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Look who starts at login, and say that another language comes with the next start."""
        self.login.look()
        is_waiting = self._needs.settings.language != self._began_in
        self._form.setRowVisible(self._again_line, is_waiting)
        later = tr("Texts change when the program starts the next time.")
        self.language.set_hint(later if is_waiting else "")


class Kept(Group):
    """How long the history is kept."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(tr("History"), needs)
        chosen = needs.chosen
        self.rows = Number(chosen, "history_rows", NUMBERS["history_rows"][:2])
        self.days = Number(
            chosen,
            "history_days",
            NUMBERS["history_days"][:2],
            lowest_text=tr("for ever"),
            suffix=tr(" days"),
            hint=tr("What is older, or more than that, is removed once a day."),
        )
        self.add(tr("Most en&tries kept"), self.rows)
        self.add(tr("K&ept for"), self.days)
