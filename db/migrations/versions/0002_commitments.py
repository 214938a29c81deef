"""What districts promised, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "commitment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("theme_id", sa.Uuid(), nullable=True),
        sa.Column("local_demand_id", sa.Uuid(), nullable=True),
        sa.Column("you_said", sa.Text(), nullable=False),
        sa.Column("we_will", sa.Text(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "open",
                "done",
                "partly",
                "not_done",
                "will_not_do",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("outcome_reason", sa.Text(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'open') = (outcome_on IS NULL)",
            name=op.f("ck_commitment_outcome_has_a_day"),
        ),
        sa.CheckConstraint(
            "outcome IN ('open', 'done') OR outcome_reason <> ''",
            name=op.f("ck_commitment_outcome_has_a_reason"),
        ),
        sa.CheckConstraint("review_on >= promised_on", name=op.f("ck_commitment_dates_in_order")),
        sa.CheckConstraint(
            "theme_id IS NULL OR local_demand_id IS NULL", name=op.f("ck_commitment_one_demand")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_commitment_version_from_one")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_commitment_district_id_district")
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_commitment_engagement_id_engagement"),
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_commitment_goal_id_goal")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_commitment_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["local_demand_id"],
            ["local_demand.id"],
            name=op.f("fk_commitment_local_demand_id_local_demand"),
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_commitment_theme_id_theme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint(
            "jurisdiction_id", "code", name=op.f("uq_commitment_jurisdiction_id_code")
        ),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitment_district_id"), ["district_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_commitment_engagement_id"), ["engagement_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_commitment_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_commitment_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_commitment_theme_id"), ["theme_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_theme_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_goal_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_engagement_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_district_id"))

    op.drop_table("commitment")
