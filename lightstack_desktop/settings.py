"""What the user chose: config.toml, then LIGHTSTACK_* from the environment, then flags.

1. A value that is not allowed stops the start, with the file, the line and what is allowed.
2. Here the file is only read; settings_file.py writes it. 3. An unknown LIGHTSTACK_ variable is a
warning: another program may own it. 4. Folders are named by the environment alone, see folders.py.
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
    "motion": ("full", "reduced"),
    "language": ("auto", "en", "de"),
    "notify_while_locked": ("nothing", "private", "all"),
}
SWITCHES = ("api_lan", "strict", "api_docs")
# Lowest, highest, and what the lowest means.
NUMBERS = {
    "api_port": (0, 65535, "takes a free port"),
    "history_rows": (1_000, 100_000_000, "are the fewest"),
    "history_days": (0, 36_500, "keeps them for ever"),
}
PRIORITY_LISTS = ("notify_priorities", "sound_priorities")
PRIORITIES = range(1, 6)
KEYS = (
    "api_port",
    "api_lan",
    "api_hosts",
    "strict",
    "api_docs",
    "history_rows",
    "history_days",
    *PRIORITY_LISTS,
    *CHOICES,
)
_NAME = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
_HOST = re.compile(rf"({_NAME}|\[[0-9a-f:.]+\])(:[0-9]{{1,5}})?", re.IGNORECASE)
# What a browser may be told to ask for in the place of any address of this machine.
_NO_HOST = ("0.0.0.0", "[::]")  # noqa: S104 - refused here
NEEDS_HOSTS = (
    "api_lan needs api_hosts, the names by which others ask for this machine. Set it, such as: "
    'api_hosts = ["desk.example", "192.0.2.7"].'
)
FOLDER_VARIABLES = tuple(f"{PREFIX}{field.upper()}" for field in Folders._fields)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `warnings` are sentences for the log and the terminal.

    `api_hosts` are the names, in lower case, that others on the network ask for. Alerts of
    `notify_priorities` are notified of, those of `sound_priorities` with a sound; while the screen
    is locked not at all ("nothing"), without names ("private"), or as ever ("all"). `fixed` has
    the settings that the file does not decide, each with the variable or flag that does.
    """

    data_dir: Path
    config_dir: Path
    state_dir: Path
    runtime_dir: Path
    api_port: int = 8437
    api_lan: bool = False
    api_hosts: tuple[str, ...] = ()
    strict: bool = False
    api_docs: bool = False
    history_rows: int = 1_000_000
    history_days: int = 0
    notify_priorities: tuple[int, ...] = (1, 2, 3)
    sound_priorities: tuple[int, ...] = (1,)
    log_level: str = "info"
    hid_backend: str = "auto"
    theme: str = "auto"
    motion: str = "full"
    language: str = "auto"
    notify_while_locked: str = "nothing"
    warnings: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> Path:
        """Return where config.toml lies, or would."""
        return self.config_dir / FILE_NAME

    def fixed_by(self, key: str) -> str | None:
        """Return which variable or flag decides a setting; None if the file does."""
        return dict(self.fixed).get(key)


_Value = str | int | tuple[str, ...] | tuple[int, ...]
# What was chosen, and where: the beginning of a sentence on it.
_Found = dict[str, tuple[Any, str]]


def load(environ: Mapping[str, str], flags: Mapping[str, str | int] | None = None) -> Settings:
    """Return the settings; raises SettingsError for the first value that is not allowed."""
    return decided(read(folders(environ).config_dir / FILE_NAME), environ, flags)


def read(file: Path) -> bytes:
    """Return what the file holds, nothing where there is none; raises SettingsError."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise SettingsError(f"Cannot read {file}: {error.strerror}.") from error


def decided(
    content: bytes, environ: Mapping[str, str], flags: Mapping[str, str | int] | None = None
) -> Settings:
    """Return the settings if the file held `content`; raises SettingsError as `load` does."""
    places = folders(environ)
    found = _from_file(places.config_dir / FILE_NAME, content)
    outranking = _from_environment(environ)
    for key, value in (flags or {}).items():
        where = f"--{key.replace('_', '-')}"
        outranking[key] = _allowed(key, value, where), where
    found.update(outranking)
    values = {key: value for key, (value, _) in found.items()}
    if values.get("api_lan") and not values.get("api_hosts"):
        raise SettingsError(f"{found['api_lan'][1]}: {NEEDS_HOSTS}")
    fixed = tuple((key, where) for key, (_, where) in outranking.items())
    return Settings(*places, warnings=_unknown(environ), fixed=fixed, **values)


def _from_file(file: Path, content: bytes) -> _Found:
    try:
        text = content.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{file}, line {line}: this is not UTF-8 text.") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(_unparsable(file, text, error)) from error
    places = {key: f"{file}, line {_line(text, key)}" for key in table}
    return {key: (_allowed(key, value, places[key]), places[key]) for key, value in table.items()}


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


def _from_environment(environ: Mapping[str, str]) -> _Found:
    found: _Found = {}
    for key in KEYS:
        variable = PREFIX + key.upper()
        text = environ.get(variable)
        if text:
            found[key] = _allowed(key, _typed(key, text), variable), variable
    return found


def _typed(key: str, text: str) -> object:
    """Return a variable's text as TOML would have the value; as it is where it cannot be one."""
    if key in NUMBERS and re.fullmatch("[0-9]{1,9}", text):
        return int(text)
    if key in SWITCHES:
        return {"true": True, "false": False}.get(text, text)
    if key in PRIORITY_LISTS:
        words = [] if text == "none" else text.split(",")
        return [int(word) if re.fullmatch("[0-9]{1,9}", word) else word for word in words]
    return text.split(",") if key == "api_hosts" else text


def _unknown(environ: Mapping[str, str]) -> tuple[str, ...]:
    known = {*FOLDER_VARIABLES, *(PREFIX + key.upper() for key in KEYS)}
    return tuple(
        f"The environment variable {escaped(name)} is not known, and is ignored."
        for name in sorted(environ)
        if name.startswith(PREFIX) and name not in known
    )


def check(key: str, value: object) -> None:
    """Raise SettingsError, which says what is allowed, if this is no value for a setting."""
    _allowed(key, value, "")


def _allowed(key: str, value: object, where: str) -> _Value:
    """Return the value if it may be set; `where` begins the message if not."""
    if key not in KEYS:
        raise SettingsError(
            f"{where}: there is no setting {escaped(key)!r}. Allowed: {', '.join(KEYS)}."
        )
    if key == "api_hosts":
        return _hosts(value, where)
    if key in PRIORITY_LISTS:
        return _priorities(key, value, where)
    if key in NUMBERS:
        lowest, highest, meaning = NUMBERS[key]
        if type(value) is int and lowest <= value <= highest:
            return value
        allowed = f"a whole number from {lowest} to {highest} ({lowest} {meaning})"
    elif key in SWITCHES:
        if isinstance(value, bool):
            return value
        allowed = "true or false"
    else:
        if isinstance(value, str) and value in CHOICES[key]:
            return value
        allowed = " or ".join(f'"{choice}"' for choice in CHOICES[key])
    raise _refused(key, value, where, allowed)


def _hosts(value: object, where: str) -> tuple[str, ...]:
    """Return host names in lower case, as a Host header is compared."""
    allowed = 'a list of names with or without a port, such as ["desk.example", "192.0.2.7:8437"]'
    if not isinstance(value, list):
        raise _refused("api_hosts", value, where, allowed)
    for name in value:
        if not isinstance(name, str) or not _HOST.fullmatch(name) or name.startswith(_NO_HOST):
            raise _refused("api_hosts", name, where, allowed)
    return tuple(name.lower() for name in value)


def _priorities(key: str, value: object, where: str) -> tuple[int, ...]:
    """Return priorities in order, each once."""
    if isinstance(value, list) and all(type(n) is int and n in PRIORITIES for n in value):
        return tuple(sorted(set(value)))
    allowed = "a list of priorities from 1 to 5, such as [1, 2, 3], or [] for none"
    raise _refused(key, value, where, allowed)


def _refused(key: str, value: object, where: str, allowed: str) -> SettingsError:
    begin = f"{where}: " if where else ""
    return SettingsError(f"{begin}{key} is {_shown(value)}. Allowed: {allowed}.")


def _shown(value: object) -> str:
    text = escaped(f'"{value}"' if isinstance(value, str) else str(value))
    return text if len(text) <= 60 else text[:57] + "..."
