"""An imported LightStack, as a person finds it who starts the program afterwards."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

from lightstack_source import Source
from program import environment

from e2e.test_main_job import is_lit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from program import Program

    Start = Callable[..., Program]

PINS = "SELECT key_index, alert_key, is_kept FROM pins ORDER BY key_index"


def test_imported_alerts_sit_on_keys_as_if_made_on_purpose(
    vdeck: Any, start: Start, tmp_path: Path
) -> None:
    source = Source(tmp_path / "theirs.db")
    source.config("dryer", name="Dryer")
    source.config("door", name="Garage door", default_priority=1)
    source.state("door")
    source.entry("door")
    command = [sys.executable, "-m", "lightstack_desktop", "import-lightstack", str(source.path)]
    subprocess.run(command, env=environment(tmp_path), check=True, capture_output=True)

    with vdeck.VirtualDecks([vdeck.Model.MK2]) as bus:
        deck = bus.decks[0]
        program = start("--headless", base=bus.env())
        deck.wait_image(1, match=is_lit)

        assert program.alert("door")["is_active"]
        _, summary = program.request("GET", "/alert-configs/summary")
        refused = program.cli("import-lightstack", str(source.path))

    assert [(alert["alert_key"], alert["trigger_count"]) for alert in summary] == [
        ("door", 1),
        ("dryer", 0),
    ]
    assert (refused.returncode, "Quit it" in refused.stderr) == (1, True)
    with closing(sqlite3.connect(tmp_path / "data" / "lightstack.db")) as database:
        assert database.execute(PINS).fetchall() == [(0, "dryer", 1), (1, "door", 1)]
