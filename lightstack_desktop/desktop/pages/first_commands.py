"""The commands that teach the first trigger, ready to be pasted into a shell."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from lightstack_desktop import instance

if TYPE_CHECKING:
    from lightstack_desktop.settings import Settings

KEY = "my-first-alert"


def address(settings: Settings) -> str | None:
    """Return where the API is served, None while it is not."""
    record = instance.read_record(settings)
    return f"http://127.0.0.1:{record.port}" if record is not None and record.port else None


def by_command_line() -> str:
    """Return the program's own command."""
    return f"lightstack trigger {KEY} --priority 2"


def by_curl(settings: Settings) -> str | None:
    """Return a request, with the token where everybody has to show it; None without an API."""
    where = address(settings)
    if where is None:
        return None
    shown = ""
    if settings.strict or settings.api_lan:
        file = shlex.quote(str(settings.data_dir / instance.TOKEN_NAME))
        shown = f' -H "Authorization: Bearer $(cat {file})"'
    return f"curl -X POST{shown} {where}/api/v1/alerts/{KEY}/trigger"
