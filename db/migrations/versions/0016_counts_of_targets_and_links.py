"""Targets that say how many out of how many, and evidence that is a link or was removed."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COUNTS = (
    "baseline_numerator",
    "baseline_denominator",
    "target_numerator",
    "target_denominator",
)


def upgrade() -> None:
    with op.batch_alter_table("target") as batch_op:
        for name in COUNTS:
            batch_op.add_column(sa.Column(name, sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("agreed_on", sa.Date(), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_target_counts_in_pairs"),
            "(baseline_numerator IS NULL) = (baseline_denominator IS NULL)"
            " AND (target_numerator IS NULL) = (target_denominator IS NULL)",
        )
        batch_op.create_check_constraint(
            op.f("ck_target_out_of_some"),
            "(baseline_denominator IS NULL OR baseline_denominator > 0)"
            " AND (target_denominator IS NULL OR target_denominator > 0)",
        )
    with op.batch_alter_table("evidence") as batch_op:
        batch_op.alter_column("digest", existing_type=sa.String(64), nullable=True)
        batch_op.alter_column("size", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("url", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_check_constraint(
            op.f("ck_evidence_file_or_link"),
            "(digest IS NULL) <> (url = '') AND (digest IS NULL) = (size IS NULL)",
        )
        batch_op.create_check_constraint(op.f("ck_evidence_version_from_one"), "version >= 1")
    with op.batch_alter_table("evidence") as batch_op:
        # They were there for the rows that were; whoever writes one from now on says both.
        batch_op.alter_column("url", existing_type=sa.Text(), server_default=None)
        batch_op.alter_column("version", existing_type=sa.Integer(), server_default=None)


def downgrade() -> None:
    # A link has no place in the tables before.
    op.execute("DELETE FROM evidence WHERE digest IS NULL")
    with op.batch_alter_table("evidence") as batch_op:
        batch_op.drop_constraint(op.f("ck_evidence_version_from_one"), type_="check")
        batch_op.drop_constraint(op.f("ck_evidence_file_or_link"), type_="check")
        for name in ("version", "removed_at", "url"):
            batch_op.drop_column(name)
        batch_op.alter_column("size", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("digest", existing_type=sa.String(64), nullable=False)
    with op.batch_alter_table("target") as batch_op:
        batch_op.drop_constraint(op.f("ck_target_out_of_some"), type_="check")
        batch_op.drop_constraint(op.f("ck_target_counts_in_pairs"), type_="check")
        for name in ("agreed_on", *reversed(COUNTS)):
            batch_op.drop_column(name)
