"""`lightstack report`: what a bug report needs, and nothing of the user's."""

from __future__ import annotations

import json
import logging
import os
import socket
import stat
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alerts.builders import create, trigger
from store.files import commit_each

from lightstack_desktop import cli, data, logs, settings
from lightstack_desktop.alerts import decide_deck
from lightstack_desktop.anonymous import Anonymizer, vocabulary
from lightstack_desktop.instance import create_token
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Deck

NAMES = ("DATA", "CONFIG", "STATE", "RUNTIME")
SECRETS = (
    "Küchenfenster Xaver",
    "Zahnarzt Möller 17 Uhr",
    "mail an erika",
    "QZ77SERIAL4711",
    "geheim-pfad",
    "desk.qwertz.example",
    "192.0.2.77",
    "hunter2hunter2",
    "ci-geheim",
)
WINDOW, DENTIST, MAIL, SERIAL, FOLDER, HOST, ADDRESS, PASSWORD, PATTERN = SECRETS


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / FOLDER
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LIGHTSTACK_API_PORT", "0")
    for name in NAMES:
        monkeypatch.setenv(f"LIGHTSTACK_{name}_DIR", str(home / name.lower()))
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text(
        f'theme = "dark"\napi_lan = true\napi_hosts = ["{HOST}"]\n'
    )
    with closing(Store(home / "data" / DATABASE)) as store:
        commit_each(
            store,
            store.open(),
            lambda b: create(b, WINDOW, name=DENTIST, description=MAIL),
            lambda b: create(b, "database", name="disk"),
            lambda b: trigger(b, "gone", note=PASSWORD),
            lambda b: decide_deck.attach(b, SERIAL, "Stream Deck Mini", 6, 3),
            lambda b: decide_deck.edit(b, SERIAL, with_pattern),
        )
    return home


def with_pattern(deck: Deck) -> Deck:
    return replace(deck, patterns=(PATTERN,))


def write_log(home: Path) -> None:
    """Let the program log what it may, and what it should not."""
    logs.start(settings.load(os.environ), is_headless=False)
    log = logging.getLogger("lightstack_desktop.engine")
    try:
        log.warning("press refused: %s", f"Alert '{WINDOW}' is not active")
        log.error("left out a damaged row, %r: %s", DENTIST, MAIL)
        log.error("cannot save: Database %s: The disk is full.", home / "data" / DATABASE)
        log.info("deck opened: %s, serial %s, at %s", "Stream Deck Mini", SERIAL, "/dev/hidraw3")
        log.error("token %s from %s at %s\x1b[31m", create_token(home / "data"), HOST, ADDRESS)
        log.error("%s %s", PASSWORD, "database")
        try:
            int(PASSWORD)
        except ValueError:
            log.exception("a rule failed")
    finally:
        logs.stop()


def bundle(home: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    target = home.parent / "report.zip"
    assert cli.main(["report", str(target)]) == 0
    assert str(target) in capsys.readouterr().out
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with zipfile.ZipFile(target) as found:
        return {name: found.read(name).decode() for name in found.namelist()}


def test_it_holds_what_a_bug_report_needs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_log(home)

    files = bundle(home, capsys)

    assert [*files] == [
        "README.txt",
        "versions.json",
        "settings.json",
        "doctor.txt",
        "database.json",
        "log.txt",
    ]
    assert all(name in files["README.txt"] for name in files if name != "README.txt")
    versions = json.loads(files["versions.json"])
    assert versions["packages"]["hidapi"]
    assert versions["sqlite"]
    chosen = json.loads(files["settings.json"])
    assert (chosen["theme"], chosen["api_lan"], chosen["api_hosts"]) == ("dark", True, "1 values")
    counts = json.loads(files["database.json"])
    assert (counts["alerts"], counts["decks"], counts["history_rows"]) == (
        3,
        ["Stream Deck Mini"],
        1,
    )
    assert "ok       disk" in files["doctor.txt"]


def test_the_log_stays_readable(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_log(home)

    log = bundle(home, capsys)["log.txt"]

    assert "press refused: Alert '<alert>' is not active" in log
    assert "The <alert> is full." in log
    assert "deck opened: Stream Deck Mini, serial <deck>, at /dev/hidraw3" in log
    assert "token <token> from <host>" in log
    assert "a rule failed" in log
    assert r"a rule failed\nTraceback (most recent call last):\n" in log
    assert "ValueError: invalid literal for int() with base 10: '·'" in log
    assert "WARNING MainThread lightstack_desktop.engine: press refused" in log
    assert "lightstack_desktop.engine" in log


def test_nothing_of_the_users_is_in_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_log(home)
    token = create_token(home / "data")

    text = "\n".join(bundle(home, capsys).values())

    for secret in (*SECRETS, token, str(home), str(Path.home()), socket.gethostname()):
        assert secret not in text
        for word in secret.replace("-", " ").split():
            assert len(word) < 4 or word not in text, word


def test_a_name_that_is_a_word_of_ours_is_known_to_be_the_users(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_log(home)

    log = bundle(home, capsys)["log.txt"]

    assert "engine: · <alert>" in log


def test_without_a_database_a_log_or_settings_there_is_still_a_report(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config" / "config.toml").write_text(f'theme = "{PASSWORD}"')
    (home / "data" / DATABASE).write_bytes(b"broken" * 1000)

    files = bundle(home, capsys)

    assert PASSWORD not in "".join(files.values())
    assert "cannot be read" in files["settings.json"]
    assert json.loads(files["database.json"])["alerts"] is None
    assert files["log.txt"].startswith("no log")


def test_a_file_that_is_there_is_not_written_over(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = home / "report.zip"
    target.write_text("mine")

    assert cli.main(["report", str(target)]) == 1
    assert target.read_text() == "mine"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("deck opened", "deck opened"),
        ("Anna's alert", "·'s alert"),
        ("Anna Berg, Ulm", "·"),
        ("call 0170 1234567 now", "call 0170 · now"),
        ("x1234567", "·"),
        ("line 123, in _save", "line 123, in _save"),
        ("/home/anna/x.db", "/home/·/x.db"),
        (r"Anna\nBerg\x1b[31m", r"·\n·\x1b[31m"),
        ("from 192.0.2.77, 2001:db8::5 or 127.0.0.1", "from · or 127.0.0.1"),
        ("<alert> <Berg>", "<alert> <·>"),
    ],
)
def test_only_words_of_ours_stay(said: str, expected: str) -> None:
    cleaner = Anonymizer({"Tür": "alert"}, vocabulary(data.PACKAGE))

    found = cleaner.text(said.replace("<alert>", "Tür"))

    assert found == expected
