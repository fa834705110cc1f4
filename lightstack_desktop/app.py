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
from functools import partial
from typing import TYPE_CHECKING

from lightstack_desktop import endings, instance, logs, runtime
from lightstack_desktop.again import Again
from lightstack_desktop.choices import Choices
from lightstack_desktop.doorbell import Doorbell
from lightstack_desktop.errors import (
    AlreadyRunningError,
    LightstackError,
    PortTakenError,
    SettingsError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.deck.feed import Feed
    from lightstack_desktop.deck.session import Session
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.desktop import Desktop
    from lightstack_desktop.desktop.program import Program
    from lightstack_desktop.service import Service
    from lightstack_desktop.settings import Settings
    from lightstack_desktop.store.backups import Backup

log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the wall clock's time, aware, in UTC."""
    return datetime.now(UTC)


def run(
    settings: Settings,
    examine: Callable[[], str],
    *,
    headless: bool = False,
    screen_model: str | None = None,
) -> int:
    """Run the program until it is told to stop; return the exit code.

    Without a usable screen it says so and runs headless. An error that this program foresaw is
    said in one line, and the code is 1. `examine` is what the window's diagnostics ask.
    """
    runtime.prepare()
    again = Again()
    windowed = partial(_run_windowed, settings, again, examine, screen_model)
    try:
        with instance.Lock(settings.data_dir):
            code = _run_alone(settings, windowed, headless=headless)
        again.begin()
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


def _run_alone(settings: Settings, windowed: Callable[[], int], *, headless: bool) -> int:
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
        return windowed()
    finally:
        logs.stop()


def _run_headless(settings: Settings) -> int:
    from lightstack_desktop.service import Service  # noqa: PLC0415 - late, see service.py

    stopping = threading.Event()
    for number in endings.signals():
        signal.signal(number, lambda *_: stopping.set())
    with contextlib.closing(
        Service(Choices(settings, os.environ), now, has_window=False, on_loaded=runtime.keep_loaded)
    ) as service:
        service.take_port()
        service.start()
        service.serve()
        stopping.wait()
    return 0


def _run_windowed(
    settings: Settings, again: Again, examine: Callable[[], str], screen_model: str | None
) -> int:
    from lightstack_desktop.desktop import plain_import  # noqa: PLC0415 - headless needs no Qt

    plain_import.load_qt()
    from lightstack_desktop.desktop.desktop import Desktop  # noqa: PLC0415 - after load_qt

    choices = Choices(settings, os.environ)
    choices.follow(logs.follow)
    start = _Start(choices)
    desktop = Desktop(
        choices,
        clock=now,
        program=_program(start, examine, lambda backup: _leave(desktop, again, backup)),
        has_deck=start.has_deck,
        decks=start.decks,
        open_decks=start.open_decks,
        screen_model=screen_model,
    )
    doorbell = Doorbell(instance.socket_path(settings), desktop.show_window)
    with contextlib.closing(start), contextlib.ExitStack() as closing:
        closing.callback(choices.stop)
        closing.callback(doorbell.stop)
        doorbell.start()
        start.begin(desktop)
        code = desktop.run()
    if start.error is not None:
        raise start.error
    again.prepare(settings, now())
    return code


def _program(
    start: _Start, examine: Callable[[], str], begin_anew: Callable[[Backup | None], None]
) -> Program:
    """Return what the desktop may ask of us."""
    from lightstack_desktop.desktop.program import Program  # noqa: PLC0415 - after load_qt

    return Program(os.environ, start.rotate_token, examine, begin_anew, runtime.keep_loaded)


def _leave(desktop: Desktop, again: Again, backup: Backup | None) -> None:
    again.ask(backup)
    desktop.quit()


class _Start:
    """Starts the service on a thread of its own, while the tray is shown already.

    `error` is why it could not; the desktop is then told to quit.
    """

    def __init__(self, choices: Choices) -> None:
        self.error: Exception | None = None
        self._choices = choices
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

    def open_decks(self) -> Feed[tuple[Session, ...]] | None:
        """Return the feed of the decks on USB that are open, None while the service is made."""
        return self._service.watcher.open_decks if self._service is not None else None

    def rotate_token(self) -> None:
        """Let another token count; raises SettingsError."""
        if self._service is None:
            raise SettingsError("The program is still starting. Try again in a moment.")
        self._service.rotate_token()

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
            self._choices,
            now,
            has_window=True,
            on_open=desktop.open_alert,
            on_api=desktop.set_api_problem,
            on_loaded=runtime.keep_loaded,
            words=desktop.face_words,
        )
        try:
            service.take_port()
        except PortTakenError as error:
            log.warning("%s", error)
            desktop.set_api_problem(str(error))
        service.start()
        desktop.attach(service.engine)
        service.serve()
        desktop.follow(service.watcher)
