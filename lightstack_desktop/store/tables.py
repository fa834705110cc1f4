"""The tables as they are now, with LightStack's names for what LightStack has too.

1. Every range of the contract is a CHECK: no program can store what would break the next start.
2. A moment is an integer, microseconds since 1970 in UTC: exact, ordered as numbers are, and no
second spelling of one moment can creep in, as with text. 3. History and trigger counts outlive
the configuration they tell of. 4. How an older database gets here is told by migrations/.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

from lightstack_desktop.alerts.deck_rules import LONGEST_WAIT_S

MICROSECONDS_MIN = -62_135_596_800_000_000  # year 1, the first that a datetime can be
MICROSECONDS_MAX = 253_402_300_799_999_999  # year 9999, the last
BIGGEST = 2**63 - 1

# Alembic keeps a CHECK when it rebuilds a table only if the CHECK has a name.
metadata = MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})


def _integer(
    name: str, lowest: int, highest: int, *, nullable: bool = False, default: str | None = None
) -> Column[int]:
    # Without typeof 2.5 would pass: a column's type is only a wish to SQLite.
    check = f"typeof({name}) = 'integer' AND {name} BETWEEN {lowest} AND {highest}"
    return _column(name, Integer, _check(name, check, nullable), nullable, default)


def _flag(name: str) -> Column[int]:
    return _integer(name, 0, 1)


def _moment(name: str, *, nullable: bool = False) -> Column[int]:
    return _integer(name, MICROSECONDS_MIN, MICROSECONDS_MAX, nullable=nullable)


def _text(
    name: str, shortest: int, longest: int, *, nullable: bool = False, default: str | None = None
) -> Column[str]:
    check = f"typeof({name}) = 'text' AND length({name}) BETWEEN {shortest} AND {longest}"
    return _column(name, Text, _check(name, check, nullable), nullable, default)


def _column(
    name: str, kind: type, check: CheckConstraint, nullable: bool, default: str | None
) -> Column[Any]:
    # A default is what the rows got that are older than their column.
    default_sql = None if default is None else text(default)
    return Column(name, kind, check, nullable=nullable, server_default=default_sql)


def _check(name: str, check: str, nullable: bool) -> CheckConstraint:
    return CheckConstraint(f"{name} IS NULL OR ({check})" if nullable else check, name=name)


def _key(*, unique: bool = False, primary_key: bool = False) -> Column[str]:
    check = "typeof(alert_key) = 'text' AND length(alert_key) BETWEEN 1 AND 100"
    return Column(
        "alert_key",
        Text,
        CheckConstraint(check, name="alert_key"),
        nullable=False,
        unique=unique,
        primary_key=primary_key,
    )


ALERT_CONFIGS = Table(
    "alert_configs",
    metadata,
    Column("id", Integer, primary_key=True),
    _key(unique=True),
    _text("name", 0, 200, nullable=True),
    _text("description", 0, 4000, nullable=True),
    _integer("default_priority", 1, 5),
    Column(
        "led_scope",
        Text,
        CheckConstraint("led_scope IN ('bar', 'individual')", name="led_scope"),
        nullable=False,
    ),
    # JSON text, as LightStack has it: [1,2,7]
    Column(
        "led_positions",
        Text,
        CheckConstraint(
            "led_positions IS NULL OR (led_positions GLOB '[[][1-7]*]' "
            "AND led_positions NOT GLOB '*[^][1-7,]*')",
            name="led_positions",
        ),
    ),
    _integer("led_color", 0, 255, nullable=True),
    _text("led_effect", 1, 50, nullable=True),
    _integer("led_brightness", 0, 100, nullable=True),
    _integer("led_duration", 0, 255, nullable=True),
    _text("icon", 1, 100, nullable=True),
    _flag("is_kept"),
    _moment("created_at"),
    _moment("updated_at"),
    _text("picture", 1, 100, nullable=True),
    CheckConstraint("(led_scope = 'individual') = (led_positions IS NOT NULL)", name="positions"),
)

ALERTS = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "alert_key",
        Text,
        ForeignKey("alert_configs.alert_key", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    _flag("is_active"),
    _integer("priority", 1, 5, nullable=True),
    _moment("last_triggered_at", nullable=True),
    _moment("activated_at", nullable=True),
    _integer("repeat_count", 0, BIGGEST),
    _moment("acknowledged_at", nullable=True),
    _text("acknowledged_by", 1, 200, nullable=True),
    _integer("acknowledged_priority", 1, 5, nullable=True),
    _moment("created_at"),
    _moment("updated_at"),
    CheckConstraint("(acknowledged_at IS NULL) = (acknowledged_by IS NULL)", name="by_whom"),
    CheckConstraint(
        "(acknowledged_at IS NULL) = (acknowledged_priority IS NULL)", name="at_priority"
    ),
)

ALERT_HISTORY = Table(
    "alert_history",
    metadata,
    Column("id", Integer, primary_key=True),
    _key(),
    _text("action", 1, 50),
    _text("note", 0, 1000, nullable=True),
    _text("source", 1, 200),
    _moment("created_at"),
)
Index(
    "ix_alert_history_created_at",
    ALERT_HISTORY.c.created_at.desc(),
    ALERT_HISTORY.c.id.desc(),
)
Index(
    "ix_alert_history_alert_key",
    ALERT_HISTORY.c.alert_key,
    ALERT_HISTORY.c.created_at.desc(),
    ALERT_HISTORY.c.id.desc(),
    ALERT_HISTORY.c.action,  # so that an alert's rows of one action are counted in the index alone
)
Index(
    "ix_alert_history_action",
    ALERT_HISTORY.c.action,
    ALERT_HISTORY.c.created_at,
    ALERT_HISTORY.c.id,
)

# A counter, because counting history rows for every list took LightStack half a second.
TRIGGER_COUNTS = Table(
    "trigger_counts",
    metadata,
    _key(primary_key=True),
    _integer("count", 0, BIGGEST),
    sqlite_with_rowid=False,
)

DECKS = Table(
    "decks",
    metadata,
    Column(
        "serial", Text, CheckConstraint("typeof(serial) = 'text'", name="serial"), primary_key=True
    ),
    _text("model", 0, 200),
    _integer("key_count", 0, 1000),
    _integer("columns", 0, 1000),
    _integer("brightness_percent", 0, 100),
    _integer("dim_after_s", 1, LONGEST_WAIT_S, nullable=True, default="600"),
    _integer("dim_percent", 0, 100, default="20"),
    _integer("sleep_after_s", 1, LONGEST_WAIT_S, nullable=True),
    _integer("has_double_press", 0, 1, default="0"),
    # JSON text
    _text("priorities", 3, 100, default="'[1, 2, 3, 4, 5]'"),
    _text("patterns", 2, 20_000, default="'[]'"),
    _text("taken_off", 2, 500_000, default="'[]'"),
)

PINS = Table(
    "pins",
    metadata,
    Column("deck_serial", Text, ForeignKey("decks.serial", ondelete="CASCADE"), primary_key=True),
    Column(
        "key_index",
        Integer,
        CheckConstraint(
            "typeof(key_index) = 'integer' AND key_index BETWEEN 0 AND 999", name="key_index"
        ),
        primary_key=True,
    ),
    _key(),
    _flag("is_kept"),
    _text("lent_to", 1, 100, nullable=True),
    sqlite_with_rowid=False,
)

KEY_ACTIONS = Table(
    "key_actions",
    metadata,
    Column("deck_serial", Text, ForeignKey("decks.serial", ondelete="CASCADE"), primary_key=True),
    Column(
        "key_index",
        Integer,
        CheckConstraint(
            "typeof(key_index) = 'integer' AND key_index BETWEEN 0 AND 999", name="key_index"
        ),
        primary_key=True,
    ),
    _text("action", 1, 50),
    _text("alert_key", 1, 100, nullable=True),
    sqlite_with_rowid=False,
)
