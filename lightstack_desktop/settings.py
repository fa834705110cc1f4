"""What the user chose: config.toml, then LIGHTSTACK_* from the environment, then flags.

1. A value that is not allowed stops the start, with the file, the line and what is allowed.
2. The file is only ever read. 3. An unknown LIGHTSTACK_ variable is a warning: another program may
own it. 4. Folders are named by the environment alone, see folders.py.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lightstack_desktop.errors import SettingsError
from lightstack_desktop.folders import Folders, folders
from lightstack_desktop.text import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = "config.toml"
PREFIX = "LIGHTSTACK_"
CHOICES = {
    "log_level": ("debug", "info", "warning", "error"),
    "hid_backend": ("auto", "hidraw", "libusb"),
    "theme": ("auto", "light", "dark"),
}
# Lowest, highest, and what the lowest means.
NUMBERS = {
    "api_port": (0, 65535, "takes a free port"),
    "history_rows": (1_000, 100_000_000, "are the fewest"),
    "history_days": (0, 36_500, "keeps them for ever"),
}
KEYS = (*NUMBERS, *CHOICES)
FOLDER_VARIABLES = tuple(f"{PREFIX}{field.upper()}" for field in Folders._fields)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `warnings` are sentences for the log and the terminal."""

    data_dir: Path
    config_dir: Path
    state_dir: Path
    runtime_dir: Path
    api_port: int = 8437
    log_level: str = "info"
    hid_backend: str = "auto"
    theme: str = "auto"
    history_rows: int = 1_000_000
    history_days: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """Return where config.toml lies, or would."""
        return self.config_dir / FILE_NAME


def load(environ: Mapping[str, str], flags: Mapping[str, str | int] | None = None) -> Settings:
    """Return the settings; raises SettingsError for the first value that is not allowed."""
    places = folders(environ)
    values = _from_file(places.config_dir / FILE_NAME)
    values.update(_from_environment(environ))
    for key, value in (flags or {}).items():
        values[key] = _allowed(key, value, f"--{key.replace('_', '-')}")
    return Settings(*places, warnings=_unknown(environ), **values)


def _from_file(file: Path) -> dict[str, Any]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{file}, line {line}: this is not UTF-8 text.") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(_unparsable(file, text, error)) from error
    except OSError as error:
        raise SettingsError(f"Cannot read {file}: {error.strerror}.") from error
    return {
        key: _allowed(key, value, f"{file}, line {_line(text, key)}")
        for key, value in table.items()
    }


def _unparsable(file: Path, text: str, error: Exception) -> str:
    """Return what tomllib found, led by the line, which it puts at the end or leaves out."""
    said = str(error)
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", said)
    if found is None:
        return f"{file}: this is not TOML that can be read ({said}). The file was left as it is."
    line = found[1] or text.count("\n") + 1
    return f"{file}, line {line}: {escaped(said[: found.start()])}. The file was left as it is."


def _line(text: str, key: str) -> int:
    """Return the line on which a top-level key or table of this name begins."""
    begins = re.compile(
        rf"""^[ \t]*\[*[ \t]*["']?{re.escape(key)}["']?[ \t]*[=.\]]""", re.MULTILINE
    )
    for match in begins.finditer(text):
        before = text[: match.start()]
        # Inside a string of several lines what stands before does not parse.
        if _parses(before):
            return before.count("\n") + 1
    return 1


def _parses(text: str) -> bool:
    try:
        tomllib.loads(text)
    except ValueError:
        return False
    return True


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in KEYS:
        variable = PREFIX + key.upper()
        text = environ.get(variable)
        if text:
            value = int(text) if key in NUMBERS and re.fullmatch("[0-9]{1,9}", text) else text
            values[key] = _allowed(key, value, variable)
    return values


def _unknown(environ: Mapping[str, str]) -> tuple[str, ...]:
    known = {*FOLDER_VARIABLES, *(PREFIX + key.upper() for key in KEYS)}
    return tuple(
        f"The environment variable {escaped(name)} is not known, and is ignored."
        for name in sorted(environ)
        if name.startswith(PREFIX) and name not in known
    )


def _allowed(key: str, value: object, where: str) -> str | int:
    """Return the value if it may be set; `where` begins the message if not."""
    if key not in KEYS:
        raise SettingsError(
            f"{where}: there is no setting {escaped(key)!r}. Allowed: {', '.join(KEYS)}."
        )
    if key in NUMBERS:
        lowest, highest, meaning = NUMBERS[key]
        if type(value) is int and lowest <= value <= highest:
            return value
        allowed = f"a whole number from {lowest} to {highest} ({lowest} {meaning})"
    else:
        if isinstance(value, str) and value in CHOICES[key]:
            return value
        allowed = " or ".join(f'"{choice}"' for choice in CHOICES[key])
    raise SettingsError(f"{where}: {key} is {_shown(value)}. Allowed: {allowed}.")


def _shown(value: object) -> str:
    text = escaped(f'"{value}"' if isinstance(value, str) else str(value))
    return text if len(text) <= 60 else text[:57] + "..."
