"""What revision 0002 adds, in plain SQL: the choices for a deck, loans of keys, own pictures.

Columns are added, no table is rebuilt: quick whatever the history holds.
"""

from __future__ import annotations

PICTURES = """
ALTER TABLE alert_configs ADD COLUMN picture TEXT
    CONSTRAINT ck_alert_configs_picture CHECK (
        picture IS NULL OR (typeof(picture) = 'text' AND length(picture) BETWEEN 1 AND 100))
"""

LOANS = """
ALTER TABLE pins ADD COLUMN lent_to TEXT
    CONSTRAINT ck_pins_lent_to CHECK (
        lent_to IS NULL OR (typeof(lent_to) = 'text' AND length(lent_to) BETWEEN 1 AND 100))
"""

CHOICES = (
    """
ALTER TABLE decks ADD COLUMN dim_after_s INTEGER DEFAULT 600
    CONSTRAINT ck_decks_dim_after_s CHECK (dim_after_s IS NULL OR
        (typeof(dim_after_s) = 'integer' AND dim_after_s BETWEEN 1 AND 604800))
""",
    """
ALTER TABLE decks ADD COLUMN dim_percent INTEGER DEFAULT 20 NOT NULL
    CONSTRAINT ck_decks_dim_percent CHECK (
        typeof(dim_percent) = 'integer' AND dim_percent BETWEEN 0 AND 100)
""",
    """
ALTER TABLE decks ADD COLUMN sleep_after_s INTEGER
    CONSTRAINT ck_decks_sleep_after_s CHECK (sleep_after_s IS NULL OR
        (typeof(sleep_after_s) = 'integer' AND sleep_after_s BETWEEN 1 AND 604800))
""",
    """
ALTER TABLE decks ADD COLUMN has_double_press INTEGER DEFAULT 0 NOT NULL
    CONSTRAINT ck_decks_has_double_press CHECK (
        typeof(has_double_press) = 'integer' AND has_double_press BETWEEN 0 AND 1)
""",
    """
ALTER TABLE decks ADD COLUMN priorities TEXT DEFAULT '[1, 2, 3, 4, 5]' NOT NULL
    CONSTRAINT ck_decks_priorities CHECK (
        typeof(priorities) = 'text' AND length(priorities) BETWEEN 3 AND 100)
""",
    """
ALTER TABLE decks ADD COLUMN patterns TEXT DEFAULT '[]' NOT NULL
    CONSTRAINT ck_decks_patterns CHECK (
        typeof(patterns) = 'text' AND length(patterns) BETWEEN 2 AND 20000)
""",
)

ACTIONS = """
CREATE TABLE key_actions (
    deck_serial TEXT NOT NULL,
    key_index INTEGER NOT NULL
        CONSTRAINT ck_key_actions_key_index CHECK (
            typeof(key_index) = 'integer' AND key_index BETWEEN 0 AND 999),
    action TEXT NOT NULL
        CONSTRAINT ck_key_actions_action CHECK (
            typeof(action) = 'text' AND length(action) BETWEEN 1 AND 50),
    alert_key TEXT
        CONSTRAINT ck_key_actions_alert_key CHECK (alert_key IS NULL OR
            (typeof(alert_key) = 'text' AND length(alert_key) BETWEEN 1 AND 100)),
    PRIMARY KEY (deck_serial, key_index),
    FOREIGN KEY(deck_serial) REFERENCES decks (serial) ON DELETE CASCADE
) WITHOUT ROWID
"""

STATEMENTS = (
    # Adding a column checks every old row too, and a damaged one must cost itself alone.
    "PRAGMA ignore_check_constraints=ON",
    PICTURES,
    LOANS,
    *CHOICES,
    ACTIONS,
    "PRAGMA ignore_check_constraints=OFF",
)
