"""Whose socket it is: S10, asked by processes of other users over real sockets."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from api.conftest import TOKEN
from api.serving import TARGET, Running, serving, trigger
from lightstack_desktop.api import caller
from lightstack_desktop.api.access import Access
from lightstack_desktop.api.caller import Caller, Owners, owner_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells whose it is")
needs_root = pytest.mark.skipif(
    os.getuid() != 0, reason="only root can start processes of other users"
)

OURS, STRANGER, ROOT = 61_234, 65_534, 0

# What a caller does is done by a process of the user: argv is uid, port and token.
ASK = """
import json, os, socket, sys
from http.client import HTTPResponse

uid, port, token = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
if uid != os.getuid():
    os.setgroups([])
    os.setresuid(uid, uid, uid)

HOST = b"Host: 127.0.0.1:%d\\r\\n" % port
UPGRADE = (
    b"Connection: Upgrade\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Version: 13\\r\\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\\r\\n"
)


def opened(address="127.0.0.1", family=socket.AF_INET):
    made = socket.socket(family, socket.SOCK_STREAM)
    made.settimeout(20)
    made.connect((address, port))
    return made


def ask(caller, more=b"", then=lambda caller: None, first=b"POST /api/v1/alerts/door/trigger"):
    end = b"Content-Length: 0\\r\\n\\r\\n" if first.startswith(b"POST") else b"\\r\\n"
    caller.sendall(first + b" HTTP/1.1\\r\\n" + HOST + more + end)
    then(caller)
    reply = HTTPResponse(caller)
    reply.begin()
    reply.read()
    return reply.status


def idle_first():
    caller = opened()
    again = [ask(caller), ask(caller)]
    assert again[0] == again[1], again
    return again[0]


print(json.dumps({
    "open socket": idle_first(),
    "half-closed": ask(opened(), then=lambda caller: caller.shutdown(socket.SHUT_WR)),
    "over ::1": ask(opened("::1", socket.AF_INET6)) if HAS_IPV6 else None,
    "over ::ffff:127.0.0.1": ask(opened("::ffff:127.0.0.1", socket.AF_INET6)) if HAS_IPV6 else None,
    "websocket": ask(opened(), UPGRADE, first=b"GET /api/v1/ws"),
    "X-Forwarded-For": ask(opened(), b"X-Forwarded-For: 127.0.0.1\\r\\n"),
    "Forwarded": ask(opened(), b"Forwarded: for=127.0.0.1\\r\\n"),
    "X-Real-IP": ask(opened(), b"X-Real-IP: 127.0.0.1\\r\\n"),
    "Via": ask(opened(), b"Via: 1.1 proxy\\r\\n"),
    "token": ask(opened(), b"Authorization: Bearer " + token.encode() + b"\\r\\n"),
    "token through a proxy": ask(
        opened(), b"Via: 1.1 p\\r\\nAuthorization: Bearer " + token.encode() + b"\\r\\n"
    ),
    "wrong token": ask(opened(), b"Authorization: Bearer x\\r\\n"),
    "health": ask(opened(), first=b"GET /api/health"),
}))
"""

OPEN_TO_ALL = {"token": 200, "token through a proxy": 200, "health": 200}
PROXIED = dict.fromkeys(("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"), 401)
WAYS = ("open socket", "half-closed", "over ::1", "over ::ffff:127.0.0.1", "wrong token")


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def ask_as(uid: int, running: Running, script: str = ASK) -> Any:
    """Run a script in a process of this user and return what it prints as JSON."""
    head = f"HAS_IPV6 = {has_ipv6()}\n"
    arguments = [str(uid), str(running.port), TOKEN]
    ended = subprocess.run(
        [sys.executable, "-c", head + script, *arguments], capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()
    return json.loads(ended.stdout)


def expected(status: int) -> dict[str, int | None]:
    ways: dict[str, int | None] = dict.fromkeys(WAYS, status)
    if not has_ipv6():
        ways |= {"over ::1": None, "over ::ffff:127.0.0.1": None}
    return ways | OPEN_TO_ALL | PROXIED


@pytest.fixture
def running() -> Iterator[Running]:
    with serving() as made:
        yield made


@pytest.fixture
def as_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server take itself for a program of an ordinary user."""
    monkeypatch.setattr(caller.os, "getuid", lambda: OURS)


@needs_root
@pytest.mark.usefixtures("as_ours")
def test_another_user_needs_the_token_whatever_the_way(running: Running) -> None:
    answers = ask_as(STRANGER, running)

    assert answers.pop("websocket") == 401
    assert answers == expected(401)
    assert len(running.store.rows) == 2, "only what came with the token was done"


@needs_root
@pytest.mark.usefixtures("as_ours")
@pytest.mark.parametrize("uid", [OURS, ROOT])
def test_our_own_user_and_root_are_served_but_through_a_proxy(running: Running, uid: int) -> None:
    answers = ask_as(uid, running)

    assert answers.pop("websocket") not in (401, 403, 421)
    assert answers == expected(200)


def test_our_own_process_is_served(running: Running) -> None:
    assert running.status(trigger(TARGET, running.host)) == 200


SEND_AND_CLOSE = """
import json, os, socket, sys
uid, port, token = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
if uid != os.getuid():
    os.setresuid(uid, uid, uid)
caller = socket.socket()
caller.connect(("127.0.0.1", port))
caller.sendall(
    b"POST /api/v1/alerts/gone/trigger HTTP/1.1\\r\\nHost: 127.0.0.1:%d\\r\\n"
    b"Content-Length: 0\\r\\n\\r\\n" % port
)
caller.close()
print(json.dumps(None))
"""


@needs_root
@pytest.mark.usefixtures("as_ours")
def test_a_socket_that_was_closed_after_sending_is_nobodys(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_asked, was_seen = threading.Event(), threading.Event()
    real = caller._content

    def content(path: Path) -> bytes:
        """Read the table once nobody holds the stranger's end any more; the kernel takes 40 ms."""
        assert has_asked.wait(20)
        for _ in range(2000):
            table = real(path)
            if was_seen.is_set() or has_nobodys_row(table, running.port):
                was_seen.set()
                return table
            threading.Event().wait(0.01)
        raise AssertionError("the closed socket was not seen")

    with monkeypatch.context() as patched:
        patched.setattr(caller, "_content", content)
        ask_as(STRANGER, running, SEND_AND_CLOSE)
        has_asked.set()
        # Answered after the one that is gone, which came earlier.
        assert running.status(trigger(TARGET, running.host)) == 200

    assert {row.alert_key for row in running.store.rows} == {"door"}


def has_nobodys_row(table: bytes, port: int) -> bool:
    rows = [row.split() for row in table.splitlines()[1:]]
    return any(row[2].endswith(b":%04X" % port) and row[7] == row[9] == b"0" for row in rows)


def test_where_the_kernels_table_cannot_be_read_everyone_needs_the_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caller, "TABLES", (tmp_path / "tcp", tmp_path / "tcp6"))
    with serving() as running:
        own = trigger(TARGET, running.host)
        shown = trigger(TARGET, running.host, b"Authorization: Bearer " + TOKEN.encode())

        assert running.status(own) == 401
        assert running.status(shown) == 200


@pytest.mark.parametrize("access", [Access(is_strict=True), Access(is_lan=True, hosts=("desk",))])
def test_strict_asks_everyone_for_the_token_but_for_health(access: Access) -> None:
    with serving(access) as running:
        answers = ask_as(os.getuid(), running)

    assert answers.pop("websocket") == 401
    assert answers == expected(401)


ROWS = b"""\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:20F5 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 700 1
   1: 0100007F:20F5 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 701 1
   2: 0100007F:9C40 0100007F:20F5 01 00000000:00000000 00:00000000 00000000  1001        0 702 1
   3: 0100007F:9C41 0100007F:20F5 06 00000000:00000000 03:00001770 00000000     0        0 0 3
"""


def test_the_row_counts_whose_local_address_is_the_callers() -> None:
    assert owner_in(ROWS, b": 0100007F:9C40 0100007F:20F5 ") == 1001
    assert owner_in(ROWS, b": 0100007F:20F5 0100007F:9C40 ") == 0


def test_a_row_without_an_inode_is_nobodys_though_it_says_uid_0() -> None:
    assert owner_in(ROWS, b": 0100007F:9C41 0100007F:20F5 ") == -1


def test_no_row_is_no_owner() -> None:
    assert owner_in(ROWS, b": 0100007F:9C42 0100007F:20F5 ") is None
    assert owner_in(b"", b": 0100007F:9C42 0100007F:20F5 ") is None


@pytest.mark.skipif(sys.byteorder != "little", reason="the lines are of such a machine")
def test_addresses_are_written_as_the_kernel_does() -> None:
    assert caller._in_hex(("127.0.0.1", 40000), is_v6=False) == b"0100007F:9C40"
    assert caller._in_hex(("127.0.0.1", 1), is_v6=True) == b"0000000000000000FFFF00000100007F:0001"
    assert caller._in_hex(("::1", 8437), is_v6=True) == b"00000000000000000000000001000000:20F5"


def test_callers_that_come_at_once_share_a_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tcp").write_bytes(ROWS)
    read: list[Path] = []
    real = caller._content
    monkeypatch.setattr(caller, "_content", lambda path: read.append(path) or real(path))
    monkeypatch.setattr(caller.os, "getuid", lambda: 1001)

    async def ask() -> list[bool]:
        owners = Owners((tmp_path / "tcp",))
        callers = [Caller(("127.0.0.1", 40000 + n % 3), ("127.0.0.1", 8437)) for n in range(60)]
        return list(await asyncio.gather(*(owners.is_ours(each) for each in callers)))

    assert asyncio.run(ask()) == [True, False, False] * 20
    # Once, and once more for those that were not found.
    assert len(read) == 2


def test_who_asks_during_a_reading_gets_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    tables = iter([b"", ROWS])

    def content(_path: Path) -> bytes:
        begun.set()
        assert go_on.wait(20)
        return next(tables)

    monkeypatch.setattr(caller, "_content", content)
    monkeypatch.setattr(caller.os, "getuid", lambda: 1001)

    async def ask() -> tuple[int | None, int | None]:
        table = caller._Table(tmp_path / "tcp")
        peer = Caller(("127.0.0.1", 40000), ("127.0.0.1", 8437))
        first = asyncio.create_task(table.owner(peer))
        await asyncio.to_thread(begun.wait, 20)
        second = asyncio.create_task(table.owner(peer))
        await asyncio.sleep(0)
        go_on.set()
        return await first, await second

    assert asyncio.run(ask()) == (None, 1001)
