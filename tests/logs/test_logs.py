"""The log file: one line an event, private, rotated, and never in the way."""

from __future__ import annotations

import errno
import io
import logging
import os
import re
import stat
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop import logs
from lightstack_desktop.settings import Settings
from lightstack_desktop.text import escaped, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger("lightstack_desktop.test")
LINE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (\w+) (\S+) (\S+): (.*)$")


@pytest.fixture
def chosen(tmp_path: Path) -> Iterator[Settings]:
    yield Settings(*(tmp_path / name for name in ("data", "config", "state", "run")))
    logs.stop()
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("lightstack_desktop").setLevel(logging.NOTSET)


class FullDisk(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def fail(why: str) -> None:
    raise ValueError(why)


def lines(chosen: Settings) -> list[str]:
    return (chosen.state_dir / "lightstack.log").read_text("utf-8").split("\n")[:-1]


@pytest.mark.parametrize(
    "evil", ["a\r\nb", "a\x1b[2Jb", "a\u202eb", "a\u2028b", "a\x00b", "a\x9bb", "a\udc80b"]
)
def test_text_from_outside_stays_on_its_line_escaped(chosen: Settings, evil: str) -> None:
    logs.start(chosen, is_headless=False)

    log.info("key %s", evil)

    (line,) = lines(chosen)
    matched = LINE.match(line)
    assert matched is not None
    assert matched.groups() == (
        "INFO",
        "MainThread",
        "lightstack_desktop.test",
        f"key {escaped(evil)}",
    )
    assert line.isprintable()


@pytest.mark.parametrize("text", ["x" * 100_000, "\n" * 100_000, "\U0001f514" * 30_000])
def test_a_line_has_at_most_4_kib(chosen: Settings, text: str) -> None:
    logs.start(chosen, is_headless=False)

    log.info("%s", text)

    (line,) = lines(chosen)
    assert len(line.encode()) < 4096
    assert "left out" in line


def test_a_traceback_is_one_line_with_its_beginning_and_its_end(chosen: Settings) -> None:
    logs.start(chosen, is_headless=False)

    try:
        fail("evil\nlines" * 2000)
    except ValueError:
        log.exception("it failed")

    (line,) = lines(chosen)
    assert r"it failed\nTraceback (most recent call last)" in line
    assert line.endswith(r"evil\nlines")
    assert len(line.encode()) < 4096


def test_the_files_are_private_whatever_the_umask(chosen: Settings) -> None:
    before = os.umask(0)
    try:
        logs.start(chosen, is_headless=False)
        for _ in range(400):
            log.info("%s", "x" * 4000)
    finally:
        os.umask(before)

    files = sorted(path.name for path in chosen.state_dir.iterdir())
    assert files == ["lightstack.log", "lightstack.log.1"]
    for path in chosen.state_dir.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.stat().st_size <= 1024 * 1024


def test_three_files_are_kept(chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "FILE_BYTES", 1000)
    logs.start(chosen, is_headless=False)

    for _ in range(50):
        log.info("%s", "x" * 400)

    assert len(list(chosen.state_dir.iterdir())) == 3


def test_a_planted_link_costs_the_file_not_the_program(
    chosen: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen.state_dir.mkdir()
    (chosen.state_dir / "lightstack.log").symlink_to(tmp_path / "victim")

    logs.start(chosen, is_headless=True)
    log.info("hello")

    assert not (tmp_path / "victim").exists()
    assert "symbolic link" in capsys.readouterr().err


def test_a_log_that_cannot_be_written_stops_nothing(
    chosen: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.start(chosen, is_headless=False)
    (handler,) = (each for each in logging.getLogger().handlers if isinstance(each, logs.LogFile))
    file, handler.stream = handler.stream, FullDisk()

    log.info("hello")

    handler.stream = file
    assert capsys.readouterr().err == ""


def test_headless_warnings_go_to_stderr_too(
    chosen: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.start(chosen, is_headless=True)

    log.info("quiet")
    log.warning("loud \x1b[2J")

    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(r".test: loud \x1b[2J")


def test_the_log_level_is_the_one_chosen(tmp_path: Path, chosen: Settings) -> None:
    logs.start(
        Settings(tmp_path, tmp_path, chosen.state_dir, tmp_path, log_level="error"),
        is_headless=False,
    )

    log.warning("no")
    log.error("yes")

    assert [line[-3:] for line in lines(chosen)] == ["yes"]


def test_libraries_are_heard_from_warnings_on(chosen: Settings) -> None:
    logs.start(chosen, is_headless=False)

    logging.getLogger("alembic").info("no")
    logging.getLogger("alembic").warning("yes")

    assert [line[-3:] for line in lines(chosen)] == ["yes"]


def test_what_the_settings_warn_of_is_logged(tmp_path: Path, chosen: Settings) -> None:
    logs.start(
        Settings(tmp_path, tmp_path, chosen.state_dir, tmp_path, warnings=("odd variable",)),
        is_headless=False,
    )

    assert lines(chosen)[0].endswith("odd variable")


def test_a_thread_that_ends_by_an_error_is_logged(chosen: Settings) -> None:
    logs.start(chosen, is_headless=False)

    thread = threading.Thread(target=fail, args=("too bad",), name="worker")
    thread.start()
    thread.join()

    (line,) = lines(chosen)
    assert "CRITICAL worker" in line
    assert "ValueError: too bad" in line


def test_an_error_that_nobody_catches_is_logged(chosen: Settings) -> None:
    logs.start(chosen, is_headless=False)

    error = ValueError("too bad")
    sys.excepthook(ValueError, error, None)

    assert "ValueError: too bad" in lines(chosen)[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Tür 玄関 🔔", "Tür 玄関 🔔"),
        ("👩\u200d🚒 \u0645\u06cc\u200c\u062e", "👩\u200d🚒 \u0645\u06cc\u200c\u062e"),
        ("\u2066\u200f\ufeff", r"\u2066\u200f\ufeff"),
        ("\U000e0041\ud800", r"\U000e0041\ud800"),
    ],
)
def test_printable_text_stays_and_the_rest_is_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_shortened_text_keeps_both_ends_within_the_limit() -> None:
    short = shortened("begin" + "é" * 1000 + "end", 100)

    assert short.startswith("begin")
    assert short.endswith("end")
    assert len(short.encode()) <= 100
    assert shortened("as it is", 100) == "as it is"
