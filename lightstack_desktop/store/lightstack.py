"""Reading LightStack's database, a SQLite file or a PostgreSQL server.

1. Nothing is written there. 2. Everything is read as of one moment. 3. Every older schema of
LightStack is understood, and one that is newer is refused. 4. A password is never repeated.
Source: LightStack's alembic migrations.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from lightstack_desktop.alerts.adopt import TheirConfig, TheirEntry, TheirState
from lightstack_desktop.errors import SourceError
from lightstack_desktop.store import core, lightstack_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection

REVISIONS = frozenset({"4f5e39139753", "add_led_brightness_duration", "add_led_scope_positions"})
TABLES = frozenset({"alert_configs", "alerts", "alert_history"})
OURS = "trigger_counts"  # a table that LightStack does not have
AT_ONCE = 2_000
CONNECT_TIMEOUT_S = 10

_AS_TEXT = frozenset({"led_positions", "last_triggered_at", "created_at", "updated_at"})
# What an older schema lacks. NULL would be told as a value that had to be repaired.
_MISSING = {"led_scope": "'bar'"}
_ACTIVATIONS = """
SELECT a.alert_key, count(*), CAST(min(h.created_at) AS TEXT)
FROM alerts a JOIN alert_history h ON h.alert_key = a.alert_key AND h.action = 'triggered'
WHERE a.is_active AND h.id > coalesce((
    SELECT max(c.id) FROM alert_history c WHERE c.alert_key = a.alert_key AND c.action = 'cleared'
), 0)
GROUP BY a.alert_key
"""

T = TypeVar("T", TheirConfig, TheirState, TheirEntry)


class LightStack:
    """What one database of LightStack holds. Every question may raise SourceError."""

    def __init__(self, name: str, connection: Connection) -> None:
        self.name = name
        self._connection = connection

    def configs(self) -> Iterator[TheirConfig]:
        """Yield the configurations, the oldest first."""
        return self._rows(TheirConfig, "alert_configs")

    def states(self) -> Iterator[TheirState]:
        """Yield the alert rows, the oldest first."""
        with _translated(self.name):
            found = self._connection.execute(text(_ACTIVATIONS))
            activations = {key: {"repeat_count": n, "activated_at": at} for key, n, at in found}
        for state in self._rows(TheirState, "alerts"):
            yield replace(state, **activations.get(state.alert_key, {}))

    def entries(self) -> Iterator[TheirEntry]:
        """Yield the history, the oldest first."""
        return self._rows(TheirEntry, "alert_history")

    def entry_count(self) -> int:
        """Return how many rows the history has."""
        with _translated(self.name):
            query = text("SELECT count(*) FROM alert_history")
            return int(self._connection.execute(query).scalar_one())

    def check(self) -> None:
        """Refuse what is no LightStack database, or one that we do not know."""
        with _translated(self.name):
            tables = set(inspect(self._connection).get_table_names())
            if OURS in tables:
                raise SourceError(
                    f"{self.name} is a database of Lightstack Desktop, not of LightStack. "
                    "To use it, put it in the place of this program's own."
                )
            if not tables >= TABLES:
                raise SourceError(f"{self.name} is no database of LightStack.")
            if "alembic_version" in tables:
                self._check_revisions()

    def _check_revisions(self) -> None:
        found = self._connection.execute(text("SELECT version_num FROM alembic_version"))
        unknown = sorted(str(name) for (name,) in found if name not in REVISIONS)
        if unknown:
            raise SourceError(
                f"{self.name} was made by a newer LightStack (schema {', '.join(unknown)}) than "
                "this version of Lightstack Desktop can read. Install a newer one."
            )

    def _rows(self, kind: type[T], table: str) -> Iterator[T]:
        with _translated(self.name):
            known = {column["name"] for column in inspect(self._connection).get_columns(table)}
            columns = ", ".join(_column(field.name, known) for field in fields(kind))
            # The names are those of our own classes.
            query = text(f"SELECT {columns} FROM {table} t ORDER BY t.id")  # noqa: S608
            found = self._connection.execution_options(yield_per=AT_ONCE).execute(query)
            for row in found:
                yield kind(*row)


@contextmanager
def opened(source: str) -> Iterator[LightStack]:
    """Open what the user named, a path or a URL; raises SourceError."""
    with ExitStack() as closing:
        if "://" in source:
            url = _url(source)
            name = url.set(drivername="postgresql").render_as_string(hide_password=True)
            connection = closing.enter_context(_server(url, name))
        else:
            name = source
            raw = closing.enter_context(lightstack_file.copied(source))
            connection = closing.enter_context(core.connection(raw))
        found = LightStack(name, connection)
        found.check()
        yield found


def _column(name: str, known: set[str]) -> str:
    if name not in known:
        return f"{_MISSING.get(name, 'NULL')} AS {name}"
    return f"CAST(t.{name} AS TEXT) AS {name}" if name in _AS_TEXT else f"t.{name}"


def _url(source: str) -> URL:
    try:
        url = make_url(source)
    except (ArgumentError, ValueError):
        url = None
    # LightStack itself writes postgresql+asyncpg.
    if url is None or url.drivername.partition("+")[0] not in {"postgresql", "postgres"}:
        raise SourceError("Name a SQLite file of LightStack, or postgresql://USER@HOST/DATABASE.")
    return url.set(drivername="postgresql+psycopg")


@contextmanager
def _server(url: URL, name: str) -> Iterator[Connection]:
    try:
        engine = create_engine(url, connect_args={"connect_timeout": CONNECT_TIMEOUT_S})
    except ImportError as error:
        raise SourceError(
            "Reading PostgreSQL needs one more package. "
            "Install it with: pip install 'lightstack-desktop[postgres]'"
        ) from error
    with ExitStack() as closing:
        closing.callback(engine.dispose)
        with _translated(name):
            connection = closing.enter_context(engine.connect()).execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            # Times come as text, so that none of them is one that Python cannot hold.
            connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
            connection.exec_driver_sql("SET LOCAL datestyle = 'ISO'")
        yield connection


@contextmanager
def _translated(name: str) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        raise SourceError(f"Cannot read {name}: {cause}.") from error
