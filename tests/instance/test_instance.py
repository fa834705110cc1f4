"""One app a data folder: the lock, the record, the token and the doorbell."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop.doorbell import Doorbell
from lightstack_desktop.errors import AlreadyRunningError, SettingsError
from lightstack_desktop.folders import Folders
from lightstack_desktop.instance import (
    Lock,
    Record,
    create_token,
    raise_window,
    read_record,
    read_token,
    record_path,
    remove_record,
    rotate_token,
    socket_path,
    write_record,
)

if TYPE_CHECKING:
    from pathlib import Path

HOLD_THE_LOCK = """
import sys
from pathlib import Path
from lightstack_desktop.instance import Lock
with Lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def places(tmp_path: Path) -> Folders:
    return Folders(*(tmp_path / name for name in ("data", "config", "state", "run")))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def hold_lock(data_dir: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_LOCK, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_told_who_holds_the_lock(places: Folders) -> None:
    with hold_lock(places.data_dir) as first:
        with pytest.raises(AlreadyRunningError, match=f"process {first.pid}") as caught:
            Lock(places.data_dir).acquire()
        first.kill()

    assert caught.value.pid == first.pid


def test_kill_9_releases_the_lock(places: Folders) -> None:
    with hold_lock(places.data_dir) as first:
        first.kill()

    with Lock(places.data_dir):
        assert (places.data_dir / "instance.lock").read_text() == f"{os.getpid()}\n"


def test_the_lock_can_be_taken_again_after_its_release(places: Folders) -> None:
    for _ in range(2):
        with Lock(places.data_dir), pytest.raises(AlreadyRunningError):
            Lock(places.data_dir).acquire()


def test_two_data_folders_have_two_locks_two_records_and_two_sockets(tmp_path: Path) -> None:
    one, other = (Folders(tmp_path / name, tmp_path, tmp_path, tmp_path) for name in "ab")

    with Lock(one.data_dir), Lock(other.data_dir):
        write_record(one, Record(os.getpid(), 1, has_window=True))

        assert read_record(other) is None
        assert socket_path(one) != socket_path(other)


def test_a_data_folder_reached_by_a_link_is_the_same_one(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "data")

    one, other = (
        Folders(tmp_path / name, tmp_path, tmp_path, tmp_path) for name in ("data", "linked")
    )

    assert record_path(one) == record_path(other)


def test_the_lock_refuses_a_planted_link(places: Folders, tmp_path: Path) -> None:
    places.data_dir.mkdir()
    (places.data_dir / "instance.lock").symlink_to(tmp_path / "victim")

    with pytest.raises(SettingsError, match="symbolic link"):
        Lock(places.data_dir).acquire()


@pytest.mark.parametrize("port", [8437, None])
def test_the_record_says_where_the_app_is(places: Folders, port: int | None) -> None:
    record = Record(os.getpid(), port, has_window=True)
    write_record(places, Record(os.getpid(), 1, has_window=False))
    write_record(places, record)

    assert read_record(places) == record
    assert mode(record_path(places)) == 0o600
    assert mode(places.runtime_dir) == 0o700
    assert [path.name for path in places.runtime_dir.iterdir()] == [record_path(places).name]


def test_a_record_that_was_removed_is_gone(places: Folders) -> None:
    write_record(places, Record(os.getpid(), 1, has_window=True))

    remove_record(places)
    remove_record(places)

    assert read_record(places) is None


def test_the_record_of_a_dead_process_does_not_count(places: Folders) -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as dead:
        pass
    write_record(places, Record(dead.pid, 8437, has_window=True))

    assert read_record(places) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"{}",
        json.dumps({"pid": "1", "port": 1, "has_window": True}).encode(),
        json.dumps({"pid": 0, "port": 1, "has_window": True}).encode(),
        json.dumps({"pid": -1, "port": 1, "has_window": True}).encode(),
        json.dumps({"pid": 10**30, "port": 1, "has_window": True}).encode(),
        b'{"pid": %d, "port": 0, "has_window": true}',
        b'{"pid": %d, "port": 65536, "has_window": true}',
        b'{"pid": %d, "port": "80", "has_window": true}',
    ],
)
def test_a_record_that_makes_no_sense_does_not_count(places: Folders, content: bytes) -> None:
    places.runtime_dir.mkdir()
    record_path(places).write_bytes(content.replace(b"%d", b"%d" % os.getpid()))

    assert read_record(places) is None


def test_a_link_planted_for_the_record_is_refused(places: Folders, tmp_path: Path) -> None:
    places.runtime_dir.mkdir()
    record_path(places).symlink_to(tmp_path / "victim")

    with pytest.raises(SettingsError, match="symbolic link; remove it"):
        write_record(places, Record(os.getpid(), 1, has_window=True))

    assert not (tmp_path / "victim").exists()


def test_a_runtime_folder_that_is_full_or_read_only_is_told(places: Folders) -> None:
    places.runtime_dir.parent.joinpath("run").write_text("")

    with pytest.raises(SettingsError, match="run"):
        write_record(places, Record(os.getpid(), 1, has_window=True))


def test_the_token_is_made_once_with_256_bits_for_the_owner_alone(places: Folders) -> None:
    before = os.umask(0)
    try:
        token = create_token(places.data_dir)
    finally:
        os.umask(before)

    assert len(token) == 43
    assert create_token(places.data_dir) == token == read_token(places.data_dir)
    assert mode(places.data_dir / "token") == 0o600


def test_a_token_that_others_can_read_is_closed_to_them(places: Folders) -> None:
    token = create_token(places.data_dir)
    (places.data_dir / "token").chmod(0o644)

    assert create_token(places.data_dir) == token
    assert mode(places.data_dir / "token") == 0o600


def test_a_link_planted_for_the_token_is_refused(places: Folders, tmp_path: Path) -> None:
    places.data_dir.mkdir()
    (places.data_dir / "token").symlink_to(tmp_path / "victim")

    with pytest.raises(SettingsError, match="symbolic link"):
        create_token(places.data_dir)

    assert not (tmp_path / "victim").exists()


def test_a_damaged_token_is_told(places: Folders) -> None:
    create_token(places.data_dir)
    (places.data_dir / "token").write_bytes(b"\xff\xfe")

    assert read_token(places.data_dir) is None
    with pytest.raises(SettingsError, match="damaged; remove it"):
        create_token(places.data_dir)


def test_a_rotated_token_is_another_one_in_the_same_place_for_the_owner_alone(
    places: Folders,
) -> None:
    old = create_token(places.data_dir)
    before = os.umask(0)
    try:
        new = rotate_token(places.data_dir)
    finally:
        os.umask(before)

    assert len(new) == 43
    assert new != old
    assert create_token(places.data_dir) == new == read_token(places.data_dir)
    assert mode(places.data_dir / "token") == 0o600
    assert [path.name for path in places.data_dir.iterdir()] == ["token"]


def test_a_link_planted_where_the_token_lay_is_refused(places: Folders, tmp_path: Path) -> None:
    create_token(places.data_dir)
    (places.data_dir / "token").unlink()
    (places.data_dir / "token").symlink_to(tmp_path / "victim")

    with pytest.raises(SettingsError, match="symbolic link"):
        rotate_token(places.data_dir)

    assert not (tmp_path / "victim").exists()


def test_a_token_that_cannot_be_written_stays_and_leaves_nothing_behind(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = create_token(places.data_dir)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)

    with pytest.raises(SettingsError, match=r"Cannot write .*token: No space left"):
        rotate_token(places.data_dir)

    assert read_token(places.data_dir) == old
    assert [path.name for path in places.data_dir.iterdir()] == ["token"]


def test_a_token_that_is_not_there_is_none(places: Folders) -> None:
    assert read_token(places.data_dir) is None


def test_a_second_start_rings_and_the_first_hears_it(places: Folders) -> None:
    rings: list[str] = []
    doorbell = Doorbell(socket_path(places), lambda: rings.append("ring"))
    doorbell.start()
    try:
        assert raise_window(places)
        assert raise_window(places)
        assert mode(socket_path(places)) == 0o600
    finally:
        doorbell.stop()

    assert rings == ["ring", "ring"]
    assert not socket_path(places).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is what makes a long path short")
def test_a_folder_may_lie_deeper_than_a_socket_may(places: Folders) -> None:
    deep = places._replace(runtime_dir=places.runtime_dir.joinpath(*["a folder"] * 20))
    doorbell = Doorbell(socket_path(deep), lambda: None)
    doorbell.start()
    try:
        assert raise_window(deep)
        assert mode(socket_path(deep)) == 0o600
    finally:
        doorbell.stop()

    assert not socket_path(deep).exists()
    assert not raise_window(deep)


def test_without_a_doorbell_no_window_is_raised(places: Folders) -> None:
    assert not raise_window(places)


def test_a_socket_left_by_kill_9_is_replaced(places: Folders) -> None:
    abandoned = Doorbell(socket_path(places), lambda: None)
    abandoned.start()
    doorbell = Doorbell(socket_path(places), lambda: None)
    doorbell.start()

    assert raise_window(places)

    doorbell.stop()
    abandoned.stop()


def test_a_link_planted_for_the_socket_is_not_followed(places: Folders, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    victim.chmod(0o644)
    places.runtime_dir.mkdir()
    socket_path(places).symlink_to(victim)
    doorbell = Doorbell(socket_path(places), lambda: None)

    doorbell.start()
    doorbell.stop()

    assert (victim.read_text(), mode(victim)) == ("precious", 0o644)


def test_a_ring_that_fails_is_logged_and_the_next_is_heard(
    places: Folders, caplog: pytest.LogCaptureFixture
) -> None:
    rings: list[str] = []

    def ring() -> None:
        rings.append("ring")
        if len(rings) == 1:
            raise RuntimeError("no window")

    doorbell = Doorbell(socket_path(places), ring)
    doorbell.start()

    assert not raise_window(places)
    assert raise_window(places)

    doorbell.stop()
    assert "the window could not be raised" in caplog.text


def test_a_path_that_no_socket_can_have_is_told(tmp_path: Path) -> None:
    doorbell = Doorbell(tmp_path / ("x" * 200), lambda: None)

    with pytest.raises(SettingsError, match="Cannot listen"):
        doorbell.start()

    doorbell.stop()
