"""R6: copies by SQLite's own means while it is in use; every one can be restored."""

from __future__ import annotations

import os
import stat
import sys
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, trigger

from lightstack_desktop.alerts.model import Board
from lightstack_desktop.errors import DamagedStoreError, StoreError
from lightstack_desktop.store import backups, migrate
from lightstack_desktop.store.restore import restore
from lightstack_desktop.store.store import Store
from store.files import commit, damage, reopened, rows

if TYPE_CHECKING:
    from pathlib import Path

MINUTE = timedelta(minutes=1)


def names(path: Path) -> list[str]:
    return [backup.name for backup in backups.listed(path)]


def test_a_backup_beside_a_writer_holds_what_was_committed(store: Store, path: Path) -> None:
    board = commit(store, trigger(Board(), "door"))
    store.begin()
    store.save(trigger(board, "dryer"))

    made = backups.create(path, "asked", NOON)
    store.commit()

    assert made is not None
    assert made.name == "20261121T120000Z-asked.db"
    assert backups.listed(path) == (made,)
    assert backups.check(made.path) == backups.Contents(migrate.REVISIONS[-1], 1, 1)
    assert rows(made.path, "PRAGMA journal_mode") == [("delete",)]


def test_a_backup_in_steps_is_of_one_moment_and_holds_up_no_writer(
    store: Store, path: Path
) -> None:
    board = Board()
    for number in range(40):
        board = commit(store, trigger(board, f"key {number}", note="n" * 1000))
    before = board
    steps = 0

    def write_on() -> bool:
        nonlocal board, steps
        steps += 1
        board = commit(store, trigger(board, f"later {steps}"))
        return False

    backups.PAGES_A_STEP, whole = 4, backups.PAGES_A_STEP
    try:
        made = backups.create(path, "daily", NOON, pause=write_on)
    finally:
        backups.PAGES_A_STEP = whole

    assert made is not None
    assert steps > 5
    assert reopened(made.path) == before
    assert reopened(path) == board


def test_a_backup_can_be_given_up_and_leaves_nothing(store: Store, path: Path) -> None:
    commit(store, trigger(Board(), "door"))

    with pytest.raises(StoreError, match="given up"):
        backups.create(path, "daily", NOON, pause=lambda: True)

    assert list((path.parent / backups.FOLDER).iterdir()) == []


def test_every_backup_made_while_writing_can_be_restored(path: Path, tmp_path: Path) -> None:
    store = Store(path)
    board, boards, is_over = store.open(), [Board()], threading.Event()

    def back_up() -> None:
        for number in range(12):
            backups.create(path, "asked", NOON + number * MINUTE)
        is_over.set()

    thread = threading.Thread(target=back_up)
    thread.start()
    for number in range(2000):
        board = commit(store, trigger(board, f"key {number % 50}"))
        boards.append(board)
        if is_over.is_set():
            break
    thread.join()
    store.close()

    found = backups.listed(path)
    assert len(found) > 1
    for backup in found:
        restore(path, backup, NOON)
        restored = reopened(path)
        triggered = sum(restored.trigger_counts.values())
        assert restored == boards[triggered]
        assert rows(path, "SELECT count(*) FROM alert_history") == [(triggered,)]


def test_a_backup_of_what_has_not_changed_is_not_kept(store: Store, path: Path) -> None:
    board = commit(store, trigger(Board(), "door"))
    first = backups.create(path, "daily", NOON)

    assert backups.create(path, "daily", NOON + MINUTE) is None
    commit(store, trigger(board, "door"))
    third = backups.create(path, "daily", NOON + 2 * MINUTE)

    assert first is not None
    assert third is not None
    assert names(path) == [third.name, first.name]


def test_two_backups_of_one_second_have_two_names(store: Store, path: Path) -> None:
    board = commit(store, trigger(Board(), "door"))
    backups.create(path, "asked", NOON)
    commit(store, trigger(board, "door"))
    backups.create(path, "asked", NOON)

    assert names(path) == ["20261121T120000Z-asked-2.db", "20261121T120000Z-asked.db"]


def test_a_broken_database_makes_no_backup(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[4096:8192] = b"\x55" * 4096
    path.write_bytes(raw)

    with pytest.raises(DamagedStoreError):
        backups.create(path, "asked", NOON)

    assert list((path.parent / backups.FOLDER).iterdir()) == []


def test_a_row_that_breaks_a_rule_does_not_make_a_copy_unsound(store: Store, path: Path) -> None:
    commit(store, trigger(Board(), "door"))
    damage(path, "UPDATE alerts SET priority = 99")

    assert backups.create(path, "asked", NOON) is not None


@pytest.mark.parametrize("content", [b"", b"no database " * 500])
def test_what_is_no_database_of_ours_is_no_sound_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)

    with pytest.raises(DamagedStoreError):
        backups.check(tmp_path / "x.db")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_folder_and_backups_are_for_their_owner_alone(store: Store, path: Path) -> None:
    before = os.umask(0)
    try:
        made = backups.create(path, "asked", NOON)
    finally:
        os.umask(before)

    assert made is not None
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_only_our_backups_are_listed_and_thinned(store: Store, path: Path) -> None:
    made = backups.create(path, "asked", NOON)
    assert made is not None
    folder = made.path.parent
    (folder / "notes.txt").write_text("mine")
    (folder / "20200101T000000Z-asked.db").symlink_to(path)
    (folder / ".20200101T000000Z-asked.db.part").write_text("left by a crash")
    os.utime(folder / ".20200101T000000Z-asked.db.part", (0, 0))
    (folder / ".20261121T115959Z-asked.db.part").write_text("being made")
    for day in (1, 2):
        (folder / f"2020010{day}T000000Z-daily.db").write_text("old")
        (folder / f"2020010{day}T010000Z-daily.db").write_text("old, but the day's last")

    removed = backups.thin(path, NOON)

    assert {backup.name for backup in removed} == {
        "20200101T000000Z-daily.db",
        "20200102T000000Z-daily.db",
    }
    assert sorted(each.name for each in folder.iterdir()) == [
        ".20261121T115959Z-asked.db.part",
        "20200101T000000Z-asked.db",
        "20200101T010000Z-daily.db",
        "20200102T010000Z-daily.db",
        "20261121T120000Z-asked.db",
        "notes.txt",
    ]


def test_a_backup_is_found_by_its_name_with_or_without_the_ending(store: Store, path: Path) -> None:
    made = backups.create(path, "asked", NOON)
    assert made is not None

    assert backups.named(path, made.name) == made
    assert backups.named(path, made.path.stem) == made
    with pytest.raises(StoreError, match="backup list"):
        backups.named(path, "../lightstack.db")


def test_without_a_folder_there_are_no_backups(path: Path) -> None:
    assert backups.listed(path) == ()
    assert backups.thin(path, NOON) == ()
