"""`lightstack backup`: list, create, restore, beside the app and without it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop.alerts import decide
from lightstack_desktop.instance import Lock
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Run

    from lightstack_desktop.folders import Folders

DONE, REFUSED, USAGE = range(3)


@pytest.fixture
def store(places: Folders) -> Iterator[Store]:
    """Return an open store with one alert, as the running app has it."""
    store = Store(places.data_dir / DATABASE)
    raise_alert(store, "door", store.open())
    yield store
    store.close()


def raise_alert(store: Store, key: str, board: object) -> None:
    from lightstack_desktop.app import now  # noqa: PLC0415 - the clock of the program

    store.begin()
    store.save(decide.trigger(board, key, None, None, "rest", now()))
    store.commit()


def keys(places: Folders) -> set[str]:
    store = Store(places.data_dir / DATABASE)
    try:
        return set(store.open().alerts)
    finally:
        store.close()


def test_a_backup_is_made_beside_the_running_app_and_listed(run: Run, store: Store) -> None:
    code, out, err = run("backup", "create")

    assert (code, err) == (DONE, "")
    assert out.startswith("Backed up as 2")
    assert out.endswith("-asked.db: 1 alerts, 1 history rows.\n")
    (listed,) = json.loads(run("backup", "list", "--json")[1])
    assert listed["name"] in out
    assert listed["reason"] == "asked"
    assert listed["bytes"] > 4096
    assert listed["name"] in run("backup", "list")[1]


def test_a_second_backup_of_the_same_says_so(run: Run, store: Store) -> None:
    run("backup", "create")

    code, out, _ = run("backup", "create")

    assert code == DONE
    assert out.startswith("Nothing has changed since ")
    assert len(json.loads(run("backup", "list", "--json")[1])) == 1


def test_restoring_says_how_to_undo_it_and_that_works(
    run: Run, places: Folders, store: Store
) -> None:
    run("backup", "create")
    (listed,) = json.loads(run("backup", "list", "--json")[1])
    store.close()
    raise_alert(store, "dryer", store.open())
    store.close()

    code, out, err = run("backup", "restore", listed["name"])

    assert (code, err) == (DONE, "")
    assert keys(places) == {"door"}
    undo = out.rsplit("To undo: lightstack ", 1)[1].split()
    assert run(*undo)[0] == DONE
    assert keys(places) == {"door", "dryer"}


def test_restoring_under_the_running_app_is_refused(
    run: Run, places: Folders, store: Store
) -> None:
    run("backup", "create")
    (listed,) = json.loads(run("backup", "list", "--json")[1])

    with Lock(places.data_dir):
        code, out, err = run("backup", "restore", listed["name"])

    assert (code, out) == (REFUSED, "")
    assert "Quit it first" in err
    assert keys(places) == {"door"}


def test_an_unknown_backup_is_refused(run: Run, store: Store) -> None:
    code, out, err = run("backup", "restore", "yesterday")

    assert (code, out) == (REFUSED, "")
    assert "There is no backup yesterday" in err


def test_without_a_database_there_is_nothing_to_back_up(run: Run, places: Folders) -> None:
    code, _, err = run("backup", "create")

    assert code == REFUSED
    assert "no database yet" in err
    assert run("backup", "list") == (
        DONE,
        "No backups yet. Make one with: lightstack backup create\n",
        "",
    )
    assert not places.data_dir.exists()


def test_backup_alone_is_wrong_usage(run: Run) -> None:
    assert run("backup")[0] == USAGE
