"""What is set up in the tray's menu itself: quiet, the on-screen deck, start at login."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.menu_values import Values
from lightstack_desktop.desktop.screen_models import MODELS

if TYPE_CHECKING:
    from lightstack_desktop.desktop.surroundings import Surroundings

HOUR, TOMORROW, OFF = "hour", "tomorrow", "off"
QUIET = (
    (HOUR, mark("For 1 &hour")),
    (TOMORROW, mark("Until &tomorrow")),
    (OFF, mark("&Off")),
)
DO_NOT_DISTURB = mark("Do &not disturb")


class Setup(QObject):
    """Three submenus of `parent`: `quiet`, `screen` and `more`, and what was chosen in them."""

    quiet_chosen = Signal(str)
    screen_chosen = Signal(bool)
    model_chosen = Signal(str)
    login_chosen = Signal(bool)
    notify_chosen = Signal(bool)
    new_chosen = Signal()

    def __init__(self, parent: QMenu) -> None:
        super().__init__(parent)
        self.quiet = QMenu(tr(DO_NOT_DISTURB), parent)
        self._off = QAction()
        for name, text in QUIET:
            self._off = self.quiet.addAction(tr(text))
            self._off.triggered.connect(lambda _on, name=name: self.quiet_chosen.emit(name))
        self.screen = self._new_screen(parent)
        self.more = QMenu(tr("&Set up"), parent)
        self.more.addAction(tr("&New alert…"), self.new_chosen.emit)
        self.edit = self.more.addMenu(tr("&Edit"))
        self.more.addSeparator()
        self._login = _switch(self.more, tr("Start at &login"))
        self._login.triggered.connect(self.login_chosen)
        self._notify = _switch(self.more, tr("No&tifications"))
        self._notify.triggered.connect(self.notify_chosen)

    def show(self, around: Surroundings) -> None:
        """Show what is on and what is off."""
        until = around.quiet_until
        named = tr("Do &not disturb until {time}", time=until) if until else tr(DO_NOT_DISTURB)
        if named != self.quiet.title():
            self.quiet.setTitle(named)
        self._off.setEnabled(bool(until))
        self._show.setChecked(around.is_screen_shown)
        self._models.show_value(around.screen_model)
        for switch, is_on in (
            (self._login, around.starts_at_login),
            (self._notify, around.notifies),
        ):
            switch.setEnabled(is_on is not None)
            switch.setChecked(bool(is_on))

    def _new_screen(self, parent: QMenu) -> QMenu:
        menu = QMenu(tr("On-scr&een deck"), parent)
        self._show = _switch(menu, tr("&Show"))
        self._show.triggered.connect(self.screen_chosen)
        named = [(model.name, model.title) for model in MODELS.values()]
        self._models = Values(tr("&Model"), named, menu)
        self._models.chosen.connect(self.model_chosen.emit)
        menu.addMenu(self._models)
        return menu


def _switch(menu: QMenu, text: str) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    return action
