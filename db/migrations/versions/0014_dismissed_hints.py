"""Hints on a goal's words that somebody set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dismissed_hint",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "no_number",
                "vague_verb",
                "two_goals",
                "counts_activity",
                "other_year",
                "other_target",
                "vague_check",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("shown_again", sa.Boolean(), nullable=False),
        sa.Column("dismissed_by_id", sa.Uuid(), nullable=True),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_dismissed_hint_version_from_one")),
        sa.ForeignKeyConstraint(
            ["dismissed_by_id"],
            ["member.id"],
            name=op.f("fk_dismissed_hint_dismissed_by_id_member"),
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_dismissed_hint_goal_id_goal")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_dismissed_hint_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissed_hint")),
        sa.UniqueConstraint(
            "goal_id", "kind", "field", name=op.f("uq_dismissed_hint_goal_id_kind_field")
        ),
    )
    with op.batch_alter_table("dismissed_hint", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dismissed_hint_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("dismissed_hint", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dismissed_hint_jurisdiction_id"))

    op.drop_table("dismissed_hint")
