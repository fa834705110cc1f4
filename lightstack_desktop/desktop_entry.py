"""Desktop entries: the small files by which menus and the start of a login know programs.

1. A command is written so that any word of it, a path with spaces too, is read as that word. 2. Of
a file that another program wrote only what we ask for is read, and nothing in it stops us.
Source: the Desktop Entry Specification, 1.5.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "lightstack-desktop"
FILE_NAME = f"{NAME}.desktop"
GROUP = "[Desktop Entry]"
# What the specification reserves: a word that holds one of these is quoted.
RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
ESCAPED = frozenset('"`$\\')


def program(executable: str = sys.executable) -> tuple[str, ...]:
    """Return the command that starts this installation with its window, by absolute paths."""
    script = Path(executable).with_name(NAME)
    if script.is_file() and os.access(script, os.X_OK):
        return (str(script),)
    return (executable, "-m", "lightstack_desktop", "run")


def exec_value(words: Sequence[str]) -> str:
    """Return what stands behind `Exec=`; raises SettingsError for a word that no file can hold."""
    return " ".join(_word(word) for word in words)


def _word(word: str) -> str:
    if not word.isprintable() or not word:
        raise SettingsError(f"{word!r} cannot stand in a menu entry. Install to another path.")
    word = word.replace("%", "%%")
    if not RESERVED.intersection(word):
        return word
    quoted = "".join(f"\\{char}" if char in ESCAPED else char for char in word)
    # A backslash is one only after the escapes of strings are undone, which comes first.
    return '"{}"'.format(quoted.replace("\\", "\\\\"))


def entries(text: str) -> dict[str, str]:
    """Return the keys of the first group as they stand, without those of languages."""
    found: dict[str, str] = {}
    is_inside = False
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("["):
            is_inside = line == GROUP
        elif is_inside and not line.startswith("#"):
            key, equals, value = line.partition("=")
            if equals:
                found.setdefault(key.strip(), value.strip())
    return found
