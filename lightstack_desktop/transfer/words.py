"""The names that stand in the file, and how much of each there may be."""

from __future__ import annotations

FORMAT = "lightstack-desktop"
VERSION = 1

ALERTS, DECKS, PICTURES, HISTORY = "alerts", "decks", "pictures", "history"
SETTINGS, COUNTS = "settings", "trigger_counts"
PLAIN = frozenset({"format", "version", "exported_at", "program", SETTINGS, COUNTS})

KIB = 1024
# How many of each there may be, and how many characters one may take: an alert's description can
# be 4,000 characters of 12 each, as JSON may write them.
LISTS = {
    ALERTS: (10_000, 128 * KIB),
    DECKS: (100, 1024 * KIB),
    PICTURES: (2_000, 1536 * KIB),
    HISTORY: (10_000_000, 64 * KIB),
}
PLAIN_CHARS = 8 * 1024 * KIB
DEPTH = 8
