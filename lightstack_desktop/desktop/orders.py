"""What the windows ask of the engine, and its answers on Qt's thread.

1. Nothing waits: an answer comes by a call. 2. What is refused is said in words, never swallowed.
3. A change that is made but not yet written counts as made: the banner tells of it.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lightstack_desktop.desktop import sentences
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.errors import LightstackError, NotSavedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import ConfigFields
    from lightstack_desktop.engine import Engine

log = logging.getLogger(__name__)

SOURCE = "window"
NOT_READY = mark("Nothing was done: Lightstack Desktop is still starting. Try again in a moment.")
BUG = mark("Nothing was done: the program made a mistake. The log says more.")


class Orders(QObject):
    """Gives orders to the engine once it is there. `call` has something called on Qt's thread.

    `failed` says what went wrong with an order that nobody else answers for.
    """

    failed = Signal(str)

    def __init__(self, call: Callable[[Callable[[], None]], None]) -> None:
        super().__init__()
        self._call = call
        self._engine: Engine | None = None

    def attach(self, engine: Engine) -> None:
        """Bring the engine."""
        self._engine = engine

    def alert(self, command: str, key: str) -> None:
        """Trigger, acknowledge, unacknowledge or clear one alert."""
        engine = self._engine
        if engine is None:
            self.failed.emit(tr(NOT_READY))
            return
        commands = {
            "trigger": engine.trigger,
            "acknowledge": engine.acknowledge,
            "unacknowledge": engine.unacknowledge,
            "clear": engine.clear,
        }
        self._listen(commands[command](key, source=SOURCE), _nothing, self._tell)

    def trigger(self, key: str, priority: int | None, done: Done, refused: Refused) -> None:
        """Raise an alert with a priority of its own, None for the usual one."""
        self._ask(lambda e: e.trigger(key, priority=priority, source=SOURCE), done, refused)

    def acknowledge(self, key: str, done: Done, refused: Refused) -> None:
        """Say "I know" of an alert; `done` or `refused` is called later."""
        self._ask(lambda engine: engine.acknowledge(key, source=SOURCE), done, refused)

    def raise_again(self, key: str, priority: int | None) -> None:
        """Raise what was cleared, as it was."""
        self.trigger(key, priority, _nothing, self._tell)

    def clear_all(self) -> None:
        """End every activation."""
        if self._engine is None:
            self.failed.emit(tr(NOT_READY))
            return
        self._listen(self._engine.clear_all(source=SOURCE), _nothing, self._tell)

    def create(self, key: str, fields: ConfigFields, done: Done, refused: Refused) -> None:
        """Make a configuration; `done` or `refused` is called later."""
        self._ask(lambda engine: engine.create_config(key, fields), done, refused)

    def update(
        self, key: str, edit: Callable[[ConfigFields], ConfigFields], done: Done, refused: Refused
    ) -> None:
        """Edit a configuration; `edit` runs on the engine's thread."""
        self._ask(lambda engine: engine.update_config(key, edit), done, refused)

    def delete(self, key: str, done: Done, refused: Refused) -> None:
        """Forget a configuration and its state."""
        self._ask(lambda engine: engine.delete_config(key, source=SOURCE), done, refused)

    def attach_deck(
        self, serial: str, model: str, keys: int, columns: int, done: Done, refused: Refused
    ) -> None:
        """Make a deck known, as if it had been plugged in."""
        self._ask(lambda engine: engine.attach_deck(serial, model, keys, columns), done, refused)

    def edit_deck(
        self, serial: str, edit: Callable[[Deck], Deck], done: Done, refused: Refused
    ) -> None:
        """Change what a person chose for a deck; `edit` runs on the engine's thread."""
        self._ask(lambda engine: engine.edit_deck(serial, edit), done, refused)

    def _ask(self, ask: Callable[[Engine], Future[Change]], done: Done, refused: Refused) -> None:
        if self._engine is None:
            refused(LightstackError(tr(NOT_READY)))
            return
        self._listen(ask(self._engine), done, refused)

    def _listen(self, answer: Future[Change], done: Done, refused: Refused) -> None:
        answer.add_done_callback(lambda a: self._call(partial(_hand_on, a, done, refused)))

    def _tell(self, error: LightstackError) -> None:
        self.failed.emit(sentences.said(error))


def _hand_on(answer: Future[Change], done: Done, refused: Refused) -> None:
    error = answer.exception()
    if error is None:
        done(answer.result())
    elif isinstance(error, NotSavedError) and error.change is not None:
        done(error.change)
    elif isinstance(error, LightstackError):
        refused(error)
    else:
        log.error("an order failed", exc_info=error)
        refused(LightstackError(tr(BUG)))


def _nothing(_change: Change) -> None:
    """The next board is the answer."""


if TYPE_CHECKING:
    Done = Callable[[Change], None]
    Refused = Callable[[LightstackError], None]
