"""`lightstack doctor`: looks at everything that the program needs, and says what to do.

1. It changes nothing: no folder is made, no file written, the database is opened for reading.
2. One check that fails is one line; the others go on. 3. It needs no running app and
disturbs none. 4. It needs no Qt, which may be what is broken.
"""

from __future__ import annotations

import socket
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lightstack_desktop import (
    commands,
    deck_advice,
    deck_owner,
    doctor_buses,
    doctor_files,
    instance,
    settings,
    udev_rule,
)
from lightstack_desktop.check import ERROR, OK, WARNING, Check
from lightstack_desktop.client import NoAnswerError, NotRunningError, connect
from lightstack_desktop.desktop import bus_names, display
from lightstack_desktop.errors import DeckError, SettingsError
from lightstack_desktop.text import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lightstack_desktop.settings import Settings

RULE_NAME, RULE_FOLDERS = udev_rule.NAME, udev_rule.FOLDERS
REACHABLE = "Reachable from the network; the token is sent in the clear"
CONTAINERS = (
    "Rootless containers, Flatpaks and forwarders that run as you or as root count as you;\n"
    "strict = true asks them for the token."
)
DECK_STATES = {"open": OK, "found": OK}


def examine(environ: Mapping[str, str]) -> tuple[Check, ...]:
    """Look at everything; with settings that cannot be read, at those only."""
    try:
        chosen = settings.load(environ)
    except SettingsError as error:
        return (Check("settings", ERROR, str(error), "Correct it, then start again."),)
    return (
        *doctor_files.checks(chosen),
        _callers(chosen),
        _running(chosen),
        _port(chosen),
        _hidapi(chosen),
        *_decks(chosen),
        *_udev_rule(RULE_FOLDERS),
        *_screen(environ),
    )


def is_well(checks: Sequence[Check]) -> bool:
    """Return whether no check found an error."""
    return all(check.state != ERROR for check in checks)


def as_json(checks: Sequence[Check]) -> dict[str, Any]:
    """Return what --json prints."""
    return {"ok": is_well(checks), "checks": [asdict(check) for check in checks]}


def as_text(checks: Sequence[Check]) -> str:
    """Return what a person reads: a line a check, and below it what to do."""
    lines = []
    for check in checks:
        lines.append(f"{check.state:<8} {check.name:<10} {escaped(check.seen)}")
        lines += [f"{'':<19} {escaped(line)}" for line in check.todo.splitlines()]
    return "\n".join((*lines, "", _verdict(checks)))


def _verdict(checks: Sequence[Check]) -> str:
    errors, warnings = (sum(c.state == state for c in checks) for state in (ERROR, WARNING))
    if not errors and not warnings:
        return "Everything is in order."
    return f"Errors: {errors}. Warnings: {warnings}."


def found_decks(chosen: Settings) -> list[dict[str, Any]]:
    """Return what is plugged in, as the API words it; raises DeckError. For when no app runs."""
    from lightstack_desktop.deck import scan  # noqa: PLC0415 - it loads hidapi, which may be missing

    decks = scan.scan(chosen.hid_backend)
    return [{**asdict(deck), "condition": deck.condition.value} for deck in decks]


def _callers(chosen: Settings) -> Check:
    """Say who may call the API, and what that leaves open."""
    if chosen.api_lan:
        todo = "Whoever listens in can use it. Set api_lan = false if only this machine asks."
        seen = f"{REACHABLE} (as {', '.join(chosen.api_hosts)})"
        return Check("callers", WARNING, seen, todo)
    if chosen.strict:
        return Check("callers", OK, "whoever shows the token, on this machine only")
    if sys.platform != "linux":
        seen = "every user of this machine: only on Linux can we tell who asks"
        return Check("callers", WARNING, seen, "Set strict = true to ask everyone for the token.")
    return Check("callers", OK, "programs of yours and of root", CONTAINERS)


def _running(chosen: Settings) -> Check:
    try:
        client = connect(chosen)
        reply = client.get("/api/health/ready")
    except NotRunningError:
        return Check("app", OK, "not running", "Start it with: lightstack run")
    except NoAnswerError as error:
        return Check("app", ERROR, str(error), "If it stays like this, restart the app.")
    seen = f"process {client.pid} serves http://127.0.0.1:{client.port}"
    notice = reply.body.get("notice") if isinstance(reply.body, dict) else None
    if reply.status == 200 and notice:
        return Check("app", WARNING, f"{seen}: {notice}", "See: lightstack backup list")
    if reply.status != 200:
        return Check("app", ERROR, f"{seen}, but is not ready: {_reason(reply.body)}", "See: disk")
    return Check("app", OK, seen)


def _reason(body: Any) -> str:
    return str(body.get("error") or body.get("status")) if isinstance(body, dict) else "no reason"


def _port(chosen: Settings) -> Check:
    port = chosen.api_port
    record = instance.read_record(chosen)
    if port == 0 or (record is not None and record.port == port):
        return Check("port", OK, "any free one" if port == 0 else f"{port} is the app's")
    with socket.socket() as probe:
        # As a server would, or a port that was used a moment ago looks taken.
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            todo = f"Find out by whom: ss -ltnp 'sport = :{port}'. Or set another api_port."
            return Check("port", ERROR, f"{port} cannot be used: {error.strerror}", todo)
    return Check("port", OK, f"{port} is free")


def _hidapi(chosen: Settings) -> Check:
    try:
        from lightstack_desktop.deck import transport  # noqa: PLC0415 - what is examined

        module = transport.load_backend(chosen.hid_backend)
    except (ImportError, DeckError) as error:
        return Check("hidapi", ERROR, str(error), "Install the program again.")
    return Check("hidapi", OK, f"hidapi {version('hidapi')}, module {module.__name__}")


def _decks(chosen: Settings) -> tuple[Check, ...]:
    try:
        decks = commands.decks(chosen, lambda: found_decks(chosen))
    except (DeckError, ImportError, NoAnswerError) as error:
        return (Check("decks", ERROR, str(error)),)
    has_rule = bool(udev_rule.installed(RULE_FOLDERS))
    return (*(_deck(deck, has_rule) for deck in decks), *_unseen(chosen, len(decks)))


def _deck(deck: dict[str, Any], has_rule: bool) -> Check:
    condition = deck["condition"]
    seen = f"{deck['model']} {deck['serial']} on {deck['path']}: {condition.replace('_', ' ')}"
    if condition == "unknown_model":
        seen += f", product id {deck_advice.MAKER_ID}:{deck['product_id']:04x}"
    todo = deck_advice.of(condition, deck["detail"], has_rule=has_rule)
    if condition == "busy":
        seen += _by_whom((deck["path"],))
    return Check("deck", DECK_STATES.get(condition, ERROR), seen, todo)


def _unseen(chosen: Settings, seen_count: int) -> tuple[Check, ...]:
    """Return what stands on USB and is not to be seen through hidraw; or that there is none."""
    taken = deck_advice.without_driver(Path(deck_advice.USB_DEVICES))
    if taken and chosen.hid_backend != "libusb":
        seen = f"on USB at {', '.join(taken)}, but another program has it{_by_whom(taken)}"
        return (Check("deck", ERROR, seen, deck_advice.TAKEN),)
    if seen_count:
        return ()
    return (Check("decks", OK, "none is plugged in", "The on-screen deck needs none."),)


def _by_whom(paths: Sequence[str]) -> str:
    """Return who has these decks open, as far as this user may see; paths are hidapi's."""
    devices = Path(deck_advice.USB_DEVICES)
    files = (p if p.startswith("/") else deck_owner.usb_file(p, devices) for p in paths)
    names = deck_owner.owners(file for file in files if file is not None)
    return f": {', '.join(names)}" if names else ""


def _udev_rule(folders: Sequence[Path]) -> tuple[Check, ...]:
    if sys.platform != "linux":
        return ()
    found = udev_rule.installed(folders)
    if found:
        return (Check("udev rule", OK, str(found[0])),)
    return (Check("udev rule", WARNING, "is not installed", udev_rule.command()),)


def _screen(environ: Mapping[str, str]) -> tuple[Check, ...]:
    problem = display.problem(environ)
    if problem is not None:
        headless = "The program runs headless: locking the screen is not followed there."
        return (Check("screen", WARNING, problem, headless),)
    if sys.platform != "linux":
        return (Check("screen", OK, "there is one"),)
    return (Check("screen", OK, "there is one"), *doctor_buses.checks(bus_names.ask(environ)))
