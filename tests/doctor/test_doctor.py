"""What doctor sees, what it advises, and that it changes nothing."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop import cli, deck_advice, doctor, settings
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


def test_it_needs_no_qt(environ: dict[str, str]) -> None:
    asked = (
        "import os, sys; sys.modules['PySide6'] = None; from lightstack_desktop import doctor; "
        "doctor.examine(os.environ)"
    )

    subprocess.run([sys.executable, "-c", asked], env=os.environ | environ, check=True)


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


@pytest.mark.parametrize(
    ("more", "platform", "state", "said", "todo"),
    [
        ({}, "linux", "ok", "yours and of root", "Rootless containers, Flatpaks and forwarders"),
        ({}, "darwin", "warning", "every user of this machine", "strict = true"),
        ({"STRICT": "true"}, "linux", "ok", "whoever shows the token", ""),
        ({"STRICT": "true"}, "darwin", "ok", "whoever shows the token", ""),
        (
            {"API_LAN": "true", "API_HOSTS": "desk.example,192.0.2.7"},
            "linux",
            "warning",
            "Reachable from the network; the token is sent in the clear (as desk.example, 192",
            "api_lan = false",
        ),
    ],
)
def test_it_says_who_may_call(
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    more: dict[str, str],
    platform: str,
    state: str,
    said: str,
    todo: str,
) -> None:
    chosen = settings.load(environ | {f"LIGHTSTACK_{name}": text for name, text in more.items()})
    monkeypatch.setattr(sys, "platform", platform)

    found = doctor._callers(chosen)

    assert (found.name, found.state) == ("callers", state)
    assert said in found.seen
    assert todo in found.todo


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


def test_an_unknown_model_is_told_with_the_id_that_is_to_be_reported(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = DeckCondition.UNKNOWN_MODEL
    plug_in(monkeypatch, DeckStatus("A1", "Unknown model", 0x0A1, "/dev/hidraw0", unknown))

    assert check(environ, "deck").seen.endswith("unknown model, product id 0fd9:00a1")


@pytest.mark.parametrize("condition", [DeckCondition.NO_PERMISSION, DeckCondition.BUSY])
def test_advice_on_a_deck_that_may_not_be_opened_depends_on_the_rule(
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    condition: DeckCondition,
) -> None:
    detail = "Run 'lightstack doctor' to see what to do."
    plug_in(monkeypatch, DeckStatus("A1", "X", 0x8F, "/dev/hidraw0", condition, detail))
    monkeypatch.setattr(doctor, "RULE_FOLDERS", (tmp_path,))

    missing = check(environ, "deck")
    (tmp_path / doctor.RULE_NAME).write_text("")
    installed = check(environ, "deck")

    assert missing.state == installed.state == "error"
    assert "nstall the udev rule" in missing.todo
    assert "plugdev" in installed.todo
    assert "lightstack doctor" not in missing.todo + installed.todo


@pytest.mark.parametrize(
    ("vendor", "kind", "driver", "is_told"),
    [
        ("0fd9", "03", "usbfs", True),
        ("0fd9", "03", None, True),  # a libusb program was killed
        ("0fd9", "03", "usbhid", False),
        ("0fd9", "01", "snd-usb-audio", False),  # the maker's microphones
        ("046d", "03", "usbfs", False),
    ],
)
def test_a_deck_that_libusb_took_from_hidraw_is_told_from_none(
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    vendor: str,
    kind: str,
    driver: str | None,
    is_told: bool,
) -> None:
    usb = tmp_path / "usb"
    interface = usb / "1-1:1.0"
    interface.mkdir(parents=True)
    (usb / "1-1").mkdir()
    (usb / "1-1" / "idVendor").write_text(f"{vendor}\n")
    (interface / "bInterfaceClass").write_text(f"{kind}\n")
    if driver is not None:
        (interface / "driver").symlink_to(tmp_path / driver)
    monkeypatch.setattr(deck_advice, "USB_DEVICES", str(usb))

    told = [each for each in doctor.examine(environ) if each.name in {"deck", "decks"}]

    assert [(each.name, each.state) for each in told] == [
        ("deck", "error") if is_told else ("decks", "ok")
    ]
    assert not is_told or "1-1:1.0" in told[0].seen


def test_the_last_line_counts_what_is_wrong() -> None:
    checks = (Check("a", "ok", "x"), Check("b", "warning", "x"), Check("c", "error", "x"))

    assert doctor.as_text(checks).endswith("\n\nErrors: 1. Warnings: 1.")
    assert doctor.as_text(checks[:1]).endswith("\n\nEverything is in order.")


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

    plug_in(monkeypatch, DeckStatus("", "X", 1, "/dev/hidraw0", DeckCondition.FAILED, "Turn it."))
    assert cli.main(["doctor"]) == 1
    assert "Turn it." in capsys.readouterr().out


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
