"""uvicorn's HTTP protocol, with an end to its patience: slow, huge and silent callers have to go.

1. A head is whole within 10 s; a body within 10 s and a second more for each 16 KiB that came.
2. Who takes nothing of a reply for 10 s is cut off. 3. At most 600 connections: the oldest that is
idle or slow goes first. 4. Who is refused can read why: what they still send is thrown away for
2 s before we hang up. 5. No timer runs unless a connection is open. 6. Who has said everything and
only listens is answered.
"""

from __future__ import annotations

import http
import socket
import struct
from typing import TYPE_CHECKING, Any

from lightstack_desktop.api.answer import Refusal, safe_headers
from lightstack_desktop.api.bounds import BoundedProtocol, Part
from lightstack_desktop.api.caller import Caller

if TYPE_CHECKING:
    import asyncio

    from uvicorn.config import Config
    from uvicorn.server import ServerState

HEAD_S = 10.0
BODY_S = 10.0
BODY_BYTES_PER_S = 16 * 1024
STALL_S = 10.0
LINGER_S = 2.0
# Five hundred callers at once are served (R10); a process has 1,024 descriptors.
CONNECTIONS = 600

_NO_LINGER = struct.pack("ii", 1, 0)
_SLOW = Refusal(408, "The request took too long")


class Protocol(BoundedProtocol):
    """One connection, until it is upgraded to a WebSocket or closed."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.waiting_since = self.loop.time()
        self.is_given_up = False
        self._is_refused = False
        self._is_upgraded = False
        self._last_word: Refusal | None = None
        self._phase: tuple[Part, int] | None = None
        self._late: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None

    # What the transport tells us

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        peer, here = (transport.get_extra_info(name)[:2] for name in ("peername", "sockname"))
        self.app_state = {**self.app_state, "caller": Caller(peer, here)}
        # First, so that of those who came at once the earlier ones are the older ones.
        self._watch()
        self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        self._stop_stalling()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, or throw away what nobody wants to know any more."""
        if self._is_refused:
            return
        super().data_received(data)
        self._watch()

    def eof_received(self) -> bool:  # type: ignore[override]  # uvicorn hangs up on everyone
        """Stay for a caller that waits for the reply to all it had to say."""
        current = self.answering
        if self._is_refused or current is None or not self.is_answering or current.more_body:
            return False
        current.keep_alive = False
        return True

    def pause_writing(self) -> None:
        """Give a caller that does not read some time."""
        super().pause_writing()
        self._stalled = self.loop.call_later(STALL_S, self.give_up)

    def resume_writing(self) -> None:
        """Go on: something was read."""
        self._stop_stalling()
        super().resume_writing()

    # What uvicorn does

    def on_response_complete(self) -> None:
        """Wait for the next request, or say why there will be none."""
        super().on_response_complete()
        if self._last_word is not None and not (self.is_answering or self.transport.is_closing()):
            self._hang_up(self._last_word)
        self._watch()

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection over: from here on its time is not ours to measure."""
        self._is_upgraded = True
        self._stop_waiting()
        super().handle_websocket_upgrade()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's signature
        """Refuse what could not be read; uvicorn's own words are not ours."""
        self._refuse(self.refusal)

    def shutdown(self) -> None:
        """Hang up as soon as what is being answered is."""
        if self._is_refused:
            self.give_up()
        else:
            super().shutdown()

    # Waiting

    def give_up(self) -> None:
        """Hang up at once, whatever is still to be sent."""
        self.is_given_up = True
        # What was written would otherwise wait in the kernel for somebody who does not read.
        self.transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER
        )
        self.transport.abort()

    @property
    def is_waiting(self) -> bool:
        """Tell whether it is the caller's turn."""
        return not self.is_answering or self._now_in() is not None

    def _watch(self) -> None:
        """See to it that whatever the caller has begun has an end."""
        phase = self._now_in()
        if phase == self._phase:
            return
        self._stop_waiting()
        self._phase = phase
        self.waiting_since = self.loop.time()
        if phase is not None:
            patience_s = HEAD_S if phase[0] is Part.HEAD else BODY_S
            self._late = self.loop.call_later(patience_s, self._tire)

    def _now_in(self) -> tuple[Part, int] | None:
        """Return which part of which request has begun to come and is not whole."""
        if self._is_refused or self._is_upgraded or self.transport.is_closing():
            return None
        if self.part is not None:
            return self.part, self.heads
        if not self.is_answering and self.timeout_keep_alive_task is None:
            return Part.HEAD, self.heads
        return None

    def _tire(self) -> None:
        assert self._phase is not None
        if self._phase[0] is Part.BODY:
            earned_s = BODY_S + self.body_bytes / BODY_BYTES_PER_S
            left_s = self.waiting_since + earned_s - self.loop.time()
            if left_s > 0:
                self._late = self.loop.call_later(left_s, self._tire)
                return
        self._refuse(_SLOW)

    def _stop_waiting(self) -> None:
        self._phase = None
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _stop_stalling(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    # Ending

    def _refuse(self, refusal: Refusal) -> None:
        """Answer by ourselves if nobody has begun to, and hang up."""
        if self._is_refused:
            return
        self._stop_waiting()
        self._is_refused = True
        refused = self.cycle if self.part is Part.BODY else None
        if self.pipeline and self.pipeline[0][0] is refused:
            self.pipeline.popleft()
        if self.is_answering and self.answering is not refused:
            # What came before it in good order is answered first.
            self._last_word = refusal
        elif refused is not None and refused.response_started:
            self.give_up()
        else:
            if refused is not None:
                refused.disconnected = True
                refused.message_event.set()
            self._hang_up(refusal)

    def _hang_up(self, refusal: Refusal) -> None:
        self.flow.resume_reading()
        self.transport.write(_reply(refusal))
        # Hanging up on bytes that are still to be read would take the reply from the caller.
        self.transport.write_eof()
        self._late = self.loop.call_later(LINGER_S, self.give_up)

    def _make_room(self) -> None:
        open_ones = [each for each in self.connections if not getattr(each, "is_given_up", False)]
        if len(open_ones) <= CONNECTIONS:
            return
        idle = (each for each in open_ones if isinstance(each, Protocol) and each.is_waiting)
        min(idle, key=lambda each: each.waiting_since).give_up()


def _reply(refusal: Refusal) -> bytes:
    phrase = http.HTTPStatus(refusal.status).phrase.encode()
    headers = [*refusal.headers, *safe_headers(), (b"connection", b"close")]
    lines = [b"%b: %b" % header for header in headers]
    start = b"HTTP/1.1 %d %b" % (refusal.status, phrase)
    return b"\r\n".join((start, *lines, b"", refusal.body))
