"""`lightstack export FILE`: writes what transfer/ describes, whether the app runs or not."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lightstack_desktop import __version__
from lightstack_desktop.alerts import portable
from lightstack_desktop.errors import RefusedError, StoreError
from lightstack_desktop.faces import gallery
from lightstack_desktop.folders import sync
from lightstack_desktop.store import snapshot
from lightstack_desktop.store.store import DATABASE
from lightstack_desktop.transfer import chosen, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from typing import TextIO

    from lightstack_desktop.alerts.model import AlertConfig
    from lightstack_desktop.folders import Folders
    from lightstack_desktop.store.snapshot import Snapshot

    Tell = Callable[[int], None]

TELL_EVERY = 10_000


@dataclass(frozen=True, slots=True)
class Exported:
    """How much of each a file holds. `entries` is None where history was left out."""

    alerts: int
    decks: int
    pictures: int
    settings: int
    entries: int | None


def export(
    places: Folders, target: Path, now: datetime, tell: Tell, *, with_history: bool
) -> Exported:
    """Write a file that is not there yet; raises LightstackError, with no file made."""
    database = places.data_dir / DATABASE
    if not database.exists():
        raise StoreError(f"There is no database yet: {database}. The first start makes it.")
    settings = chosen.own(places)
    with snapshot.opened(database) as found, _new(target) as out:
        writer = _Writer(out)
        writer.plain("format", words.FORMAT)
        writer.plain("version", words.VERSION)
        writer.plain("exported_at", portable.of_moment(now))
        writer.plain("program", __version__)
        writer.plain(words.SETTINGS, settings)
        return _write(writer, found, places, tell, len(settings), with_history=with_history)


def told(target: Path, done: Exported) -> str:
    """Return what to tell of an export."""
    rows = "no history" if done.entries is None else f"{done.entries:,} history rows"
    return (
        f"Exported to {target}: {done.alerts:,} alerts, {done.decks:,} decks, "
        f"{done.pictures:,} pictures, {done.settings:,} settings, {rows}."
    )


def _write(
    writer: _Writer,
    found: Snapshot,
    places: Folders,
    tell: Tell,
    settings: int,
    *,
    with_history: bool,
) -> Exported:
    board, entries = found.board(), None
    configs = [alert.config for alert in board.alerts.values()]
    writer.list(words.ALERTS, map(portable.of_config, configs))
    decks = writer.list(words.DECKS, map(portable.of_deck, board.decks.values()))
    pictures = writer.list(words.PICTURES, _pictures(configs, places.data_dir / gallery.FOLDER))
    if with_history:
        writer.plain(words.COUNTS, dict(board.trigger_counts))
        entries = writer.list(words.HISTORY, map(portable.of_entry, found.history()), tell)
    writer.end()
    return Exported(len(configs), decks, pictures, settings, entries)


class _Writer:
    """One JSON object, a member after the other, a line for each value of a list."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._between = "{\n"

    def plain(self, name: str, value: object) -> None:
        self._out.write(f"{self._between}{_json(name)}: {_json(value)}")
        self._between = ",\n"

    def list(self, name: str, values: Iterable[object], tell: Tell | None = None) -> int:
        """Write a list as its values come; return how many there were."""
        self._out.write(f"{self._between}{_json(name)}: [")
        count, self._between = 0, ",\n"
        for count, value in enumerate(values, start=1):
            self._out.write(f"{',' if count > 1 else ''}\n{_json(value)}")
            if tell is not None and count % TELL_EVERY == 0:
                tell(count)
        self._out.write("\n]" if count else "]")
        return count

    def end(self) -> None:
        self._out.write("\n}\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pictures(configs: Iterable[AlertConfig], folder: Path) -> Iterator[dict[str, str]]:
    """Yield the pictures that alerts name, each once; one that is gone is left out."""
    names = dict.fromkeys(each.fields.picture for each in configs if each.fields.picture)
    for name in names:
        data = gallery.stored(folder, name)
        if data is not None:
            yield {"name": name, "png": base64.b64encode(data).decode("ascii")}


@contextlib.contextmanager
def _new(target: Path) -> Iterator[TextIO]:
    """Lend a file that gets its name once it is whole, 0600; raises RefusedError."""
    if target.exists() or target.is_symlink():
        raise RefusedError(f"There is a {target} already. Name another file, or remove that one.")
    try:
        descriptor, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with open(descriptor, "w", encoding="utf-8", newline="\n") as out:  # noqa: PTH123 - a descriptor
                yield out
                out.flush()
                os.fsync(out.fileno())
            Path(part).replace(target)
            sync(target.parent)
        finally:
            Path(part).unlink(missing_ok=True)
    except OSError as error:
        raise RefusedError(f"Cannot write {target}: {error.strerror}.") from error
