"""What doctor sees, what it advises, and that it changes nothing."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import sys
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop import cli, doctor
from lightstack_desktop.deck.status import DeckCondition, DeckStatus
from lightstack_desktop.doctor import Check
from lightstack_desktop.errors import DeckError
from lightstack_desktop.instance import create_token

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("DATA", "CONFIG", "STATE", "RUNTIME")


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Folders of our own, a free port, no screen and no deck."""
    plug_in(monkeypatch)
    found = {f"LIGHTSTACK_{name}_DIR": str(tmp_path / name.lower()) for name in NAMES}
    return found | {"LIGHTSTACK_API_PORT": "0"}


def plug_in(monkeypatch: pytest.MonkeyPatch, *decks: DeckStatus) -> None:
    from lightstack_desktop.deck import scan  # noqa: PLC0415 - hidapi only where it is needed

    monkeypatch.setattr(scan, "scan", lambda _backend: decks)


def check(environ: dict[str, str], name: str) -> Check:
    return next(each for each in doctor.examine(environ) if each.name == name)


def test_a_machine_on_which_nothing_was_started_is_well(environ: dict[str, str]) -> None:
    checks = doctor.examine(environ)

    assert doctor.is_well(checks), doctor.as_text(checks)
    assert "not running" in check(environ, "app").seen


def test_looking_makes_nothing(environ: dict[str, str], tmp_path: Path) -> None:
    doctor.examine(environ)

    assert list(tmp_path.iterdir()) == []


def test_settings_that_cannot_be_read_are_the_one_error(environ: dict[str, str]) -> None:
    (found,) = doctor.examine(environ | {"LIGHTSTACK_API_PORT": "x"})

    assert (found.name, found.state) == ("settings", "error")
    assert found.seen.startswith("LIGHTSTACK_API_PORT: ")


def test_an_unknown_variable_is_a_warning(environ: dict[str, str]) -> None:
    checks = doctor.examine(environ | {"LIGHTSTACK_PROT": "1"})

    assert [each.state for each in checks if each.name == "settings"] == ["ok", "warning"]
    assert doctor.is_well(checks)


def test_a_sound_database_is_ok_and_stays_as_it_is(environ: dict[str, str], tmp_path: Path) -> None:
    file = database(tmp_path)
    before = file.read_bytes()

    assert check(environ, "database").state == "ok"
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["lightstack.db"]


@pytest.mark.parametrize("damage", [b"garbage" * 1000, b"SQLite format 3\x00" * 32])
def test_a_damaged_database_is_an_error(
    environ: dict[str, str], tmp_path: Path, damage: bytes
) -> None:
    database(tmp_path).write_bytes(damage)

    found = check(environ, "database")

    assert found.state == "error"
    assert "backup" in found.todo


def test_files_that_others_can_read_are_warned_of(environ: dict[str, str], tmp_path: Path) -> None:
    database(tmp_path).chmod(0o644)
    create_token(tmp_path / "data")
    (tmp_path / "data" / "token").chmod(0o640)
    (tmp_path / "data").chmod(0o755)

    for name, todo in (("database", "chmod 600"), ("token", "chmod 600"), ("data", "chmod 700")):
        found = check(environ, name)
        assert found.state == "warning"
        assert found.todo.startswith(todo)


def test_a_token_behind_a_link_is_an_error(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "token").symlink_to("/etc/hostname")

    assert check(environ, "token").state == "error"


def test_a_port_that_another_program_holds_is_an_error(environ: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        found = check(environ | {"LIGHTSTACK_API_PORT": str(port)}, "port")

    assert found.state == "error"
    assert str(port) in found.todo
    assert check(environ | {"LIGHTSTACK_API_PORT": str(port)}, "port").state == "ok"


@pytest.mark.parametrize(
    ("condition", "state"),
    [
        (DeckCondition.FOUND, "ok"),
        (DeckCondition.NO_PERMISSION, "error"),
        (DeckCondition.BUSY, "error"),
        (DeckCondition.FAILED, "error"),
        (DeckCondition.UNKNOWN_MODEL, "error"),
    ],
)
def test_a_deck_that_cannot_be_used_is_an_error_with_what_to_do(
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    condition: DeckCondition,
    state: str,
) -> None:
    deck = DeckStatus("A1", "Stream Deck XL", 0x8F, "/dev/hidraw0", condition, "Do this.")
    plug_in(monkeypatch, deck)

    found = check(environ, "deck")

    assert (found.state, found.todo) == (state, "Do this.")
    assert "Stream Deck XL A1 on /dev/hidraw0" in found.seen


def test_a_bus_that_cannot_be_searched_is_an_error(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from lightstack_desktop.deck import scan  # noqa: PLC0415 - see plug_in

    def fail(_backend: str) -> tuple[DeckStatus, ...]:
        raise DeckError("the bus does not answer")

    monkeypatch.setattr(scan, "scan", fail)

    assert check(environ, "decks") == Check("decks", "error", "the bus does not answer")


@pytest.mark.skipif(sys.platform != "linux", reason="udev is Linux's")
def test_a_missing_udev_rule_comes_with_the_command_that_installs_it(
    tmp_path: Path,
) -> None:
    (missing,) = doctor._udev_rule([tmp_path])
    (tmp_path / doctor.RULE_NAME).write_text("")
    (installed,) = doctor._udev_rule([tmp_path])

    assert (missing.state, installed.state) == ("warning", "ok")
    assert missing.todo.startswith("sudo cp ")
    assert os.path.exists(missing.todo.split()[2])  # noqa: PTH110 - a path in a sentence


def test_a_machine_without_a_screen_is_told_what_follows(environ: dict[str, str]) -> None:
    found = check(environ, "screen")

    assert found.state == "warning"
    assert "headless" in found.todo


def test_json_holds_every_check_and_the_exit_code_tells_errors(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert cli.main(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"]
    assert {"name", "state", "seen", "todo"} == set(told["checks"][0])

    plug_in(monkeypatch, DeckStatus("", "X", 1, "/dev/hidraw0", DeckCondition.BUSY, "Quit it."))
    assert cli.main(["doctor"]) == 1
    assert "Quit it." in capsys.readouterr().out


def test_decks_are_found_with_no_app_running(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    plug_in(monkeypatch, DeckStatus("A1", "X", 1, "/dev/hidraw0", DeckCondition.FOUND))

    assert cli.main(["decks", "--json"]) == 0

    (deck,) = json.loads(capsys.readouterr().out)
    assert (deck["serial"], deck["condition"]) == ("A1", "found")


def database(home: Path) -> Path:
    (home / "data").mkdir(mode=0o700)
    file = home / "data" / "lightstack.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE alerts (id INTEGER)")
    connection.commit()
    connection.close()
    file.chmod(0o600)
    return file
