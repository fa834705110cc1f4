"""What is done when something is chosen in the tray's menu, and what the menu shows beside alerts.

1. The answer to an order is the next board; what the rules refuse, such as an alert that somebody
cleared meanwhile, needs no other. 2. What cannot be set is said beside the icon. 3. What cannot be
taken back is asked first, without blocking.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from lightstack_desktop.desktop import (
    autostart,
    sentences,
    surroundings,
    times,
    tray_decks,
    tray_setup,
)
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.surroundings import Surroundings
from lightstack_desktop.errors import LightstackError, SettingsError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from lightstack_desktop.alerts.model import Deck
    from lightstack_desktop.desktop.chosen import Chosen
    from lightstack_desktop.desktop.front import Front
    from lightstack_desktop.desktop.lookout import Lookout
    from lightstack_desktop.desktop.program import Program
    from lightstack_desktop.desktop.quiet import Quiet
    from lightstack_desktop.desktop.tray import Tray
    from lightstack_desktop.desktop.tray_rest import TrayRest
    from lightstack_desktop.engine import Engine

SOURCE = "tray"
# What is notified of again after it was switched off; see Settings.
USUAL_PRIORITIES = (1, 2, 3)
CLEAR_ALL_MORE = mark("They end on every deck. The history keeps them.")
NOT_CHANGED = mark("Nothing was changed")


class Screen(Protocol):
    """What is asked of the on-screen deck."""

    @property
    def is_screen_shown(self) -> bool:
        """Tell whether it can be seen."""

    def show_deck(self) -> None:
        """Show it in front of others."""

    def hide_deck(self) -> None:
        """Put it away."""

    def choose_model(self, name: str) -> None:
        """Let it look like another model."""


class TrayChoices(QObject):
    """Completes the menu of `tray`, and does to this engine what is chosen there."""

    def __init__(
        self,
        tray: Tray,
        engine: Engine,
        chosen: Chosen,
        program: Program,
        front: Front,
        lookout: Lookout,
        screen: Screen,
    ) -> None:
        super().__init__()
        self._tray = tray
        self._chosen = chosen
        self._program = program
        self._front = front
        self._lookout = lookout
        self._screen = screen
        self._engine = engine
        self._quiet: Quiet | None = None
        self._notified = chosen.now.notify_priorities or USUAL_PRIORITIES
        self.question: QMessageBox | None = None
        self._connect(tray.menu.complete(self.look))
        lookout.changed.connect(tray.menu.look_around)
        chosen.changed.connect(self._follow)
        tray.menu.look_around()

    def keep_quiet(self, quiet: Quiet) -> None:
        """Let do-not-disturb be chosen."""
        self._quiet = quiet
        quiet.changed.connect(self._tray.menu.look_around)
        self._tray.menu.look_around()

    def command(self, command: str, key: str, source: str = SOURCE) -> None:
        """Do something to one alert."""
        engine = self._engine
        commands = {
            "trigger": engine.trigger,
            "acknowledge": engine.acknowledge,
            "unacknowledge": engine.unacknowledge,
            "clear": engine.clear,
        }
        if command == "edit":
            self._front.open_page("alerts").edit_alert(key)
        elif command in commands:
            commands[command](key, source=source)

    def look(self) -> Surroundings:
        """Return what there is beside the alerts."""
        settings = self._chosen.now
        is_open = settings.fixed_by("notify_priorities") is None
        environ = self._program.environ
        return Surroundings(
            decks=surroundings.entries(self._engine.board, self._lookout.sessions()),
            quiet_until=self._until(),
            starts_at_login=autostart.is_on(environ) if autostart.is_supported() else None,
            notifies=bool(settings.notify_priorities) if is_open else None,
            screen_model=self._lookout.model().name,
            is_screen_shown=self._screen.is_screen_shown,
        )

    def _connect(self, menu: TrayRest) -> None:
        setup = menu.setup
        menu.alert_chosen.connect(self.command)
        menu.acknowledge_all_chosen.connect(self._acknowledge_all)
        menu.clear_all_chosen.connect(self._ask_clear_all)
        menu.deck_chosen.connect(self._do_to_deck)
        menu.settings_chosen.connect(lambda: self._front.open_page("settings"))
        setup.quiet_chosen.connect(self._be_quiet)
        setup.screen_chosen.connect(self._show_screen)
        setup.model_chosen.connect(self._screen.choose_model)
        setup.login_chosen.connect(self._start_at_login)
        setup.notify_chosen.connect(self._notify)
        setup.new_chosen.connect(lambda: self._front.open_page("alerts").create_alert())

    def _follow(self) -> None:
        self._notified = self._chosen.now.notify_priorities or self._notified
        self._tray.menu.look_around()

    # Alerts

    def _acknowledge_all(self) -> None:
        self._engine.acknowledge_all(source=SOURCE)

    def _ask_clear_all(self) -> None:
        if self.question is None:
            from lightstack_desktop.desktop.question import question  # noqa: PLC0415 - late

            self.question = question(
                tr("Clear all active alerts?"), tr(CLEAR_ALL_MORE), tr("Clear all")
            )
            self.question.accepted.connect(self._clear_all)
        self.question.show()
        self.question.raise_()
        self.question.activateWindow()

    def _clear_all(self) -> None:
        self._engine.clear_all(source=SOURCE)

    # Decks

    def _do_to_deck(self, serial: str, task: str, value: int) -> None:
        if task in {tray_decks.BRIGHTNESS, tray_decks.DIM}:
            self._engine.edit_deck(serial, partial(_edited, task=task, value=value))
            return
        for session in self._lookout.sessions():
            if session.panel.serial == serial:
                if task == tray_decks.PAGE:
                    session.turn_pages(value)
                else:
                    session.blank()

    def _show_screen(self, is_wanted: bool) -> None:
        if is_wanted:
            self._screen.show_deck()
        else:
            self._screen.hide_deck()

    # Switches

    def _be_quiet(self, span: str) -> None:
        if self._quiet is None:
            return
        spans = {
            tray_setup.HOUR: self._quiet.for_an_hour,
            tray_setup.TOMORROW: self._quiet.until_tomorrow,
            tray_setup.OFF: self._quiet.end,
        }
        spans[span]()

    def _until(self) -> str:
        until = self._quiet.until if self._quiet is not None else None
        return times.clock(until) if until is not None else ""

    def _start_at_login(self, is_wanted: bool) -> None:
        turn = autostart.turn_on if is_wanted else autostart.turn_off
        try:
            turn(self._program.environ)
        except SettingsError as error:
            self._refuse(error)
        self._tray.menu.look_around()

    def _notify(self, is_wanted: bool) -> None:
        priorities = self._notified if is_wanted else ()
        self._chosen.change(self._tray.menu.look_around, self._refuse, notify_priorities=priorities)

    def _refuse(self, error: LightstackError) -> None:
        self._tray.say(tr(NOT_CHANGED), sentences.said(error))
        self._tray.menu.look_around()


def _edited(deck: Deck, task: str, value: int) -> Deck:
    if task == tray_decks.BRIGHTNESS:
        return replace(deck, brightness_percent=value)
    return replace(deck, dim_after_s=None if value == tray_decks.NEVER else value)
