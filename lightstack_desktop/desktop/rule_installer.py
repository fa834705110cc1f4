"""Installs the udev rule after the system asked for a password, and says how that went.

1. What runs as root is udev_rule.SCRIPT, by absolute paths, and nothing that anybody typed. 2. Only
on a person's press. 3. Qt's loop goes on meanwhile.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from lightstack_desktop import udev_rule
from lightstack_desktop.desktop.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)

# By name it would be whatever stands first in the user's PATH that asks for the password.
PLACES = (Path("/usr/bin/pkexec"), Path("/bin/pkexec"), Path("/run/wrappers/bin/pkexec"))
NOT_ALLOWED, NO_AGENT = 126, 127
END_MS = 500


class RuleInstaller(QObject):
    """Asks and installs. `done`: the rule is in force; `failed` says why it is not."""

    done = Signal()
    failed = Signal(str)

    def __init__(self, places: Sequence[Path] = PLACES) -> None:
        super().__init__()
        self._pkexec = next((place for place in places if place.is_file()), None)
        self._process: QProcess | None = None

    @property
    def is_possible(self) -> bool:
        """Tell whether this system can ask for a password in a window."""
        return self._pkexec is not None

    @property
    def is_busy(self) -> bool:
        """Tell whether the password is being asked for."""
        return self._process is not None

    @Slot()
    def begin(self) -> None:
        """Ask; a second time while that goes on does nothing."""
        if self._pkexec is None or self._process is not None:
            return
        self._process = process = QProcess(self)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broken)
        process.start(str(self._pkexec), ["/bin/sh", "-c", udev_rule.SCRIPT])
        process.write(udev_rule.text())
        process.closeWriteChannel()

    def stop(self) -> None:
        """Ask no more, on quitting."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(END_MS)

    @Slot(int, QProcess.ExitStatus)
    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        process.deleteLater()
        if code == 0:
            log.info("the udev rule was installed")
            self.done.emit()
            return
        log.warning("the udev rule was not installed (%d): %s", code, said)
        self.failed.emit(_why(code, said))

    @Slot(QProcess.ProcessError)
    def _broken(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process.deleteLater()
            self._process = None
            self.failed.emit(_why(NO_AGENT, ""))


def _why(code: int, said: str) -> str:
    if code == NOT_ALLOWED:
        return tr("The rule was not installed: no password was given, or it was not allowed.")
    if code == NO_AGENT:
        return tr(
            "The rule was not installed: this desktop cannot ask for a password. Run the command "
            "in a terminal."
        )
    return tr("The rule was not installed: {why}", why=said.splitlines()[-1] if said else code)
