"""The whole program but its window, on decks and a clock that a test commands by its input.

    python child.py

Folders come from the environment, as for the program. A line of input is `["what", ...]` in JSON,
a line of output the answer; `ready http://...` is the program's own.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from fake_hid import FakeBus, FakeDeck

from lightstack_desktop import instance, logs, runtime, settings
from lightstack_desktop.choices import Choices
from lightstack_desktop.errors import LightstackError
from lightstack_desktop.service import Service
from lightstack_desktop.store.retention import Retention
from lightstack_desktop.store.store import DATABASE
from lightstack_desktop.upkeep import Upkeep

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Deck

PATTERN = "deck-*"
SHOWN_S = 10.0


class Child:
    """Carries out what is commanded."""

    def __init__(self, chosen: settings.Settings) -> None:
        self._ahead = timedelta()
        self._frozen: datetime | None = None
        self.decks = (FakeDeck(serial="ONE", path="a"), FakeDeck(serial="TWO", path="b"))
        bus: Any = FakeBus(*self.decks)
        chosen = replace(chosen, hid_backend=bus, motion="reduced")
        self.service = Service(Choices(chosen, os.environ), self.clock, has_window=False)
        database = chosen.data_dir / DATABASE
        self._upkeep = Upkeep(self.service.engine, database, Retention(), self.clock)

    def clock(self) -> datetime:
        return self._frozen or datetime.now(UTC) + self._ahead

    def start(self) -> None:
        self.service.take_port()
        self.service.start()
        for deck in self.decks:
            # Presses are to act on alerts that nobody else counts on.
            with contextlib.suppress(LightstackError):
                self.service.engine.edit_deck(deck.serial, _own_alerts_only).result(10)
        self.service.serve()

    def do(self, what: str, *how: Any) -> Any:
        return getattr(self, what)(*how)

    # What can be commanded

    def press(self, deck: int, key: int) -> None:
        self.decks[deck].press(key)
        self.decks[deck].release()

    def unplug(self, deck: int) -> None:
        self.decks[deck].unplug()

    def plug(self, deck: int, path: str) -> None:
        self.decks[deck].plug(path)
        self.service.watcher._events.wake()

    def fail_writes(self, deck: int, count: int) -> None:
        self.decks[deck].failing_writes = count

    def fail_reads(self, deck: int, is_failing: bool) -> None:
        self.decks[deck].failing_reads = is_failing
        with self.decks[deck].changed:
            self.decks[deck].changed.notify_all()

    def hang(self, deck: int, is_hanging: bool) -> None:
        self.decks[deck].takes.clear() if is_hanging else self.decks[deck].takes.set()

    def jump(self, seconds: float) -> None:
        self._ahead = timedelta(seconds=seconds)

    def lock(self, is_locked: bool) -> None:
        self.service.watcher.set_locked(is_locked)

    def sleep(self) -> None:
        self.service.watcher.suspend(1.0)
        self.service.watcher.resume()

    def limit(self, size: int | None) -> None:
        """Let no file grow beyond a size: what SQLite writes fails."""
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size is None else size, hard))

    def look(self) -> None:
        """Have the day's upkeep done, on a thread: it may take longer than the next command."""
        threading.Thread(target=self._upkeep.look, name="look").start()

    def heal(self) -> None:
        """End every fault, and plug in what is out."""
        self.limit(None)
        self.lock(False)
        for number, deck in enumerate(self.decks):
            deck.failing_writes, deck.failing_reads = 0, False
            deck.takes.set()
            if not deck.is_plugged:
                self.plug(number, "ab"[number])
        self.service.watcher._events.wake()

    def is_right(self) -> str:
        """Tell what is wrong with what the decks show: "" if painting anew changes nothing."""
        self._frozen = self.clock()
        try:
            for number, deck in enumerate(self.decks):
                self._wait_shown(deck)
                before = dict(deck.pictures)
                deck.unplug()
                self.plug(number, deck.path)
                self._wait_shown(deck)
                wrong = [key for key in before if before[key] != deck.pictures[key]]
                if wrong or deck.errors:
                    return f"{deck.serial}: keys {wrong}, {deck.errors[:3]}"
        except TimeoutError as error:
            return f"{deck.serial}: {error}"
        finally:
            self._frozen = None
        return ""

    def usage(self) -> dict[str, int]:
        status = Path("/proc/self/status").read_text()
        kib = int(status.split("VmRSS:")[1].split()[0])
        files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a count
        return {"threads": threading.active_count(), "files": files, "kib": kib}

    def _wait_shown(self, deck: FakeDeck) -> None:
        """Wait until a deck shows the board that is there now, and all of it."""
        deck.wait(lambda: len(deck.pictures) == 15 and bool(deck.open_handles), SHOWN_S)
        for session in tuple(self.service.watcher._sessions.values()):
            if session.panel.serial == deck.serial and not session.is_painted.wait(SHOWN_S):
                raise TimeoutError(f"{deck.serial} is not painted")


def _own_alerts_only(deck: Deck) -> Deck:
    return replace(deck, patterns=(PATTERN,), dim_after_s=None)


def main() -> None:
    chosen = settings.load(os.environ)
    with instance.Lock(chosen.data_dir):
        logs.start(chosen, is_headless=True)
        child = Child(chosen)
        with contextlib.closing(child.service):
            child.start()
            for line in sys.stdin:
                print(json.dumps(child.do(*json.loads(line))), flush=True)


if __name__ == "__main__":
    runtime.prepare()
    main()
