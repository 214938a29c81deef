"""What sources publish for single months."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "monthly_value",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(numerator IS NULL) = (denominator IS NULL)",
            name=op.f("ck_monthly_value_ratio_has_both_parts"),
        ),
        sa.CheckConstraint(
            "denominator IS NULL OR denominator >= 0", name=op.f("ck_monthly_value_denominator")
        ),
        sa.CheckConstraint(
            "value IS NOT NULL OR denominator IS NOT NULL",
            name=op.f("ck_monthly_value_has_a_value"),
        ),
        sa.CheckConstraint(
            "value IS NULL OR denominator IS NULL", name=op.f("ck_monthly_value_value_or_ratio")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_monthly_value_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_monthly_value_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_value")),
        sa.UniqueConstraint(
            "indicator_id", "month", name=op.f("uq_monthly_value_indicator_id_month")
        ),
    )
    with op.batch_alter_table("monthly_value", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_monthly_value_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("monthly_value", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monthly_value_jurisdiction_id"))

    op.drop_table("monthly_value")
