"""R5: a broken database is set aside, the newest backup restored, and what is missing is said."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, create, trigger

from lightstack_desktop.alerts import decide_deck
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.errors import DamagedStoreError, StoreError
from lightstack_desktop.store import backups
from lightstack_desktop.store.store import Store
from store.files import DATABASE, commit_each, damage, reopened, rows

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.alerts.model import Board, Deck

LATER = NOON + timedelta(hours=3)
ASIDE = f"{DATABASE}.corrupt-20261121T150000Z"
PAGE = 4096
MOST_S = 5.0


def fill(store: Store, board: Board, first: int, last: int) -> Board:
    """Trigger enough for a table to take several pages."""
    return commit_each(
        store,
        board,
        *(
            lambda b, n=n: trigger(b, f"key {n % 40}", note=f"note {n} " + "n" * 300)
            for n in range(first, last)
        ),
    )


def chosen(deck: Deck) -> Deck:
    """Return a deck with a choice of every kind."""
    return replace(
        deck,
        brightness_percent=40,
        actions=(KeyAction(7, Action.TRIGGER, "door"), KeyAction(31, Action.STATUS)),
        dim_after_s=None,
        dim_percent=5,
        sleep_after_s=3600,
        has_double_press=True,
        priorities=(1, 2, 3),
        patterns=("door", "key *"),
        pins=tuple(pin for pin in deck.pins if pin.alert_key != "away"),
        taken_off=("away",),
    )


@pytest.fixture(scope="session")
def original(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed database of 400 triggers whose backup knows the first 300."""
    folder = tmp_path_factory.mktemp("original")
    path = shutil.copy(empty_database, folder / DATABASE)
    store = Store(path)
    board = commit_each(
        store,
        store.open(),
        lambda b: create(b, "door", picture="a1b2c3.png"),
        lambda b: create(b, "away"),
        lambda b: decide_deck.attach(b, "one", "XL", 32, 8),
        lambda b: decide_deck.edit(b, "one", chosen),
    )
    board = fill(store, board, 0, 300)
    backups.create(path, "daily", NOON)
    board = fill(store, board, 300, 400)
    store.close()
    return path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    """Return a copy that a test may break."""
    shutil.copytree(original.parent, tmp_path / "data")
    return tmp_path / "data" / DATABASE


def started(path: Path) -> tuple[Board, str]:
    """Start three hours after the backup was made; return the board and what the user is told."""
    store = Store(path, lambda: LATER)
    try:
        return store.open(), store.notice or ""
    finally:
        store.close()


def root_page(path: Path, table: str) -> int:
    (found,) = rows(path, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
    return int(found[0])


def overwrite(path: Path, offset: int, content: bytes) -> bytes:
    """Write into the file behind SQLite's back; return what the file holds then."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)
    return path.read_bytes()


def test_a_file_that_is_no_database_is_set_aside_and_the_backup_restored(path: Path) -> None:
    broken = overwrite(path, 0, b"This is a letter. " * 10)

    board, told = started(path)

    assert sum(board.trigger_counts.values()) == 300
    assert path.with_name(ASIDE).read_bytes() == broken
    assert "the backup of 2026-11-21 12:00 UTC was restored" in told
    assert "More from 2026-11-21 12:00 UTC to 2026-11-21 15:00 UTC may be missing" in told
    assert ASIDE in told


def test_what_is_newer_than_the_backup_is_read_from_the_broken_file(path: Path) -> None:
    before = reopened(path)
    overwrite(path, (root_page(path, "ix_alert_history_action") - 1) * PAGE, b"\xff" * PAGE)
    store = Store(path, lambda: LATER)
    assert store.open() == before  # the start does not read a history index
    store.distrust()

    board = store.mend()
    store.close()

    assert board == before
    assert rows(path, "SELECT count(*), max(id) FROM alert_history") == [(400, 400)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert store.notice is not None
    assert "100 newer history rows could still be read and are there" in store.notice
    assert "All that came after could be read" in store.notice


def test_history_pages_that_cannot_be_read_cost_themselves_alone(path: Path) -> None:
    pages = rows(path, "SELECT pageno FROM dbstat WHERE name='alert_history' AND pagetype='leaf'")
    (lost,) = pages[-3]
    damaged = overwrite(path, (lost - 1) * PAGE, b"\x00" * PAGE)
    store = Store(path, lambda: LATER)
    before = store.open()
    store.distrust()

    assert store.mend() == before
    store.close()

    (count,) = rows(path, "SELECT count(*) FROM alert_history")[0]
    assert 380 <= count < 400
    assert rows(path, "SELECT max(id) FROM alert_history") == [(400,)]
    assert "may be missing" in (store.notice or "")
    assert path.with_name(ASIDE).read_bytes() == damaged


def test_without_a_backup_what_can_be_read_is_all_there_is(path: Path) -> None:
    before = reopened(path)
    shutil.rmtree(path.parent / backups.FOLDER)
    overwrite(path, (root_page(path, "trigger_counts") - 1) * PAGE, b"\xff" * PAGE)

    board, told = started(path)

    assert board.alerts == before.alerts
    assert any(pin.lent_to for pin in board.decks["one"].pins)
    assert board.alerts["door"].config.fields.picture == "a1b2c3.png"
    assert board.decks == before.decks
    assert board.decks["one"] == replace(chosen(before.decks["one"]), pins=before.decks["one"].pins)
    assert board.trigger_counts == {}
    assert rows(path, "SELECT count(*) FROM alert_history") == [(400,)]
    assert "there was no backup" in told


def test_a_broken_backup_is_passed_over_for_an_older_one(path: Path, tmp_path: Path) -> None:
    newer = path.parent / backups.FOLDER / "20261121T130000Z-daily.db"
    newer.write_bytes(b"not sound")
    overwrite(path, 0, b"\x00" * PAGE)

    board, told = started(path)

    assert sum(board.trigger_counts.values()) == 300
    assert "the backup of 2026-11-21 12:00 UTC" in told
    assert f"{newer.name} could not be used" in told
    assert newer.exists()


def test_an_emptied_database_is_restored(path: Path) -> None:
    path.write_bytes(b"")

    board, told = started(path)

    assert sum(board.trigger_counts.values()) == 300
    assert path.with_name(ASIDE).read_bytes() == b""
    assert "restored" in told


def test_an_emptied_database_without_a_backup_is_not_silently_begun_anew(path: Path) -> None:
    path.write_bytes(b"")
    shutil.rmtree(path.parent / backups.FOLDER)

    board, told = started(path)

    assert board.alerts == {}
    assert told == "The database was empty, so a new one was begun."


def test_a_database_that_is_gone_is_told(path: Path) -> None:
    path.unlink()

    board, told = started(path)

    assert board.alerts == {}
    assert "backup list" in told


def test_a_log_that_belongs_to_the_broken_file_is_set_aside_with_it(path: Path) -> None:
    path.with_name(f"{DATABASE}-wal").write_bytes(b"a log" * 1000)
    overwrite(path, 0, b"\x00" * PAGE)

    started(path)

    assert path.with_name(f"{ASIDE}-wal").exists()


def test_a_table_that_is_not_there_is_damage(path: Path) -> None:
    damage(path, "DROP TABLE pins")

    board, told = started(path)

    assert len(board.decks["one"].pins) > 0
    assert "damaged" in told


def test_damage_met_while_writing_is_told_apart_and_mended(path: Path) -> None:
    store = Store(path, lambda: LATER)
    board = store.open()
    overwrite(path, (root_page(path, "alert_history") - 1) * PAGE, b"\xff" * PAGE)
    with pytest.raises(DamagedStoreError):
        fill(store, board, 400, 500)
    store.rollback()

    mended = store.mend()

    assert mended is not None
    assert set(mended.alerts) == set(board.alerts)
    assert store.mend() is None
    assert fill(store, mended, 500, 510) == reopened(path)
    store.close()


def test_a_rescue_that_fails_on_the_way_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lightstack_desktop.store import salvage  # noqa: PLC0415 - what is made to fail

    def no_room(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    broken = overwrite(path, 0, b"\x00" * PAGE)
    with monkeypatch.context() as full:
        full.setattr(salvage, "salvage", no_room)
        with pytest.raises(StoreError):
            started(path)

    assert path.read_bytes() == broken
    assert list(path.parent.glob("*.corrupt-*")) == []
    assert sum(started(path)[0].trigger_counts.values()) == 300


# Every kind of damage, at random places


def flip_bits(chance: random.Random, path: Path) -> None:
    raw = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 8, 200))):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    path.write_bytes(raw)


def cut_off(chance: random.Random, path: Path) -> None:
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def zero_pages(chance: random.Random, path: Path) -> None:
    for _ in range(chance.choice((1, 5))):
        page = chance.randrange(path.stat().st_size // PAGE)
        overwrite(path, page * PAGE, b"\x00" * PAGE)


def swap_pages(chance: random.Random, path: Path) -> None:
    raw = path.read_bytes()
    one, other = (PAGE * chance.randrange(len(raw) // PAGE) for _ in range(2))
    overwrite(path, one, raw[other : other + PAGE])
    overwrite(path, other, raw[one : one + PAGE])


def put_garbage(chance: random.Random, path: Path) -> None:
    overwrite(
        path, chance.randrange(path.stat().st_size), chance.randbytes(chance.choice((8, 9000)))
    )


def empty(_chance: random.Random, path: Path) -> None:
    path.write_bytes(b"")


def replace_by_another_type(chance: random.Random, path: Path) -> None:
    path.write_bytes(chance.choice((b"PK\x03\x04", b"{}", b"\xff\xd8\xff")) * 2000)


KINDS = (flip_bits, cut_off, zero_pages, swap_pages, put_garbage, empty, replace_by_another_type)


def survive(original: Path, folder: Path, seed: int) -> tuple[str, float]:
    """Break a copy, start, look through the file as upkeep does; return what came of it and when.

    Whatever was broken: the program starts, what it then writes to is sound, and a file that was
    replaced is still there, as it was.
    """
    chance = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(original.parent, folder)
    path = folder / DATABASE
    kind = chance.choice(KINDS)
    kind(chance, path)
    broken = path.read_bytes()
    began = time.monotonic()
    store = Store(path, lambda: LATER)
    board = store.open()
    took = time.monotonic() - began
    try:
        backups.check(path)
    except DamagedStoreError:
        store.distrust()
        board = store.mend() or board
    commit_each(store, board, lambda b: trigger(b, "after"))
    store.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA ignore_check_constraints=ON")
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",), seed
    assert "after" in reopened(path).alerts, seed
    aside = sorted(folder.glob("*.corrupt-2*"))
    if aside:
        assert store.notice is not None, seed
        assert aside[0].name in store.notice, seed
        assert aside[0].read_bytes() == broken, seed
        assert len(board.alerts) >= 41, seed
        (kept,) = rows(path, "SELECT count(*) FROM alert_history WHERE id <= 300")
        assert kept == (300,), seed
    else:
        assert broken, seed
    return f"{kind.__name__}: {'rescued' if aside else 'went on'}", took


def survive_all(original: Path, folder: Path, count: int) -> float:
    seed, seen, longest = random.randrange(1 << 30), dict[str, int](), 0.0
    print("seed", seed)
    for number in range(count):
        what, took = survive(original, folder / "broken", seed + number)
        seen[what] = seen.get(what, 0) + 1
        longest = max(longest, took)
    print(f"{count} corruptions, longest start {longest:.2f} s:", dict(sorted(seen.items())))
    return longest


def test_whatever_breaks_the_program_starts_and_what_it_writes_to_is_sound(
    original: Path, tmp_path: Path
) -> None:
    survive_all(original, tmp_path, 40)


@pytest.mark.full
def test_500_corruptions_are_survived(original: Path, tmp_path: Path) -> None:
    assert survive_all(original, tmp_path, 500) <= MOST_S
