"""`lightstack export`, `import` and their words, with the app running and without."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alerts.builders import create
from store.files import commit

from lightstack_desktop.instance import Lock
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from fake_app import FakeApp

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.folders import Folders

DONE, REFUSED, USAGE = range(3)
ASK = "POST /api/v1/import"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "desk.json"
    file.write_text(
        '{"format": "lightstack-desktop", "version": 1, "alerts": [{"alert_key": "door\\u001b"}, '
        '{"alert_key": "dryer"}]}'.replace("\\u001b", "")
    )
    return file


@pytest.fixture
def database(places: Folders) -> Path:
    path = places.data_dir / DATABASE
    with closing(Store(path)) as store:
        commit(store, create(store.open(), "door", name="Door"))
    return path


def board(path: Path) -> Board:
    with closing(Store(path)) as store:
        return store.open()


def test_an_export_says_what_it_holds(run: Run, database: Path, tmp_path: Path) -> None:
    code, out, err = run("export", str(tmp_path / "out.json"), "--history")

    assert (code, err) == (DONE, "")
    assert out == (
        f"Exported to {tmp_path / 'out.json'}: 1 alerts, 0 decks, 0 pictures, 0 settings, "
        "0 history rows.\n"
    )
    assert json.loads((tmp_path / "out.json").read_text())["alerts"][0]["name"] == "Door"


def test_an_import_says_what_it_did(run: Run, database: Path, file: Path) -> None:
    code, out, _ = run("import", str(file))

    assert code == DONE
    assert out.splitlines()[:3] == [
        (
            f"Imported from {file}: alerts: 1 added, 1 changed, 0 the same; decks: 0 added, "
            "0 changed, 0 the same; history rows: 0 added, 0 the same."
        ),
        "Added alerts: dryer",
        "Changed alerts: door",
    ]
    assert board(database).alerts.keys() == {"door", "dryer"}
    assert board(database).alerts["door"].config.fields.name is None


def test_what_is_refused_is_named_line_by_line(run: Run, database: Path, file: Path) -> None:
    file.write_text(file.read_text().replace('"dryer"', '"a\\u001b"').replace('"door"', '"a/b"'))
    before = board(database)

    code, out, err = run("import", str(file))

    assert (code, out) == (REFUSED, "")
    assert err.splitlines() == [
        "lightstack: Nothing was imported. Refused:",
        "  alerts[0]: alert_key must not contain '/'",
        "  alerts[1]: alert_key must not contain control characters",
    ]
    assert board(database) == before


def test_the_running_app_is_asked_and_its_database_not_touched(
    run: Run, app: FakeApp, places: Folders, file: Path
) -> None:
    part = {"added": ["dryer"], "changed": [], "same": 1}
    none = {"added": [], "changed": [], "same": 0}
    app.replies[ASK] = (200, {"alerts": part, "decks": none})

    code, out, _ = run("import", str(file))

    assert code == DONE
    assert "alerts: 1 added, 0 changed, 1 the same" in out
    (request,) = app.requests
    assert request.body == {"alerts": [{"alert_key": "door"}, {"alert_key": "dryer"}], "decks": []}
    assert not (places.data_dir / DATABASE).exists()


@pytest.mark.parametrize(
    ("status", "reply", "said"),
    [
        (422, {"detail": "Nothing was imported. Refused:\nalerts[0]: no"}, "alerts[0]: no"),
        (507, {"detail": "Nothing was changed: the disk"}, "Nothing was changed"),
        (404, {"detail": "Not found"}, "Not found"),
        (200, {"alerts": 5}, "cannot be understood"),
        (200, None, "may or may not have been done"),
    ],
)
def test_what_the_app_does_not_do_is_never_called_done(
    run: Run, app: FakeApp, file: Path, status: int, reply: object, said: str
) -> None:
    app.replies[ASK] = (status, reply)

    code, out, err = run("import", str(file))

    assert (code, out) == (REFUSED, "")
    assert said in err


def test_history_waits_for_the_app_to_be_quit(run: Run, app: FakeApp, file: Path) -> None:
    row = {
        "alert_key": "door",
        "action": "triggered",
        "source": "rest",
        "created_at": "2026-11-21T12:00:00Z",
    }
    file.write_text(json.dumps(json.loads(file.read_text()) | {"history": [row]}))

    code, _, err = run("import", str(file))

    assert (code, app.requests) == (REFUSED, [])
    assert "Quit the app" in err


def test_what_is_too_long_for_a_request_waits_too(run: Run, app: FakeApp, file: Path) -> None:
    alerts = [{"alert_key": f"key {n}", "description": "x" * 4000} for n in range(300)]
    file.write_text(json.dumps(json.loads(file.read_text()) | {"alerts": alerts}))

    code, _, err = run("import", str(file))

    assert (code, app.requests) == (REFUSED, [])
    assert "too long" in err


def test_a_dry_run_is_done_beside_the_app(
    run: Run, app: FakeApp, database: Path, places: Folders, file: Path
) -> None:
    before = database.read_bytes()

    with Lock(places.data_dir):
        code, out, _ = run("import", str(file), "--dry-run")

    assert (code, app.requests) == (DONE, [])
    assert out.startswith("Would import")
    assert database.read_bytes() == before


@pytest.mark.parametrize("argv", [("import",), ("export",), ("import", ""), ("export", "a", "b")])
def test_a_file_must_be_named(run: Run, argv: tuple[str, ...]) -> None:
    assert run(*argv)[0] == USAGE
