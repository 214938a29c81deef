"""Changes of command: the note that is left, and that both sides say it is done."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def _word(column: str, *words: str) -> sa.Column[str]:
    known = sa.Enum(*words, name=column, native_enum=False, create_constraint=True, length=32)
    return sa.Column(column, known, nullable=False)


def _of_command() -> list[sa.Column[object]]:
    return [
        *(
            sa.Column(name, sa.Uuid(), nullable=False)
            for name in ("id", "jurisdiction_id", "district_id", "commander_id")
        ),
        sa.Column("began_on", sa.Date(), nullable=False),
    ]


def _rules(table: str, writer: str, *unique: str) -> list[sa.Constraint]:
    refers = {
        "jurisdiction_id": "jurisdiction",
        "district_id": "district",
        "commander_id": "member",
        writer: "member",
    }
    return [
        sa.CheckConstraint("version >= 1", name=op.f(f"ck_{table}_version_from_one")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
            )
            for column, other in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_{table}_{'_'.join(unique)}")),
    ]


def upgrade() -> None:
    op.create_table(
        "handover_note",
        *_of_command(),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _word("language", "en", "es", "pl", "zh_Hans"),
        sa.Column("version", sa.Integer(), nullable=False),
        *_rules("handover_note", "written_by_id", "district_id", "commander_id", "began_on"),
    )
    op.create_table(
        "handover_mark",
        *_of_command(),
        _word("side", "given", "taken"),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("goals", "steps", "promises", "partners", "waiting", "note_version")
        ),
        sa.Column("last_change_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "goals >= 0 AND steps >= 0 AND promises >= 0", name=op.f("ck_handover_mark_counts")
        ),
        sa.CheckConstraint(
            "partners >= 0 AND waiting >= 0", name=op.f("ck_handover_mark_more_counts")
        ),
        *_rules("handover_mark", "made_by_id", "district_id", "commander_id", "began_on", "side"),
    )


def downgrade() -> None:
    op.drop_table("handover_mark")
    op.drop_table("handover_note")
