"""The wire format of D-Bus, and a connection that survives whatever the other side does."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.fake_bus import FakeBus
from desktop.person import wait
from lightstack_desktop.desktop import bus, bus_address, bus_wire
from lightstack_desktop.desktop.bus import Bus
from lightstack_desktop.desktop.bus_wire import CALL, ERROR, REPLY, SIGNAL, Message, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

SERVICE = "org.example.Desk"


@pytest.fixture
def daemon(app: QApplication, tmp_path: Path) -> Iterator[FakeBus]:
    made = FakeBus(tmp_path)
    yield made
    made.close()


@pytest.fixture
def here(daemon: FakeBus) -> Iterator[Bus]:
    made = Bus(daemon.address)
    wait(lambda: daemon.greeting)
    yield made
    made.close()


def test_a_message_is_written_as_the_specification_says() -> None:
    made = Message(CALL, 7, path="/a", member="M", signature="yu", body=(2, 5)).encoded()

    assert made[:4] == b"l\x01\x00\x01"
    assert struct.unpack_from("<III", made, 4) == (8, 7, 40)
    # path: field 1, signature "o", padding to 4, length 2
    assert made[16:28] == b"\x01\x01o\x00\x02\x00\x00\x00/a\x00\x00"
    # the body: a byte, padding to 4, an unsigned number
    assert made[-8:] == b"\x02\x00\x00\x00\x05\x00\x00\x00"


@pytest.mark.parametrize(
    ("signature", "value"),
    [
        ("y", 255),
        ("b", True),
        ("i", -1),
        ("u", 2**32 - 1),
        ("x", -(2**63)),
        ("t", 2**64 - 1),
        ("d", 0.5),
        ("s", "Küche 🔔"),
        ("o", "/org/example"),
        ("as", []),
        ("as", ["a", "bc"]),
        ("a{sv}", {}),
        ("(so)", ("a", "/b")),
        ("a(susso)", [("1", 0, "root", "seat0", "/x")]),
        ("ai", [1, -2]),
    ],
)
def test_what_is_written_is_read(signature: str, value: Any) -> None:
    sent = Message(SIGNAL, 1, signature=signature + "s", body=(value, "end"))

    assert bus_wire.decoded(sent.encoded()) == sent


def test_a_variant_is_read_as_its_value() -> None:
    hints = {"urgency": Variant("y", 2), "rows": Variant("a(ix)", [(1, 2)])}

    found = bus_wire.decoded(Message(REPLY, 1, signature="a{sv}", body=(hints,)).encoded())

    assert found.body == ({"urgency": 2, "rows": [(1, 2)]},)


@given(st.binary(max_size=200))
def test_no_bytes_but_a_message_are_taken_for_one(raw: bytes) -> None:
    try:
        bus_wire.decoded(b"l\x02\x00\x01" + raw)
    except ValueError:
        return


@given(st.integers(0, 120), st.integers(0, 255))
def test_a_message_with_a_wrong_byte_is_read_or_refused(at: int, byte: int) -> None:
    hints = {"a": Variant("as", ["x", "yz"]), "b": Variant("(is)", (1, "b"))}
    raw = bytearray(Message(REPLY, 3, reply_to=9, signature="a{sv}u", body=(hints, 1)).encoded())
    raw[at % len(raw)] = byte

    try:
        bus_wire.decoded(bytes(raw))
    except ValueError:
        return


def test_a_variant_in_a_variant_in_a_variant_ends_somewhere() -> None:
    value = Variant("y", 1)
    for _ in range(40):
        value = Variant("v", value)

    with pytest.raises(ValueError, match="deep"):
        bus_wire.decoded(Message(REPLY, 1, signature="v", body=(value,)).encoded())


def test_a_message_of_another_length_than_we_take_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes"):
        bus_wire.length(struct.pack("<BBBBIII", 0x6C, 1, 0, 1, 2**31, 1, 0))


def test_a_call_is_answered_on_qts_loop(daemon: FakeBus, here: Bus) -> None:
    daemon.own(SERVICE, Add=lambda a, b: ("u", (a + b,)))
    found: list[Message] = []

    here.call(SERVICE, "/", "Add", signature="uu", body=(2, 3), answered=found.append)
    here.call(SERVICE, "/", "Gone", answered=found.append)
    wait(lambda: len(found) == 2)

    assert daemon.greeting.startswith(b"\0AUTH EXTERNAL ")
    assert (found[0].kind, found[0].body) == (REPLY, (5,))
    assert (found[1].kind, found[1].error) == (ERROR, "org.example.Unknown")


def test_a_signal_counts_only_from_the_owner_of_the_name(daemon: FakeBus, here: Bus) -> None:
    heard: list[tuple[Any, ...]] = []
    here.listen(SERVICE, SERVICE, "Locked", lambda signal: heard.append(signal.body))
    daemon.own(SERVICE)
    wait(lambda: here.is_there(SERVICE))

    daemon.signal(SERVICE, "Locked", "b", True, sender=":1.66")
    daemon.signal(SERVICE, "Other", "b", True)
    daemon.signal(SERVICE, "Locked", "b", False)
    wait(lambda: heard)

    assert heard == [(False,)]
    assert f"sender='{SERVICE}'" in daemon.matches[-1]


def test_a_name_that_comes_and_goes_is_followed(daemon: FakeBus, here: Bus) -> None:
    owners: list[str] = []
    here.watch(SERVICE, owners.append)
    daemon.own(SERVICE)
    wait(lambda: len(owners) == 1)
    daemon.disown(SERVICE)
    wait(lambda: len(owners) == 2)

    assert owners[0].startswith(":1.")
    assert owners[1] == ""


def test_a_descriptor_goes_to_the_answer_it_came_with(daemon: FakeBus, here: Bus) -> None:
    reader, writer = os.pipe()
    daemon.fds.append(writer)
    daemon.own(SERVICE, Inhibit=lambda: ("h", (0,)))
    fds: list[int | None] = []

    here.call(SERVICE, "/", "Inhibit", answered=lambda _reply: fds.append(here.take_fd()))
    wait(lambda: fds)

    assert fds[0] is not None
    os.write(fds[0], b"mine")
    assert os.read(reader, 9) == b"mine"
    os.close(reader)
    os.close(fds[0])


@pytest.mark.parametrize("raw", [None, b"nonsense, and more than sixteen bytes of it"])
def test_a_bus_that_goes_away_or_talks_nonsense_is_said_and_nothing_else_happens(
    daemon: FakeBus, here: Bus, raw: bytes | None
) -> None:
    owners: list[str] = []
    here.watch(SERVICE, owners.append)
    daemon.own(SERVICE)
    wait(lambda: owners)

    if raw is None:
        daemon.hang_up()
    else:
        daemon.send_raw(raw)
    wait(lambda: here.problem)
    here.call(SERVICE, "/", "Add")

    assert owners[-1] == ""
    assert not here.is_there(SERVICE)


@pytest.mark.parametrize("address", ["", "autolaunch:", "unix:path=/nowhere/bus", "tcp:host=x"])
def test_where_there_is_no_bus_that_is_said(app: QApplication, address: str) -> None:
    made = Bus(address)
    made.call(SERVICE, "/", "Add")
    made.listen(SERVICE, SERVICE, "Locked", lambda _signal: None)

    assert made.problem
    assert not made.is_there(SERVICE)


def test_a_bus_that_refuses_us_is_said(daemon: FakeBus, app: QApplication) -> None:
    made = Bus(daemon.address)
    daemon.greeting = b"seen"
    wait(lambda: daemon._client)
    daemon.send_raw(b"REJECTED EXTERNAL\r\n")
    wait(lambda: made.problem)

    assert "refused" in made.problem


def test_an_address_is_read_as_the_specification_says() -> None:
    assert bus_address.socket_path("unix:path=/a%20b,guid=1") == "/a b"
    assert bus_address.socket_path("tcp:host=x;unix:abstract=/tmp/x,guid=1") == "\0/tmp/x"
    assert (
        bus_address.session_address({"XDG_RUNTIME_DIR": "/run/user/1"})
        == "unix:path=/run/user/1/bus"
    )
    assert bus_address.session_address({}) == ""


def test_a_real_bus_understands_us(app: QApplication) -> None:
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("dbus-daemon is not installed")
    ran = subprocess.Popen(
        [daemon, "--session", "--nofork", "--nopidfile", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert ran.stdout is not None
    address = ran.stdout.readline().strip()
    one, other = Bus(address), Bus(address)
    replies: list[Message] = []
    owners: list[str] = []

    one.watch(SERVICE, owners.append)
    call = {"signature": "su", "body": (SERVICE, 0), "answered": replies.append}
    other.call(bus.BUS, bus.BUS_PATH, "RequestName", **call)
    wait(lambda: owners and replies)

    assert replies[0].body == (1,)
    assert owners[0].startswith(":1.")
    one.close()
    other.close()
    ran.terminate()
    ran.wait()
    ran.stdout.close()
