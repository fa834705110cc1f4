"""A backup put in the place of the database between two runs, and what the next one says of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lightstack_desktop.desktop import afterword, sentences
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.errors import LightstackError
from lightstack_desktop.store import restore as restoring
from lightstack_desktop.store.store import DATABASE

if TYPE_CHECKING:
    from datetime import datetime

    from lightstack_desktop.settings import Settings
    from lightstack_desktop.store.backups import Backup
    from lightstack_desktop.store.restore import Restored

log = logging.getLogger(__name__)


def restore(settings: Settings, backup: Backup, now: datetime) -> None:
    """Restore, for whoever holds the lock of the data folder; what came of it is said later."""
    try:
        text = _said(backup, restoring.restore(settings.data_dir / DATABASE, backup, now))
    except LightstackError as error:
        text = tr("Nothing was restored. {error}", error=sentences.said(error))
    log.info("%s", text)
    afterword.leave(settings.state_dir, text)


def _said(backup: Backup, done: Restored) -> str:
    held = done.contents
    text = tr(
        "Restored {name}: alerts: {alerts}, history rows: {rows}.",
        name=backup.name,
        alerts=held.configs,
        rows=held.history_rows,
    )
    if done.former is None:
        return text
    more = tr("What was there before is kept as {name}.", name=done.former.name)
    return f"{text} {more}"
