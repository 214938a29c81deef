"""A goal's sentence in polished words, and the facts that they were written for."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

COLUMNS = ("polished", "polished_for")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("goal", sa.Column(column, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for column in reversed(COLUMNS):
        op.drop_column("goal", column)
