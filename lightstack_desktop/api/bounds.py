"""HTTP as httptools reads it, with an end to how much of it we take.

1. A request that is too big ends like a malformed one; `refusal` then says how to answer it.
2. What httptools lets pass and HTTP/1.1 does not, is malformed too: no Host or two of them, and
other versions. 3. A request that comes before the one ahead of it is answered waits in a queue.
"""

from __future__ import annotations

import asyncio
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from lightstack_desktop.api import payload
from lightstack_desktop.api.answer import Refusal
from lightstack_desktop.api.exchange import Exchange

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application
    from uvicorn.config import Config
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
    from uvicorn.server import ServerState

HEAD_BYTES = 16 * 1024
TARGET_BYTES = 8 * 1024
# Of one connection, behind the one that is being answered.
QUEUE = 100
# ": " and the end of the line.
_BETWEEN = 4
_VERSIONS = ("1.0", "1.1")

_MALFORMED = Refusal(400, "This is not HTTP that can be understood")
_LONG_TARGET = Refusal(414, "An address may have at most 8 KiB")
_LONG_HEAD = Refusal(431, "The headers may have at most 16 KiB")
_LONG_QUEUE = Refusal(429, f"At most {QUEUE} requests may wait on a connection")


class Part(Enum):
    """Which part of a request is being read, and how many bytes it may take on the way."""

    HEAD = HEAD_BYTES
    # With what stands between and behind its chunks.
    BODY = 2 * payload.BODY_BYTES


class _Refused(Exception):  # noqa: N818 - it ends the reading, `refusal` says why
    """httptools stops at an exception, whatever it is."""


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's own end of a connection.

    `part` is what has begun to come and is not whole, `heads` how many heads were whole, and
    `body_bytes` how much came of the latest body.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.refusal = _MALFORMED
        self.part: Part | None = None
        self.heads = 0
        self.body_bytes = 0
        self.answering: RequestResponseCycle | None = None
        self._head_bytes = 0
        self._raw_bytes = 0

    @property
    def is_answering(self) -> bool:
        """Tell whether a request is being answered."""
        return self.answering is not None and not self.answering.response_complete

    def data_received(self, data: bytes) -> None:
        """Read on; what is never whole is never seen by the callbacks below, so it is counted."""
        before = self.part is Part.BODY, self.heads
        super().data_received(data)
        if (self.part is Part.BODY, self.heads) != before:
            self._raw_bytes = 0
            return
        self._raw_bytes += len(data)
        if self._raw_bytes > (self.part or Part.HEAD).value:
            self.refusal = payload.TOO_BIG if self.part is Part.BODY else _LONG_HEAD
            self.send_400_response(self.refusal.detail)

    # What httptools calls

    def on_message_begin(self) -> None:
        """Begin a head."""
        super().on_message_begin()
        self.part = Part.HEAD
        self._head_bytes = 0

    def on_url(self, url: bytes) -> None:
        """Take a piece of the target."""
        super().on_url(url)
        if len(self.url) > TARGET_BYTES:
            self._stop(_LONG_TARGET)
        self._take_head(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header. One behind the body comes too late: the request is on its way."""
        if self.part is Part.HEAD:
            self._take_head(len(name) + len(value) + _BETWEEN)
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Hand the request to the application, or to the queue."""
        version = self.parser.get_http_version()
        self._check(version)
        self.heads += 1
        self.scope["http_version"] = version
        self.scope["method"] = self.parser.get_method().decode()
        if self._is_upgrade:
            return
        target, _, query = self.url.partition(b"?")
        # uvicorn takes the path out of an absolute target; the guard is to see that it was one.
        self.scope |= {"raw_path": target, "path": unquote(target.decode()), "query_string": query}
        self.part, self.body_bytes = Part.BODY, 0
        self.cycle = self._exchange(is_last=version == "1.0" or self.parser.should_upgrade())
        if self.is_answering:
            self.flow.pause_reading()
            self.pipeline.appendleft((self.cycle, self.app))
        else:
            self._start_asgi_task(self.cycle, self.app)

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self.body_bytes += len(body)
        if self.body_bytes > payload.BODY_BYTES:
            self._stop(payload.TOO_BIG)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End the request."""
        self.part = None
        super().on_message_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self.answering = cycle
        super()._start_asgi_task(cycle, app)

    @property
    def _is_upgrade(self) -> bool:
        return self.parser.should_upgrade() and self._should_upgrade()

    def _check(self, version: str) -> None:
        names = [name for name, _ in self.headers]
        hosts = names.count(b"host")
        if version not in _VERSIONS or hosts > 1 or (version == "1.1" and not hosts):
            self._stop(_MALFORMED)
        if len(self.pipeline) >= QUEUE:
            self._stop(_LONG_QUEUE)
        # A WebSocket cannot begin before the replies ahead of it are written.
        if self._is_upgrade and self.is_answering:
            self._stop(_MALFORMED)
        length = next((value for name, value in self.headers if name == b"content-length"), b"0")
        if int(length) > payload.BODY_BYTES:
            self._stop(payload.TOO_BIG)

    def _exchange(self, *, is_last: bool) -> Exchange:
        return Exchange(
            scope=self.scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=self.access_log,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=self.expect_100_continue,
            keep_alive=not is_last and self.parser.should_keep_alive(),
            on_response=self.on_response_complete,
        )

    def _take_head(self, size: int) -> None:
        self._head_bytes += size
        if self._head_bytes > HEAD_BYTES:
            self._stop(_LONG_HEAD)

    def _stop(self, refusal: Refusal) -> None:
        self.refusal = refusal
        raise _Refused
