"""What revision 0003 adds, in plain SQL: which alerts a person took off a deck."""

from __future__ import annotations

TAKEN_OFF = """
ALTER TABLE decks ADD COLUMN taken_off TEXT DEFAULT '[]' NOT NULL
    CONSTRAINT ck_decks_taken_off CHECK (
        typeof(taken_off) = 'text' AND length(taken_off) BETWEEN 2 AND 500000)
"""

STATEMENTS = (
    # As in second.py: a damaged row must cost itself alone.
    "PRAGMA ignore_check_constraints=ON",
    TAKEN_OFF,
    "PRAGMA ignore_check_constraints=OFF",
)
