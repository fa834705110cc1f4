"""The token as the API holds it.

1. Shown as `Bearer`, or as the password of `Basic` under any name: Home Assistant's integration
can send only that. 2. Compared in constant time. 3. Never in a query string, a log or a reply.
"""

from __future__ import annotations

import hmac
from base64 import b64decode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Secret:
    """The token that counts now; `renew` writes another where callers read it, and returns it.

    `on_rotated` is called after each rotation, on the thread that asked for it.
    """

    def __init__(self, token: str, renew: Callable[[], str]) -> None:
        self._token = token.encode()
        self._renew = renew
        self.on_rotated: Callable[[], None] | None = None

    def is_shown(self, authorizations: list[bytes]) -> bool:
        """Tell whether these Authorization headers are one that shows the token."""
        if len(authorizations) != 1:
            return False
        return hmac.compare_digest(_shown(authorizations[0]), self._token)

    def rotate(self) -> None:
        """Let another token count; it is written first. Raises SettingsError, and nothing changes.

        Touches the disk; may be called from any thread.
        """
        self._token = self._renew().encode()
        if self.on_rotated is not None:
            self.on_rotated()


def _shown(credentials: bytes) -> bytes:
    """Return what is shown as the token; nothing if it is not shown in a way we know."""
    scheme, _, value = credentials.partition(b" ")
    if scheme.lower() == b"bearer":
        return value.strip()
    if scheme.lower() == b"basic":
        return _password(value)
    return b""


def _password(value: bytes) -> bytes:
    try:
        return b64decode(value, validate=True).partition(b":")[2]
    except ValueError:
        return b""
