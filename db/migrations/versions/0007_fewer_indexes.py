"""Drop indexes that other indexes cover: each costs every write."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COVERED = (
    ("measurement", "indicator_id"),
    ("measurement", "jurisdiction_id"),
    ("change", "jurisdiction_id"),
    ("monthly_value", "jurisdiction_id"),
    ("goal_standing", "jurisdiction_id"),
    ("plan", "jurisdiction_id"),
)


def upgrade() -> None:
    op.create_index("ix_plan_jurisdiction_year", "plan", ["jurisdiction_id", "year"])
    for table, column in COVERED:
        op.drop_index(f"ix_{table}_{column}", table_name=table)


def downgrade() -> None:
    for table, column in reversed(COVERED):
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.drop_index("ix_plan_jurisdiction_year", table_name="plan")
