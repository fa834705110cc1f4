"""The first tables, as first.py has them."""

from alembic import op

from lightstack_desktop.store.first import STATEMENTS

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    for statement in STATEMENTS:
        op.execute(statement)
