"""A database as LightStack makes it: its tables in SQLite's words, and rows as its code writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

STAMP = "DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL"
FIRST = f"""
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
CREATE TABLE alert_configs (
    id INTEGER NOT NULL PRIMARY KEY, alert_key VARCHAR(100) NOT NULL, name VARCHAR(200),
    description TEXT, default_priority INTEGER NOT NULL, led_color INTEGER,
    led_effect VARCHAR(50), created_at {STAMP}, updated_at {STAMP});
CREATE UNIQUE INDEX ix_alert_configs_alert_key ON alert_configs (alert_key);
CREATE TABLE alert_history (
    id INTEGER NOT NULL PRIMARY KEY, alert_key VARCHAR(100) NOT NULL,
    action VARCHAR(50) NOT NULL, note TEXT, created_at {STAMP});
CREATE INDEX ix_alert_history_alert_key ON alert_history (alert_key);
CREATE INDEX ix_alert_history_created_at ON alert_history (created_at);
CREATE TABLE alerts (
    id INTEGER NOT NULL PRIMARY KEY, alert_key VARCHAR(100) NOT NULL, is_active BOOLEAN NOT NULL,
    priority INTEGER, last_triggered_at DATETIME, created_at {STAMP}, updated_at {STAMP},
    FOREIGN KEY(alert_key) REFERENCES alert_configs (alert_key) ON DELETE CASCADE);
CREATE UNIQUE INDEX ix_alerts_alert_key ON alerts (alert_key);
INSERT INTO alembic_version VALUES ('4f5e39139753');
"""
SECOND = """
ALTER TABLE alert_configs ADD COLUMN led_brightness INTEGER;
ALTER TABLE alert_configs ADD COLUMN led_duration INTEGER;
UPDATE alembic_version SET version_num = 'add_led_brightness_duration';
"""
THIRD = """
ALTER TABLE alert_configs ADD COLUMN led_scope VARCHAR(20) DEFAULT 'bar' NOT NULL;
ALTER TABLE alert_configs ADD COLUMN led_positions JSON;
UPDATE alembic_version SET version_num = 'add_led_scope_positions';
"""
EARLIER = "2026-11-20 08:00:00"
CONFIG = {"default_priority": 3, "created_at": EARLIER, "updated_at": EARLIER}
STATE = {
    "is_active": 1,
    "last_triggered_at": "2026-11-20 09:30:00.250000",
    "created_at": EARLIER,
    "updated_at": EARLIER,
}


class Source:
    """One such file. What is not said of a row is as LightStack would have it."""

    def __init__(self, path: Path, *steps: str) -> None:
        self.path = path
        self.run(*(steps or (FIRST, SECOND, THIRD)))

    def run(self, *scripts: str) -> None:
        with closing(sqlite3.connect(self.path)) as raw:
            for script in scripts:
                raw.executescript(script)

    def config(self, key: object, **values: object) -> None:
        self._insert("alert_configs", {"alert_key": key, **CONFIG, **values})

    def state(self, key: object, **values: object) -> None:
        self._insert("alerts", {"alert_key": key, **STATE, **values})

    def entry(
        self, key: object, at: object = EARLIER, action: object = "triggered", note: object = None
    ) -> None:
        row = {"alert_key": key, "action": action, "note": note, "created_at": at}
        self._insert("alert_history", row)

    def _insert(self, table: str, row: dict[str, Any]) -> None:
        places = ", ".join("?" * len(row))
        with closing(sqlite3.connect(self.path)) as raw, raw:
            raw.execute(
                f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", [*row.values()]
            )
