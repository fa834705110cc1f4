"""Which alerts a person took off a deck, as third.py has it."""

from alembic import op

from lightstack_desktop.store.third import STATEMENTS

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add a column; nothing that was there is changed."""
    for statement in STATEMENTS:
        op.execute(statement)
