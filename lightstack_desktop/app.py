"""The composition root: what runs, with a window or without, and how it ends.

1. What a person sees first starts first: the tray, then the decks, then the API.
2. Only this module knows the real clock.
3. Whatever ends the program, the decks are left dark and the database closed.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lightstack_desktop import instance, logs
from lightstack_desktop.errors import AlreadyRunningError, LightstackError

if TYPE_CHECKING:
    from lightstack_desktop.settings import Settings

log = logging.getLogger(__name__)

# A busy thread hands over this often: a press must not wait for an import or a long reply.
SWITCH_INTERVAL_S = 0.001


def now() -> datetime:
    """Return the wall clock's time, aware, in UTC."""
    return datetime.now(UTC)


def run(settings: Settings, *, headless: bool = False, screen_model: str | None = None) -> int:
    """Run the program until it is told to stop; return the exit code.

    Without a usable screen it says so and runs headless. An error that this program foresaw is
    said in one line, and the code is 1.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    try:
        with instance.Lock(settings.data_dir):
            return _run_alone(settings, headless=headless, screen_model=screen_model)
    except AlreadyRunningError as error:
        return _run_second(settings, error, headless=headless)
    except LightstackError as error:
        log.error("%s", error)
        print(f"lightstack: {error}", file=sys.stderr)
        return 1


def _run_second(settings: Settings, error: AlreadyRunningError, *, headless: bool) -> int:
    """Ask the instance that runs for its window; without one, say who runs."""
    if not headless and instance.raise_window(settings):
        print("Lightstack Desktop runs already; its window was raised.")
        return 0
    print(f"lightstack: {error}", file=sys.stderr)
    return 1


def _run_alone(settings: Settings, *, headless: bool, screen_model: str | None) -> int:
    if not headless:
        from lightstack_desktop.desktop import display  # noqa: PLC0415 - headless needs no desktop

        problem = display.problem(os.environ)
        if problem is not None:
            print(f"No window: {problem}. Running headless: decks, API and database as ever.")
            headless = True
    logs.start(settings, is_headless=headless)
    try:
        if headless:
            return _run_headless(settings)
        return _run_windowed(settings, screen_model)
    finally:
        logs.stop()


def _run_headless(settings: Settings) -> int:
    from lightstack_desktop.service import Service  # noqa: PLC0415 - late, see service.py

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    with contextlib.closing(Service(settings, now, has_window=False)) as service:
        service.take_port()
        service.start()
        stopping.wait()
    return 0


def _run_windowed(settings: Settings, screen_model: str | None) -> int:
    raise NotImplementedError
