"""Where goals stand, kept for the board."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "goal_standing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "worse_than_baseline",
                "off_track",
                "at_risk",
                "on_track",
                "reached",
                "met",
                "not_met",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "not_due",
                "due",
                "late",
                "source_not_published",
                "reported",
                "not_applicable",
                "unable_to_assess",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.Column("entered_late", sa.Boolean(), nullable=False),
        sa.Column("assessed", sa.Integer(), nullable=False),
        sa.Column("required", sa.Integer(), nullable=False),
        sa.Column("attainment", sa.BigInteger(), nullable=True),
        sa.Column("indicator_id", sa.Uuid(), nullable=True),
        sa.Column("asked_from", sa.BigInteger(), nullable=True),
        sa.Column("asked_to", sa.BigInteger(), nullable=True),
        sa.Column(
            "ambition",
            sa.Enum(
                "not_judged",
                "no_change",
                "usual",
                "seen",
                "unseen",
                name="ambition",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "assessed >= 0 AND assessed <= required",
            name=op.f("ck_goal_standing_assessed_of_required"),
        ),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_goal_standing_quarter")),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_goal_standing_goal_id_goal")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_goal_standing_indicator_id_indicator"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_goal_standing_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_standing")),
        sa.UniqueConstraint(
            "goal_id", "year", "quarter", name=op.f("uq_goal_standing_goal_id_year_quarter")
        ),
    )
    with op.batch_alter_table("goal_standing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_goal_standing_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("goal_standing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_standing_jurisdiction_id"))

    op.drop_table("goal_standing")
