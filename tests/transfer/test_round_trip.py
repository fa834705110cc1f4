"""R30, S18: what was exported comes back identical, or the other desk is untouched."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from alerts.builders import NOON
from faces.picture_bytes import picture

from lightstack_desktop.errors import ImportRefusedError, RefusedError, SourceError, StoreError
from lightstack_desktop.instance import Lock, create_token
from lightstack_desktop.store import changes
from lightstack_desktop.store.store import Store
from lightstack_desktop.transfer import bringing
from lightstack_desktop.transfer.export import export
from transfer.desk import content, database, fill, places

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.folders import Folders

ALERTS, ROWS = 500, 2_000


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    where = places(tmp_path_factory.mktemp("filled"))
    fill(where, ALERTS, ROWS, seed=random.randrange(1 << 30))
    return where


@pytest.fixture
def here(tmp_path: Path) -> Folders:
    """Return a desk on which nothing was ever started."""
    return places(tmp_path / "here")


@pytest.fixture
def used(filled: Folders, tmp_path: Path) -> Folders:
    """Return a desk of its own that holds the same."""
    shutil.copytree(filled.data_dir, tmp_path / "used" / "data")
    return places(tmp_path / "used")


def exported(where: Folders, file: Path, *, with_history: bool = True) -> Path:
    export(where, file, NOON, lambda _: None, with_history=with_history)
    return file


def take(
    file: Path, where: Folders, *, is_dry_run: bool = False, with_settings: bool = False
) -> list[str]:
    return [*bringing.run(file, where, is_dry_run=is_dry_run, with_settings=with_settings)]


def edited(file: Path, **changes_: Any) -> Path:
    """Change members of an exported file."""
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | changes_), "utf-8")
    return file


def test_an_export_brought_to_an_empty_desk_makes_it_identical(
    filled: Folders, here: Folders, tmp_path: Path
) -> None:
    file = exported(filled, tmp_path / "desk.json")

    said = take(file, here)

    assert "500 added, 0 changed, 0 the same" in said[0]
    assert "history rows: 2,000 added" in said[0]
    assert content(here) == content(filled)
    again = exported(here, tmp_path / "again.json")
    assert again.read_bytes() == file.read_bytes()


def test_the_same_again_changes_not_a_byte(used: Folders, tmp_path: Path) -> None:
    file = exported(used, tmp_path / "desk.json")
    before = database(used).read_bytes()

    said = take(file, used)

    assert "0 added, 0 changed, 500 the same" in said[0]
    assert "0 added, 2,000 the same" in said[0]
    assert database(used).read_bytes() == before
    assert not (used.data_dir / "backups").exists()


def test_without_history_there_is_none_and_no_counts(
    filled: Folders, here: Folders, tmp_path: Path
) -> None:
    file = exported(filled, tmp_path / "desk.json", with_history=False)
    take(file, here)

    found = content(here)

    assert json.loads(file.read_text("utf-8")).keys().isdisjoint({"history", "trigger_counts"})
    assert (found["counts"], found["history"]) == ([], [])
    assert found["alerts"] == content(filled)["alerts"]


def test_an_export_is_private_and_holds_no_token(filled: Folders, tmp_path: Path) -> None:
    token = create_token(filled.data_dir)
    file = exported(filled, tmp_path / "desk.json")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert token not in file.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["desk.json"]


def test_a_file_that_is_there_is_not_written_over(filled: Folders, tmp_path: Path) -> None:
    file = tmp_path / "desk.json"
    file.write_text("mine")

    with pytest.raises(RefusedError, match="already"):
        exported(filled, file)

    assert file.read_text() == "mine"


def test_an_export_that_fails_leaves_no_file(
    filled: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(RefusedError, match="No space left"):
        exported(filled, tmp_path / "desk.json")

    assert [*tmp_path.iterdir()] == []


def test_without_a_database_there_is_nothing_to_export(here: Folders, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database yet"):
        exported(here, tmp_path / "desk.json")

    assert [*tmp_path.iterdir()] == []


def test_a_dry_run_says_the_same_and_changes_nothing(
    filled: Folders, here: Folders, tmp_path: Path
) -> None:
    file = exported(filled, tmp_path / "desk.json")

    said = take(file, here, is_dry_run=True)

    assert said[0].startswith("Would import")
    assert "500 added" in said[0]
    assert not here.data_dir.exists()


def test_before_an_import_the_database_is_backed_up(used: Folders, tmp_path: Path) -> None:
    file = edited(exported(used, tmp_path / "desk.json"), alerts=[{"alert_key": "new"}], decks=[])

    said = take(file, used)

    (backup,) = (used.data_dir / "backups").iterdir()
    assert said[-1] == f"The database as it was before: {backup}"
    assert "Added alerts: new" in said


def test_counts_of_rows_that_were_purged_come_over_and_none_twice(
    filled: Folders, here: Folders, tmp_path: Path
) -> None:
    file = exported(filled, tmp_path / "desk.json")
    document = json.loads(file.read_text("utf-8"))
    key, count = next(iter(document["trigger_counts"].items()))
    edited(file, trigger_counts={key: count + 1000, "gone": 3})

    for _ in range(2):
        take(file, here)

        assert dict(content(here)["counts"])[key] == count + 1000
        assert dict(content(here)["counts"])["gone"] == 3


HOSTILE: list[tuple[dict[str, Any], str]] = [
    ({"format": "other"}, "no export of Lightstack Desktop"),
    ({"version": 2}, "newer version"),
    ({"version": "1"}, "no version"),
    ({"surprise": 1}, "it has no 'surprise'"),
    ({"alerts": [{"alert_key": "../x"}]}, "alerts[0]: alert_key must not contain '/'"),
    ({"alerts": [{"alert_key": "a", "picture": "/etc/passwd"}]}, "alerts[0]: picture"),
    ({"alerts": [{"alert_key": "a", "icon": "no-such-icon"}]}, "is not known"),
    ({"alerts": {}}, "'[' is missing"),
    ({"alerts": [{"alert_key": f"k{n}"} for n in range(10_001)]}, "more than 10,000"),
    ({"alerts": [{"alert_key": "a"}] * 2}, "stands there twice"),
    ({"decks": [{"serial": "A"}]}, "decks[0]: model must be text"),
    ({"pictures": [{"name": "../../x.png", "png": ""}]}, "pictures[0]"),
    ({"pictures": [{"name": f"{'a' * 32}.png", "png": "!"}]}, "not base64"),
    ({"pictures": [{"name": f"{'a' * 32}.png", "png": "YWJj"}]}, "no PNG"),
    ({"trigger_counts": {"a": -1}}, "no count"),
    ({"trigger_counts": {"a/b": 1}}, "must not contain '/'"),
    ({"trigger_counts": []}, "no object"),
    ({"history": [{"alert_key": "a"}]}, "history[0]: action must be text"),
    ({"settings": {"api_port": 70000}}, "api_port is 70000"),
    ({"settings": {"token": "x"}}, "no setting 'token'"),
    ({"settings": {"api_hosts": "x"}}, "api_hosts"),
    ({"settings": [1]}, "no object"),
]


@pytest.fixture(scope="module")
def document(filled: Folders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(filled, tmp_path_factory.mktemp("document") / "desk.json", with_history=False)


@pytest.mark.parametrize(("part", "why"), HOSTILE, ids=[why for _, why in HOSTILE])
def test_what_is_hostile_is_refused_with_its_place_and_nothing_is_written(
    document: Path, here: Folders, tmp_path: Path, part: dict[str, Any], why: str
) -> None:
    file = edited(shutil.copy(document, tmp_path / "hostile.json"), **part)

    with pytest.raises((SourceError, ImportRefusedError)) as refused:
        take(file, here)

    assert why in str(refused.value)
    assert not database(here).exists() or content(here)["alerts"] == []
    assert not (here.config_dir / "config.toml").exists()


def test_a_name_that_stands_twice_a_pipe_and_what_is_not_there_are_refused(
    here: Folders, tmp_path: Path
) -> None:
    twice, pipe = tmp_path / "twice.json", tmp_path / "pipe"
    twice.write_text('{"format": "lightstack-desktop", "version": 1, "version": 1}')
    os.mkfifo(pipe)

    for file, why in ((twice, "twice"), (pipe, "no ordinary file"), (tmp_path / "no", "no file")):
        with pytest.raises(SourceError, match=why):
            take(file, here)
    assert not here.data_dir.exists()


def test_a_file_that_does_not_say_what_it_is_is_refused(here: Folders, tmp_path: Path) -> None:
    file = tmp_path / "empty.json"
    file.write_text("{}")

    with pytest.raises(SourceError, match="format and version"):
        take(file, here)


def test_a_disk_that_fills_up_changes_nothing(
    used: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = edited(exported(used, tmp_path / "desk.json"), alerts=[{"alert_key": "new"}], decks=[])
    before = content(used)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(changes, "_write_alerts", full)
    with pytest.raises(StoreError, match="full"):
        take(file, used)
    monkeypatch.undo()

    assert content(used) == before


def test_while_another_program_holds_the_lock_nothing_is_written(
    filled: Folders, here: Folders, tmp_path: Path
) -> None:
    file = exported(filled, tmp_path / "desk.json", with_history=False)

    with Lock(here.data_dir), pytest.raises(RefusedError, match="is running"):
        take(file, here)

    assert not database(here).exists()


def test_pictures_come_over_and_are_written_anew(
    filled: Folders, used: Folders, here: Folders, tmp_path: Path
) -> None:
    name = f"{'0123456789abcdef' * 2}.png"
    (used.data_dir / "pictures").mkdir()
    (used.data_dir / "pictures" / name).write_bytes(picture("PNG", (40, 40)))
    with closing(sqlite3.connect(database(used))) as raw, raw:
        raw.execute("UPDATE alert_configs SET picture = ? WHERE id < 3", (name,))
    file = exported(used, tmp_path / "desk.json", with_history=False)

    said = take(file, here)

    kept = here.data_dir / "pictures" / name
    assert "Pictures added: 1" in said
    assert kept.read_bytes().startswith(b"\x89PNG")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(json.loads(file.read_text("utf-8"))["pictures"]) == 1
    assert content(here)["alerts"] == content(used)["alerts"]


def test_settings_are_shown_and_written_only_when_asked_and_where_there_are_none(
    filled: Folders, here: Folders, tmp_path: Path
) -> None:
    file = exported(filled, tmp_path / "desk.json", with_history=False)
    edited(file, settings={"theme": "dark", "api_port": 9000, "api_hosts": ["a.example"]})

    said = take(file, here)
    assert '  theme = "dark"' in said
    assert not here.config_dir.exists()

    said = take(file, here, with_settings=True)
    config = here.config_dir / "config.toml"
    assert config.read_text() == 'theme = "dark"\napi_port = 9000\napi_hosts = ["a.example"]\n'
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    assert not any("Settings" in line for line in take(file, here))

    edited(file, settings={"theme": "light"})
    with pytest.raises(Exception, match="left as it is"):
        take(file, here, with_settings=True)
    assert "dark" in config.read_text()


def test_settings_of_the_file_alone_are_exported(
    used: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used.config_dir.mkdir()
    (used.config_dir / "config.toml").write_text('theme = "dark"\nlog_level = "info"\n')
    monkeypatch.setenv("LIGHTSTACK_MOTION", "reduced")

    file = exported(used, tmp_path / "desk.json", with_history=False)

    assert json.loads(file.read_text("utf-8"))["settings"] == {"theme": "dark"}


def test_a_database_that_is_in_use_is_exported_as_of_one_moment(
    used: Folders, tmp_path: Path
) -> None:
    with Lock(used.data_dir), closing(Store(database(used))) as app:
        app.open()
        exported(used, tmp_path / "desk.json")

    assert len(json.loads((tmp_path / "desk.json").read_text("utf-8"))["history"]) == ROWS
