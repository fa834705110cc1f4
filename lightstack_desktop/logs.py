"""The log: lightstack.log in the state folder, rotated by size.

1. One line an event, at most 4 KiB, with what came from outside escaped. 2. Files are 0600 and
never reached through a link. 3. A log that cannot be written stops nothing. 4. What nobody caught
is logged too.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop.errors import SettingsError
from lightstack_desktop.folders import make, open_private
from lightstack_desktop.text import escaped, shortened

if TYPE_CHECKING:
    from io import TextIOWrapper

    from lightstack_desktop.settings import Settings

FILE_NAME = "lightstack.log"
FILE_BYTES = 1024 * 1024
OLD_FILES = 2
LINE_BYTES = 4096

log = logging.getLogger(__name__)


def start(settings: Settings, *, is_headless: bool) -> None:
    """Log to the file, and warnings to stderr if somebody may read them there."""
    root = logging.getLogger()
    _set_level(settings)
    if sys.stderr is not None and (is_headless or sys.stderr.isatty()):
        terminal = logging.StreamHandler()
        terminal.setLevel(logging.WARNING)
        _add(root, terminal)
    try:
        make(settings.state_dir)
        _add(root, LogFile(settings.state_dir / FILE_NAME))
    except SettingsError as error:
        log.warning("no log file: %s", error)
    sys.excepthook = lambda *what: log.critical("nobody caught this", exc_info=what)
    threading.excepthook = _log_thread_end
    for warning in settings.warnings:
        log.warning("%s", warning)


def follow(_before: Settings, after: Settings) -> None:
    """Log as much as other settings say."""
    _set_level(after)


def _set_level(settings: Settings) -> None:
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.getLogger("lightstack_desktop").setLevel(level)
    # What the libraries do in good health is no event of ours.
    logging.getLogger().setLevel(max(level, logging.WARNING))


def stop() -> None:
    """Close what `start` opened."""
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__
    root = logging.getLogger()
    for handler in tuple(root.handlers):
        if isinstance(handler.formatter, OneLine):
            root.removeHandler(handler)
            handler.close()


def _add(root: logging.Logger, handler: logging.Handler) -> None:
    handler.setFormatter(OneLine())
    root.addHandler(handler)


def _log_thread_end(what: threading.ExceptHookArgs) -> None:
    name = what.thread.name if what.thread else "?"
    error = what.exc_value
    log.critical("the thread %s ended", name, exc_info=error if error is not None else False)


class OneLine(logging.Formatter):
    """2026-11-21T09:00:22.098Z WARNING engine lightstack_desktop.engine: what happened"""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record, its traceback included, as one line."""
        moment = datetime.fromtimestamp(record.created, UTC)
        text = record.getMessage()
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        when = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = f"{when} {record.levelname} {record.threadName} {record.name}: {text}"
        # Cut first: escaping a megabyte from outside is work for nothing. It may grow after.
        return shortened(escaped(shortened(line, LINE_BYTES * 2)), LINE_BYTES - 1)


class LogFile(RotatingFileHandler):
    """The file, made 0600; a full disk costs lines, not the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        return os.fdopen(
            open_private(Path(self.baseFilename), os.O_WRONLY | os.O_APPEND), "a", encoding="utf-8"
        )

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Let go of the line: telling stderr on every event helps nobody."""
