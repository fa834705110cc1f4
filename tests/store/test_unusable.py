"""A database that cannot be written or was taken away, under a real engine: nothing is lost."""

from __future__ import annotations

import shutil
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from alerts.builders import NOON, trigger
from small_disk import fill, make_room, small_disk

from lightstack_desktop.alerts.change import Change, StateSaved
from lightstack_desktop.engine import Engine
from lightstack_desktop.errors import NotSavedError
from lightstack_desktop.store import migrate
from lightstack_desktop.store.store import Store
from store.files import DATABASE, commit, damage, reopened, rows
from store.test_migrate import a_next_revision

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

LONG_S = 20.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a file in use stays there")


def answer(future: Future[Change]) -> Change:
    return future.result(LONG_S)


def not_saved(future: Future[Change]) -> None:
    assert isinstance(future.exception(LONG_S), NotSavedError)


class Running:
    """An engine on a database; `is_saved` is set each time it says that it saves again."""

    def __init__(self, path: Path, retry_s: float = 0.01) -> None:
        self.engine = Engine(Store(path, lambda: NOON), lambda: NOON, retry_s)
        self.engine.start()
        self.is_saved = threading.Event()
        self.engine.subscribe(self._listen).result(LONG_S)

    def _listen(self, change: Change) -> None:
        if StateSaved() in change.events:
            self.is_saved.set()


def test_a_database_that_was_removed_is_written_anew_and_nothing_is_missing(path: Path) -> None:
    running = Running(path)
    for _ in range(5):
        answer(running.engine.trigger("door", source="rest"))
    for file in path.parent.glob(f"{DATABASE}*"):
        file.unlink()

    not_saved(running.engine.trigger("dryer", source="rest"))

    assert running.is_saved.wait(LONG_S)
    assert "removed while it was in use" in (running.engine.board.notice or "")
    answer(running.engine.trigger("mail", source="rest"))
    running.engine.stop()
    assert rows(path, "SELECT alert_key FROM alert_history ORDER BY id") == [
        *[("door",)] * 5,
        ("dryer",),
        ("mail",),
    ]


def test_a_folder_that_is_gone_is_waited_for_and_not_made(path: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    shutil.move(path, data / DATABASE)
    running = Running(data / DATABASE)
    answer(running.engine.trigger("door", source="rest"))
    data.rename(tmp_path / "elsewhere")

    not_saved(running.engine.trigger("dryer", source="rest"))
    assert not running.is_saved.wait(0.2)
    assert not data.exists()
    (tmp_path / "elsewhere").rename(data)

    assert running.is_saved.wait(LONG_S)
    running.engine.stop()
    assert set(reopened(data / DATABASE).alerts) == {"door", "dryer"}


def test_without_room_for_its_backup_an_upgrade_waits_and_what_can_be_read_is_shown(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        database = used_on(disk, path)
        a_next_revision(tmp_path, monkeypatch)
        fill(disk)
        before = database.read_bytes()

        running = Running(database)
        not_saved(running.engine.trigger("dryer", source="rest"))

        assert [alert.key for alert in running.engine.board.active] == ["door", "dryer"]
        assert database.read_bytes() == before
        make_room(disk)
        assert running.is_saved.wait(LONG_S)
        running.engine.stop()
        assert set(reopened(database).alerts) == {"door", "dryer"}
        assert rows(database, "SELECT version_num FROM alembic_version") == [
            (migrate.REVISIONS[-1],)
        ]


def test_an_old_schema_that_cannot_be_read_is_an_empty_board_and_is_left_untouched(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        database = used_on(disk, path)
        damage(database, "ALTER TABLE alert_configs RENAME COLUMN is_kept TO kept")
        back = 'op.execute("ALTER TABLE alert_configs RENAME COLUMN kept TO is_kept")'
        a_next_revision(tmp_path, monkeypatch, rest=back)
        fill(disk)
        before = database.read_bytes()

        running = Running(database)
        not_saved(running.engine.trigger("dryer", source="rest"))

        assert [alert.key for alert in running.engine.board.active] == ["dryer"]
        assert "could not be read" in (running.engine.board.notice or "")
        assert database.read_bytes() == before
        make_room(disk)
        assert running.is_saved.wait(LONG_S)
        assert [alert.key for alert in running.engine.board.active] == ["door", "dryer"]
        assert running.engine.board.notice is None
        running.engine.stop()
        assert set(reopened(database).alerts) == {"door", "dryer"}


def used_on(disk: Path, path: Path) -> Path:
    """Return a closed database with one alert on that disk."""
    database = shutil.copy(path, disk / DATABASE)
    store = Store(database)
    commit(store, trigger(store.open(), "door"))
    store.close()
    return database
