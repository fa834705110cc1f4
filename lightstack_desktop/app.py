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

from lightstack_desktop import data, instance, logs
from lightstack_desktop.doorbell import Doorbell
from lightstack_desktop.errors import AlreadyRunningError, LightstackError, PortTakenError

if TYPE_CHECKING:
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.desktop import Desktop
    from lightstack_desktop.service import Service
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
            code = _run_alone(settings, headless=headless, screen_model=screen_model)
    except AlreadyRunningError as error:
        return _run_second(settings, error, headless=headless)
    except LightstackError as error:
        log.error("%s", error)
        print(f"lightstack: {error}", file=sys.stderr)
        return 1
    _leave_a_deck_that_hangs(code)
    return code


def _leave_a_deck_that_hangs(code: int) -> None:
    """End at once if a call to a deck has not returned, with everything else stopped and closed.

    Python's own end would wait for it: 9.5 s where writes block for 5 s.
    """
    if any(thread.name == "deck-paint" for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


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
        service.serve()
        stopping.wait()
    return 0


def _run_windowed(settings: Settings, screen_model: str | None) -> int:
    from lightstack_desktop.desktop import plain_import  # noqa: PLC0415 - headless needs no Qt

    plain_import.load_qt()
    from lightstack_desktop.desktop.desktop import Desktop  # noqa: PLC0415 - after load_qt

    start = _Start(settings)
    desktop = Desktop(
        settings,
        clock=now,
        font_dir=data.path("assets", "fonts"),
        has_deck=start.has_deck,
        decks=start.decks,
        screen_model=screen_model,
    )
    doorbell = Doorbell(instance.socket_path(settings), desktop.show_window)
    with contextlib.closing(start), contextlib.ExitStack() as closing:
        closing.callback(doorbell.stop)
        doorbell.start()
        start.begin(desktop)
        code = desktop.run()
    if start.error is not None:
        raise start.error
    return code


class _Start:
    """Starts the service on a thread of its own, while the tray is shown already.

    `error` is why it could not; the desktop is then told to quit.
    """

    def __init__(self, settings: Settings) -> None:
        self.error: Exception | None = None
        self._settings = settings
        self._service: Service | None = None
        self._thread: threading.Thread | None = None

    def begin(self, desktop: Desktop) -> None:
        """Start the service, and bring it to the desktop."""
        self._thread = threading.Thread(target=self._run, args=(desktop,), name="start")
        self._thread.start()

    def has_deck(self) -> bool:
        """Tell whether a deck is plugged in."""
        return bool(self.decks())

    def decks(self) -> tuple[DeckStatus, ...]:
        """Return what we know of each deck that is plugged in."""
        return tuple(self._service.watcher.statuses()) if self._service is not None else ()

    def close(self) -> None:
        """Stop the service, once its start is over."""
        if self._thread is not None:
            self._thread.join()
        if self._service is not None:
            self._service.close()

    def _run(self, desktop: Desktop) -> None:
        try:
            self._bring(desktop)
        except LightstackError as error:
            self.error = error
            desktop.quit()
        except Exception as error:
            log.exception("the start failed")
            self.error = error
            desktop.quit()

    def _bring(self, desktop: Desktop) -> None:
        from lightstack_desktop.service import Service  # noqa: PLC0415 - late, see service.py

        self._service = service = Service(
            self._settings, now, has_window=True, on_open=desktop.open_alert
        )
        try:
            service.take_port()
        except PortTakenError as error:
            log.warning("%s", error)
            desktop.set_api_problem(str(error))
        service.start()
        desktop.attach(service.engine)
        service.serve()
