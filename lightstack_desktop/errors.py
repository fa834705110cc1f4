"""Every error this program raises on purpose, and whose fault each one is.

    LightstackError
    ├── RefusedError          the caller's fault: nothing was changed
    │   ├── InvalidAlertError     a field breaks a rule
    │   ├── UnknownAlertError     no such configuration, or never triggered
    │   ├── AlertNotActiveError   only an active alert can be acknowledged
    │   ├── ConfigExistsError     the key is taken
    │   ├── InvalidDeckError      a choice for a deck breaks a rule
    │   ├── UnknownDeckError      no deck of this serial number was ever attached
    │   └── ImportRefusedError    something in what is to be imported breaks a rule
    ├── StoreError            the database cannot be opened, read or written
    │   ├── NotSavedError         the change could not be written (its `change` says what was done)
    │   ├── DamagedStoreError     the file is broken: set it aside and restore a backup
    │   └── ForeignStoreError     not ours to touch: another program's, or a newer version's
    ├── DeckError             a deck cannot be opened or went away
    │   ├── DeckPermissionError   the system refuses the device
    │   └── DeckBusyError         another program owns the device
    ├── SourceError           what is to be imported cannot be read
    ├── NotExportedError      the file to be written cannot be written; none is left
    ├── SettingsError         the configuration file, environment or flags are wrong
    ├── AlreadyRunningError   another instance owns the data folder
    └── PortTakenError        another program owns the API's port

A message says what is wrong and what to do about it. Our own bugs are ordinary exceptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.alerts.change import Change


class LightstackError(Exception):
    """The root: `except LightstackError` catches what this program foresaw."""


class RefusedError(LightstackError):
    """The caller asked for something the rules do not allow; nothing was changed."""


class InvalidAlertError(RefusedError):
    """A field breaks a rule. `field` is the wire name of the field, None for several at once."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class UnknownAlertError(RefusedError):
    """There is no such configuration, or it was never triggered. `noun` as LightStack words it."""

    def __init__(self, key: str, noun: str = "Alert") -> None:
        super().__init__(f"{noun} '{key}' not found")
        self.key = key


class AlertNotActiveError(RefusedError):
    """Only an active alert can be acknowledged."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Alert '{key}' is not active")
        self.key = key


class ConfigExistsError(RefusedError):
    """A configuration with this key exists already."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Alert config '{key}' already exists")
        self.key = key


class InvalidDeckError(RefusedError):
    """A choice for a deck breaks a rule."""


class UnknownDeckError(RefusedError):
    """No deck of this serial number was ever attached."""

    def __init__(self, serial: str) -> None:
        super().__init__(f"Deck '{serial}' is not known. Plug it in once, then try again.")
        self.serial = serial


class ImportRefusedError(RefusedError):
    """Something in what is to be imported breaks a rule, so nothing of it was taken.

    `refusals` say where and why, the first of `count`.
    """

    def __init__(self, refusals: tuple[str, ...], count: int) -> None:
        more = f"\n... and {count - len(refusals)} more" if count > len(refusals) else ""
        super().__init__("Nothing was imported. Refused:\n" + "\n".join(refusals) + more)
        self.refusals = refusals
        self.count = count


class StoreError(LightstackError):
    """The database cannot be opened, read or written."""


class NotSavedError(StoreError):
    """A change could not be written.

    `change` is what was done in memory and waits to be written; None if it was refused.
    """

    def __init__(self, message: str, change: Change | None) -> None:
        super().__init__(message)
        self.change = change


class DamagedStoreError(StoreError):
    """The file holds what SQLite cannot read."""


class ForeignStoreError(StoreError):
    """The file belongs to another program or to a newer version, and was not touched."""


class DeckError(LightstackError):
    """A deck cannot be opened, or went away while it was used."""


class DeckPermissionError(DeckError):
    """The system refuses us the device."""


class DeckBusyError(DeckError):
    """Another program owns the device."""


class SourceError(LightstackError):
    """What is to be imported cannot be read, or is nothing that we know."""


class NotExportedError(LightstackError):
    """A file that somebody asked for could not be written; nothing of it is left."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Cannot write {path}: {error.strerror or error}. Choose another place, or make room "
            "there, then try again."
        )


class SettingsError(LightstackError):
    """The configuration file, the environment or a flag holds a value that is not allowed."""


class AlreadyRunningError(LightstackError):
    """Another instance owns the data folder. `pid` is its process, None if it cannot be told."""

    def __init__(self, data_dir: Path, pid: int | None) -> None:
        who = f"process {pid}" if pid else "another process"
        super().__init__(f"Lightstack Desktop already runs on {data_dir} ({who}).")
        self.pid = pid


class PortTakenError(LightstackError):
    """Another program listens on the API's port."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is used by another program. Set api_port in config.toml or "
            "LIGHTSTACK_API_PORT to a free port, or to 0 to take any."
        )
        self.port = port


class PictureError(LightstackError):
    """A picture file is not one that we take, or cannot be read or kept."""
