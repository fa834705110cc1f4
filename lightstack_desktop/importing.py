"""`lightstack import-lightstack`: brings what a LightStack holds into our own database.

1. All of it in one transaction, or nothing. 2. A second import adds only what is new. 3. Only
while the app is not running, for it alone may write. 4. A dry run works on a copy, whether the app
runs or not. 5. What could not be taken over as it was is said, line by line.
"""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lightstack_desktop import lending
from lightstack_desktop.alerts import adopt
from lightstack_desktop.progress import Bar
from lightstack_desktop.store import lightstack
from lightstack_desktop.store.store import Store
from lightstack_desktop.text import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.progress import Progress
    from lightstack_desktop.store.staging import Staging


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import brought, or would bring. `backup` is how our database was before.

    `notice` is what had to be done about our database first.
    """

    configs: int
    known_configs: int
    states: int
    entries: int
    known_entries: int
    backup: Path | None
    notice: str | None
    remarks: adopt.Remarks


def run(source: str, data_dir: Path, *, is_dry_run: bool) -> None:
    """Import and say what was done; raises LightstackError, with nothing changed."""
    with contextlib.closing(Bar(sys.stderr)) as bar, lightstack.opened(source) as found:
        database = lending.copy(data_dir) if is_dry_run else lending.ours(data_dir)
        with database as path:
            outcome = bring(found, Store(path, _now), _now(), bar.show, is_dry_run=is_dry_run)
    for line in report(found.name, outcome, is_dry_run=is_dry_run):
        print(escaped(line))


def bring(
    found: lightstack.LightStack,
    store: Store,
    now: datetime,
    progress: Progress,
    *,
    is_dry_run: bool = False,
) -> Outcome:
    """Import into a store that is not open yet; raises LightstackError, with nothing changed."""
    remarks, total = adopt.Remarks(), found.entry_count()
    with contextlib.closing(store):
        board = store.open()
        entries = adopt.entries(found.entries(), remarks)
        staging = store.stage(entries, lambda done: progress("Reading the history", done, total))
        triggered, configs = staging.triggered(), tuple(found.configs())
        change = adopt.merge(board, configs, found.states(), triggered, remarks, now)
        count, backup = staging.count(), None
        if not is_dry_run and (count or not change.is_empty):
            backup = store.back_up("before-import")
            _write(store, change, staging, lambda done: progress("Writing it", done, count))
    made = _differing(change, "config")
    return Outcome(
        configs=made,
        known_configs=len(configs) - made,
        states=_differing(change, "state"),
        entries=count,
        known_entries=staging.known,
        backup=backup,
        notice=store.notice,
        remarks=remarks,
    )


def report(name: str, outcome: Outcome, *, is_dry_run: bool) -> Iterator[str]:
    """Yield the lines that tell a person what came of it."""
    if outcome.notice is not None:
        yield outcome.notice
    yield (
        f"{'Would import' if is_dry_run else 'Imported'} from {name}: "
        f"{_counted(outcome.configs, outcome.known_configs, 'configuration')}, "
        f"{_counted(outcome.states, 0, 'state')}, "
        f"{_counted(outcome.entries, outcome.known_entries, 'history row')}."
    )
    remarks = outcome.remarks
    if remarks.renamed:
        yield "Keys that are not allowed here got another name:"
        yield from (f"  {key} -> {name}" for key, name in remarks.renamed.items())
    if remarks.repaired or remarks.counted:
        yield "What could not be taken over as it was:"
        yield from (f"  {remark}" for remark in remarks.repaired)
        yield from (f"  {remark}: {count:,}" for remark, count in remarks.counted.items())
    if outcome.backup is not None:
        yield f"The database as it was before: {outcome.backup}"


def _now() -> datetime:
    return datetime.now(UTC)


def _write(store: Store, change: Change, staging: Staging, told: Callable[[int], None]) -> None:
    store.begin()
    store.save_staged(staging, told)
    store.save(change)
    store.commit()


def _differing(change: Change, part: str) -> int:
    """Return how many alerts of a Change have another configuration or state than before."""
    before, after = change.before.alerts, change.board.alerts
    return sum(
        getattr(before.get(key), part, None) != getattr(after.get(key), part, None)
        for key in change.keys
    )


def _counted(new: int, known: int, noun: str) -> str:
    text = f"{new:,} {noun}{'' if new == 1 else 's'}"
    return f"{text} ({known:,} more {'was' if known == 1 else 'were'} here)" if known else text
