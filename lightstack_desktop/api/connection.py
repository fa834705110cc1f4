"""One WebSocket connection: what uvicorn hands over at an upgrade, spoken to the app as ASGI.

uvicorn's own cannot tell how much a client has not read, nor hang up on one that never will.
1. Nothing that is sent waits: the transport's buffer is the queue, and its size is judged before
every write. 2. Whoever reaches the limit, breaks the protocol or stays silent is told by a close
code, and cut off `CLOSE_S` later. 3. What a client said before it went is still handed out.
"""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State
from websockets.server import ServerProtocol

from lightstack_desktop.api import upgrade

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import Message, Scope
    from uvicorn.server import ServerState
    from websockets.http11 import Response

log = logging.getLogger(__name__)

# What a client has not taken, in bytes, when it is given up.
BACKLOG = 1 << 20
# What it may say ahead of our answers, in bytes; each message counts for a little more than it is.
INBOX = 1 << 16
MESSAGE_COST = 100
# How long a client has to answer a close.
CLOSE_S = 1.0
# How long a client may be silent before it is asked, and then again until it is left.
PING_S = 20.0


def frame(text: str) -> bytes:
    """Return a text message as it stands on the wire, the same for every client."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


class Connection(asyncio.Protocol):
    """From the upgrade request to the end of the connection. The app finds it in its scope."""

    def __init__(
        self, config: uvicorn.Config, server_state: ServerState, app_state: dict[str, Any]
    ) -> None:
        self.scope: Scope = {}
        self._app = config.loaded_app
        self._server_state = server_state
        self._app_state = app_state
        self._loop = asyncio.get_running_loop()
        self._wire = ServerProtocol(max_size=config.ws_max_size)
        self._inbox: asyncio.Queue[Message] = asyncio.Queue()
        self._inbox_size = 0
        self._parts: list[bytes] = []
        self._is_text = False
        self._is_deaf = False
        self._is_mute = False
        self._response: Response | None = None
        self._is_drained = asyncio.Event()
        self._is_drained.set()
        self._was_heard = True
        self._was_asked = False
        self._beat: asyncio.TimerHandle | None = None
        self._end: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport

    # What the rest of the program uses

    @property
    def transport(self) -> asyncio.Transport:
        """Return what uvicorn's server aborts when it cannot wait any longer."""
        return self._transport

    def send(self, frames: bytes) -> None:
        """Send finished frames, or give the client up if it has too much to read as it is."""
        if self._wire.state is not State.OPEN or self._is_mute or self._transport.is_closing():
            return
        if self._is_behind():
            self._give_up()
            return
        self._transport.write(frames)

    def close(self, code: int, reason: str = "") -> None:
        """Begin the end of an open connection; nothing is sent behind the close."""
        if self._wire.state is not State.OPEN:
            return
        self._wire.send_close(code, reason)
        self._is_deaf = True
        self._forget_inbox()
        self._flush()

    def shutdown(self) -> None:
        """End because the server stops; uvicorn calls this."""
        if self._wire.state is State.OPEN:
            self.close(CloseCode.GOING_AWAY, "Lightstack Desktop is quitting")
        elif self._wire.state is State.CONNECTING:
            self._transport.close()

    # What the transport calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection over."""
        self._transport = cast("asyncio.Transport", transport)
        # Its set is typed for its own classes.
        self._server_state.connections.add(self)  # type: ignore[arg-type]

    def connection_lost(self, _error: Exception | None) -> None:
        """Let the app end: it hears of it behind everything that the client said."""
        self._server_state.connections.discard(self)
        self._wire.receive_eof()
        for timer in (self._beat, self._end):
            if timer is not None:
                timer.cancel()
        self._is_drained.set()
        code = self._wire.close_code or CloseCode.ABNORMAL_CLOSURE
        self._inbox.put_nowait({"type": "websocket.disconnect", "code": int(code)})

    def data_received(self, data: bytes) -> None:
        """Take what the client sent."""
        self._was_heard = True
        self._wire.receive_data(data)
        for event in self._wire.events_received():
            if isinstance(event, Request):
                self._open(event)
            elif isinstance(event, Frame) and event.opcode in _SPOKEN:
                self._collect(event)
        if self._is_behind():  # of pongs: a client that pings and never reads
            self._give_up()
        self._flush()

    def eof_received(self) -> None:
        """Hang up on a client that left without a close; the transport closes behind this."""
        self._wire.receive_eof()
        self._end_soon()

    def pause_writing(self) -> None:
        """Hand out no more messages while the client does not read the answers."""
        self._is_drained.clear()

    def resume_writing(self) -> None:
        """Go on."""
        self._is_drained.set()

    # The app

    def _open(self, request: Request) -> None:
        self._response = self._wire.accept(request)
        if self._response.status_code != HTTPStatus.SWITCHING_PROTOCOLS:
            self._wire.send_response(self._response)
            return
        state = {**self._app_state, "connection": self}
        self.scope = upgrade.scope(request, self._transport, state)
        self._inbox.put_nowait({"type": "websocket.connect"})
        task = self._loop.create_task(self._run())
        self._server_state.tasks.add(task)
        task.add_done_callback(self._server_state.tasks.discard)

    async def _run(self) -> None:
        try:
            await self._app(self.scope, self._receive, self._send)
        except Exception:
            log.exception("a WebSocket failed")
            self._reject(HTTPStatus.INTERNAL_SERVER_ERROR)
            self.close(CloseCode.INTERNAL_ERROR)
        else:
            self.close(CloseCode.NORMAL_CLOSURE)

    async def _receive(self) -> Message:
        # Who does not read answers is not asked for more commands.
        await self._is_drained.wait()
        message = await self._inbox.get()
        self._inbox_size -= _cost(message)
        if self._inbox_size < INBOX:
            self._transport.resume_reading()
        return message

    async def _send(self, message: Message) -> None:
        match message["type"]:
            case "websocket.accept":
                self._accept()
            case "websocket.close" if self._wire.state is State.CONNECTING:
                self._reject(HTTPStatus.FORBIDDEN)
            case "websocket.close":
                self.close(
                    message.get("code", CloseCode.NORMAL_CLOSURE), message.get("reason") or ""
                )
            case "websocket.send":
                self.send(frame(message["text"]))
            case "websocket.http.response.start":
                self._response = upgrade.refusal(message["status"], message["headers"])
            case "websocket.http.response.body" if self._response is not None:
                self._response.body += message.get("body", b"")
                if not message.get("more_body"):
                    self._respond(self._response)

    def _accept(self) -> None:
        if self._response is not None:
            self._respond(self._response)
            self._listen()

    def _reject(self, status: HTTPStatus) -> None:
        if self._wire.state is State.CONNECTING:
            self._respond(self._wire.reject(status, ""))

    def _respond(self, response: Response) -> None:
        if not self._transport.is_closing():
            self._wire.send_response(response)
            self._flush()

    # Incoming

    def _collect(self, part: Frame) -> None:
        if self._is_deaf:
            return
        if part.opcode is not Opcode.CONT:
            self._is_text = part.opcode is Opcode.TEXT
        self._parts.append(bytes(part.data))
        if not part.fin:
            return
        data, self._parts = b"".join(self._parts), []
        try:
            message = {"text": data.decode()} if self._is_text else {"bytes": data}
        except UnicodeDecodeError:
            self._wire.fail(CloseCode.INVALID_DATA, "a text message is UTF-8")
            self._is_deaf = True
            return
        self._keep({"type": "websocket.receive", **message})

    def _keep(self, message: Message) -> None:
        self._inbox.put_nowait(message)
        self._inbox_size += _cost(message)
        if self._inbox_size >= INBOX:
            self._transport.pause_reading()

    def _forget_inbox(self) -> None:
        """Drop what will not be answered; read on, or the client's own close is never seen."""
        while not self._inbox.empty():
            self._inbox.get_nowait()
        self._inbox_size = 0
        self._transport.resume_reading()

    # Outgoing

    def _flush(self) -> None:
        for data in self._wire.data_to_send():
            # A client can end the talk before it was accepted: there is no one to write to then.
            if self._is_mute:
                continue
            if data:
                self._transport.write(data)
            else:
                self._is_mute = True
                self._transport.write_eof()
        if self._wire.close_expected():
            self._end_soon()

    def _end_soon(self) -> None:
        """Cut off in a moment whoever does not go: unread output would keep it for ever."""
        if self._end is None:
            self._end = self._loop.call_later(CLOSE_S, self._transport.abort)

    def _is_behind(self) -> bool:
        return self._transport.get_write_buffer_size() >= BACKLOG

    def _give_up(self) -> None:
        if self._wire.state is State.OPEN:
            log.warning("a WebSocket client reads too slowly; it is hung up on")
            self.close(CloseCode.TRY_AGAIN_LATER, "too slow")

    def _listen(self) -> None:
        """Ask a client that was not heard of since the last time, and the second time leave it."""
        if self._was_heard:
            self._was_asked = False
        elif self._was_asked:
            self.close(CloseCode.INTERNAL_ERROR, "no answer to a ping")
            return
        else:
            self._was_asked = True
            self._wire.send_ping(b"")
            self._flush()
        self._was_heard = False
        self._beat = self._loop.call_later(PING_S, self._listen)


_SPOKEN = (Opcode.TEXT, Opcode.BINARY, Opcode.CONT)


def _cost(message: Message) -> int:
    if message["type"] != "websocket.receive":
        return 0
    return MESSAGE_COST + len(message.get("text") or message.get("bytes") or "")
