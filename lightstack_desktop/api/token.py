"""Who may do what is not LightStack's contract: whoever shows the token.

As `Bearer`, or as the password of `Basic` under any name; compared in constant time.
"""

import hmac
from base64 import b64decode
from typing import Annotated

from fastapi import Header, HTTPException

from lightstack_desktop.api.services import Here

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="lightstack", Basic realm="lightstack"'}


async def require_token(
    here: Here, authorization: Annotated[list[str] | None, Header()] = None
) -> None:
    """Refuse a request that does not show the token exactly once."""
    given = authorization or []
    if len(given) != 1 or not hmac.compare_digest(_secret(given[0]), here.token.encode()):
        raise HTTPException(401, "The token is missing or wrong", _CHALLENGE)


def _secret(credentials: str) -> bytes:
    """Return what is shown as the token; nothing if it is not shown in a way we know."""
    scheme, _, value = credentials.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode()
    if scheme.lower() == "basic":
        return _password(value)
    return b""


def _password(value: str) -> bytes:
    try:
        return b64decode(value, validate=True).partition(b":")[2]
    except ValueError:
        return b""
