"""Questions that somebody without an account answers by a link that works once."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _language(column: str) -> sa.Column[str]:
    known = sa.Enum(
        "en",
        "es",
        "pl",
        "zh_Hans",
        name=column,
        native_enum=False,
        create_constraint=True,
        length=32,
    )
    return sa.Column(column, known, nullable=False)


def _refers(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_asked_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "asked",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        _language("reads"),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voice_id", sa.Uuid(), nullable=True),
        _language("language"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("expires_at > made_at", name=op.f("ck_asked_moments_in_order")),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (voice_id IS NULL)", name=op.f("ck_asked_answer_is_whole")
        ),
        sa.CheckConstraint(
            "answered_at IS NULL OR withdrawn_at IS NULL", name=op.f("ck_asked_ends_one_way")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_asked_version_from_one")),
        _refers("jurisdiction_id", "jurisdiction"),
        _refers("engagement_id", "engagement"),
        _refers("goal_id", "goal"),
        _refers("made_by_id", "member"),
        _refers("voice_id", "voice"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked")),
        sa.UniqueConstraint("voice_id", name=op.f("uq_asked_voice_id")),
    )
    with op.batch_alter_table("asked", schema=None) as batch_op:
        for column in ("jurisdiction_id", "engagement_id", "made_by_id"):
            batch_op.create_index(batch_op.f(f"ix_asked_{column}"), [column], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("asked", schema=None) as batch_op:
        for column in ("made_by_id", "engagement_id", "jurisdiction_id"):
            batch_op.drop_index(batch_op.f(f"ix_asked_{column}"))

    op.drop_table("asked")
