"""The commands that do their work themselves, whether the app runs or not.

1. What a command needs beyond the standard library and platformdirs it imports when it is called:
the others of the command line must not wait for it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from lightstack_desktop import commands, report
from lightstack_desktop.commands import DONE, REFUSED, complain, show_json
from lightstack_desktop.errors import ImportRefusedError
from lightstack_desktop.text import escaped

if TYPE_CHECKING:
    from argparse import Namespace

    from lightstack_desktop.folders import Folders


def run(args: Namespace, _folders: Folders) -> int:
    """Start the program, and stay until it ends."""
    from lightstack_desktop import app, settings  # noqa: PLC0415 - see rule 1

    chosen = settings.load(os.environ)
    return app.run(chosen, _examination, headless=args.headless, screen_model=args.screen_deck)


def _examination() -> str:
    from lightstack_desktop import doctor as examiner  # noqa: PLC0415 - see rule 1

    return examiner.as_text(examiner.examine(os.environ))


def doctor(args: Namespace, _folders: Folders) -> int:
    """Look for what is wrong."""
    from lightstack_desktop import doctor as examiner  # noqa: PLC0415 - see rule 1

    checks = examiner.examine(os.environ)
    if args.json:
        show_json(examiner.as_json(checks))
    else:
        print(examiner.as_text(checks))
    return DONE if examiner.is_well(checks) else REFUSED


@commands.understood
def decks(args: Namespace, places: Folders) -> int:
    """Show the decks that are plugged in; the running app knows more of them than we can see."""
    found = commands.decks(places, _look_for_decks)
    if args.json:
        show_json(found)
    else:
        print(report.decks(found))
    return DONE


def _look_for_decks() -> list[dict[str, Any]]:
    from lightstack_desktop.doctor import found_decks  # noqa: PLC0415 - see rule 1
    from lightstack_desktop.settings import load  # noqa: PLC0415 - see rule 1

    return found_decks(load(os.environ))


def history(args: Namespace, places: Folders) -> int:
    """Show what happened; or write all of it to a file, which needs no running app."""
    if args.output is None:
        return commands.history(args, places)
    from lightstack_desktop import offline  # noqa: PLC0415 - see rule 1

    count = offline.export_history(places, args.key, args.output, args.format)
    print(f"{escaped(args.output)}: {count} rows written")
    return DONE


def backup_list(args: Namespace, places: Folders) -> int:
    """Show the backups, the newest first."""
    from lightstack_desktop import offline  # noqa: PLC0415 - see rule 1

    found = offline.backups_of(places)
    if args.json:
        show_json(found)
    else:
        print(report.backups(found))
    return DONE


def backup_create(_args: Namespace, places: Folders) -> int:
    """Make a backup now."""
    from lightstack_desktop import offline  # noqa: PLC0415 - see rule 1

    print(offline.back_up(places))
    return DONE


def backup_restore(args: Namespace, places: Folders) -> int:
    """Put a backup in the place of the database."""
    from lightstack_desktop import offline  # noqa: PLC0415 - see rule 1

    print(offline.restore(places, args.name))
    return DONE


def install_desktop(args: Namespace, _folders: Folders) -> int:
    """Put the program into the desktop's menu, or take it out."""
    from lightstack_desktop import menu_entry  # noqa: PLC0415 - see rule 1

    act, done = (menu_entry.remove, "removed") if args.remove else (menu_entry.install, "made")
    files = act(os.environ)
    for file in files:
        print(f"{done}: {file}")
    if not files:
        print("Nothing was there.")
    return DONE


def import_lightstack(args: Namespace, places: Folders) -> int:
    """Bring in what a LightStack holds."""
    from lightstack_desktop import importing  # noqa: PLC0415 - see rule 1

    importing.run(args.source, places.data_dir, is_dry_run=args.dry_run)
    return DONE


def export(args: Namespace, places: Folders) -> int:
    """Write configurations, decks and settings to a file."""
    import contextlib  # noqa: PLC0415 - see rule 1
    from datetime import UTC, datetime  # noqa: PLC0415 - see rule 1
    from pathlib import Path  # noqa: PLC0415 - see rule 1

    from lightstack_desktop.progress import Bar  # noqa: PLC0415 - see rule 1
    from lightstack_desktop.transfer import export as exporting  # noqa: PLC0415 - see rule 1

    target = Path(args.file).expanduser()
    with contextlib.closing(Bar(sys.stderr)) as bar:
        done = exporting.export(
            places,
            target,
            datetime.now(UTC),
            lambda count: bar.show("Writing the history", count, count),
            with_history=args.history,
        )
    print(escaped(exporting.told(target, done)))
    return DONE


def report_bundle(args: Namespace, places: Folders) -> int:
    """Write what a bug report needs to a file, with nothing of the user's in it."""
    from datetime import UTC, datetime  # noqa: PLC0415 - see rule 1
    from pathlib import Path  # noqa: PLC0415 - see rule 1

    from lightstack_desktop import bundle  # noqa: PLC0415 - see rule 1
    from lightstack_desktop import doctor as examiner  # noqa: PLC0415 - see rule 1

    now = datetime.now(UTC)
    target = Path(args.file or f"lightstack-report-{now:%Y%m%dT%H%M%SZ}.zip").expanduser()
    files = bundle.write(places, target, examiner.examine(os.environ), now)
    print(escaped(f"Wrote {target}: {', '.join(files)}."))
    print("Nothing of yours should be in it, and nothing was sent. Read it before you send it.")
    return DONE


@commands.understood
def bring(args: Namespace, places: Folders) -> int:
    """Take over what another export holds."""
    from pathlib import Path  # noqa: PLC0415 - see rule 1

    from lightstack_desktop.transfer import bringing  # noqa: PLC0415 - see rule 1

    path = Path(args.file).expanduser()
    try:
        for line in bringing.run(
            path, places, is_dry_run=args.dry_run, with_settings=args.settings
        ):
            print(escaped(line))
    except ImportRefusedError as error:
        return _complain_each(error)
    return DONE


def _complain_each(error: ImportRefusedError) -> int:
    first, *rest = str(error).splitlines()
    complain(REFUSED, first)
    for line in rest:
        print(f"  {escaped(line)}", file=sys.stderr)
    return REFUSED
