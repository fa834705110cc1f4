"""The command `lightstack`: reads argv, does one thing, ends with an exit code.

0 done, 1 refused, 2 usage, 3 the app is not running, 4 unknown alert. 1. What asks the running app
imports the standard library and platformdirs alone. 2. No argv, no terminal and no reply makes a
traceback.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from lightstack_desktop import __version__, commands, local
from lightstack_desktop.client import NotRunningError
from lightstack_desktop.commands import DONE, NOT_RUNNING, REFUSED, USAGE, complain
from lightstack_desktop.errors import LightstackError
from lightstack_desktop.folders import Folders, folders
from lightstack_desktop.text import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HISTORY_MAX = 500
WRITE_ERRORS = frozenset({errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG})


class Parser(argparse.ArgumentParser):
    """argparse, with what it quotes back escaped."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with argv and exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {escaped(message)}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that argv names; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # An alert's name must not be what a terminal without UTF-8 stumbles over.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        return DONE
    except OSError as error:
        if error.errno not in WRITE_ERRORS:
            raise
        _discard_output()
        return complain(REFUSED, f"Cannot write the answer: {error.strerror}.")
    except KeyboardInterrupt:
        return 130
    return code


def _discard_output() -> None:
    # What is still in the buffer would fail once more when Python ends, and change the exit code.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run() -> int:
    """`lightstack-desktop` of menus and autostart: the same as `lightstack run`."""
    return main(["run", *sys.argv[1:]])


def _run(argv: Sequence[str] | None) -> int:
    try:
        args = _parser().parse_args(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else USAGE
    try:
        command: Callable[[argparse.Namespace, Folders], int] = args.command
        return command(args, folders(os.environ))
    except NotRunningError as error:
        return complain(NOT_RUNNING, str(error))
    except LightstackError as error:
        return complain(REFUSED, str(error))


def _parser() -> Parser:
    parser = Parser(
        prog="lightstack",
        description="Alerts on a Stream Deck.",
        epilog="Exit codes: 0 done, 1 refused, 2 usage, 3 not running, 4 unknown alert.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"lightstack {__version__}")
    add = parser.add_subparsers(required=True, metavar="COMMAND").add_parser

    def command(name: str, does: Callable[[argparse.Namespace, Folders], int], text: str) -> Parser:
        made = add(name, help=text, description=text, allow_abbrev=False)
        made.set_defaults(command=does)
        return made

    start = command("run", local.run, "Start the program.")
    start.add_argument("--headless", action="store_true", help="no tray and no windows")
    start.add_argument(
        "--screen-deck", metavar="MODEL", type=_model, help="show this model's deck: mini, xl, …"
    )

    trigger = command("trigger", commands.trigger, "Raise an alert.")
    trigger.add_argument("key", metavar="KEY", type=_text)
    trigger.add_argument(
        "--priority", metavar="N", type=int, choices=range(1, 6), help="1 (critical) to 5 (info)"
    )
    trigger.add_argument("--note", metavar="TEXT", type=_encodable, help="kept in the history")

    acknowledge = command("acknowledge", commands.acknowledge, 'Say "I know" of an active alert.')
    acknowledge.add_argument("key", metavar="KEY", type=_text)

    clear = command("clear", commands.clear, "End an alert.")
    which = clear.add_mutually_exclusive_group(required=True)
    which.add_argument("key", metavar="KEY", type=_text, nargs="?")
    which.add_argument("--all", action="store_true", help="end every active alert")

    history = command("history", local.history, "Show what happened, the newest first.")
    history.add_argument("--key", metavar="KEY", type=_text, help="of this alert only")
    history.add_argument("--limit", metavar="N", type=_limit, default=50, help="at most 500")
    history.add_argument("--output", metavar="FILE", type=_text, help="write all of it to a file")
    history.add_argument("--format", choices=("csv", "json"), help="of that file; else by its name")

    backup = command(
        "backup", local.backup_list, "Keep copies of the database, and bring one back."
    )
    backups = backup.add_subparsers(required=True, metavar="ACTION")
    listing = backups.add_parser("list", help="show the backups, the newest first")
    listing.set_defaults(command=local.backup_list)
    backups.add_parser("create", help="make one now").set_defaults(command=local.backup_create)
    back = backups.add_parser("restore", help="put one in the place of the database")
    back.add_argument("name", metavar="NAME", type=_text)
    back.set_defaults(command=local.backup_restore)

    token = command("token", commands.token, "Show where the API's token lies, or replace it.")
    token.add_argument("action", nargs="?", choices=("path", "rotate"), default="path")

    brings = command(
        "import-lightstack", local.import_lightstack, "Bring in what a LightStack holds."
    )
    brings.add_argument(
        "source", metavar="SOURCE", type=_text, help="a SQLite file, or postgresql://USER@HOST/NAME"
    )
    brings.add_argument("--dry-run", action="store_true", help="only say what would be imported")

    entry = command(
        "install-desktop", local.install_desktop, "Put the program into your desktop's menu."
    )
    entry.add_argument("--remove", action="store_true", help="take it out again")

    out = command("export", local.export, "Write alerts, decks and settings to a file.")
    out.add_argument("file", metavar="FILE", type=_text)
    out.add_argument("--history", action="store_true", help="with all that happened")

    taken = command("import", local.bring, "Take over what an export holds.")
    taken.add_argument("file", metavar="FILE", type=_text)
    taken.add_argument("--dry-run", action="store_true", help="only say what would change")
    taken.add_argument(
        "--settings", action="store_true", help="write config.toml too, where there is none"
    )

    told = command("report", local.report_bundle, "Write an anonymised file for a bug report.")
    told.add_argument("file", metavar="FILE", type=_text, nargs="?", help="a zip")

    with_json = (
        history,
        listing,
        command("status", commands.status, "Show the active alerts, the most important first."),
        command("list", commands.list_alerts, "Show every alert that is configured."),
        command("decks", local.decks, "Show the Stream Decks that are plugged in."),
        command("doctor", local.doctor, "Look for what is wrong, and say what to do."),
    )
    for each in with_json:
        each.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError("this is not text in UTF-8") from error
    return text


def _text(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("this must not be empty")
    return _encodable(text)


def _model(text: str) -> str:
    from lightstack_desktop.desktop.screen_models import MODELS  # noqa: PLC0415 - see rule 1

    if text not in MODELS:
        raise argparse.ArgumentTypeError(f"there is no {text}; there are {', '.join(MODELS)}")
    return text


def _limit(text: str) -> int:
    # int() also takes 1_0, and refuses more than 4,300 digits in words that help nobody.
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= HISTORY_MAX):
        raise argparse.ArgumentTypeError(f"a number from 1 to {HISTORY_MAX} is needed")
    return int(text)
