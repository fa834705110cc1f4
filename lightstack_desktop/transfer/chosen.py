"""The settings that travel: those of config.toml that differ from the defaults.

1. They are checked as config.toml itself is. 2. A config.toml that is there is its owner's: it is
never written here, and what differs is named line by line. 3. A setting can open the API to the
network, so a file from elsewhere sets none unasked.
"""

from __future__ import annotations

import json
import os
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from lightstack_desktop import folders, settings
from lightstack_desktop.errors import SettingsError
from lightstack_desktop.folders import make, open_private

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lightstack_desktop.alerts.portable import Refusals
    from lightstack_desktop.folders import Folders

    Values = dict[str, Any]

_DEFAULTS = {field.name: field.default for field in fields(settings.Settings)}


def own(places: Folders) -> Values:
    """Return what config.toml sets otherwise than by default; raises SettingsError."""
    chosen = settings.load(_environment(places))
    values = {key: getattr(chosen, key) for key in settings.KEYS}
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value != _DEFAULTS[key]
    }


def check(given: object, places: Folders, refusals: Refusals) -> Values:
    """Return the settings of a document as they may be set; what may not is in `refusals`."""
    if not isinstance(given, dict):
        refusals.add("settings", "this is no object")
        return {}
    # As flags, on a config.toml that is not there.
    nowhere = _environment(places._replace(config_dir=places.config_dir / "none"))
    try:
        chosen = settings.load(nowhere, given)
    except SettingsError as error:
        refusals.add("settings", str(error).partition(": ")[2])
        return {}
    found = {key: getattr(chosen, key) for key in given}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in found.items()}


def differing(given: Mapping[str, Any], places: Folders) -> Values:
    """Return those of the settings that are not as config.toml has them."""
    here = own(places)
    return {
        key: value
        for key, value in given.items()
        if value != here.get(key, _listed(_DEFAULTS[key]))
    }


def lines(given: Mapping[str, Any]) -> Iterator[str]:
    """Yield settings as config.toml has them."""
    # JSON's numbers, strings, switches and lists of strings are TOML's.
    for key, value in given.items():
        yield f"{key} = {json.dumps(value)}"


def write(given: Mapping[str, Any], places: Folders) -> Path:
    """Make a config.toml where there is none; raises SettingsError."""
    file = places.config_dir / settings.FILE_NAME
    if file.exists():
        raise SettingsError(
            f"There is a {file} already, and it was left as it is. Put in the lines by hand."
        )
    make(places.config_dir)
    with open(open_private(file, os.O_WRONLY | os.O_EXCL), "w", encoding="utf-8") as out:  # noqa: PTH123 - a descriptor
        out.writelines(f"{line}\n" for line in lines(given))
        out.flush()
        os.fsync(out.fileno())
    folders.sync(places.config_dir)
    return file


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _environment(places: Folders) -> dict[str, str]:
    """Return an environment that names the folders, and sets nothing."""
    return {f"LIGHTSTACK_{name.upper()}": str(value) for name, value in places._asdict().items()}
