"""The program as a user starts it: a process of its own, with folders of its own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = {
    "LIGHTSTACK_CONFIG_DIR": "config",
    "LIGHTSTACK_DATA_DIR": "data",
    "LIGHTSTACK_STATE_DIR": "state",
    "LIGHTSTACK_RUNTIME_DIR": "runtime",
}


def environment(home: Path, base: dict[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which the program keeps everything under `home`, on a free port."""
    env = dict(os.environ if base is None else base)
    env |= {name: str(home / folder) for name, folder in FOLDERS.items()}
    # Start as fast as a user does: with compiled modules.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env | {"LIGHTSTACK_API_PORT": "0", "HOME": str(home), "PYTHONUNBUFFERED": "1"}


class Program:
    """One running instance. `port` is None until `wait_ready` returned.

    It was started at `started` of the wall clock, and at `started_at` of the monotonic one.
    """

    def __init__(
        self,
        *arguments: str,
        env: dict[str, str],
        umask: int = -1,
        launcher: tuple[str, ...] = ("-m", "lightstack_desktop"),
    ) -> None:
        self.env = env
        self.port: int | None = None
        self.output: list[str] = []
        self.started, self.started_at = time.time(), time.monotonic()
        command = [sys.executable, *launcher, "run", *arguments]
        self.process = subprocess.Popen(
            command,
            env=env,
            umask=umask,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_ready(self, timeout_s: float = 20.0) -> int:
        """Wait for the line `ready http://127.0.0.1:PORT` and return the port."""
        with self._changed:
            self._changed.wait_for(lambda: self._ready() or self._is_over(), timeout_s)
        line = self._ready()
        if line is None:
            raise TimeoutError(f"not ready: {''.join(self.output)}")
        self.port = int(line.rsplit(":", 1)[1])
        return self.port

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Send one request to the API and return its status and decoded reply."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port or 0, timeout=10)
        try:
            payload = None if body is None else json.dumps(body)
            if payload is not None:
                headers["Content-Type"] = "application/json"
            connection.request(method, f"/api/v1{path}", payload, headers)
            reply = connection.getresponse()
            text = reply.read()
            return reply.status, json.loads(text) if text else None
        finally:
            connection.close()

    def trigger(self, key: str, **body: Any) -> dict[str, Any]:
        status, alert = self.request("POST", f"/alerts/{quote(key, safe='')}/trigger", body)
        assert status == 200, alert
        return dict(alert)

    def create(self, key: str, **fields: Any) -> dict[str, Any]:
        status, config = self.request("POST", "/alert-configs", {"alert_key": key, **fields})
        assert status == 201, config
        return dict(config)

    def alert(self, key: str) -> dict[str, Any]:
        status, alert = self.request("GET", f"/alerts/{quote(key, safe='')}")
        assert status == 200, alert
        return dict(alert)

    def cli(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command-line program against this instance."""
        command = [sys.executable, "-m", "lightstack_desktop", *arguments]
        return subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=30, check=False
        )

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self._finish()

    def stop(self, timeout_s: float = 5.0) -> int:
        """Ask it to end as a desktop session does, and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout_s)
        finally:
            self.process.kill()
            self._finish()

    def _finish(self) -> None:
        self.process.wait()
        self._reader.join()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._changed:
                self.output.append(line)
                self._changed.notify_all()
        with self._changed:
            self._changed.notify_all()

    def _ready(self) -> str | None:
        return next((line for line in self.output if line.startswith("ready http")), None)

    def _is_over(self) -> bool:
        return self.process.poll() is not None
