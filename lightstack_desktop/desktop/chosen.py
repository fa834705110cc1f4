"""The settings as the windows see them: what counts now and changes, all on Qt's thread.

1. Nothing waits: what came of a change is told by a call. 2. `changed` is heard before that call.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.errors import LightstackError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from lightstack_desktop.choices import Choices
    from lightstack_desktop.settings import Settings
    from lightstack_desktop.settings_file import Value

log = logging.getLogger(__name__)

BUG = mark("Nothing was changed: the program made a mistake. The log says more.")


class Chosen(QObject):
    """Follows the settings. `call` has something called on Qt's thread."""

    changed = Signal()

    def __init__(self, choices: Choices, call: Callable[[Callable[[], None]], None]) -> None:
        super().__init__()
        self._choices = choices
        self._call = call
        self.now = choices.now
        choices.follow(lambda _before, after: call(partial(self._take, after)))

    def change(
        self,
        done: Callable[[], None],
        refused: Callable[[LightstackError], None],
        **values: Value,
    ) -> None:
        """Change settings; `done` or `refused` is called later."""
        answer = self._choices.change(**values)
        answer.add_done_callback(lambda a: self._call(partial(_hand_on, a, done, refused)))

    def _take(self, settings: Settings) -> None:
        self.now = settings
        self.changed.emit()


def _hand_on(
    answer: Future[Settings], done: Callable[[], None], refused: Callable[[LightstackError], None]
) -> None:
    error = answer.exception()
    if error is None:
        done()
    elif isinstance(error, LightstackError):
        refused(error)
    else:
        log.error("a setting could not be changed", exc_info=error)
        refused(LightstackError(tr(BUG)))
