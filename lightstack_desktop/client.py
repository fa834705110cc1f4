"""How the CLI speaks to the running app: HTTP on loopback, one connection a request.

1. The record says where; no record, no app. 2. What was sent and never answered may have been
done, and is never called done. 3. Standard library only, imported late: a command starts in
150 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lightstack_desktop.errors import LightstackError
from lightstack_desktop.instance import is_alive, read_record, read_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lightstack_desktop.folders import HasFolders

HOST = "127.0.0.1"
TIMEOUT_S = 15.0
REPLY_BYTES = 64 * 1024 * 1024


class NotRunningError(LightstackError):
    """There is no running app to ask; nothing was sent."""

    def __init__(self) -> None:
        super().__init__("Lightstack Desktop is not running. Start it with: lightstack run")


class NoAnswerError(LightstackError):
    """The app runs, or ran, and gave no answer that can be understood."""


class Reply(NamedTuple):
    """An answer: the HTTP status, and the body as json.loads returned it."""

    status: int
    body: Any

    @property
    def detail(self) -> str:
        """Return why, as the app worded it."""
        detail = self.body.get("detail") if isinstance(self.body, dict) else None
        if isinstance(detail, list) and detail and isinstance(detail[0], dict):
            detail = detail[0].get("msg")
        if not isinstance(detail, str):
            return f"HTTP status {self.status}"
        return detail.removeprefix("Value error, ")


class Client(NamedTuple):
    """Speaks to the app with this pid on this port, and shows it the token if there is one."""

    pid: int
    port: int
    token: str | None = None

    def get(self, path: str) -> Reply:
        """Read something; raises NotRunningError or NoAnswerError."""
        return self._request("GET", path, None, {})

    def post(self, path: str, body: Mapping[str, Any]) -> Reply:
        """Have something done; raises NotRunningError or NoAnswerError."""
        import json  # noqa: PLC0415 - see the module's rules

        headers = {"Content-Type": "application/json", "X-LightStack-Source": "cli"}
        return self._request("POST", path, json.dumps(body).encode(), headers)

    def _request(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Reply:
        from http.client import HTTPConnection, HTTPException  # noqa: PLC0415 - see the rules

        if self.token is not None:
            headers = {"Authorization": f"Bearer {self.token}", **headers}
        connection = HTTPConnection(HOST, self.port, timeout=TIMEOUT_S)
        try:
            connection.connect()
        except ConnectionRefusedError as error:
            raise NotRunningError from error
        except OSError as error:
            raise NoAnswerError(f"Cannot reach the app on port {self.port}: {error}.") from error
        try:
            connection.request(method, path, body, {"Connection": "close", **headers})
            response = connection.getresponse()
            return Reply(response.status, _body(response.read(REPLY_BYTES)))
        except (OSError, HTTPException, ValueError, RecursionError) as error:
            if method == "GET" and not is_alive(self.pid):
                raise NotRunningError from error
            raise NoAnswerError(_no_answer(method, self.pid)) from error
        finally:
            connection.close()


def _body(raw: bytes) -> Any:
    import json  # noqa: PLC0415 - see the module's rules

    return json.loads(raw) if raw else None


def _no_answer(method: str, pid: int) -> str:
    if method == "GET":
        return f"The app (process {pid}) gave no answer. Is it still running?"
    return (
        f"The app (process {pid}) took the command and gave no answer: "
        "it may or may not have been done. Look with: lightstack status"
    )


def connect(folders: HasFolders) -> Client:
    """Return a client of the running app; raises NotRunningError, or NoAnswerError without API."""
    record = read_record(folders)
    if record is None:
        raise NotRunningError
    if record.port is None:
        raise NoAnswerError(
            f"The app (process {record.pid}) runs without its API, because another program uses "
            "its port. Set api_port in config.toml to a free port and restart the app."
        )
    return Client(record.pid, record.port, read_token(folders.data_dir))
