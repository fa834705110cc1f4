"""However the program is told to end, the decks go dark, and what was confirmed is kept."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

import pytest
from program import Program, environment

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.conftest import Start

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
NO_BUS = {
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/session",
    "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere/system",
}


def is_lit(image: Any) -> bool:
    return any(high for _, high in image.getextrema())


def trigger_until_it_ends(program: Program, confirmed: list[str]) -> None:
    """Raise one alert after the other; note those that the program says it keeps."""
    for number in range(100_000):
        key = f"job{number}"
        try:
            status, _ = program.request("POST", f"/alerts/{key}/trigger", {})
        except (OSError, HTTPException, json.JSONDecodeError):
            return
        if status != 200:
            return
        confirmed.append(key)


def kept(home: Path) -> set[str]:
    with closing(sqlite3.connect(home / "data" / "lightstack.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT alert_key FROM alert_history").fetchall()
    return {key for (key,) in rows}


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        ((), signal.SIGTERM),
        ((), signal.SIGHUP),
        (("--headless",), signal.SIGINT),
        (("--headless",), signal.SIGHUP),
    ],
)
def test_a_signal_while_it_writes_loses_nothing_and_leaves_the_deck_dark(
    vdeck: Any,
    start: Start,
    tmp_path: Path,
    arguments: tuple[str, ...],
    number: signal.Signals,
) -> None:
    confirmed: list[str] = []
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        program = start(*arguments, base=bus.env() | OFFSCREEN | NO_BUS)
        thread = threading.Thread(target=trigger_until_it_ends, args=(program, confirmed))
        thread.start()
        deck.wait_image(0, match=is_lit)
        program.process.send_signal(number)
        code = program.process.wait(10)
        thread.join()

        assert code == 0
        assert not any(is_lit(image) for image in deck.images.values())

    assert confirmed
    assert set(confirmed) <= kept(tmp_path)


def test_a_hangup_that_is_ignored_goes_on_being_ignored() -> None:
    nohup = shutil.which("nohup")
    if nohup is None:
        pytest.skip("nohup is not installed")
    asked = "from lightstack_desktop import endings; print(endings.signals())"

    def printed(*command: str) -> str:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "SIGHUP" in printed(sys.executable, "-c", asked)
    assert "SIGHUP" not in printed(nohup, sys.executable, "-c", asked)


def test_when_the_screen_goes_away_the_deck_goes_dark(vdeck: Any, tmp_path: Path) -> None:
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        pytest.skip("Xvfb is not installed (xvfb)")
    reader, writer = os.pipe()
    screen = subprocess.Popen(
        [xvfb, "-displayfd", str(writer), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        display = f":{told.readline().strip()}"
    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        base = {**bus.env(), **NO_BUS, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        program = Program(env=environment(tmp_path, base))
        program.wait_ready()
        program.trigger("door")
        deck.wait_image(0, match=is_lit)

        screen.terminate()
        screen.wait()
        program.process.wait(10)
        program.stop()

        assert not any(is_lit(image) for image in deck.images.values())
    assert kept(tmp_path) == {"door"}


def test_without_tray_deck_bus_and_sound_everything_works(start: Start) -> None:
    program = start(base=os.environ | OFFSCREEN | NO_BUS)

    program.trigger("door", priority=1)
    second = program.cli("run")

    assert "its window was raised" in second.stdout
    assert program.cli("acknowledge", "door").returncode == 0
    assert program.alert("door")["acknowledged_at"]
    assert program.stop() == 0
