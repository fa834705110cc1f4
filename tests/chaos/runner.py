"""Everything that can go wrong, at once and in an order that a seed decides; then a count.

Callers trigger, acknowledge and clear alerts of their own over HTTP, and note what they were told.
Meanwhile decks are pressed, unplugged, hung and failing; the clock jumps; the disk fills up or
refuses; the day's backup is made; and the program is killed and started again. What must hold:

1. What was answered with 200 is stored once; so is what was answered with 507, if the program
lived to save it. 2. Of each caller's rows the order is its own. 3. The state of an alert is the
one that was last confirmed. 4. No answer but 200, 404, 409 and 507. 5. The database is sound after
every kill. 6. At rest every deck shows what it would show if it were painted anew. 7. No error
that nobody foresaw is in the log. 8. Threads and files do not grow.
"""

from __future__ import annotations

import http.client
import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from program import environment
from small_disk import fill, make_room

if TYPE_CHECKING:
    from collections.abc import Callable

CHILD = Path(__file__).with_name("child.py")
CALLERS = 6
KEYS_EACH = 3
READY_S = 30.0
AMID = 200  # commands confirmed before the first kill
SAVED_S = 30.0
DAY_S = 86_400.0
JUMPS_S = (0.0, -DAY_S, 3600.0, -56 * 365 * DAY_S, 12 * 365 * DAY_S, 0.5)
FORESEEN = frozenset({200, 404, 409, 507})
STORED, HELD, UNKNOWN, NOTHING = "stored", "held", "unknown", "nothing"


class BrokenError(AssertionError):
    """Something that must hold does not."""


@dataclass(slots=True)
class Operation:
    """What a caller asked for, and what came of it."""

    key: str
    action: str
    note: str
    outcome: str = UNKNOWN


@dataclass(slots=True)
class Report:
    """What was done, and how it went."""

    counts: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    heals: list[float] = field(default_factory=list)
    usages: list[dict[str, int]] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the table."""
        lines = [f"{name:<34} {count:>9,}" for name, count in sorted(self.counts.items())]
        for name, values in (
            ("a trigger, ms", self.took),
            ("start after a kill, ms", self.starts),
            ("saving again, ms", self.heals),
        ):
            if values:
                ordered = sorted(value * 1000 for value in values)
                p50, p99 = (ordered[int(len(ordered) * part)] for part in (0.5, 0.99))
                lines.append(f"{name:<34} p50 {p50:,.0f}, p99 {p99:,.0f}, most {ordered[-1]:,.0f}")
        if self.usages:
            lines.append(f"{'at the first rest':<34} {self.usages[0]}")
            lines.append(f"{'at the last rest':<34} {self.usages[-1]}")
        return lines


class Child:
    """The program in a process of its own."""

    def __init__(self, home: Path) -> None:
        self.began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, str(CHILD)],
            env=environment(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        # A child that never comes must not hold up the test for ever.
        watchdog = threading.Timer(READY_S, self._process.kill)
        watchdog.start()
        line = self._line()
        watchdog.cancel()
        if not line.startswith("ready http"):
            raise BrokenError(f"it did not start: {line!r}")
        self.took = time.monotonic() - self.began
        self.port = int(line.rsplit(":", 1)[1])

    def do(self, what: str, *how: Any) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([what, *how]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._line())

    def kill(self) -> None:
        self._process.kill()
        self._close()

    def stop(self) -> None:
        """Let it quit in order."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self._process.wait(20) != 0:
            raise BrokenError(f"it ended with {self._process.returncode}")
        self._close()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise BrokenError(f"the program ended: {self._process.wait(5)}")
        return line

    def _close(self) -> None:
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


class Caller(threading.Thread):
    """Works on alerts of its own, so it knows what must have become of them."""

    def __init__(self, number: int, seed: int, field_: Field) -> None:
        super().__init__(name=f"caller {number}", daemon=True)
        self.prefix = f"caller-{number}"
        self.done: list[Operation] = []
        self.took: list[float] = []
        self.wrong: list[str] = []
        self.is_idle = False
        self._chance = random.Random(f"{seed} {number}")
        self._field = field_

    def run(self) -> None:
        connection: http.client.HTTPConnection | None = None
        opening = 0
        while self._field.may_go(self):
            if connection is None or opening != self._field.opening:
                if connection is not None:
                    connection.close()
                opening = self._field.opening
                port = self._field.port
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            if not self._ask(connection):
                connection.close()
                connection = None
                self._field.wait_for_another(opening)
        if connection is not None:
            connection.close()

    def _ask(self, connection: http.client.HTTPConnection) -> bool:
        """Send one operation; False if the program was gone."""
        action = self._chance.choice(("trigger", "trigger", "trigger", "acknowledge", "clear"))
        key = f"{self.prefix}-{self._chance.randrange(KEYS_EACH)}"
        asked = Operation(key, action, f"{self.prefix} {len(self.done)}")
        self.done.append(asked)
        began = time.monotonic()
        try:
            connection.request(
                "POST",
                f"/api/v1/alerts/{key}/{action}",
                json.dumps({"note": asked.note}),
                {"Content-Type": "application/json"},
            )
            reply = connection.getresponse()
            reply.read()
        except (OSError, http.client.HTTPException):
            return False
        if reply.status not in FORESEEN:
            self.wrong.append(f"{action} of {key}: {reply.status}")
        asked.outcome = {200: STORED, 507: HELD}.get(reply.status, NOTHING)
        if action == "trigger":
            self.took.append(time.monotonic() - began)
            if asked.outcome == NOTHING:
                self.wrong.append(f"a trigger was answered with {reply.status}")
        return True


class Field:
    """Where callers find the program, and when they may go on."""

    def __init__(self) -> None:
        self.port, self.opening = 0, 0
        self._callers: list[Caller] = []
        self._changed = threading.Condition()
        self._is_open, self._is_over = False, False

    def add(self, caller: Caller) -> None:
        self._callers.append(caller)
        caller.start()

    def may_go(self, caller: Caller) -> bool:
        """Wait while the gate is shut; False once all is over."""
        with self._changed:
            caller.is_idle = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_open or self._is_over)
            caller.is_idle = False
            return not self._is_over

    def wait_for_another(self, opening: int) -> None:
        """Wait until there is a program again, or nobody may go on."""
        with self._changed:
            self._changed.wait_for(
                lambda: self.opening != opening or self._is_over or not self._is_open
            )

    def open(self, port: int | None = None) -> None:
        with self._changed:
            self.port = self.port if port is None else port
            # A connection that was idle for a while is closed by the server: begin with another.
            self.opening += 1
            self._is_open = True
            self._changed.notify_all()

    def shut(self) -> None:
        """Let everybody finish what they asked for, and ask for nothing more."""
        with self._changed:
            self._is_open = False
            self._changed.notify_all()
            if not self._changed.wait_for(lambda: all(c.is_idle for c in self._callers), 60):
                raise BrokenError("somebody was never answered")

    def end(self) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        for caller in self._callers:
            caller.join()


class Chaos:
    """One run. `disk` is a small disk that the data lies on, where there is one."""

    def __init__(self, home: Path, seed: int, disk: Path | None) -> None:
        self.report = Report()
        self._home = home
        self._chance = random.Random(seed)
        self._disk = disk
        self._is_full = False
        self._field = Field()
        self._callers = [Caller(number, seed, self._field) for number in range(CALLERS)]
        self._child = Child(home)
        self._makers: list[tuple[int, Callable[[], None]]] = [
            (12, self._breathe),
            (8, self._press),
            (3, self._cable),
            (2, self._fail_writes),
            (1, self._hang),
            (1, self._fail_reads),
            (2, self._jump),
            (1, self._lock),
            (1, self._sleep),
            (1, self._look),
            (1, self._refuse),
            (1, self._fill),
            (2, self._kill),
            (2, self._rest),
        ]

    def run(self, seconds: float) -> Report:
        """Do as much as fits, rest at the end, and return what was done; raises BrokenError."""
        for number in range(5):
            self._post(f"/alerts/deck-{number}/trigger")
        self._field.open(self._child.port)
        for caller in self._callers:
            self._field.add(caller)
        end = time.monotonic() + seconds
        weights = [weight for weight, _ in self._makers]
        try:
            self._overture()
            while time.monotonic() < end:
                (_, make) = self._chance.choices(self._makers, weights)[0]
                make()
            self._rest()
            self._kill()
            self._rest()
        finally:
            self._field.end()
        self._child.stop()
        self._count()
        return self.report

    def _overture(self) -> None:
        """Do once, in every run, what must never go wrong: not saved, then saved; and a kill."""
        self._tell("limit", 4096)
        self._wait_for(1, HELD)
        self._rest()
        self._wait_for(AMID, STORED)
        self._kill()
        self._wait_for(AMID, STORED)

    def _wait_for(self, more: int, outcome: str) -> None:
        """Wait until so many more commands came to this."""
        wanted = self._number(outcome) + more
        end, pause = time.monotonic() + SAVED_S, threading.Event()
        while self._number(outcome) < wanted:
            self._hold(time.monotonic() < end, f"nothing more is {outcome}")
            pause.wait(0.02)

    def _number(self, outcome: str) -> int:
        return sum(asked.outcome == outcome for asked in self._all())

    def _count(self) -> None:
        counts = self.report.counts
        for caller in self._callers:
            self.report.took += caller.took
            for asked in caller.done:
                counts[f"asked: {asked.outcome}"] += 1
        counts["lost"] += 0

    # What happens

    def _breathe(self) -> None:
        time.sleep(self._chance.uniform(0.02, 0.3))

    def _press(self) -> None:
        for _ in range(self._chance.randint(1, 4)):
            self._tell("press", self._deck(), self._chance.randrange(15))

    def _cable(self) -> None:
        deck = self._deck()
        self._tell("unplug", deck)
        if self._chance.random() < 0.8:
            time.sleep(self._chance.uniform(0, 0.1))
            self._tell("plug", deck, self._chance.choice(("ac", "bd")[deck]))

    def _fail_writes(self) -> None:
        self._tell("fail_writes", self._deck(), self._chance.choice((1, 3, 200)))

    def _hang(self) -> None:
        deck = self._deck()
        self._tell("hang", deck, True)
        time.sleep(self._chance.uniform(0.05, 1.2))
        self._tell("hang", deck, False)

    def _fail_reads(self) -> None:
        deck = self._deck()
        self._tell("fail_reads", deck, True)
        time.sleep(self._chance.uniform(0.05, 0.3))
        self._tell("fail_reads", deck, False)

    def _jump(self) -> None:
        self._tell("jump", self._chance.choice(JUMPS_S))

    def _lock(self) -> None:
        self._tell("lock", self._chance.random() < 0.5)

    def _sleep(self) -> None:
        self._tell("sleep")

    def _look(self) -> None:
        self._tell("look")

    def _refuse(self) -> None:
        """Let the system refuse every write for a while."""
        self._tell("limit", 4096)
        time.sleep(self._chance.uniform(0.1, 1.0))
        self._tell("limit", None)

    def _fill(self) -> None:
        if self._disk is None:
            return
        self.report.counts["did: fill"] += 1
        if self._is_full:
            make_room(self._disk)
        else:
            fill(self._disk)
        self._is_full = not self._is_full

    def _kill(self) -> None:
        """End it as a power cut would, and start it again; what was not saved may be gone."""
        self.report.counts["did: kill"] += 1
        if self._is_full and self._chance.random() < 0.5:
            self._fill()
        self._child.kill()
        self._field.shut()
        for asked in self._all():
            if asked.outcome == HELD:
                asked.outcome = UNKNOWN
        self._check_file()
        self._child = Child(self._home)
        self.report.starts.append(self._child.took)
        self._field.open(self._child.port)

    def _rest(self) -> None:
        """Let everything heal and finish, and look whether all holds."""
        self.report.counts["did: rest"] += 1
        self._field.shut()
        if self._is_full:
            self._fill()
        self._child.do("heal")
        self._wait_saved()
        for asked in self._all():
            if asked.outcome == HELD:
                asked.outcome = STORED
                self.report.counts["asked: stored after a 507"] += 1
        self._check_rows()
        self._check_states()
        self._check_log()
        wrong = [said for caller in self._callers for said in caller.wrong]
        self._hold(not wrong, f"answers: {wrong[:5]}")
        shown = self._child.do("is_right")
        self._hold(not shown, f"a deck shows what is not so: {shown}")
        self.report.usages.append(self._child.do("usage"))
        self._check_usage()
        self._field.open()

    # What must hold

    def _check_file(self) -> None:
        with self._database() as raw:
            verdict = raw.execute("PRAGMA integrity_check").fetchone()
        self._hold(verdict == ("ok",), f"the database: {verdict}")

    def _check_rows(self) -> None:
        with self._database() as raw:
            found = raw.execute(
                "SELECT note FROM alert_history WHERE action = 'triggered' AND note IS NOT NULL "
                "ORDER BY id"
            ).fetchall()
        notes = Counter(note for (note,) in found)
        places = {note: place for place, (note,) in enumerate(found)}
        for caller in self._callers:
            stored = [o for o in caller.done if o.action == "trigger" and o.outcome == STORED]
            lost = [asked.note for asked in stored if not notes[asked.note]]
            self._hold(not lost, f"lost: {lost[:5]} ({len(lost)} of {len(stored)})")
            order = [places[o.note] for o in caller.done if o.note in places]
            self._hold(order == sorted(order), f"{caller.prefix}: rows in another order")
        twice = [note for note, count in notes.items() if count > 1]
        self._hold(not twice, f"stored twice: {twice[:5]}")

    def _check_states(self) -> None:
        """Compare what is active, here and in the file, with what was confirmed."""
        status, alerts = self._get("/alerts")
        self._hold(status == 200, f"the list of alerts: {status}")
        active = {alert["alert_key"]: alert["is_active"] for alert in alerts}
        with self._database() as raw:
            kept = dict(raw.execute("SELECT alert_key, is_active FROM alerts").fetchall())
        self._hold(active == {key: bool(is_) for key, is_ in kept.items()}, "file and board differ")
        for caller in self._callers:
            for key, expected in _expected(caller.done).items():
                self._hold(
                    expected is None or active.get(key) == expected,
                    f"{key} is {active.get(key)}, not {expected}",
                )

    def _check_log(self) -> None:
        log = (self._home / "state" / "lightstack.log").read_text("utf-8")
        bad = [line for line in log.splitlines() if "Traceback" in line or " CRITICAL " in line]
        self._hold(not bad, f"in the log: {bad[:2]}")

    def _check_usage(self) -> None:
        first, last = self.report.usages[0], self.report.usages[-1]
        for name, slack in (("threads", 6), ("files", 20)):
            self._hold(last[name] <= first[name] + slack, f"{name}: {first} became {last}")

    def _hold(self, is_so: bool, otherwise: str) -> None:
        if not is_so:
            raise BrokenError(otherwise)

    # How

    def _wait_saved(self) -> None:
        began, pause = time.monotonic(), threading.Event()
        while self._get("/alerts", ready=True)[0] != 200:
            self._hold(time.monotonic() - began < SAVED_S, "it does not save again")
            pause.wait(0.05)
        self.report.heals.append(time.monotonic() - began)

    def _tell(self, what: str, *how: Any) -> None:
        self.report.counts[f"did: {what}"] += 1
        self._child.do(what, *how)

    def _deck(self) -> int:
        return self._chance.randrange(2)

    def _all(self) -> list[Operation]:
        return [asked for caller in self._callers for asked in caller.done]

    def _database(self) -> closing[sqlite3.Connection]:
        path = self._home / "data" / "lightstack.db"
        return closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10))

    def _get(self, path: str, *, ready: bool = False) -> tuple[int, Any]:
        return self._request("GET", "/api/health/ready" if ready else f"/api/v1{path}")

    def _post(self, path: str) -> None:
        status, _ = self._request("POST", f"/api/v1{path}")
        self._hold(status == 200, f"{path}: {status}")

    def _request(self, method: str, path: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self._child.port, timeout=20)
        try:
            connection.request(method, path)
            reply = connection.getresponse()
            return reply.status, json.loads(reply.read())
        finally:
            connection.close()

    def kill(self) -> None:
        """End the program, whatever state all is in."""
        self._child.kill()


def _expected(done: list[Operation]) -> dict[str, bool | None]:
    """Return whether each alert must be active; None where an unanswered request may decide."""
    states: dict[str, bool | None] = {}
    for asked in done:
        if asked.action == "acknowledge" or asked.outcome == NOTHING:
            continue
        is_known = asked.outcome == STORED
        states[asked.key] = (asked.action == "trigger") if is_known else None
    return states


def seed_of(environ: dict[str, str]) -> int:
    """Return the seed that the environment names, or another one each time."""
    return int(environ.get("CHAOS_SEED", "0")) or random.randrange(1, 1 << 30)


def run(home: Path, seed: int, seconds: float, disk: Path | None) -> Report:
    """Run it, print the table, and return it; raises BrokenError, after the seed was printed."""
    print(f"chaos: seed {seed}, {seconds:.0f} s, {'a' if disk else 'no'} disk to fill", flush=True)
    chaos = Chaos(home, seed, disk)
    try:
        report = chaos.run(seconds)
    except BaseException:
        chaos.kill()
        raise
    print("\n".join(report.lines()), flush=True)
    return report
