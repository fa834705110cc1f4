"""Fonts of the system, found by fontconfig, for what the shipped font lacks.

1. Asked only when a name needs it. 2. No such command, or one that hangs: nothing is found, and
it is not asked again.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_S = 2.0


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font of a font file. `is_color`: its glyphs are pictures."""

    path: Path
    index: int = 0
    is_color: bool = False


Finder = Callable[[str, bool], Typeface | None]


class SystemFonts:
    """A Finder that asks `fc-match`."""

    def __init__(self, command: str = "fc-match") -> None:
        self._command = command
        self._is_usable = True

    def __call__(self, char: str, wants_color: bool) -> Typeface | None:
        """Return the system's choice for `char`; whether it has that character is not certain."""
        family = "emoji:color=true" if wants_color else "sans-serif:weight=180"
        answer = self._ask(f"{family}:charset={ord(char):x}")
        match answer.splitlines():
            case [path, index, color] if path and index.isdecimal():
                return Typeface(Path(path), int(index), color == "True")
        return None

    def _ask(self, pattern: str) -> str:
        command = shutil.which(self._command) if self._is_usable else None
        if command is None:
            self._is_usable = False
            return ""
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and nothing in it comes from outside
                [command, "-f", "%{file}\n%{index}\n%{color}\n", pattern],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TIMEOUT_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            self._is_usable = False
            return ""
        return done.stdout.decode(errors="replace")
