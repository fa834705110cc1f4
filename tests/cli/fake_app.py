"""A running app in miniature: a real HTTP server that answers what a test tells it to."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: Any


@dataclass
class FakeApp:
    """`replies` maps "GET /path" to (status, body); a body of None closes without an answer."""

    replies: dict[str, tuple[int, Any]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def start(self) -> int:
        """Serve on a free port of 127.0.0.1 and return it."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self._server.server_port

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(app: FakeApp) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = json.loads(raw) if raw else None
            app.requests.append(Request(self.command, self.path, dict(self.headers), body))
            known = app.replies.get(f"{self.command} {self.path}")
            status, reply = known or (404, {"detail": "Not found"})
            if reply is None:
                return
            payload = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


def alert(key: str, **fields: Any) -> dict[str, Any]:
    """Return an Alert as the API words it."""
    return {
        "id": 1,
        "alert_key": key,
        "is_active": True,
        "priority": None,
        "effective_priority": 3,
        "last_triggered_at": "2026-11-21T09:00:22.098041Z",
        "acknowledged_at": None,
        "acknowledged_by": None,
        "config": {"name": None},
        **fields,
    }


def summary(key: str, **fields: Any) -> dict[str, Any]:
    """Return an AlertKeySummary, as far as the CLI reads it."""
    return {
        "alert_key": key,
        "name": None,
        "default_priority": 3,
        "is_active": False,
        "last_triggered_at": None,
        "trigger_count": 0,
        **fields,
    }


def entry(number: int, key: str = "door", **fields: Any) -> dict[str, Any]:
    """Return a HistoryEntry as the API words it."""
    return {
        "id": number,
        "alert_key": key,
        "action": "triggered",
        "note": None,
        "source": "cli",
        "created_at": "2026-11-21T09:00:22.098041Z",
        **fields,
    }
