"""Whom a provider of single sign-on knows, the roles it gives, and sessions that begin with it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ROLE_COLUMNS = ("member_id", "role", "district_id", "starts_on")
OLD_NAME = "uq_member_role_member_id_role_district_id_starts_on"
NEW_NAME = "uq_member_role_once"


def upgrade() -> None:
    op.create_table(
        "identity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_identity_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_identity_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("issuer", "member_id", name=op.f("uq_identity_issuer_member_id")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_identity_issuer_subject")),
    )
    op.create_index("ix_identity_jurisdiction_id", "identity", ["jurisdiction_id"])
    op.create_index("ix_identity_member_id", "identity", ["member_id"])
    with op.batch_alter_table("member_role") as batch_op:
        batch_op.add_column(
            sa.Column("from_provider", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.drop_constraint(OLD_NAME, type_="unique")
        batch_op.create_unique_constraint(NEW_NAME, [*ROLE_COLUMNS, "from_provider"])
    with op.batch_alter_table("member_role") as batch_op:
        # It was there for the rows that were; whoever writes one from now on says it.
        batch_op.alter_column("from_provider", server_default=None)
    _allow_ways("password", "link", "single_sign_on")


def downgrade() -> None:
    op.execute("DELETE FROM web_session WHERE way = 'single_sign_on'")
    _allow_ways("password", "link")
    op.execute("DELETE FROM member_role WHERE from_provider")
    with op.batch_alter_table("member_role") as batch_op:
        batch_op.drop_constraint(NEW_NAME, type_="unique")
        batch_op.create_unique_constraint(OLD_NAME, list(ROLE_COLUMNS))
        batch_op.drop_column("from_provider")
    op.drop_index("ix_identity_member_id", table_name="identity")
    op.drop_index("ix_identity_jurisdiction_id", table_name="identity")
    op.drop_table("identity")


def _allow_ways(*ways: str) -> None:
    name, listed = op.f("ck_web_session_way"), ", ".join(f"'{way}'" for way in ways)
    with op.batch_alter_table("web_session") as batch_op:
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, sa.text(f"way IN ({listed})"))
