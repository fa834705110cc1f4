"""config.toml as the program changes it: a few keys, and nothing else that stands there.

1. The file is read anew for every change, so comments, order and what somebody else wrote meanwhile
stay. 2. A file that does not parse, or would not be allowed afterwards, is left as it is. 3. The
file is whole at every moment. 4. A link to a file of the user's own stays a link: people keep such
files elsewhere. 5. What the environment or a flag decides is not written: it would change nothing.
"""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING

from lightstack_desktop import settings
from lightstack_desktop.errors import SettingsError
from lightstack_desktop.folders import folders, write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lightstack_desktop.settings import Settings

    Value = str | int | bool | tuple[str, ...] | tuple[int, ...]
    Values = Mapping[str, Value]


def foreseen(environ: Mapping[str, str], values: Values) -> Settings:
    """Return the settings as they would be after a change; raises SettingsError as `write` does."""
    return _edited(_file(environ), environ, values)[1]


def write(environ: Mapping[str, str], values: Values, expected: Settings) -> None:
    """Set these keys in the file, as was foreseen; raises SettingsError, and nothing is changed."""
    file = _file(environ)
    content, after = _edited(file, environ, values)
    if after != expected:
        raise SettingsError(f"{file} was changed by another program just now. Try again.")
    write_whole(_target(file), content)


def _file(environ: Mapping[str, str]) -> Path:
    return folders(environ).config_dir / settings.FILE_NAME


def _edited(file: Path, environ: Mapping[str, str], values: Values) -> tuple[bytes, Settings]:
    """Return what to write and what it comes to."""
    content = settings.read(file)
    before = settings.decided(content, environ)
    for key, value in values.items():
        where = before.fixed_by(key)
        if where is not None:
            raise SettingsError(f"{key} is set by {where}. Change it there.")
        settings.check(key, _plain(value))
    if values.get("api_lan", before.api_lan) and not values.get("api_hosts", before.api_hosts):
        raise SettingsError(settings.NEEDS_HOSTS)
    made = _with(content, values)
    return made, settings.decided(made, environ)


def _with(content: bytes, values: Values) -> bytes:
    import tomlkit  # noqa: PLC0415 - only who changes something needs it

    document = tomlkit.parse(content.decode("utf-8-sig"))
    for key, value in values.items():
        document[key] = _plain(value)
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return mark + tomlkit.dumps(document).encode()


def _plain(value: Value) -> object:
    """Return a value as TOML has it."""
    return list(value) if isinstance(value, tuple) else value


def _target(file: Path) -> Path:
    """Return the file to replace; raises SettingsError where a link leads to what is not ours."""
    if not file.is_symlink():
        return file
    target = file.resolve()
    if not target.is_file() or (sys.platform != "win32" and target.stat().st_uid != os.getuid()):
        raise SettingsError(f"{file} is a link to what is no file of yours; remove it.")
    return target
