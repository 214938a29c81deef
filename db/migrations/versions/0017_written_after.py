"""Goals name the goal they were written after, and indicators the one whose values they go on."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("goal") as batch_op:
        batch_op.add_column(sa.Column("copied_from_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_goal_copied_from_id_goal"), "goal", ["copied_from_id"], ["id"]
        )
    with op.batch_alter_table("indicator") as batch_op:
        batch_op.add_column(sa.Column("continues_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_indicator_continues_id_indicator"),
            "indicator",
            ["continues_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    with op.batch_alter_table("indicator") as batch_op:
        batch_op.drop_constraint(op.f("fk_indicator_continues_id_indicator"), type_="foreignkey")
        batch_op.drop_column("continues_id")
    with op.batch_alter_table("goal") as batch_op:
        batch_op.drop_constraint(op.f("fk_goal_copied_from_id_goal"), type_="foreignkey")
        batch_op.drop_column("copied_from_id")
