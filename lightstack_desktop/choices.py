"""The settings that count now, the one way to change them, and who follows.

1. A change is made whole or refused whole: who follows it may refuse, and then those who followed
already are told back and the file is left as it was. 2. Changes are made one after the other, on
a thread of their own: who asks never waits for a disk or for a port.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lightstack_desktop import settings_file
from lightstack_desktop.errors import LightstackError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future, ThreadPoolExecutor

    from lightstack_desktop.settings import Settings
    from lightstack_desktop.settings_file import Value

    # Is told what counted and what counts now, on the thread of the changes; may raise
    # LightstackError, after which it must be as it was.
    Follower = Callable[[Settings, Settings], None]

log = logging.getLogger(__name__)


class Choices:
    """Owns the current settings. `environ` is what they were read with. `stop` ends its thread."""

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        self._now = settings
        self._environ = environ
        self._followers: list[Follower] = []
        self._pool: ThreadPoolExecutor | None = None

    @property
    def now(self) -> Settings:
        """Return the settings that count; safe from any thread."""
        return self._now

    def follow(self, follower: Follower) -> None:
        """Tell `follower` of every change from now on."""
        self._followers.append(follower)

    def change(self, **values: Value) -> Future[Settings]:
        """Set these in the file and in the program; the result, or what refused, comes later.

        For one thread, which calls `stop` after the last change.
        """
        if self._pool is None:
            # The tray icon must not wait for what nobody may want to change.
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - see above

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="choices")
        return self._pool.submit(self._change, values)

    def stop(self) -> None:
        """Finish what was asked, and join the thread."""
        if self._pool is not None:
            self._pool.shutdown()

    # The thread of the changes

    def _change(self, values: Mapping[str, Value]) -> Settings:
        before, after = self._now, settings_file.foreseen(self._environ, values)
        told = list["Follower"]()
        try:
            for follower in tuple(self._followers):
                follower(before, after)
                told.append(follower)
            settings_file.write(self._environ, values, after)
        except LightstackError:
            _tell_back(told, after, before)
            raise
        self._now = after
        log.info("changed: %s", ", ".join(values))
        return after


def _tell_back(told: list[Follower], after: Settings, before: Settings) -> None:
    for follower in reversed(told):
        try:
            follower(after, before)
        except LightstackError as error:
            log.error("a setting could not be taken back: %s", error)
