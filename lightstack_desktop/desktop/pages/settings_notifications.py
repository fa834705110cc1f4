"""What is notified of, with a sound or without, and when not: while locked, and for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from lightstack_desktop.desktop import times
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages import words
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.setting_line import Choice, Line
from lightstack_desktop.desktop.pages.settings_group import Group, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.desktop.chosen import Chosen
    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.desktop.quiet import Quiet

SOUND_MORE = mark("Of what is notified of. Do not disturb silences all but the critical.")


class Priorities(Line):
    """A check box a priority. `name` says to somebody who does not see them what they are for."""

    def __init__(self, chosen: Chosen, key: str, name: str, hint: str = "") -> None:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[int, QCheckBox] = {}
        for priority, title in words.PRIORITIES.items():
            box = self.boxes[priority] = QCheckBox(tr(title))
            box.setAccessibleName(f"{name}: {tr(title)}")
            box.toggled.connect(self._choose)
            row.addWidget(box)
        row.addStretch(1)
        place.setFocusProxy(self.boxes[1])
        super().__init__(chosen, key, place, hint)
        self.refresh()

    def show_value(self, value: object) -> None:
        assert isinstance(value, tuple)
        for priority, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(priority in value)

    def _choose(self) -> None:
        self.choose(tuple(n for n, box in self.boxes.items() if box.isChecked()))


class Notifications(Group):
    """The group of the notifications."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(tr("Notifications"), needs)
        chosen = needs.chosen
        self._followed: Quiet | None = None
        self.notify = Priorities(chosen, "notify_priorities", tr("Notify of"))
        self.sound = Priorities(chosen, "sound_priorities", tr("With a sound"), tr(SOUND_MORE))
        self.locked = Choice(
            chosen,
            "notify_while_locked",
            (
                ("nothing", tr("Nothing")),
                ("private", tr("That there is something")),
                ("all", tr("Everything")),
            ),
        )
        self.quiet = plain("")
        self.hour = _button(tr("For 1 hour"), lambda quiet: quiet.for_an_hour(), self._with)
        self.tomorrow = _button(
            tr("Until tomorrow"), lambda quiet: quiet.until_tomorrow(), self._with
        )
        self.end = _button(tr("End it now"), lambda quiet: quiet.end(), self._with)
        self.add(tr("Notify of"), self.notify)
        self.add(tr("With a sound"), self.sound)
        self.add(tr("Wh&ile locked"), self.locked)
        self.add(tr("Do not disturb"), self.quiet)
        self.add("", side_by_side(self.hour, self.tomorrow, self.end))

    def look(self) -> None:
        """Look until when nobody is to be disturbed."""
        quiet = self._needs.quiet()
        if quiet is not None and quiet is not self._followed:
            self._followed = quiet
            quiet.changed.connect(self.look)
        until = quiet.until if quiet is not None else None
        on = tr("On, until {time}.", time=times.clock(until)) if until is not None else ""
        self.quiet.setText(on or tr("Off."))
        self.end.setEnabled(until is not None)

    def _with(self, do: Callable[[Quiet], None]) -> None:
        quiet = self._needs.quiet()
        if quiet is not None:
            do(quiet)


def _button(
    text: str, do: Callable[[Quiet], None], run: Callable[[Callable[[Quiet], None]], None]
) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(lambda: run(do))
    return button
