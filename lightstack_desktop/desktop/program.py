"""What the desktop asks of the program around it, beside engine and settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lightstack_desktop.store.backups import Backup


@dataclass(frozen=True, slots=True)
class Program:
    """Each may be called on Qt's thread or beside it. `environ` is what it was started with.

    `rotate_token` lets another token count, `examine` looks for what is wrong and says it in many
    lines: both take time and raise LightstackError. `begin_anew` ends this program, puts a backup
    in the place of the database if one is given, and starts the program again. `loaded` is to be
    called when much was loaded that stays.
    """

    environ: Mapping[str, str]
    rotate_token: Callable[[], None]
    examine: Callable[[], str]
    begin_anew: Callable[[Backup | None], None]
    loaded: Callable[[], None]
