"""HTTP as h11 reads it, with an end to how much of it we take.

A request that is too big ends like a malformed one; `refusal` then says how to answer it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import h11

from lightstack_desktop.api import payload
from lightstack_desktop.api.answer import Refusal

if TYPE_CHECKING:
    from h11._events import Event

HEAD_BYTES = 16 * 1024
TARGET_BYTES = 8 * 1024
# ": " and the end of the line.
_BETWEEN = 4

_MALFORMED = Refusal(400, "This is not HTTP that can be understood")
_LONG_TARGET = Refusal(414, "An address may have at most 8 KiB")
_LONG_HEAD = Refusal(431, "The headers may have at most 16 KiB")


class BoundedConnection(h11.Connection):
    """h11's own end of a connection. `body_bytes` is how much came of the latest body."""

    def __init__(self) -> None:
        super().__init__(h11.SERVER, HEAD_BYTES)
        self.refusal = _MALFORMED
        self.body_bytes = 0

    def next_event(self) -> type[h11.NEED_DATA | h11.PAUSED] | Event:
        """Return what came next; raises RemoteProtocolError, and `refusal` says why."""
        try:
            event = super().next_event()
        except h11.RemoteProtocolError as error:
            self.refusal = _LONG_HEAD if error.error_status_hint == 431 else _MALFORMED
            raise
        refusal = self._refused(event)
        if refusal is not None:
            self.refusal = refusal
            raise h11.RemoteProtocolError(refusal.detail, refusal.status)
        return event

    def _refused(self, event: object) -> Refusal | None:
        if isinstance(event, h11.Request):
            self.body_bytes = 0
            return _too_big(event)
        if isinstance(event, h11.Data):
            self.body_bytes += len(event.data)
            return payload.TOO_BIG if self.body_bytes > payload.BODY_BYTES else None
        return None


def _too_big(request: h11.Request) -> Refusal | None:
    if len(request.target) > TARGET_BYTES:
        return _LONG_TARGET
    # h11 stops reading a head that goes on; one that came in one piece it takes at any size.
    size = sum(len(name) + len(value) + _BETWEEN for name, value in request.headers)
    if len(request.target) + size > HEAD_BYTES:
        return _LONG_HEAD
    lengths = [value for name, value in request.headers if name == b"content-length"]
    return payload.TOO_BIG if any(int(each) > payload.BODY_BYTES for each in lengths) else None
