"""The tables of revision 0001 in plain SQL.

A new database begins here, and goes on with second.py, without alembic, whose import the first
picture ever would wait for.
"""

from __future__ import annotations

REVISION = "0001"

TABLES = (
    """
CREATE TABLE alert_configs (
    id INTEGER NOT NULL,
    alert_key TEXT NOT NULL
        CONSTRAINT ck_alert_configs_alert_key CHECK (
            typeof(alert_key) = 'text' AND length(alert_key) BETWEEN 1 AND 100),
    name TEXT
        CONSTRAINT ck_alert_configs_name CHECK (
            name IS NULL OR (typeof(name) = 'text' AND length(name) BETWEEN 0 AND 200)),
    description TEXT
        CONSTRAINT ck_alert_configs_description CHECK (description IS NULL OR
            (typeof(description) = 'text' AND length(description) BETWEEN 0 AND 4000)),
    default_priority INTEGER NOT NULL
        CONSTRAINT ck_alert_configs_default_priority CHECK (
            typeof(default_priority) = 'integer' AND default_priority BETWEEN 1 AND 5),
    led_scope TEXT NOT NULL
        CONSTRAINT ck_alert_configs_led_scope CHECK (led_scope IN ('bar', 'individual')),
    led_positions TEXT
        CONSTRAINT ck_alert_configs_led_positions CHECK (
            led_positions IS NULL OR (led_positions GLOB '[[][1-7]*]'
            AND led_positions NOT GLOB '*[^][1-7,]*')),
    led_color INTEGER
        CONSTRAINT ck_alert_configs_led_color CHECK (led_color IS NULL OR
            (typeof(led_color) = 'integer' AND led_color BETWEEN 0 AND 255)),
    led_effect TEXT
        CONSTRAINT ck_alert_configs_led_effect CHECK (led_effect IS NULL OR
            (typeof(led_effect) = 'text' AND length(led_effect) BETWEEN 1 AND 50)),
    led_brightness INTEGER
        CONSTRAINT ck_alert_configs_led_brightness CHECK (led_brightness IS NULL OR
            (typeof(led_brightness) = 'integer' AND led_brightness BETWEEN 0 AND 100)),
    led_duration INTEGER
        CONSTRAINT ck_alert_configs_led_duration CHECK (led_duration IS NULL OR
            (typeof(led_duration) = 'integer' AND led_duration BETWEEN 0 AND 255)),
    icon TEXT
        CONSTRAINT ck_alert_configs_icon CHECK (
            icon IS NULL OR (typeof(icon) = 'text' AND length(icon) BETWEEN 1 AND 100)),
    is_kept INTEGER NOT NULL
        CONSTRAINT ck_alert_configs_is_kept CHECK (
            typeof(is_kept) = 'integer' AND is_kept BETWEEN 0 AND 1),
    created_at INTEGER NOT NULL
        CONSTRAINT ck_alert_configs_created_at CHECK (typeof(created_at) = 'integer'
            AND created_at BETWEEN -62135596800000000 AND 253402300799999999),
    updated_at INTEGER NOT NULL
        CONSTRAINT ck_alert_configs_updated_at CHECK (typeof(updated_at) = 'integer'
            AND updated_at BETWEEN -62135596800000000 AND 253402300799999999),
    PRIMARY KEY (id),
    CONSTRAINT ck_alert_configs_positions CHECK (
        (led_scope = 'individual') = (led_positions IS NOT NULL)),
    UNIQUE (alert_key)
)
""",
    """
CREATE TABLE alerts (
    id INTEGER NOT NULL,
    alert_key TEXT NOT NULL,
    is_active INTEGER NOT NULL
        CONSTRAINT ck_alerts_is_active CHECK (
            typeof(is_active) = 'integer' AND is_active BETWEEN 0 AND 1),
    priority INTEGER
        CONSTRAINT ck_alerts_priority CHECK (
            priority IS NULL OR (typeof(priority) = 'integer' AND priority BETWEEN 1 AND 5)),
    last_triggered_at INTEGER
        CONSTRAINT ck_alerts_last_triggered_at CHECK (
            last_triggered_at IS NULL OR (typeof(last_triggered_at) = 'integer'
            AND last_triggered_at BETWEEN -62135596800000000 AND 253402300799999999)),
    activated_at INTEGER
        CONSTRAINT ck_alerts_activated_at CHECK (
            activated_at IS NULL OR (typeof(activated_at) = 'integer'
            AND activated_at BETWEEN -62135596800000000 AND 253402300799999999)),
    repeat_count INTEGER NOT NULL
        CONSTRAINT ck_alerts_repeat_count CHECK (typeof(repeat_count) = 'integer'
            AND repeat_count BETWEEN 0 AND 9223372036854775807),
    acknowledged_at INTEGER
        CONSTRAINT ck_alerts_acknowledged_at CHECK (
            acknowledged_at IS NULL OR (typeof(acknowledged_at) = 'integer'
            AND acknowledged_at BETWEEN -62135596800000000 AND 253402300799999999)),
    acknowledged_by TEXT
        CONSTRAINT ck_alerts_acknowledged_by CHECK (acknowledged_by IS NULL OR
            (typeof(acknowledged_by) = 'text' AND length(acknowledged_by) BETWEEN 1 AND 200)),
    acknowledged_priority INTEGER
        CONSTRAINT ck_alerts_acknowledged_priority CHECK (
            acknowledged_priority IS NULL OR (typeof(acknowledged_priority) = 'integer'
            AND acknowledged_priority BETWEEN 1 AND 5)),
    created_at INTEGER NOT NULL
        CONSTRAINT ck_alerts_created_at CHECK (typeof(created_at) = 'integer'
            AND created_at BETWEEN -62135596800000000 AND 253402300799999999),
    updated_at INTEGER NOT NULL
        CONSTRAINT ck_alerts_updated_at CHECK (typeof(updated_at) = 'integer'
            AND updated_at BETWEEN -62135596800000000 AND 253402300799999999),
    PRIMARY KEY (id),
    CONSTRAINT ck_alerts_by_whom CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
    CONSTRAINT ck_alerts_at_priority CHECK (
        (acknowledged_at IS NULL) = (acknowledged_priority IS NULL)),
    UNIQUE (alert_key),
    FOREIGN KEY(alert_key) REFERENCES alert_configs (alert_key) ON DELETE CASCADE
)
""",
    """
CREATE TABLE alert_history (
    id INTEGER NOT NULL,
    alert_key TEXT NOT NULL
        CONSTRAINT ck_alert_history_alert_key CHECK (
            typeof(alert_key) = 'text' AND length(alert_key) BETWEEN 1 AND 100),
    action TEXT NOT NULL
        CONSTRAINT ck_alert_history_action CHECK (
            typeof(action) = 'text' AND length(action) BETWEEN 1 AND 50),
    note TEXT
        CONSTRAINT ck_alert_history_note CHECK (
            note IS NULL OR (typeof(note) = 'text' AND length(note) BETWEEN 0 AND 1000)),
    source TEXT NOT NULL
        CONSTRAINT ck_alert_history_source CHECK (
            typeof(source) = 'text' AND length(source) BETWEEN 1 AND 200),
    created_at INTEGER NOT NULL
        CONSTRAINT ck_alert_history_created_at CHECK (typeof(created_at) = 'integer'
            AND created_at BETWEEN -62135596800000000 AND 253402300799999999),
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE trigger_counts (
    alert_key TEXT NOT NULL
        CONSTRAINT ck_trigger_counts_alert_key CHECK (
            typeof(alert_key) = 'text' AND length(alert_key) BETWEEN 1 AND 100),
    count INTEGER NOT NULL
        CONSTRAINT ck_trigger_counts_count CHECK (
            typeof(count) = 'integer' AND count BETWEEN 0 AND 9223372036854775807),
    PRIMARY KEY (alert_key)
) WITHOUT ROWID
""",
    """
CREATE TABLE decks (
    serial TEXT NOT NULL
        CONSTRAINT ck_decks_serial CHECK (typeof(serial) = 'text'),
    model TEXT NOT NULL
        CONSTRAINT ck_decks_model CHECK (
            typeof(model) = 'text' AND length(model) BETWEEN 0 AND 200),
    key_count INTEGER NOT NULL
        CONSTRAINT ck_decks_key_count CHECK (
            typeof(key_count) = 'integer' AND key_count BETWEEN 0 AND 1000),
    columns INTEGER NOT NULL
        CONSTRAINT ck_decks_columns CHECK (
            typeof(columns) = 'integer' AND columns BETWEEN 0 AND 1000),
    brightness_percent INTEGER NOT NULL
        CONSTRAINT ck_decks_brightness_percent CHECK (
            typeof(brightness_percent) = 'integer' AND brightness_percent BETWEEN 0 AND 100),
    PRIMARY KEY (serial)
)
""",
    """
CREATE TABLE pins (
    deck_serial TEXT NOT NULL,
    key_index INTEGER NOT NULL
        CONSTRAINT ck_pins_key_index CHECK (
            typeof(key_index) = 'integer' AND key_index BETWEEN 0 AND 999),
    alert_key TEXT NOT NULL
        CONSTRAINT ck_pins_alert_key CHECK (
            typeof(alert_key) = 'text' AND length(alert_key) BETWEEN 1 AND 100),
    is_kept INTEGER NOT NULL
        CONSTRAINT ck_pins_is_kept CHECK (typeof(is_kept) = 'integer' AND is_kept BETWEEN 0 AND 1),
    PRIMARY KEY (deck_serial, key_index),
    FOREIGN KEY(deck_serial) REFERENCES decks (serial) ON DELETE CASCADE
) WITHOUT ROWID
""",
)

INDEXES = (
    "CREATE INDEX ix_alert_history_created_at ON alert_history (created_at DESC, id DESC)",
    """
CREATE INDEX ix_alert_history_alert_key
    ON alert_history (alert_key, created_at DESC, id DESC, action)
""",
    "CREATE INDEX ix_alert_history_action ON alert_history (action, created_at, id)",
)

STATEMENTS = (*TABLES, *INDEXES)

# As alembic makes it, so that it can go on from here.
VERSION_TABLE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)
"""
