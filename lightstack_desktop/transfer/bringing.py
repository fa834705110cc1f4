"""`lightstack import FILE`: takes over what a file of transfer/ holds.

1. All of it in one transaction, or nothing; a second import changes nothing. 2. While the app runs
it is asked to do it, and takes alerts and decks; for history it has to be quit, since a long one
would hold every alert up. 3. A dry run works on a copy, whether the app runs or not. 4. What the
file lacks stays as it is here.
"""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lightstack_desktop import data, lending
from lightstack_desktop.alerts import bring
from lightstack_desktop.alerts.bring import Compared, Difference
from lightstack_desktop.client import NotRunningError, connect
from lightstack_desktop.errors import RefusedError
from lightstack_desktop.faces import gallery
from lightstack_desktop.faces.icons import Icons
from lightstack_desktop.progress import Bar
from lightstack_desktop.store.store import Store
from lightstack_desktop.transfer import chosen, document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.client import Client, Reply
    from lightstack_desktop.folders import Folders
    from lightstack_desktop.progress import Progress
    from lightstack_desktop.store.staging import Staging
    from lightstack_desktop.transfer.document import Parts

API = "/api/v1/import"
MOST_BODY_BYTES = 1000 * 1024
MOST_NAMES = 20
BIG = (
    "The app is running, and this file is {why}. Quit the app, then run this again; "
    "--dry-run works at any time."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would do. `settings` are those that are not as they are here."""

    alerts: Compared
    decks: Compared
    entries: int = 0
    known_entries: int = 0
    pictures: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    backup: Path | None = None
    notice: str | None = None


def run(path: Path, places: Folders, *, is_dry_run: bool, with_settings: bool) -> Iterator[str]:
    """Import, and yield what to tell; raises LightstackError, with nothing changed."""
    with contextlib.closing(Bar(sys.stderr)) as bar:
        parts = document.examine(path, places, lambda done: bar.show("Reading", done, done))
        outcome = _do(path, parts, places, bar.show, is_dry_run=is_dry_run)
    differing = chosen.differing(parts.settings, places)
    yield from told(path, replace(outcome, settings=differing), is_dry_run=is_dry_run)
    if differing and with_settings and not is_dry_run:
        yield f"The settings were written to {chosen.write(parts.settings, places)}."


def _do(
    path: Path, parts: Parts, places: Folders, progress: Progress, *, is_dry_run: bool
) -> Outcome:
    if is_dry_run:
        with lending.copy(places.data_dir) as database:
            return _offline(path, parts, database, progress, is_dry_run=True)
    try:
        client = connect(places)
    except NotRunningError:
        with lending.ours(places.data_dir) as database:
            return _offline(path, parts, database, progress, is_dry_run=False)
    return _by_the_app(path, parts, places, client)


# While the app is not running


def _offline(
    path: Path, parts: Parts, database: Path, progress: Progress, *, is_dry_run: bool
) -> Outcome:
    store, now = Store(database, _now), _now()
    with contextlib.closing(store):
        board = store.open()
        staging = store.stage(
            document.entries(path) if parts.entries else (),
            lambda done: progress("Reading the history", done, parts.entries),
        )
        icons = Icons(data.path("assets", "icons", "mdi"))
        merged = bring.merge(board, parts.asked, now, icons)
        change = _counted(merged, parts.counts, staging.triggered())
        count, backup, pictures = staging.count(), None, 0
        if not is_dry_run:
            pictures = _put_pictures(path, parts, database.parent)
            if count or not change.is_empty:
                backup = store.back_up("before-import")
                _write(store, change, staging, lambda n: progress("Writing it", n, count))
    found = bring.difference(merged, parts.asked)
    return Outcome(
        alerts=found.alerts,
        decks=found.decks,
        entries=count,
        known_entries=staging.known,
        pictures=pictures,
        backup=backup,
        notice=store.notice,
    )


def _counted(change: Change, given: Mapping[str, int], triggered: Mapping[str, int]) -> Change:
    """Return the change with how often alerts were triggered: the rows that are new, or more."""
    counts = dict(change.before.trigger_counts)
    for key, count in triggered.items():
        counts[key] = counts.get(key, 0) + count
    # Rows that were purged there still count.
    for key, count in given.items():
        counts[key] = max(counts.get(key, 0), count)
    before = change.before.trigger_counts
    keys = tuple(key for key, count in counts.items() if before.get(key) != count)
    if not keys:
        return change
    return replace(
        change,
        board=replace(change.board, trigger_counts=counts),
        keys=tuple(dict.fromkeys((*change.keys, *keys))),
    )


def _write(store: Store, change: Change, staging: Staging, told_: Callable[[int], None]) -> None:
    store.begin()
    store.save_staged(staging, told_)
    store.save(change)
    store.commit()


def _put_pictures(path: Path, parts: Parts, data_dir: Path) -> int:
    """Put the pictures into the gallery; those that are there stay. Return how many are new."""
    if not parts.pictures:
        return 0
    from lightstack_desktop.faces import pictures  # noqa: PLC0415 - imports Pillow

    folder = data_dir / gallery.FOLDER
    return sum(pictures.put(name, content, folder) for name, content in document.pictures(path))


# While it runs


def _by_the_app(path: Path, parts: Parts, places: Folders, client: Client) -> Outcome:
    import json  # noqa: PLC0415 - as in client.py

    if parts.entries or parts.counts:
        raise RefusedError(BIG.format(why="with history, which would hold up every alert"))
    if len(json.dumps(parts.raw)) > MOST_BODY_BYTES:
        raise RefusedError(BIG.format(why="too long to be sent to it"))
    reply = client.post(API, parts.raw)
    if reply.status != 200:
        raise RefusedError(reply.detail)
    done = _understood(reply)
    pictures = _put_pictures(path, parts, places.data_dir)
    return Outcome(done.alerts, done.decks, pictures=pictures)


def _understood(reply: Reply) -> Difference:
    alerts, decks = (
        Compared(tuple(part["added"]), tuple(part["changed"]), part["same"])
        for part in (reply.body["alerts"], reply.body["decks"])
    )
    return Difference(alerts, decks)


# Words


def told(path: Path, outcome: Outcome, *, is_dry_run: bool) -> Iterator[str]:
    """Yield the lines that tell a person what came of it."""
    if outcome.notice is not None:
        yield outcome.notice
    yield (
        f"{'Would import' if is_dry_run else 'Imported'} from {path}: "
        f"alerts: {_numbers(outcome.alerts)}; decks: {_numbers(outcome.decks)}; "
        f"history rows: {outcome.entries:,} added, {outcome.known_entries:,} the same."
    )
    for what, names in (
        ("Added alerts", outcome.alerts.added),
        ("Changed alerts", outcome.alerts.changed),
        ("Added decks", outcome.decks.added),
        ("Changed decks", outcome.decks.changed),
    ):
        if names:
            more = f" and {len(names) - MOST_NAMES:,} more" if len(names) > MOST_NAMES else ""
            yield f"{what}: {', '.join(names[:MOST_NAMES])}{more}"
    if outcome.pictures:
        yield f"Pictures added: {outcome.pictures:,}"
    if outcome.settings:
        yield "Settings that are not so here (--settings writes them where there are none yet):"
        yield from (f"  {line}" for line in chosen.lines(outcome.settings))
    if outcome.backup is not None:
        yield f"The database as it was before: {outcome.backup}"


def _numbers(found: Compared) -> str:
    return f"{len(found.added):,} added, {len(found.changed):,} changed, {found.same:,} the same"


def _now() -> datetime:
    return datetime.now(UTC)
