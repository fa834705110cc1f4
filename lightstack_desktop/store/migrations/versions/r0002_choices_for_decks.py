"""The choices for a deck, loans of keys, own pictures, as second.py has them."""

from alembic import op

from lightstack_desktop.store.second import STATEMENTS

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add columns and a table; nothing that was there is changed."""
    for statement in STATEMENTS:
        op.execute(statement)
