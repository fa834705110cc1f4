"""Keeps web pages and strangers out: looks at every request before any route does.

1. It was sent to us by name (Host, no absolute target). 2. No foreign page sent it (Origin,
Sec-Fetch-Site); nobody is told that they may (no CORS, preflights refused). 3. It comes from our
own user or root, or shows the token; from a proxy, or where the settings say so, only the token
counts. 4. A path is UTF-8, and an escaped slash in it is not a slash. 5. A body is JSON and says
so, see payload.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from lightstack_desktop.api import answer, caller, payload
from lightstack_desktop.api.answer import Refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from lightstack_desktop.api.access import Access
    from lightstack_desktop.api.secret import Secret

# Says that we are there, and nothing else: what watches over us needs no token for it.
OPEN_PATH = b"/api/health"

_OWN_SITES = frozenset({b"same-origin", b"none"})
_PROXY_HEADERS = frozenset({b"forwarded", b"via", b"x-real-ip"})
_MISDIRECTED = Refusal(421, "This server is asked by its own address only")
_FOREIGN = Refusal(403, "Web pages may not use this server")
_STRANGER = Refusal(401, "The token is missing or wrong")


class Guard:
    """Wraps the application that is served on `port`."""

    def __init__(self, app: ASGIApp, port: int, access: Access, secret: Secret) -> None:
        self._app = app
        self._hosts = frozenset(name.encode() for name in access.names(port))
        self._origins = frozenset(b"http://" + host for host in self._hosts)
        self._needs_token = access.needs_token
        self._secret = secret
        self._owners = caller.Owners(caller.TABLES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to the application, or refuse it."""
        state = scope.setdefault("state", {})
        state["used_token"] = self._secret.is_shown(_values(scope, b"authorization"))
        refusal = self._refusal(scope) or await self._stranger(scope) or _bad_path(scope)
        if scope["type"] == "websocket":
            await self._upgrade(refusal, scope, receive, send)
        else:
            await self._request(refusal, scope, receive, answer.with_safe_headers(send))

    async def _request(
        self, refusal: Refusal | None, scope: Scope, receive: Receive, send: Send
    ) -> None:
        incoming = payload.Incoming(receive)
        receive = incoming
        if refusal is None:
            try:
                receive, refusal = await payload.take(scope, incoming)
            except payload.Hangup:
                return
        if refusal is None:
            await self._app(scope, receive, send)
        else:
            await answer.refuse(refusal, incoming, send)

    async def _upgrade(
        self, refusal: Refusal | None, scope: Scope, receive: Receive, send: Send
    ) -> None:
        if refusal is None:
            await self._app(scope, receive, send)
        else:
            await answer.refuse_upgrade(refusal, send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        hosts = _values(scope, b"host")
        is_path = scope["raw_path"].startswith(b"/")
        if not is_path or len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return _MISDIRECTED
        return None if self._is_own_page(scope) else _FOREIGN

    def _is_own_page(self, scope: Scope) -> bool:
        """Tell whether no other web page can have sent this."""
        if not self._origins.issuperset(_values(scope, b"origin")):
            return False
        if not _OWN_SITES.issuperset(_values(scope, b"sec-fetch-site")):
            return False
        is_preflight = bool(_values(scope, b"access-control-request-method"))
        return not (is_preflight and scope.get("method") == "OPTIONS")

    async def _stranger(self, scope: Scope) -> Refusal | None:
        if scope["state"]["used_token"] or scope["raw_path"] == OPEN_PATH:
            return None
        if self._needs_token or _came_by_proxy(scope):
            return _STRANGER
        peer = scope["state"].get("caller")
        is_ours = peer is not None and await self._owners.is_ours(peer)
        return None if is_ours else _STRANGER


def _values(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key == name]


def _came_by_proxy(scope: Scope) -> bool:
    """Tell whether a proxy says that it stands between; whose socket it has says nothing."""
    return any(
        name in _PROXY_HEADERS or name.startswith(b"x-forwarded-") for name, _ in scope["headers"]
    )


def _bad_path(scope: Scope) -> Refusal | None:
    path = scope["raw_path"]
    if b"%2f" in path.lower():
        return Refusal(404, "Not found")
    try:
        unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        return Refusal(422, "The path is not UTF-8")
    return None
