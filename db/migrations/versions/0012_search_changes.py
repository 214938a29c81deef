"""Let changes be leafed through, newest first, by kind of thing and by person."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # An import writes many rows of one moment: without the id, each page would sort all of them.
    op.drop_index("ix_change_jurisdiction_at", table_name="change")
    op.create_index("ix_change_jurisdiction_at_id", "change", ["jurisdiction_id", "at", "id"])
    op.create_index(
        "ix_change_jurisdiction_entity_at_id", "change", ["jurisdiction_id", "entity", "at", "id"]
    )
    op.create_index("ix_change_actor_at_id", "change", ["actor_id", "at", "id"])


def downgrade() -> None:
    op.drop_index("ix_change_actor_at_id", table_name="change")
    op.drop_index("ix_change_jurisdiction_entity_at_id", table_name="change")
    op.drop_index("ix_change_jurisdiction_at_id", table_name="change")
    op.create_index("ix_change_jurisdiction_at", "change", ["jurisdiction_id", "at"])
